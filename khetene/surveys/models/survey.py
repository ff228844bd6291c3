"""One survey: of whom, by which questions, and what was announced about names before anybody answered."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.kernel import retention
from khetene.kernel.models import Record
from khetene.surveys.enums import GroupedBy, Moment

# Fewer answers than this are not read where no names were announced, and no group smaller than this is shown.
MINIMUM = 5


class SurveyQuerySet(models.QuerySet["Survey"]):
    def kept_by(self, organisation: uuid.UUID) -> SurveyQuerySet:
        return self.filter(organisation_id=organisation)

    def open_on(self, day: date) -> SurveyQuerySet:
        """Takes answers on this day."""
        return self.filter(closed_on=None, closes_on__gte=day)


class Survey(Record):
    """What is announced (names or none, by what answers are grouped, which questions) never changes: a trigger sees to it."""

    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("instruments.InstrumentVersion", on_delete=models.PROTECT, related_name="+")
    gathering = models.ForeignKey(
        "gatherings.Gathering", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    body = models.ForeignKey("network.Body", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    moment = models.CharField(max_length=6, choices=Moment, blank=True, default=Moment.NONE)
    purpose = models.CharField(max_length=300, blank=True)
    is_anonymous = models.BooleanField()
    grouped_by = models.CharField(max_length=12, choices=GroupedBy, blank=True, default=GroupedBy.NOTHING)
    minimum = models.PositiveSmallIntegerField(default=MINIMUM)
    opened_by = models.ForeignKey(
        "accounts.Membership", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    opened_on = models.DateField()
    closes_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    objects = SurveyQuerySet.as_manager()

    retention = retention.KeptFor(
        years=3,
        after="closes_on",
        purpose=_("To ask those who work together what they need, and what a gathering brought them."),
        legal_basis=_("GDPR, Article 6(1)(e)"),
        controller=_("the organisation that asks"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="survey_asks_a_body_or_a_gathering",
                condition=Q(gathering__isnull=False, body=None, moment__in=[Moment.BEFORE, Moment.AFTER])
                | Q(gathering=None, body__isnull=False, moment=Moment.NONE),
                violation_error_message=_("A survey asks a body, or those of one gathering before or after it."),
            ),
            models.CheckConstraint(
                name="survey_closes_after_it_opens",
                condition=Q(closes_on__gte=F("opened_on")) & (Q(closed_on=None) | Q(closed_on__gte=F("opened_on"))),
                violation_error_message=_("A survey cannot end before it began."),
            ),
            models.CheckConstraint(
                name="survey_protects_small_groups",
                condition=Q(minimum__gte=MINIMUM),
                violation_error_message=_("Groups of fewer than five are always protected."),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-opened_on"], name="surveys_newest_first")]

    def is_over(self, day: date) -> bool:
        """No answers any more: it was closed, or its last day went by."""
        return self.closed_on is not None or self.closes_on < day
