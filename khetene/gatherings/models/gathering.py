"""A gathering: what it is for, when and where, what was planned and what happened. It names no private person."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.gatherings.enums import ItemKind, Mode, State
from khetene.kernel import clock, retention
from khetene.kernel.models import Record
from khetene.kernel.translated import TranslatedTextField

ORGANISATION = "directory.Organisation"
PUBLIC = _("It says what institutions discussed, when and where; it names no private person.")


class Kind(Record):
    """A kind of gathering as country data says it: how many days, and what makes somebody present.

    `reviews_recommendations`: the first one of a year asks what became of what was recommended the year before.
    """

    slug = models.SlugField(max_length=60, unique=True)
    name = TranslatedTextField()
    days = models.PositiveSmallIntegerField(default=1)
    families_may_be_visited = models.BooleanField(default=False)
    reviews_recommendations = models.BooleanField(default=False)
    attendance_rule = TranslatedTextField()

    retention = retention.Permanent(PUBLIC)


class GatheringQuerySet(models.QuerySet["Gathering"]):
    def of(self, organisation: uuid.UUID) -> GatheringQuerySet:
        """Organised by this organisation."""
        return self.filter(organisation_id=organisation)


class Gathering(Record):
    """A meeting, visit, workshop or seminar. A recorded one may know its year only; then `when_words` says what is known."""

    slug = models.SlugField(max_length=80, unique=True, null=True, blank=True)
    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=250)
    purpose = models.TextField(max_length=1000, blank=True)
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.ONSITE)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    starts = models.DateTimeField(null=True, blank=True)
    ends = models.DateTimeField(null=True, blank=True)
    when_words = models.CharField(max_length=120, blank=True)
    year = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=200, blank=True)
    territory = models.ForeignKey(
        "territory.Territory", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    link = models.URLField(max_length=300, blank=True)
    languages = models.CharField(max_length=120, blank=True)
    interpreters = models.CharField(max_length=200, blank=True)
    budget_line = models.CharField(max_length=120, blank=True)
    phase = models.CharField(max_length=120, blank=True)
    funding_statement = models.TextField(max_length=800, blank=True)
    places = models.PositiveIntegerField(null=True, blank=True)
    is_open = models.BooleanField(default=False)
    country = models.CharField(max_length=2, default="LV")
    bodies = models.ManyToManyField("network.Body", related_name="+", blank=True)
    institutions: models.ManyToManyField[Any, Any] = models.ManyToManyField(ORGANISATION, related_name="+", blank=True)
    sequence = models.PositiveSmallIntegerField(default=0)
    first_plan = models.JSONField(default=dict, blank=True)
    deviation = models.CharField(max_length=300, blank=True)
    cancelled_why = models.CharField(max_length=300, blank=True)
    sources = models.JSONField(default=list, blank=True)
    note = models.CharField(max_length=300, blank=True)

    objects = GatheringQuerySet.as_manager()

    retention = retention.Permanent(PUBLIC)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="gathering_ends_after_it_begins",
                condition=Q(starts=None, ends=None)
                | Q(starts__isnull=False, ends__isnull=False, ends__gte=F("starts")),
                violation_error_message=_("It cannot end before it begins. Check both days and times."),
            ),
            models.CheckConstraint(
                name="announced_gathering_has_a_time",
                condition=~Q(state=State.ANNOUNCED) | Q(starts__isnull=False),
                violation_error_message=_("Say when it begins and ends before you announce it."),
            ),
            models.CheckConstraint(
                name="cancelled_gathering_says_why",
                condition=~Q(state=State.CANCELLED) | ~Q(cancelled_why=""),
                violation_error_message=_("Say why in a few words: everybody who is invited reads it."),
            ),
        ]
        indexes = [models.Index(fields=["-year", "-starts"], name="gatherings_newest_first")]

    @property
    def has_time(self) -> bool:
        """A document may give the day only; it is kept from midnight to midnight."""
        return self.starts is not None and self.starts.astimezone(clock.HOME).time() != time.min

    @property
    def days(self) -> list[date]:
        """Its days at home, the first to the last; none while it is not known when it is."""
        if self.starts is None or self.ends is None:
            return []
        first, last = clock.day_of(self.starts), clock.day_of(self.ends)
        return [first + timedelta(days=number) for number in range((last - first).days + 1)]

    def is_over(self, moment: datetime) -> bool:
        return self.ends is not None and self.ends <= moment


class AgendaItem(Record):
    """One point of the agenda, and what was said about it (Markdown).

    `review_year`: it asks what became of the recommendations of that year; their list stands behind it.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="agenda")
    day = models.DateField(null=True, blank=True)
    starts = models.TimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(default=0)
    order = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=14, choices=ItemKind, default=ItemKind.TALK)
    title = models.CharField(max_length=300)
    speakers = models.ManyToManyField("gatherings.Participation", related_name="items", blank=True)
    notes = models.TextField(max_length=20_000, blank=True)
    review_year = models.PositiveSmallIntegerField(null=True, blank=True)

    retention = retention.KeptWith("gathering", _("To know what was talked about."))

    class Meta:
        indexes = [models.Index(fields=["gathering", "day", "order"], name="agenda_in_order")]


class Section(Record):
    """One part of the report in the words of its author (Markdown)."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField(default=0)
    heading = models.CharField(max_length=200)
    text = models.TextField(max_length=40_000, blank=True)

    retention = retention.KeptWith("gathering", _("It is the report of the gathering."))


class HeadCount(Record):
    """People or families without names: counted apart and never added to persons."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="head_counts")
    group = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    is_estimate = models.BooleanField(default=False)

    retention = retention.KeptWith("gathering", _("To know how many came without a list."))


class StatedFigure(Record):
    """A figure that a document states about the gathering; shown beside what is counted, never instead of it."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="stated")
    what = models.CharField(max_length=160)
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=200)

    retention = retention.KeptWith("gathering", _("To show where documents and counts differ."))
