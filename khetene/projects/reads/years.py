"""What ran in a calendar year over all phases, for reports about the country: activities, grants, places. No single cost."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch

from khetene.projects.amending import begins_of, dropped_keys, ends_of
from khetene.projects.enums import GrantSource
from khetene.projects.models import Activity, Amendment, GrantShare, Phase
from khetene.projects.reads.grants import Grant, grant_of
from khetene.projects.reads.phases import roman


@dataclass(frozen=True, slots=True)
class PhasesOfAYear:
    """Phases that ran on at least one day. `undated`: phases of which no document says when they ran; they are in nothing else.

    A grant is that of the whole phase. `without_total`: phases that ran and whose grant no document states.
    """

    phases: list[str]
    undated: list[str]
    activities: int
    by_state: list[tuple[str, int]]
    grant: Decimal
    by_source: list[tuple[str, Decimal]]
    without_total: list[str]
    territories: set[uuid.UUID] = field(default_factory=set)


def in_year(year: int) -> PhasesOfAYear:
    """Phases, the activities in them that ran in the year, grants by source, and the places that they name. Six queries."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    rows = list(_phases())
    spans = {phase.pk: _span_of(phase) for phase in rows}
    ran = [phase for phase in rows if _overlaps(*spans[phase.pk], first, last)]
    activities = [
        one
        for phase in ran
        for one in phase.activities.all()
        if str(one.pk) not in dropped_keys(phase.amendments.all())
        and _overlaps(one.begins or spans[phase.pk][0], one.ends or spans[phase.pk][1], first, last)
    ]
    grants = [grant_of(phase) for phase in ran]
    states = Counter(str(one.get_state_display()) for one in activities)
    places = {place.pk for phase in ran for place in phase.territories.all()}
    places |= {place.pk for one in activities for place in one.territories.all()}
    return PhasesOfAYear(
        phases=[roman(phase.ordinal) for phase in ran],
        undated=[roman(phase.ordinal) for phase in rows if None in spans[phase.pk]],
        activities=len(activities),
        by_state=sorted(states.items(), key=lambda one: (-one[1], one[0])),
        grant=sum((grant.total for grant in grants if grant.total is not None), Decimal(0)),
        by_source=_by_source(grants),
        without_total=[grant.roman for grant in grants if grant.total is None],
        territories=places,
    )


def _phases() -> list[Phase]:
    activities = Activity.objects.order_by("order", "pk").prefetch_related("territories")
    return list(
        Phase.objects.agreed()
        .order_by("ordinal")
        .prefetch_related(
            Prefetch("shares", GrantShare.objects.order_by("-percent", "source")),
            Prefetch("amendments", Amendment.objects.order_by("number")),
            Prefetch("activities", activities),
            "territories",
        )
    )


def _span_of(phase: Phase) -> tuple[date | None, date | None]:
    """The days that hold after all amendments."""
    amendments = phase.amendments.all()
    return begins_of(phase, amendments), ends_of(phase, amendments)


def _overlaps(begins: date | None, ends: date | None, first: date, last: date) -> bool:
    return bool(begins and ends and begins <= last and ends >= first)


def _by_source(grants: list[Grant]) -> list[tuple[str, Decimal]]:
    found = [
        (str(source.label), sum((grant.parts.get(source.value, Decimal(0)) for grant in grants), Decimal(0)))
        for source in GrantSource
    ]
    return [(label, amount) for label, amount in found if amount]
