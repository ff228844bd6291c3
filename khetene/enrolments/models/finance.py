"""What else is paid for a person, so that nothing is paid twice (D 10 #18)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.enrolments.models.enrolment import MEMBERSHIP
from khetene.kernel import retention
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.models import Record


class OtherFinance(Record):
    """That a need of a client is paid from elsewhere for some time: by the municipality, the state or another project."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")
    client = models.ForeignKey("cases.Client", on_delete=models.CASCADE, related_name="+")
    need = models.CharField(max_length=30)
    kind = models.CharField(max_length=30)
    payer = EncryptedTextField()
    covers_from = models.DateField()
    covers_to = models.DateField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    noted_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    retention = retention.KeptWith("case", _("So that the same need is not paid twice."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="other_finance_ends_after_it_begins",
                condition=Q(covers_to=None) | Q(covers_to__gte=F("covers_from")),
                violation_error_message=_("The last day is before the first day."),
            )
        ]
        indexes = [models.Index(fields=["client", "need", "kind"], name="other_finance_of_a_client")]
