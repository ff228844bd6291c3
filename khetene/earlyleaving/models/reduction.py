"""The plan of a school or a municipality for reducing early leaving: measures of a school year. It speaks of nobody."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khetene.earlyleaving.enums import ENDED, Aim, Progress
from khetene.earlyleaving.models.pupil import MEMBERSHIP, ORGANISATION
from khetene.kernel import retention
from khetene.kernel.models import Record
from khetene.kernel.wiping import WipeableRecord


class ReductionMeasure(Record):
    """What an institution does in a school year, which post answers for it, by when, and what came of it."""

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    school_year = models.PositiveSmallIntegerField()
    aim = models.CharField(max_length=12, choices=Aim)
    words = models.CharField(max_length=300)
    responsible = models.CharField(max_length=120)
    due_on = models.DateField()
    progress = models.CharField(max_length=10, choices=Progress, default=Progress.PLANNED)
    outcome = models.CharField(max_length=300, blank=True)

    retention = retention.Permanent(_("What institutions plan and do for all pupils; it names nobody."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ended_measure_says_what_came_of_it",
                condition=~Q(progress__in=ENDED) | ~Q(outcome=""),
                violation_error_message=_("Say what came of it, or why it was not done."),
            )
        ]
        indexes = [models.Index(fields=["school_year", "organisation"], name="reduction_by_year")]


class EarlierMeasure(WipeableRecord):
    """What was said of a measure before it was corrected. Never changed, but its words may be wiped."""

    measure = models.ForeignKey(ReductionMeasure, on_delete=models.CASCADE, related_name="earlier")
    aim = models.CharField(max_length=12, choices=Aim)
    words = models.CharField(max_length=300, blank=True)
    responsible = models.CharField(max_length=120, blank=True)
    due_on = models.DateField()
    outcome = models.CharField(max_length=300, blank=True)
    replaced_at = models.DateTimeField()
    by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")

    retention = retention.KeptWith("measure", _("To show what was said before, and who put it right."))

    class Meta:
        indexes = [models.Index(fields=["measure", "-replaced_at"], name="what_a_measure_was_before")]


class ReductionStep(WipeableRecord):
    """Where a measure stood from a moment on, in whose words. Added, never changed, but its words may be wiped."""

    measure = models.ForeignKey(ReductionMeasure, on_delete=models.CASCADE, related_name="steps")
    progress = models.CharField(max_length=10, choices=Progress)
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")

    retention = retention.KeptWith("measure", _("To show how a measure went."))

    class Meta:
        indexes = [models.Index(fields=["measure", "at"], name="steps_of_a_reduction")]
