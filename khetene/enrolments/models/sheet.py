"""A spreadsheet of support between its coming in and the moment that its rows are recorded: kept for some days at most."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khetene.enrolments.models.enrolment import MEMBERSHIP
from khetene.files.models import StoredFile
from khetene.kernel import retention
from khetene.kernel.encryption import EncryptedTextField


class DeliverySheet(StoredFile):
    """What one person sent in. `found` is what its check said, as JSON; `job` is the long task that checks or records it."""

    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    brought_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    job = models.UUIDField(null=True, blank=True)
    found = EncryptedTextField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    waits_until = models.DateField()

    silo_path = "organisation_id"

    retention = retention.KeptFor(
        years=0,
        after="waits_until",
        purpose=_("To show what is wrong in a spreadsheet before anything of it is recorded."),
        legal_basis=_("GDPR, Article 6(1)(e)"),
        controller=_("the organisation that takes part in the programme"),
    )

    class Meta(StoredFile.Meta):
        constraints = [
            *StoredFile.Meta.constraints,
            models.CheckConstraint(
                name="sheet_was_checked_or_not",
                condition=Q(checked_at=None, found=None) | Q(checked_at__isnull=False, found__isnull=False),
                violation_error_message=_("What was found has the moment of the check."),
            ),
        ]
        indexes = [models.Index(fields=["brought_by", "-added_at"], name="sheets_of_a_person")]
