"""Heads, where nobody is named: who was reached when people were looked for, and who came to a centre."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khetene.enrolments.enums import Log
from khetene.enrolments.models.enrolment import MEMBERSHIP
from khetene.kernel import retention
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.models import Record


class HeadCountQuerySet(models.QuerySet["HeadCount"]):
    def counted(self) -> HeadCountQuerySet:
        """Without those that were taken back."""
        return self.filter(taken_back_on=None)


class HeadCount(Record):
    """One action, or one opening of a centre: where, what, and how many heads. Who is met twice is counted twice.

    Whatever was taken back has no place any more: it is free text, and may be why it was taken back.
    """

    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    programme = models.CharField(max_length=60)
    log = models.CharField(max_length=10, choices=Log)
    happened_on = models.DateField()
    kind = models.CharField(max_length=40)
    place = EncryptedTextField(null=True, blank=True)
    heads = models.PositiveIntegerField()
    noted_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    taken_back_on = models.DateField(null=True, blank=True)

    silo_path = "organisation_id"
    objects = HeadCountQuerySet.as_manager()

    retention = retention.KeptFor(
        years=3,
        after="happened_on",
        purpose=_(
            "To see where a programme finds people and how many come to a centre. Heads are counted, nobody is named."
        ),
        legal_basis=_("GDPR, Article 6(1)(e)"),
        controller=_("the organisation that takes part in the programme"),
    )

    class Meta:
        db_table = "enrolments_outreach"  # what is sealed in it opens only under the name of its table
        constraints = [
            models.CheckConstraint(
                name="outreach_counts_heads",
                condition=Q(heads__lte=100_000),
                violation_error_message=_("Count heads: at most 100 000."),
            ),
            models.CheckConstraint(
                name="head_count_has_a_place_while_it_counts",
                condition=Q(taken_back_on=None, place__isnull=False) | Q(taken_back_on__isnull=False, place=None),
                violation_error_message=_("What counts has a place; what was taken back has none."),
            ),
        ]
        indexes = [models.Index(fields=["programme", "organisation", "-happened_on"], name="outreach_of_a_programme")]
