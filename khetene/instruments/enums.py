"""Kinds of questions, the fields that a question is routed to, and how far an asked person is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """The question types of XLSForm that are asked here."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    NOTE = "note"
    ACKNOWLEDGE = "acknowledge"
    GROUP = "group"


class Domain(TextChoices):
    """Who is asked: each sees the questions of one field, because nobody knows the others' (domain.md 2.4)."""

    EDUCATION = "education", pgettext_lazy("field", "education")
    SOCIAL = "social", pgettext_lazy("field", "social work")
    EMPLOYMENT = "employment", pgettext_lazy("field", "employment")
    HOUSING = "housing", pgettext_lazy("field", "housing")
    HEALTH = "health", pgettext_lazy("field", "health")
    POLICE = "police", pgettext_lazy("field", "police")
    MEDIATOR = "mediator", pgettext_lazy("field", "the mediator")
    FAMILIES = "families", pgettext_lazy("field", "families")
    PARTICIPATION = "participation", pgettext_lazy("field", "culture and participation")


class Purpose(TextChoices):
    """What people are asked for: how mediation works in a town, or what a municipality adds to the yearly overview."""

    MEDIATION = "mediation", pgettext_lazy("asked for", "the yearly evaluation of mediation")
    OVERVIEW = "overview", pgettext_lazy("asked for", "the yearly overview")


class PartState(TextChoices):
    ASKED = "asked", pgettext_lazy("evaluation", "asked, no answer yet")
    ANSWERED = "answered", pgettext_lazy("evaluation", "answered")
    PASSED_ON = "passed_on", pgettext_lazy("evaluation", "said: not my field")
    SILENT = "silent", pgettext_lazy("evaluation", "did not answer")


class PartLanguage(TextChoices):
    LATVIAN = "lv", _("Latvian")
    ENGLISH = "en", _("English")
