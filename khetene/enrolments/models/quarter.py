"""What a programme added up to when a quarter had ended, kept as it was: what is recorded later changes no number shown."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from khetene.kernel import retention
from khetene.kernel.models import Record


class QuarterTotals(Record):
    """Numbers of a programme over all organisations on the last day of a quarter, before protection. Nobody is named.

    `content` also holds on which day each figure stands, what was ever shown of it, and what each organisation added then
    (`reads.advancing`).
    """

    programme = models.CharField(max_length=60)
    counted_until = models.DateField()
    counted_at = models.DateTimeField()
    content = models.JSONField()

    retention = retention.KeptFor(
        years=1,
        after="counted_until",
        purpose=_("To show the holder of a programme the same totals for a whole quarter."),
        legal_basis=_("GDPR, Article 6(1)(e)"),
        controller=_("the organisation that keeps the programme"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "counted_until"], name="a_quarter_is_added_up_once"),
        ]
