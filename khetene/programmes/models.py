"""Published rules, never edited; and screenings, each replaced by the next and never changed."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from khetene.kernel import retention
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.models import Record

STALE_AFTER = timedelta(days=183)


class RuleVersion(Record):
    """One published state of all facts, programmes and operations. `digest` names it; rules taken back may come again."""

    digest = models.CharField(max_length=64)
    facts = models.JSONField()
    programmes = models.JSONField()
    operations = models.JSONField(default=list)
    published_at = models.DateTimeField()
    published_by = models.UUIDField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)

    retention = retention.Permanent(_("Public rules; old screenings are understood only with the rules of their day."))


class Screening(Record):
    """Which programmes fitted a client on a day: by which rules, on which facts, made by whom."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")
    client = models.ForeignKey("cases.Client", on_delete=models.CASCADE, related_name="+")
    on_day = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    rules = models.ForeignKey(RuleVersion, on_delete=models.PROTECT, related_name="+")
    facts = EncryptedTextField()
    verdicts = models.JSONField()
    replaces = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaced_by"
    )

    retention = retention.KeptWith("case", _("To show on what the choice of a support stood."))

    class Meta:
        indexes = [models.Index(fields=["client", "-made_at"], name="screenings_of_a_client")]

    def is_stale_on(self, day: date) -> bool:
        """After half a year people's lives have changed."""
        return day > self.on_day + STALE_AFTER
