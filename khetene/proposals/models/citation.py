"""A figure or a quotation in an application, tied to where it comes from."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khetene.kernel import retention
from khetene.kernel.models import Record
from khetene.proposals.enums import Behind, Part
from khetene.proposals.models.application import Application


class Citation(Record):
    """What was said and by whom, as it was when it was chosen; the link tells later whether it was corrected."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="citations")
    part = models.CharField(max_length=10, choices=Part)
    number = models.PositiveSmallIntegerField()
    behind = models.CharField(max_length=10, choices=Behind)
    value = models.ForeignKey("monitoring.Value", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    indicator = models.ForeignKey(
        "monitoring.Indicator", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    statement = models.ForeignKey(
        "guidance.Statement", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=400)
    said = models.TextField(max_length=2000)
    of_what = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=900)
    chosen_at = models.DateTimeField()
    taken_out_at = models.DateTimeField(null=True, blank=True)

    retention = retention.KeptWith("application", _("To say where the figures of an application come from."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="a_number_is_one_citation"),
            models.CheckConstraint(
                name="citation_points_at_one_thing",
                condition=Q(behind=Behind.FIGURE, value__isnull=False, indicator=None, statement=None)
                | Q(behind=Behind.COMPUTED, value=None, indicator__isnull=False, statement=None)
                | Q(behind=Behind.QUOTATION, value=None, indicator=None, statement__isnull=False),
                violation_error_message=_("A citation points at one figure or one statement."),
            ),
            models.CheckConstraint(
                name="citation_names_its_source",
                condition=~Q(source=""),
                violation_error_message=_("A figure without a source is not cited."),
            ),
        ]
