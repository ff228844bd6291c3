"""What a stored file can be, told by its content; and for what a picture may be used."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from khetene.kernel.enums import GivenHow


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


class Recognisable(TextChoices):
    """Whom one could recognise in a picture. It says nothing else about them."""

    NOBODY = "nobody", pgettext_lazy("picture", "nobody can be recognised")
    ADULTS = "adults", pgettext_lazy("picture", "adults can be recognised")
    CHILDREN = "children", pgettext_lazy("picture", "children can be recognised, perhaps adults too")


# Who can say yes for whom. An adult speaks for themselves, a child's guardian for the child.
HOW: dict[str, tuple[str, ...]] = {
    Recognisable.NOBODY: (),
    Recognisable.ADULTS: (GivenHow.SIGNED, GivenHow.SPOKEN),
    Recognisable.CHILDREN: (GivenHow.GUARDIAN,),
}


class Use(TextChoices):
    """Where a picture may be shown."""

    NETWORK = "network", pgettext_lazy("picture", "inside Khetene, to people at work")
    REPORTS = "reports", pgettext_lazy("picture", "in reports")
    PUBLIC = "public", pgettext_lazy("picture", "publicly, to everybody")


class Standing(TextChoices):
    """What holds for a picture today."""

    SHOWN = "shown", pgettext_lazy("picture", "may be shown")
    NOWHERE = "nowhere", pgettext_lazy("picture", "not shown: no use is ticked")
    WAITING = "waiting", pgettext_lazy("picture", "not shown: nobody has agreed yet")
    ENDED = "ended", pgettext_lazy("picture", "not shown: the agreement has ended")


class WhyTakenAway(TextChoices):
    """Why a picture went. A code, because a sentence could tell what the picture gave away."""

    WITHDRAWN = "withdrawn", pgettext_lazy("picture", "Somebody in it does not want it any more")
    NOT_ASKED = "not_asked", pgettext_lazy("picture", "Not everybody in it was asked")
    BETTER = "better", pgettext_lazy("picture", "There is a better one")
    WRONG = "wrong", pgettext_lazy("picture", "It does not belong here")
