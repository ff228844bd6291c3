"""Questionnaires that hang on a participation, with versions; a newer one replaces an older one, which stays readable."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from khetene.enrolments.models.enrolment import MEMBERSHIP, Enrolment
from khetene.kernel import retention
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.models import Record


class FilledFormQuerySet(models.QuerySet[Any]):
    def newest(self) -> FilledFormQuerySet:
        """Those that no later one replaced."""
        return self.filter(replaced_by=None)

    def newest_of(self, enrolment: Enrolment) -> Any:
        """The newest of a participation; None while there is none."""
        return self.newest().filter(enrolment=enrolment).first()


class FilledForm(Record):
    """What one questionnaire said on one day. It stays with the questions of its version; nothing in it is added up."""

    version = models.ForeignKey("instruments.InstrumentVersion", on_delete=models.PROTECT, related_name="+")
    answers = EncryptedTextField()
    filled_on = models.DateField()
    replaces = models.OneToOneField("self", on_delete=models.CASCADE, null=True, blank=True, related_name="replaced_by")
    recorded_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    silo_path = "enrolment.organisation_id"
    objects = FilledFormQuerySet.as_manager()

    class Meta:
        abstract = True


class ProfileCard(FilledForm):
    """The card in which a profile is written down."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="cards")

    retention = retention.KeptWith("enrolment", _("To plan the programme by what the person needs, can and wants."))

    class Meta:
        indexes = [models.Index(fields=["enrolment", "-recorded_at"], name="cards_of_an_enrolment")]


class MidtermEvaluation(FilledForm):
    """What the person and the mentor found half way: goals, what helps, what stands in the way, what changes."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="midterms")

    retention = retention.KeptWith(
        "enrolment", _("To change the plan half way by what helps the person and what does not.")
    )

    class Meta:
        indexes = [models.Index(fields=["enrolment", "-recorded_at"], name="midterms_of_an_enrolment")]
