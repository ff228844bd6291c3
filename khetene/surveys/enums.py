"""When a survey asks, by what its answers may be told apart, and why something is not shown."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Moment(TextChoices):
    """A survey of a body has no moment: it hangs on no gathering."""

    NONE = "", pgettext_lazy("survey", "at no gathering")
    BEFORE = "before", pgettext_lazy("survey", "before the gathering")
    AFTER = "after", pgettext_lazy("survey", "after the gathering")


class GroupedBy(TextChoices):
    """The one thing that is kept beside an answer; two together would point at a person."""

    NOTHING = "", _("nothing: only all answers together")
    SECTOR = "sector", _("the sector that people represent")
    MUNICIPALITY = "municipality", _("the municipality that they come for")


class WhyTakenBack(TextChoices):
    """Why a typed sheet goes. A code, because a sentence could repeat what stood on it."""

    SOMEBODY_ELSES = "somebody_elses", pgettext_lazy("paper sheet", "It is the sheet of somebody else")
    MISTYPED = "mistyped", pgettext_lazy("paper sheet", "It was typed in wrongly")
    WANTED_BACK = "wanted_back", pgettext_lazy("paper sheet", "The person wants it back")
