"""What a stored file can be: told by its content, never by its name."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FileKind(TextChoices):
    PDF = "pdf", "PDF"
    PNG = "png", _("PNG picture")
    JPEG = "jpg", _("JPEG picture")
    DOCX = "docx", _("Word document")
    XLSX = "xlsx", _("Excel workbook")
    ODT = "odt", _("OpenDocument text")


MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.ODT: "application/vnd.oasis.opendocument.text",
}
