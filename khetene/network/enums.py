"""Bodies, the fields that their members know, and how far somebody is on the way into a seat."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BodyKind(TextChoices):
    EXPERTS = "experts", _("network of regional experts")
    MEDIATORS = "mediators", _("mediators")
    COUNCIL = "council", _("council")
    WOMEN = "women", _("women's network")
    YOUTH = "youth", _("youth group")
    ASSOCIATIONS = "associations", _("circle of associations")
    COMMITTEE = "committee", _("committee")
    OTHER = "other", pgettext_lazy("body", "other")


class SeenBy(TextChoices):
    """Who reads a body's roster. A body of private people is read by its keeper alone (product.md: no lists of people)."""

    AT_WORK = "at_work", _("everybody at work in the platform")
    KEEPER = "keeper", _("only those who keep it")


class Field(TextChoices):
    """What a member of a body speaks for; one expert cannot represent all fields (recommendation of 27.05.2021)."""

    GENERAL = "general", _("all fields")
    EDUCATION = "education", pgettext_lazy("field", "education")
    SOCIAL = "social", pgettext_lazy("field", "social work")
    EMPLOYMENT = "employment", pgettext_lazy("field", "employment")
    HEALTH = "health", pgettext_lazy("field", "health")
    HOUSING = "housing", pgettext_lazy("field", "housing")
    CULTURE = "culture", pgettext_lazy("field", "culture")
    YOUTH = "youth", pgettext_lazy("field", "youth")
    INTEGRATION = "integration", pgettext_lazy("field", "integration of society")
    ADMINISTRATION = "administration", pgettext_lazy("field", "municipal administration")


class SeatRole(TextChoices):
    MEMBER = "member", pgettext_lazy("seat", "member")
    CHAIR = "chair", pgettext_lazy("seat", "chair")
    SECRETARY = "secretary", pgettext_lazy("seat", "secretary")


class HolderState(TextChoices):
    INVITED = "invited", pgettext_lazy("seat", "asked, no answer yet")
    CONFIRMED = "confirmed", pgettext_lazy("seat", "confirmed")
    DECLINED = "declined", pgettext_lazy("seat", "declined")


class Reach(TextChoices):
    EMAIL = "email", _("by e-mail")
    PHONE = "phone", _("by phone")
    BOTH = "both", _("by e-mail or phone")
