"""What is needed, planned, promised and reached in a case."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khetene.cases.enums import (
    MeasureState,
    NeedDomain,
    NeedState,
    OutcomeKind,
    OutcomeProof,
    PlanState,
    PromiseSide,
)
from khetene.cases.models.case import Case
from khetene.cases.models.client import Client
from khetene.kernel import retention
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.models import Record

MEMBERSHIP = "accounts.Membership"


class Need(Record):
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="needs")
    domain = models.CharField(max_length=30, choices=NeedDomain)
    words = EncryptedTextField(blank=True)
    state = models.CharField(max_length=12, choices=NeedState, default=NeedState.OPEN)
    noted_on = models.DateField()
    noted_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")

    retention = retention.KeptWith("case", _("To know what help the person asked for."))


class NeedChange(Record):
    """One step in the history of a need."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="changes")
    state = models.CharField(max_length=12, choices=NeedState)
    words = EncryptedTextField(blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")

    retention = retention.KeptWith("need", _("To follow what became of a need."))


class Plan(Record):
    """A version of the individual support plan; a case has at most one that is being drafted and one that is agreed."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="plans")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=PlanState, default=PlanState.DRAFT)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    agreed_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)

    retention = retention.KeptWith("case", _("To keep what was agreed with the person."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="plan_versions_are_numbered"),
            models.UniqueConstraint(
                fields=["case", "state"],
                condition=Q(state__in=[PlanState.DRAFT, PlanState.AGREED]),
                name="one_current_plan",
                violation_error_message=_("The case already has such a plan."),
            ),
            models.CheckConstraint(
                name="agreed_plan_has_dates",
                condition=Q(state=PlanState.DRAFT) | Q(agreed_on__isnull=False, review_on__isnull=False),
                violation_error_message=_("An agreed plan has the day of agreement and a day of review."),
            ),
        ]


class Goal(Record):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")
    words = EncryptedTextField()
    needs = models.ManyToManyField(Need, related_name="goals")
    position = models.PositiveSmallIntegerField()

    retention = retention.KeptWith("plan", _("To keep what the person wants to reach."))


class Measure(Record):
    """One step of a plan: what, who, by when, and whether it was done."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="measures")
    words = EncryptedTextField()
    support = models.CharField(max_length=60, blank=True)
    responsible = EncryptedTextField()
    due_on = models.DateField()
    state = models.CharField(max_length=12, choices=MeasureState, default=MeasureState.PLANNED)
    settled_on = models.DateField(null=True, blank=True)
    reason = EncryptedTextField(blank=True)

    retention = retention.KeptWith("goal", _("To keep who does what by when."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="settled_measure_has_its_day",
                condition=Q(state__in=[MeasureState.PLANNED, MeasureState.UNDER_WAY], settled_on=None)
                | Q(state__in=[MeasureState.DONE, MeasureState.NOT_DONE], settled_on__isnull=False),
                violation_error_message=_("A step that is done or given up has a day."),
            )
        ]


class PromiseQuerySet(models.QuerySet["Promise"]):
    def waiting(self) -> PromiseQuerySet:
        return self.filter(kept=None)

    def overdue_on(self, day: date) -> PromiseQuerySet:
        return self.waiting().filter(due_on__lt=day)


class Promise(Record):
    """What we promised, what an office promised, what the family takes on: with owner, day, and whether it was kept."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="promises")
    side = models.CharField(max_length=10, choices=PromiseSide)
    office = models.ForeignKey(
        "directory.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = EncryptedTextField()
    due_on = models.DateField()
    kept = models.BooleanField(null=True, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = PromiseQuerySet.as_manager()

    retention = retention.KeptWith("case", _("To keep our word and to remind others of theirs."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="promise_of_an_office_names_it",
                condition=Q(side=PromiseSide.OFFICE, office__isnull=False)
                | ~Q(side=PromiseSide.OFFICE) & Q(office=None),
                violation_error_message=_("Say which office promised it; our own and the family's promises name none."),
            ),
            models.CheckConstraint(
                name="settled_promise_has_its_day",
                condition=Q(kept=None, settled_on=None) | Q(kept__isnull=False, settled_on__isnull=False),
                violation_error_message=_("A kept or broken promise has a day."),
            ),
        ]


class Outcome(Record):
    """Something that changed for the person, on a day, and how we know it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="outcomes")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=30, choices=OutcomeKind)
    words = EncryptedTextField(blank=True)
    happened_on = models.DateField()
    proof = models.CharField(max_length=12, choices=OutcomeProof)
    need = models.ForeignKey(Need, on_delete=models.SET_NULL, null=True, blank=True, related_name="outcomes")
    recorded_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    retention = retention.KeptWith("case", _("To know what the help led to."))

    class Meta:
        indexes = [models.Index(fields=["happened_on", "kind"], name="outcomes_by_day")]


class DutyReport(Record):
    """That a duty to report arose (Children's Rights Protection Law, 71–73; D 5.2): kept apart from the notes.

    It says when it arose, to whom and when it was reported; what was seen stays in the report itself.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="duty_reports")
    arose_at = models.DateTimeField()
    reported_to = models.ForeignKey(
        "directory.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reported_to_other = models.CharField(max_length=120, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_how = models.CharField(max_length=20, blank=True)
    recorded_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    retention = retention.KeptWith("case", _("To prove that a child was protected in time."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="report_of_duty_names_recipient",
                condition=Q(reported_at=None) | Q(reported_to__isnull=False) | ~Q(reported_to_other=""),
                violation_error_message=_("Say to whom it was reported."),
            )
        ]


NOTHING = "{}"


class Draft(Record):
    """Text that somebody is still typing: kept on the server, encrypted, seen by its author alone."""

    membership = models.ForeignKey(MEMBERSHIP, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=120)
    fields = EncryptedTextField()

    silo_path = "membership.organisation_id"
    kept_on = models.DateField()
    kept_at = models.DateTimeField()

    retention = retention.KeptFor(
        years=1,
        after="kept_on",
        purpose=_("So that nothing typed is lost."),
        legal_basis=_("the same as the case that it is typed for"),
        controller=_("the organisation that keeps the case"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "form"], name="one_draft_per_form")]

    @property
    def was_sent(self) -> bool:
        """Nothing is being typed: since `kept_at` the form is sent or given up."""
        return bool(self.fields == NOTHING)
