"""What a mediator does besides contacts, and the month that is signed, accepted and then never changes (D 2.4, D 10 #10)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khetene.kernel import retention
from khetene.kernel.actor import Actor
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.models import Record
from khetene.mediation.enums import ActivityKind, MonthState

_CONTROLLER = _("the organisation where the mediator works")
_BASIS = _("GDPR, Article 6(1)(e); the funding agreement of the platform")


class ActivityQuerySet(models.QuerySet["Activity"]):
    def that_count(self) -> ActivityQuerySet:
        """Without those that were taken back."""
        return self.filter(taken_back_on=None)

    def visible_to(self, actor: Actor) -> ActivityQuerySet:
        return self.filter(membership_id=actor.membership_key, organisation_id=actor.organisation_key)


class Activity(Record):
    """An event for many, work with an institution and what it changed, or own time. Heads are counted, nobody is named."""

    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    happened_on = models.DateField()
    kind = models.CharField(max_length=14, choices=ActivityKind)
    minutes = models.PositiveSmallIntegerField()
    people = models.PositiveSmallIntegerField(null=True, blank=True)
    institution = models.ForeignKey(
        "directory.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = EncryptedTextField(blank=True)
    has_change = models.BooleanField(default=False)
    change = EncryptedTextField(blank=True)
    noted_at = models.DateTimeField()
    taken_back_on = models.DateField(null=True, blank=True)

    objects = ActivityQuerySet.as_manager()

    retention = retention.KeptFor(
        years=3,
        after="happened_on",
        purpose=_("To account for the mediator's month, and to remember what institutions changed."),
        legal_basis=_BASIS,
        controller=_CONTROLLER,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="activity_lasts_a_while",
                condition=Q(minutes__gte=1, minutes__lte=1440),
                violation_error_message=_("An activity lasts from 1 minute to 24 hours."),
            ),
            models.CheckConstraint(
                name="heads_are_counted_at_events",
                condition=Q(kind=ActivityKind.COMMUNITY, people__isnull=False, people__gte=1)
                | ~Q(kind=ActivityKind.COMMUNITY) & Q(people=None),
                violation_error_message=_("Say how many people came. Only at an event are people counted."),
            ),
            models.CheckConstraint(
                name="institution_work_names_the_institution",
                condition=~Q(kind=ActivityKind.INSTITUTION) & Q(has_change=False) | Q(institution__isnull=False),
                violation_error_message=_("Say which institution it was."),
            ),
        ]
        indexes = [models.Index(fields=["membership", "happened_on"], name="activities_of_a_month")]


class MonthQuerySet(models.QuerySet["Month"]):
    def of(self, actor: Actor) -> MonthQuerySet:
        """The actor's own, in the organisation in which they work now."""
        return self.filter(membership_id=actor.membership_key, organisation_id=actor.organisation_key)

    def newest_first(self) -> MonthQuerySet:
        return self.order_by("-first", "membership_id", "-number")


class Month(Record):
    """A signed month: its figures as they were when it was signed. A correction is a row of its own with the next number."""

    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    first = models.DateField()
    number = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=MonthState, default=MonthState.SIGNED)
    figures = models.JSONField()
    narrative = EncryptedTextField()
    signed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    returned_why = EncryptedTextField(blank=True)

    objects = MonthQuerySet.as_manager()

    retention = retention.KeptFor(
        years=5,
        after="first",
        purpose=_("To account for the mediator's post to those who fund it."),
        legal_basis=_BASIS,
        controller=_CONTROLLER,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "first", "number"],
                name="a_month_is_signed_once",
                violation_error_message=_("This month was signed just now."),
            ),
            models.CheckConstraint(
                name="month_is_decided_by_somebody",
                condition=Q(state=MonthState.SIGNED, decided_by=None, decided_at=None)
                | ~Q(state=MonthState.SIGNED) & Q(decided_by__isnull=False, decided_at__isnull=False),
                violation_error_message=_("A decision about a month has its author and its time."),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state", "first"], name="months_to_decide")]


def month_after(first: date) -> date:
    """The first day of the next month."""
    return first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
