"""A mediator's work plan for a town and a year: own judgement of needs, goals, measures, the yearly review (D 2.1, D 2.2)."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from khetene.accounts.rules import coordinates_nationally, supervises
from khetene.cases.enums import NeedDomain
from khetene.kernel import retention
from khetene.kernel.actor import Actor
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.models import Record
from khetene.mediation.enums import FIRST_YEAR, LAST_YEAR, StepState
from khetene.mediation.models.contract import Contract


class WorkPlanQuerySet(models.QuerySet["WorkPlan"]):
    def written_by(self, actor: Actor) -> WorkPlanQuerySet:
        """The person's own in the organisation in which they work now, also from an earlier contract there."""
        return self.filter(membership__user_id=actor.user_key, organisation_id=actor.organisation_key)

    def visible_to(self, actor: Actor) -> WorkPlanQuerySet:
        """One's own; once handed in, also for the supervisor of the same organisation and for the coordinator whose
        organisation keeps the mediator's contract of that year.
        """
        own = Q(membership__user_id=actor.user_key, organisation_id=actor.organisation_key)
        if coordinates_nationally(actor):
            return self.filter(own | Q(handed_in_on__isnull=False) & Exists(_contracts_of_the_year(actor)))
        if supervises(actor):
            return self.filter(own | Q(handed_in_on__isnull=False, organisation_id=actor.organisation_key))
        return self.filter(own)


def _contracts_of_the_year(actor: Actor) -> models.QuerySet[Contract]:
    """Contracts kept by the coordinator's organisation under which a plan's mediator worked in the plan's year."""
    goes_on = Q(ends=None) | Q(ends__year__gte=OuterRef("year"))
    kept = Contract.objects.kept_by(actor).filter(membership_id=OuterRef("membership_id"))
    return kept.filter(goes_on, begins__year__lte=OuterRef("year"))


class WorkPlan(Record):
    """What a mediator means to do in a town in a year, and why. Words about needs and offices; no people and no counts."""

    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey("territory.Territory", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    closes_on = models.DateField()
    situation = EncryptedTextField()
    offices = EncryptedTextField(blank=True)
    handed_in_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    review = EncryptedTextField(blank=True)

    objects = WorkPlanQuerySet.as_manager()

    retention = retention.KeptFor(
        years=5,
        after="closes_on",
        purpose=_("To plan the mediator's work in a town and to see each year what came of it."),
        legal_basis=_("GDPR, Article 6(1)(e); the funding agreement of the platform"),
        controller=_("the organisation where the mediator works"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "territory", "year"],
                name="one_work_plan_for_a_town_and_year",
                violation_error_message=_("There is already a plan for this town and year."),
            ),
            models.CheckConstraint(
                name="work_plan_is_of_a_year",
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                violation_error_message=_("Write the year with four digits, for example 2021."),
            ),
            models.CheckConstraint(
                name="work_plan_is_reviewed_after_it_was_handed_in",
                condition=Q(reviewed_on=None) | Q(handed_in_on__isnull=False),
                violation_error_message=_("A plan is reviewed after it was handed in."),
            ),
        ]


class TownNeed(Record):
    """A need of the town as the mediator judges it: its field and their words."""

    plan = models.ForeignKey(WorkPlan, on_delete=models.CASCADE, related_name="needs")
    domain = models.CharField(max_length=30, choices=NeedDomain)
    words = EncryptedTextField()

    retention = retention.KeptWith("plan", _("To know why something was planned."))


class TownGoal(Record):
    need = models.ForeignKey(TownNeed, on_delete=models.CASCADE, related_name="goals")
    words = EncryptedTextField()

    retention = retention.KeptWith("need", _("To know what was meant to be reached."))


class TownStep(Record):
    """A measure: with whom, by when, how far it is, and what came of it."""

    goal = models.ForeignKey(TownGoal, on_delete=models.CASCADE, related_name="steps")
    words = EncryptedTextField()
    with_whom = EncryptedTextField(blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=StepState, default=StepState.PLANNED)
    state_on = models.DateField(null=True, blank=True)
    outcome = EncryptedTextField(blank=True)

    retention = retention.KeptWith("goal", _("To know what was done for a goal."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="town_step_that_moved_has_its_day",
                condition=Q(state=StepState.PLANNED, state_on=None)
                | ~Q(state=StepState.PLANNED) & Q(state_on__isnull=False),
                violation_error_message=_(
                    "A measure that is no longer only planned has the day on which that was noted."
                ),
            ),
        ]


class PlanComment(Record):
    """What a coordinator, a supervisor or the mediator says about a plan. Its author corrects it; what stood there is kept."""

    plan = models.ForeignKey(WorkPlan, on_delete=models.CASCADE, related_name="comments")
    membership = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    words = EncryptedTextField()
    written_at = models.DateTimeField()

    retention = retention.KeptWith("plan", _("To talk about a plan where it stands."))
