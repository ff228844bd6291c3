"""The signed paper behind confirmations: one sheet of one person, or of everybody who was there."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from khetene.files.models import StoredFile
from khetene.kernel import retention


class ConfirmationScan(StoredFile):
    """A scan of what participants signed. The deliveries that it confirms name it (`Delivery.scan`)."""

    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField()

    silo_path = "organisation_id"

    retention = retention.KeptWhileNamed(
        years=0,
        after="signed_on",
        by="deliveries",
        purpose=_("To show the signature by which people confirmed what they were given."),
        legal_basis=_("GDPR, Article 6(1)(e)"),
        controller=_("the organisation that takes part in the programme"),
    )
