"""The words of a mediator's contacts (D 2.4)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Place(TextChoices):
    HOME = "home", _("at home")
    SCHOOL = "school", _("at school")
    OFFICE = "office", _("at an office")
    PHONE = "phone", _("on the phone")
    ONLINE = "online", _("online")
    STREET = "street", _("in the street")


class StartedBy(TextChoices):
    FAMILY = "family", _("the family")
    INSTITUTION = "institution", _("an office")
    MEDIATOR = "mediator", _("I myself")


class Action(TextChoices):
    INFORM = "inform", _("informed")
    ACCOMPANY = "accompany", _("accompanied")
    INTERPRET = "interpret", _("interpreted")
    FILL_FORM = "fill_form", _("helped with a form")
    MEDIATE_CONFLICT = "mediate_conflict", _("mediated in a conflict")
    REFER = "refer", _("handed over to an office")
    LISTEN = "listen", _("listened")


class Result(TextChoices):
    DONE = "done", pgettext_lazy("contact", "done")
    PENDING = "pending", pgettext_lazy("contact", "goes on")
    REFUSED = "refused", pgettext_lazy("contact", "refused")
    NOT_POSSIBLE = "not_possible", pgettext_lazy("contact", "not possible")
    TOLD_WHO = "told_who", pgettext_lazy("contact", "told who can help")


class ActivityKind(TextChoices):
    """Besides contacts: for many, with an institution, and own time."""

    COMMUNITY = "community", _("an event for many")
    INSTITUTION = "institution", _("work with an institution")
    TRAINING = "training", _("training")
    SUPERVISION = "supervision", _("supervision")
    TRAVEL = "travel", _("travel")
    ADMINISTRATION = "administration", _("papers and reports")


OWN_TIME = (ActivityKind.TRAINING, ActivityKind.SUPERVISION, ActivityKind.TRAVEL, ActivityKind.ADMINISTRATION)


class MonthState(TextChoices):
    SIGNED = "signed", pgettext_lazy("month", "signed, waits to be accepted")
    ACCEPTED = "accepted", pgettext_lazy("month", "accepted")
    RETURNED = "returned", pgettext_lazy("month", "given back")


class FundingSource(TextChoices):
    """Who may pay a mediator's post (D 2.2)."""

    PROJECT = "project", _("the platform's project")
    MUNICIPALITY = "municipality", _("the municipality")
    OTHER = "other", pgettext_lazy("funding", "another payer")


FIRST_YEAR, LAST_YEAR = 2017, 2100  # the first mediators were trained in 2017 (D 2.2)


class StepState(TextChoices):
    """How far a measure of a work plan is."""

    PLANNED = "planned", pgettext_lazy("step of a plan", "planned")
    UNDER_WAY = "under_way", pgettext_lazy("step of a plan", "under way")
    DONE = "done", pgettext_lazy("step of a plan", "done")
    DROPPED = "dropped", pgettext_lazy("step of a plan", "dropped")


class PlanPart(TextChoices):
    """Where words stand in a work plan."""

    SITUATION = "situation", _("What the town needs")
    NEED = "need", pgettext_lazy("part of a plan", "Need")
    GOAL = "goal", pgettext_lazy("part of a plan", "Goal")
    STEP = "step", pgettext_lazy("part of a plan", "Measure")
    REVIEW = "review", _("How the year went")
    COMMENT = "comment", pgettext_lazy("part of a plan", "Comment")


class DeclineReason(TextChoices):
    """Why somebody else should go on with a case. Neutral on purpose: nobody is asked who they know, or how (D 11 #33)."""

    IMPARTIAL = "impartial", _("I cannot be impartial here")
    LANGUAGE = "language", _("Another language is needed")
    PLACE = "place", _("It is outside my places")
    LOAD = "load", _("I have too many cases")
    ASKED = "asked", _("The person asked for somebody else")


class EntryKind(TextChoices):
    """What a portfolio holds."""

    TRAINING = "training", pgettext_lazy("portfolio", "Training")
    SKILL = "skill", pgettext_lazy("portfolio", "Skill")
    LANGUAGE = "language", pgettext_lazy("portfolio", "Language")


class Level(TextChoices):
    """How well somebody knows a language, in the words of the common European framework."""

    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"
    C2 = "C2", "C2"
    FIRST = "first", _("first language")
