"""The seven objectives of the EU framework, what an indicator says, where a figure comes from, and why there is none."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Objective(TextChoices):
    """COM(2020) 620: three horizontal objectives, then four of one sector each."""

    O1 = "O1", _("O1 Against antigypsyism and discrimination")
    O2 = "O2", _("O2 Less poverty and social exclusion")
    O3 = "O3", _("O3 Participation, empowerment and trust")
    O4 = "O4", _("O4 Education")
    O5 = "O5", _("O5 Employment")
    O6 = "O6", _("O6 Health and social services")
    O7 = "O7", _("O7 Housing and essential services")


# Under which objective a field of a questionnaire stands (COM(2020) 620).
OBJECTIVE_OF = {
    "education": Objective.O4,
    "employment": Objective.O5,
    "health": Objective.O6,
    "social": Objective.O6,
    "housing": Objective.O7,
    "police": Objective.O1,
    "mediator": Objective.O3,
    "families": Objective.O3,
    "participation": Objective.O3,
}


# Fields of the network that are asked about under one name in a questionnaire.
ASKED_AS = {"culture": "participation", "youth": "participation", "integration": "participation"}


class NoAnswer(StrEnum):
    """How it stands with an institution whose answer is not in the overview.

    `not_then`: its last day came after the answers were taken, and went by since.
    """

    WAITING = "waiting"
    SILENT = "silent"
    NOT_THEIRS = "not_theirs"
    NOT_THEN = "not_then"


class Kind(TextChoices):
    """Structure is what is in place, process is what is done, outcome is what changed for people."""

    STRUCTURE = "structure", pgettext_lazy("indicator", "structure")
    PROCESS = "process", pgettext_lazy("indicator", "process")
    OUTCOME = "outcome", pgettext_lazy("indicator", "outcome")


class SourceKind(TextChoices):
    SURVEY = "survey", pgettext_lazy("source", "survey")
    REGISTER = "register", pgettext_lazy("source", "register")
    ADMIN = "admin", pgettext_lazy("source", "count of an institution")
    ESTIMATE = "estimate", pgettext_lazy("source", "estimate")
    QUALITATIVE = "qualitative", pgettext_lazy("source", "qualitative study")
    COMPUTED = "computed", pgettext_lazy("source", "computed here")


class Unit(TextChoices):
    PERCENT = "percent", "%"
    PERSONS = "persons", pgettext_lazy("unit", "persons")
    FAMILIES = "families", pgettext_lazy("unit", "families")
    YEARS = "years", pgettext_lazy("unit", "years")
    RISKS = "risks", pgettext_lazy("unit", "risks")
    POSTS = "posts", pgettext_lazy("unit", "posts")
    MONTHS = "months", pgettext_lazy("unit", "months of mediators")
    CONTACTS = "contacts", pgettext_lazy("unit", "contacts")
    CHANGES = "changes", pgettext_lazy("unit", "changes")
    GATHERINGS = "gatherings", pgettext_lazy("unit", "gatherings")
    ROWS = "rows", pgettext_lazy("unit", "rows of lists")
    MUNICIPALITIES = "municipalities", pgettext_lazy("unit", "municipalities")
    SEATS = "seats", pgettext_lazy("unit", "seats")
    ANSWERS = "answers", pgettext_lazy("unit", "requests to institutions")
    RECOMMENDATIONS = "recommendations", pgettext_lazy("unit", "recommendations")
    PRACTICES = "practices", pgettext_lazy("unit", "practices taken over")
    PROGRAMMES = "programmes", pgettext_lazy("unit", "programmes")
    ORGANISATIONS = "organisations", pgettext_lazy("unit", "organisations")
    ACTIVITIES = "activities", pgettext_lazy("unit", "activities")
    EUROS = "euros", pgettext_lazy("unit", "euros")
    POST_MONTHS = "post_months", pgettext_lazy("unit", "months of posts")
    SCHOOLS = "schools", pgettext_lazy("unit", "schools")
    COMPLAINTS = "complaints", pgettext_lazy("unit", "complaints")


class Direction(TextChoices):
    MORE = "more", pgettext_lazy("direction", "more is better")
    LESS = "less", pgettext_lazy("direction", "less is better")
    NEITHER = "neither", pgettext_lazy("direction", "neither is better: it says how things are")


class Qualifier(TextChoices):
    EXACT = "", pgettext_lazy("figure", "exactly")
    ABOUT = "about", pgettext_lazy("figure", "about")
    MORE_THAN = "more_than", pgettext_lazy("figure", "more than")
    UP_TO = "up_to", pgettext_lazy("figure", "up to")


class Gap(TextChoices):
    """Why there is no figure. None of these is zero."""

    NOT_MEASURED = "not_measured", _("not measured in Latvia")
    NOT_ASKED = "not_asked", _("nobody asked for it")
    NOT_KNOWN = "not_known", _("not known")
    NOT_PUBLISHED = "not_published", _("counted, but not published")
    SUPPRESSED = "suppressed", _("hidden to protect people")
    NOT_RECORDED = "not_recorded", _("nothing was recorded here for the year")
