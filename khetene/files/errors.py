"""Refusals of files, as sentences for people: what is wrong and what to do."""

from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError


class FileRefused(DomainError):
    """A file that is not kept."""

    field = "file"


class EmptyFile(FileRefused):
    message = _("The file is empty. Choose another one.")


class FileTooLarge(FileRefused):
    message = _("The file is larger than 10 MB. Scan it with fewer dots per inch, or send it in parts.")


class UnknownKind(FileRefused):
    message = _("Choose a PDF, JPEG, PNG, DOCX, XLSX or ODT file. What is in the file decides, not its name.")


class BrokenFile(FileRefused):
    message = _("The file is damaged or cut off. Save it anew and send it again.")


class FileRunsSomething(FileRefused):
    message = _("The file holds macros, scripts or other files. Save it as a PDF without them, and send that.")


class FileReachesOut(FileRefused):
    message = _("The document fetches parts of itself from elsewhere. Save it as a PDF and send that.")


class FileLocked(FileRefused):
    message = _("The file is locked with a password. Save it without one: Khetene encrypts it by itself.")


class UnpacksToTooMuch(FileRefused):
    message = _("The document unpacks to more than can be read safely. Save it as a PDF and send that.")
