"""Ideas for projects: an idea becomes a plan of steps, people and money, and is done or given up; others may join."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khetene.guidance.enums import IdeaState
from khetene.guidance.models.named import MEMBERSHIP, ORGANISATION
from khetene.kernel import retention
from khetene.kernel.models import Record

PLANS = _("What organisations plan together; it names no private person.")


class Idea(Record):
    """What an organisation would like to do. People stand in it as posts and groups, never as names."""

    title = models.CharField(max_length=200)
    words = models.TextField(max_length=3000)
    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    themes = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=IdeaState, default=IdeaState.IDEA)
    looks_for = models.CharField(max_length=250, blank=True)
    outcome = models.TextField(max_length=2000, blank=True)
    written_on = models.DateField()
    written_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")

    retention = retention.Permanent(PLANS)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="idea_that_ended_says_how",
                condition=Q(state__in=[IdeaState.IDEA, IdeaState.PLANNED]) | ~Q(outcome=""),
                violation_error_message=_("Say what came of it, or why it was given up."),
            )
        ]


class IdeaStep(Record):
    """One step of the plan: what, who (a post or a group), by when, for how much."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="steps")
    words = models.CharField(max_length=250)
    who = models.CharField(max_length=120)
    by_when = models.DateField(null=True, blank=True)
    euros = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    paid_by = models.CharField(max_length=120, blank=True)
    done_on = models.DateField(null=True, blank=True)

    retention = retention.KeptWith("idea", _("To follow what became of an idea."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="step_of_an_idea_costs_nothing_or_more",
                condition=Q(euros=None) | Q(euros__gte=0),
                violation_error_message=_("An amount is zero or more."),
            )
        ]


class IdeaPartner(Record):
    """An organisation that says that it joins, and with what."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=250)
    since = models.DateField()
    by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")

    retention = retention.KeptWith("idea", _("To know who does it together."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["idea", "organisation"], name="organisation_joins_an_idea_once")]
