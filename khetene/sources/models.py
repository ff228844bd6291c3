"""What the documents behind the product state, record by record, and where each of them stands in the product."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khetene.kernel import retention
from khetene.kernel.models import Record
from khetene.sources.enums import Kept, RecordKind, WhyNot


class SourceRecord(Record):
    """One thing that one document states. `key` names it in the part of the product that keeps it.

    Either something keeps it, or a reason says why nothing does: nothing is lost in silence.
    """

    document = models.ForeignKey("guidance.SourceDocument", on_delete=models.PROTECT, related_name="+")
    record = models.CharField(max_length=60)
    kind = models.CharField(max_length=16, choices=RecordKind)
    order = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=120)
    words = models.TextField(max_length=600)
    number = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    as_of = models.CharField(max_length=40, blank=True)
    kept_as = models.CharField(max_length=16, choices=Kept, blank=True, default=Kept.NOWHERE)
    key = models.CharField(max_length=120, blank=True)
    why_not = models.CharField(max_length=16, choices=WhyNot, blank=True, default=WhyNot.KEPT)
    disputed_by = models.CharField(max_length=60, blank=True)

    retention = retention.Permanent(_("What public documents state; it names no private person."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "record"],
                name="document_states_a_record_once",
                violation_error_message=_("The document has this record already."),
            ),
            models.CheckConstraint(
                name="source_record_is_kept_or_says_why_not",
                condition=Q(kept_as="") & ~Q(why_not="") | ~Q(kept_as="") & Q(why_not=""),
                violation_error_message=_("Say where it is kept, or why it is not."),
            ),
            models.CheckConstraint(
                name="source_record_kept_elsewhere_has_a_key",
                condition=Q(kept_as__in=["", "here"], key="") | ~Q(kept_as__in=["", "here"]) & ~Q(key=""),
                violation_error_message=_("Say which one it is in the part that keeps it."),
            ),
            models.CheckConstraint(
                name="source_record_not_kept_has_no_number",
                condition=~Q(why_not="small_number") | Q(number=None),
                violation_error_message=_("A number that could give somebody away is not written down."),
            ),
        ]
        indexes = [models.Index(fields=["document", "order"], name="records_of_a_document")]
