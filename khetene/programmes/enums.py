"""The words of support: units that are never added to each other, and kinds of support."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Unit(TextChoices):
    """D 10 #12: units stay apart."""

    HOURS = "hours", pgettext_lazy("unit", "hours")
    PIECES = "pieces", pgettext_lazy("unit", "pieces")
    DAYS = "days", pgettext_lazy("unit", "days")
    MONTHS = "months", pgettext_lazy("unit", "months")
    NIGHTS = "nights", pgettext_lazy("unit", "nights")
    EURO = "euro", pgettext_lazy("unit", "euro")


class SupportKind(TextChoices):
    """What kind of support it is; the same kind for the same need in the same time is paid once (D 10 #18)."""

    PROFILING = "profiling", _("profiling")
    CONSULTATION = "consultation", _("consultation")
    MENTORING = "mentoring", _("mentor")
    GROUP = "group", _("group session")
    LEARNING = "learning", _("learning")
    EVENT = "event", _("event or activity")
    TRANSPORT = "transport", _("transport")
    ACCOMMODATION = "accommodation", _("accommodation")
    MEALS = "meals", _("meals")
    MATERIALS = "materials", _("learning materials")
    CLOTHING = "clothing", _("clothes, shoes, hygiene")
    ASSISTANCE = "assistance", _("assistance")
    ASSESSMENT = "assessment", _("assessment")
    DISABILITY = "disability", _("support with a disability")


class LimitOf(TextChoices):
    """What a limit counts."""

    MONTHS = "months", _("length of the programme, in months")
    QUANTITY = "quantity", _("amount of a support")
    EURO = "euro", _("cost of a support, in euro")
    PARTICIPANTS = "participants", _("participants in the whole programme")
    PLACES = "places", _("places in one organisation")
    CLIENTS_PER_MENTOR = "clients_per_mentor", _("people whom one mentor accompanies")


class ParticipantRules(TextChoices):
    """Which rules on participants' data hold; they differ between funding periods (D 4)."""

    ESF_2014 = (
        "esf_2014",
        _("ESF 2014–2020: sensitive answers may be refused; the attempt is recorded, nothing is estimated."),
    )
    ESF_2021 = "esf_2021", _("ESF+ 2021–2027: where the law does not let anybody ask, nothing is asked.")
    NONE = "none", _("No rules of a fund.")
    UNKNOWN = "unknown", _("Not known.")
