"""What became of a participant, measured in the windows that the programme sets."""

from __future__ import annotations

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from khetene.enrolments.models.enrolment import MEMBERSHIP, Enrolment
from khetene.kernel import retention
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.models import Record, newest_versions


class MeasuredOutcomeQuerySet(models.QuerySet["MeasuredOutcome"]):
    def of_the_last_entry(self) -> MeasuredOutcomeQuerySet:
        """Who came back is measured after the final exit; answers after an earlier one no longer count (D 4)."""
        return self.filter(newest_versions(self.model, "replaces"), entry=F("enrolment__entry"))


class MeasuredOutcome(Record):
    """The situation on a day inside a window after the exit of one entry; a newer answer replaces an older one."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="outcomes")
    entry = models.PositiveSmallIntegerField()
    window = models.CharField(max_length=40)
    result = models.CharField(max_length=40)
    positive = models.BooleanField()
    situation_on = models.DateField()
    evidence = EncryptedTextField(blank=True)
    replaces = models.OneToOneField("self", on_delete=models.CASCADE, null=True, blank=True, related_name="replaced_by")
    recorded_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    silo_path = "enrolment.organisation_id"
    objects = MeasuredOutcomeQuerySet.as_manager()

    retention = retention.KeptWith("enrolment", _("To know whether the programme helped."))

    class Meta:
        indexes = [models.Index(fields=["enrolment", "entry", "window"], name="outcomes_of_an_enrolment")]
