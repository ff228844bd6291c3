"""What a funder asks for: until when, how much, and which part is to be paid from elsewhere."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.kernel import retention
from khetene.kernel.models import Record


class Call(Record):
    """A call for projects as its text has it, entered by those who apply; only they see it here."""

    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=250)
    funder = models.CharField(max_length=200)
    closes = models.DateField(null=True, blank=True)
    project_from = models.DateField(null=True, blank=True)
    project_to = models.DateField(null=True, blank=True)
    largest = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    own_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    source = models.CharField(max_length=300)

    retention = retention.Permanent(_("It repeats a public call of a funder; it names no person."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="call_lets_a_project_end_after_it_begins",
                condition=Q(project_from=None) | Q(project_to=None) | Q(project_to__gte=F("project_from")),
                violation_error_message=_("The last day for projects cannot be before the first one."),
            ),
            models.CheckConstraint(
                name="call_gives_more_than_nothing",
                condition=Q(largest=None) | Q(largest__gt=0),
                violation_error_message=_(
                    "The largest sum is more than nothing. Leave it empty if the call names none."
                ),
            ),
            models.CheckConstraint(
                name="own_part_is_from_0_to_100_per_cent",
                condition=Q(own_percent=None) | Q(own_percent__gte=0, own_percent__lte=100),
                violation_error_message=_("The own part is from 0 to 100 per cent."),
            ),
            models.CheckConstraint(
                name="call_says_where_it_is_written",
                condition=~Q(source=""),
                violation_error_message=_("Say where the call is published, so that others can check it."),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-closes"], name="calls_of_an_organisation")]
