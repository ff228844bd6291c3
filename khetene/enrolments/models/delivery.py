"""What was given to whom, when and how much. Entries are never changed: a correction is a new entry with its reason."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.enrolments.enums import CONFIRMED, Confirmation
from khetene.enrolments.models.enrolment import MEMBERSHIP, Enrolment
from khetene.enrolments.models.scan import ConfirmationScan
from khetene.kernel import retention
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.models import Record, newest_versions


def month_number(day: date) -> int:
    """A month as one number to group by, such as 202611."""
    return day.year * 100 + day.month


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def counted(self) -> DeliveryQuerySet:
        """The newest version of each entry, without those that were struck out."""
        return self.filter(newest_versions(self.model, "corrects"), struck=False)


class Delivery(Record):
    """One support given. `quantity` is in the unit of the support, `cents` what it cost; `covers_*` the time it pays for.

    `need`, `kind` and `unit` are those that the definition gave the support on the day of entry.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="deliveries")
    support = models.CharField(max_length=40)
    need = models.CharField(max_length=30)
    kind = models.CharField(max_length=30)
    unit = models.CharField(max_length=10)
    given_on = models.DateField()
    month = models.PositiveIntegerField()
    covers_from = models.DateField()
    covers_to = models.DateField()
    quantity = models.DecimalField(max_digits=9, decimal_places=2, default=0)
    cents = models.PositiveBigIntegerField(default=0)
    given_as = models.CharField(max_length=40, blank=True)
    giver = EncryptedTextField(null=True, blank=True)
    confirmation = models.CharField(max_length=10, choices=Confirmation)
    confirmed_on = models.DateField(null=True, blank=True)
    scan = models.ForeignKey(
        ConfirmationScan, on_delete=models.SET_NULL, null=True, blank=True, related_name="deliveries"
    )
    together = models.UUIDField(null=True, blank=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="corrected_by"
    )
    struck = models.BooleanField(default=False)
    reason = EncryptedTextField(null=True, blank=True)
    recorded_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    silo_path = "enrolment.organisation_id"
    objects = DeliveryQuerySet.as_manager()

    retention = retention.KeptWith("enrolment", _("To account for what was given and paid."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="delivery_gives_something",
                condition=Q(struck=True) | Q(quantity__gt=0) | Q(cents__gt=0),
                violation_error_message=_("Write how much was given."),
            ),
            models.CheckConstraint(
                name="delivery_is_never_negative",
                condition=Q(quantity__gte=0),
                violation_error_message=_("Less than nothing cannot be given."),
            ),
            models.CheckConstraint(
                name="delivery_confirmed_as_a_whole",
                condition=Q(confirmation__in=CONFIRMED, confirmed_on__isnull=False)
                | ~Q(confirmation__in=CONFIRMED) & Q(confirmed_on=None),
                violation_error_message=_("A confirmation has its day."),
            ),
            models.CheckConstraint(
                name="delivery_with_a_scan_is_confirmed_on_paper",
                condition=Q(scan=None) | Q(confirmation=Confirmation.PAPER),
                violation_error_message=_("A scan belongs to what was confirmed on paper."),
            ),
            models.CheckConstraint(
                name="delivery_covers_some_time",
                condition=Q(covers_to__gte=F("covers_from")),
                violation_error_message=_("A support covers at least one day."),
            ),
            models.CheckConstraint(
                name="only_a_correction_strikes_out",
                condition=Q(struck=False) | Q(corrects__isnull=False),
                violation_error_message=_("Only an entry that exists is struck out."),
            ),
        ]
        indexes = [
            models.Index(fields=["enrolment", "-given_on", "-id"], name="deliveries_of_an_enrolment"),
            models.Index(fields=["enrolment", "support", "month"], name="deliveries_by_month"),
        ]
