"""The card in which a profile is written down, as a questionnaire with versions; a newer card replaces an older one."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from khetene.enrolments.models.enrolment import MEMBERSHIP, Enrolment
from khetene.kernel import retention
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.models import Record


class ProfileCard(Record):
    """What one card said on one day. It stays with the questions of its version; nothing in it is added up."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="cards")
    version = models.ForeignKey("instruments.InstrumentVersion", on_delete=models.PROTECT, related_name="+")
    answers = EncryptedTextField()
    filled_on = models.DateField()
    replaces = models.OneToOneField("self", on_delete=models.CASCADE, null=True, blank=True, related_name="replaced_by")
    recorded_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    silo_path = "enrolment.organisation_id"

    retention = retention.KeptWith("enrolment", _("To plan the programme by what the person needs, can and wants."))

    class Meta:
        indexes = [models.Index(fields=["enrolment", "-recorded_at"], name="cards_of_an_enrolment")]
