"""Where money comes from, how far an activity and a cost are."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class GrantSource(TextChoices):
    EU = "eu", _("European Union")
    STATE = "state", _("State of Latvia")
    MUNICIPALITY = "municipality", pgettext_lazy("grant", "municipality")
    OTHER = "other", pgettext_lazy("grant", "other")


class ActivityState(TextChoices):
    PLANNED = "planned", pgettext_lazy("activity", "planned")
    UNDER_WAY = "under_way", pgettext_lazy("activity", "under way")
    DONE = "done", pgettext_lazy("activity", "done")
    PARTLY = "partly", pgettext_lazy("activity", "partly done")
    NOT_DONE = "not_done", pgettext_lazy("activity", "not done")


class CostState(TextChoices):
    """A committed cost becomes paid by an entry that replaces it; a withdrawn one stays in sight and counts nothing."""

    COMMITTED = "committed", pgettext_lazy("cost", "committed")
    PAID = "paid", pgettext_lazy("cost", "paid")
    WITHDRAWN = "withdrawn", pgettext_lazy("cost", "withdrawn")


class Relation(TextChoices):
    """How a stated figure stands to the figure that contains it."""

    PART = "part", _("a part: with the other parts it is compared with the whole")
    WITHIN = "within", _("contained in it and counted otherwise: never added")


class ComparedWith(TextChoices):
    """What is recorded beside a stated figure and can be counted."""

    PHASE_PLACES = "phase_places", _("the list of municipalities of the phase")
    ACTIVITY_PLACES = "activity_places", _("the places that the activity names")


class WhyRemoved(TextChoices):
    """Why a document of a cost went. A code, because a sentence could repeat what the file gave away."""

    WRONG_FILE = "wrong_file", pgettext_lazy("document", "It belongs somewhere else")
    NAMES_PEOPLE = "names_people", pgettext_lazy("document", "It names people whom nobody need know here")
    BETTER_COPY = "better_copy", pgettext_lazy("document", "There is a better copy")
