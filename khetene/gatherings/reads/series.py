"""Gatherings over the years, those at a place, and how the seats of a body came to one after the other. No names."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from khetene.gatherings.enums import State
from khetene.gatherings.models import Gathering, Participation
from khetene.gatherings.reads.pages import gathering_row
from khetene.gatherings.reads.rows import GatheringRow
from khetene.kernel import clock


def held_by_year() -> list[tuple[int, str]]:
    """The year and the kind of every gathering that was held, as `held_in` counts them. One query."""
    held = Gathering.objects.filter(state=State.HELD).select_related("kind").order_by("year", "pk")
    return [(one.year, str(one.kind.name)) for one in held]


def places_by_year() -> list[tuple[int, uuid.UUID | None]]:
    """The year and the place, as it was then, of every gathering that was held. One query."""
    held = Gathering.objects.filter(state=State.HELD).order_by("year", "pk")
    return list(held.values_list("year", "territory_id"))


def rows_by_place_and_year() -> list[tuple[int, uuid.UUID | None]]:
    """The year and the municipality, as it was then, of every row that was there, as `held_in` counts rows. One query."""
    found = Participation.objects.on_the_list().filter(gathering__state=State.HELD, presences__isnull=False).distinct()
    return [(row.gathering.year, row.territory_id) for row in found.select_related("gathering").order_by("pk")]


def held_at(territories: Iterable[uuid.UUID], *, on: date) -> list[GatheringRow]:
    """Gatherings that were held in these places by a day, the newest first. One query."""
    rows = Gathering.objects.filter(territory__in=set(territories), state=State.HELD, year__lte=on.year)
    rows = rows.exclude(starts__gte=clock.start_of(date.fromordinal(on.toordinal() + 1)))
    found = rows.select_related("kind", "organisation").order_by("-year", "-starts", "title", "pk")
    return [gathering_row(row) for row in found]


@dataclass(frozen=True, slots=True)
class SeatsThere:
    """One gathering, the seats that were invited, and those for which somebody came."""

    gathering: GatheringRow
    invited: frozenset[uuid.UUID]
    represented: frozenset[uuid.UUID]


def presence_of_seats(body_id: uuid.UUID, *, on: date) -> list[SeatsThere]:
    """Gatherings that were held by a day, the oldest first. A substitute counts for the seat. Two queries."""
    rows = Participation.objects.filter(
        seat__body_id=body_id, gathering__state=State.HELD, gathering__ends__lt=clock.start_of(on)
    )
    rows = rows.select_related("gathering__kind", "gathering__organisation").prefetch_related("presences")
    held: dict[uuid.UUID, Gathering] = {}
    seats: dict[uuid.UUID, dict[uuid.UUID, bool]] = {}
    for row in rows.order_by("gathering__starts", "gathering_id", "pk"):
        assert row.seat_id
        held[row.gathering_id] = row.gathering
        seen = seats.setdefault(row.gathering_id, {})
        seen[row.seat_id] = seen.get(row.seat_id, False) or bool(row.presences.all())
    return [
        SeatsThere(
            gathering_row(held[key]),
            frozenset(seen),
            frozenset(seat for seat, was_there in seen.items() if was_there),
        )
        for key, seen in seats.items()
    ]
