"""One person's participation in one programme: counted once per operation, also when they come back (D 4)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from khetene.enrolments.enums import Phase
from khetene.kernel import retention
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.models import Record

MEMBERSHIP = "accounts.Membership"


class EnrolmentNumber(Record):
    """The last number given in one organisation and year, for keys such as D-26-0007."""

    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    retention = retention.Permanent(_("A counter; it holds nothing about a person."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "year"], name="one_enrolment_counter_per_year")]


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def in_cases(self, case_ids: QuerySet[Any, Any]) -> EnrolmentQuerySet:
        """Only those of cases that somebody may open: an enrolment is seen as its case is."""
        return self.filter(case_id__in=case_ids)

    def begun(self) -> EnrolmentQuerySet:
        """Those that ever took part; who was only prepared or declined is no participant."""
        return self.filter(started_on__isnull=False)


class Enrolment(Record):
    """A participation. `started_on` is the first start, `exited_on` the last exit; `entry` counts how often they came."""

    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=20)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")
    client = models.ForeignKey("cases.Client", on_delete=models.CASCADE, related_name="+")
    programme = models.CharField(max_length=60)
    operation = models.CharField(max_length=40)
    stage = models.CharField(max_length=40)
    phase = models.CharField(max_length=10, choices=Phase)
    entry = models.PositiveSmallIntegerField(default=1)
    begun_on = models.DateField()
    started_on = models.DateField(null=True, blank=True)
    exited_on = models.DateField(null=True, blank=True)
    exit_reason = models.CharField(max_length=40, blank=True)
    mentor = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    referral = models.ForeignKey(
        "referrals.Referral", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    silo_path = "organisation_id"
    objects = EnrolmentQuerySet.as_manager()

    retention = retention.KeptWith("case", _("To account for the support of a programme and to show what came of it."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="enrolment_key_unique_in_its_silo"),
            models.UniqueConstraint(
                fields=["client", "operation"],
                name="participant_counted_once_per_operation",
                violation_error_message=_(
                    "The person is already enrolled in this programme. Who comes back is the same participant."
                ),
            ),
            models.CheckConstraint(
                name="enrolment_phase_fits_its_days",
                condition=Q(phase=Phase.BEFORE, started_on=None, exited_on=None)
                | Q(phase__in=[Phase.RUNNING, Phase.PAUSED], started_on__isnull=False, exited_on=None)
                | Q(phase=Phase.ENDED, exited_on__isnull=False),
                violation_error_message=_("Who takes part has a first day; who has ended has a last day."),
            ),
            models.CheckConstraint(
                name="enrolment_ends_with_a_reason",
                condition=Q(phase=Phase.ENDED) & ~Q(exit_reason="") | ~Q(phase=Phase.ENDED) & Q(exit_reason=""),
                violation_error_message=_("A participation that ended says why; any other does not."),
            ),
            models.CheckConstraint(
                name="enrolment_ends_after_it_starts",
                condition=Q(started_on=None) | Q(exited_on=None) | Q(exited_on__gte=F("started_on")),
                violation_error_message=_("A participation cannot end before it began."),
            ),
        ]
        indexes = [
            models.Index(fields=["case", "programme"], name="enrolments_of_a_case"),
            models.Index(fields=["organisation", "programme", "phase"], name="enrolments_of_a_silo"),
            models.Index(fields=["programme", "exited_on"], name="enrolments_by_exit"),
            models.Index(fields=["mentor", "phase"], name="enrolments_of_a_mentor"),
        ]


class EnrolmentStep(Record):
    """One move from stage to stage: on which day, by whom, by which published rules."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="steps")
    stage = models.CharField(max_length=40)
    phase = models.CharField(max_length=10, choices=Phase)
    entry = models.PositiveSmallIntegerField()
    on_day = models.DateField()
    reason = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    rules = models.ForeignKey("programmes.RuleVersion", on_delete=models.PROTECT, related_name="+")

    retention = retention.KeptWith("enrolment", _("To show when a participation began and ended, and by whom."))


class PlannedComponent(Record):
    """What one obligatory part of the programme means for this person."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="components")
    component = models.CharField(max_length=40)
    words = EncryptedTextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")

    retention = retention.KeptWith("enrolment", _("To plan the support with the person."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "component"], name="component_planned_once")]
