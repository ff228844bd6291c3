"""Which organisations have joined a programme, from when to when."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.kernel import retention
from khetene.kernel.models import Record


class PartnerQuerySet(models.QuerySet["Partner"]):
    def in_force_on(self, day: date) -> PartnerQuerySet:
        """`left_on` is the first day without the agreement."""
        return self.filter(Q(left_on=None) | Q(left_on__gt=day), joined_on__lte=day)


class Partner(Record):
    """An agreement between the holder of a programme and an organisation; kept by the holder.

    Without a territory nobody knows where the organisation works: that is not the whole country.
    """

    programme = models.CharField(max_length=60)
    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    territories = models.ManyToManyField("territory.Territory", related_name="+", blank=True)
    recorded_by = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = PartnerQuerySet.as_manager()

    retention = retention.Permanent(_("Agreements between public offices; they hold nothing about a client."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="partner_leaves_after_joining",
                condition=Q(left_on=None) | Q(left_on__gt=F("joined_on")),
                violation_error_message=_("An agreement ends after it begins."),
            )
        ]
        indexes = [models.Index(fields=["programme", "organisation", "joined_on"], name="partners_of_a_programme")]
