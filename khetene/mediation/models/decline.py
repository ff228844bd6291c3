"""That somebody stepped back from a case, with a neutral reason."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from khetene.kernel import retention
from khetene.kernel.models import Record
from khetene.mediation.enums import DeclineReason


class Decline(Record):
    """From that day somebody else should go on. Whether the case has another person, the case itself says."""

    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=10, choices=DeclineReason)
    declined_on = models.DateField()

    retention = retention.KeptWith("case", _("To see that a case needs another person."))

    class Meta:
        indexes = [models.Index(fields=["organisation", "declined_on"], name="declined_in_an_organisation")]
