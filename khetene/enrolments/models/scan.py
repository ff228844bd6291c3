"""The signed paper behind confirmations: the signature list of one person, or of everybody who was there."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.deletion import Collector
from django.utils.translation import gettext_lazy as _

from khetene.files.models import StoredFile
from khetene.kernel import retention
from khetene.kernel.models import Record


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


def with_the_scan(collector: Collector, field: Any, rows: Any, using: str) -> None:
    """Who is deleted takes along every scan that shows their name and signature (GDPR, Article 17), and its rows with it."""
    scans = ConfirmationScan.objects.using(using).filter(printed__in=[row.pk for row in rows])
    collector.collect(scans.order_by("pk").distinct())


class OnScan(Record):
    """Somebody whose participation is printed on a scanned list, whether or not the scan confirms anything of theirs."""

    scan = models.ForeignKey(ConfirmationScan, on_delete=models.CASCADE, related_name="printed")
    enrolment = models.ForeignKey("enrolments.Enrolment", on_delete=with_the_scan, related_name="+")

    retention = retention.KeptWith("scan", _("To show a scan only to those who may see everybody on it."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scan", "enrolment"], name="somebody_is_on_a_scan_once")]
