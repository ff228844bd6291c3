"""Refusals of files, as sentences for people: what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError

WORD, EXCEL = "docx", "xlsx"  # kinds of files.enums.FileKind


class FileRefused(DomainError):
    """A file that is not kept. `instead` says the same where only one kind will do: there nobody can send a PDF."""

    field = "file"
    instead: Mapping[str, str | Promise] = {}

    def about(self, kind: str) -> FileRefused:
        """The same refusal for whoever was asked for this kind of file."""
        return type(self)(self.instead.get(kind, self.message))


class EmptyFile(FileRefused):
    message = _("The file is empty. Choose another one.")


class FileTooLarge(FileRefused):
    message = _("The file is larger than 10 MB. Scan it with fewer dots per inch, or send it in parts.")
    instead = {
        WORD: _("The document is larger than 10 MB. Compress its pictures in Word and send it again."),
        EXCEL: _("The workbook is larger than 10 MB. Send its rows in parts."),
    }


class UnknownKind(FileRefused):
    message = _("Choose a PDF, JPEG, PNG, DOCX, XLSX or ODT file. What is in the file decides, not its name.")
    instead = {
        WORD: _("Choose a Word document (.docx). What is in the file decides, not its name."),
        EXCEL: _("Choose an Excel workbook (.xlsx). What is in the file decides, not its name."),
    }


class BrokenFile(FileRefused):
    message = _("The file is damaged or cut off. Save it anew and send it again.")


class FileRunsSomething(FileRefused):
    message = _("The file holds macros, scripts or other files. Save it as a PDF without them, and send that.")
    instead = {
        WORD: _(
            "The document holds macros, scripts or other files. Take out what is inserted as an object, save it in Word "
            "as “Word Document (.docx)” and send that."
        ),
        EXCEL: _(
            "The workbook holds macros, scripts or other files. Copy the rows into a new workbook, save it in Excel as "
            "“Excel Workbook (.xlsx)” and send that."
        ),
    }


class FileReachesOut(FileRefused):
    message = _("The document fetches parts of itself from elsewhere. Save it as a PDF and send that.")
    instead = {
        WORD: _(
            "The document fetches parts of itself from elsewhere. Insert linked pictures anew as pictures, and in Word's "
            "document template choose “Normal”; then save it and send it again."
        ),
        EXCEL: _(
            "The workbook fetches parts of itself from elsewhere. In Excel choose Data, Edit Links, Break Link, or copy "
            "the rows into a new workbook as values; then save it and send it again."
        ),
    }


class FileLocked(FileRefused):
    message = _("The file is locked with a password. Save it without one: Khetene encrypts it by itself.")


class UnpacksToTooMuch(FileRefused):
    message = _("The document unpacks to more than can be read safely. Save it as a PDF and send that.")
    instead = {
        WORD: _("The document unpacks to more than can be read safely. Copy its text into a new one."),
        EXCEL: _("The workbook unpacks to more than can be read safely. Copy the rows into a new one."),
    }


class NotAPicture(FileRefused):
    message = _("Choose a picture: JPEG or PNG.")


class PictureTooLarge(FileRefused):
    message = _(
        "The picture is larger than 5 MB or has more than 25 million dots. Save it smaller: "
        "people look at it on a phone, and pay for what it loads."
    )


class TooManyPictures(FileRefused):
    message = _("There are 12 pictures already. Take one away before you add another.")


class SayWhatItShows(DomainError):
    message = _("Say what the picture shows: that is what somebody gets who cannot see it.")
    field = "shows"


class NobodyAgreedYet(DomainError):
    message = _("Say how the people in the picture agreed. Until they have, tick no use: the picture is kept unseen.")
    field = "given_how"


class AgreedByAnother(DomainError):
    message = _("For a child the guardian agrees. Adults agree themselves.")
    field = "given_how"


class AgreementNeedsItsDays(DomainError):
    message = _(
        "Say on which day they agreed and until when it holds. The day of the agreement cannot be still to come."
    )
    field = "agreed_on"


class AgreementEndsBefore(DomainError):
    message = _("The last day cannot be before the day on which they agreed.")
    field = "until"


class AgreementTooLong(DomainError):
    message = _("A release holds five years at most after the day on which they agreed. Then ask them anew.")
    field = "until"


class NobodyToAgree(DomainError):
    message = _(
        "If nobody can be recognised, nobody has to agree. Take out what is written about the agreement (how, who holds "
        "the paper, on which day), or say who can be recognised."
    )
    field = "recognisable"


class SayHowTheyAgreed(DomainError):
    message = _(
        "Say how they agreed. If nobody has agreed yet, take out who holds the paper and both days: they would not be kept."
    )
    field = "given_how"


class SayWhoVouches(DomainError):
    message = _(
        "Say who holds the paper or heard the words: a post or an organisation, not a name of somebody in the picture."
    )
    field = "vouched_by"


class SayWhyItIsTakenAway(DomainError):
    message = _("Say why it is taken away.")
    field = "why_taken_away"
