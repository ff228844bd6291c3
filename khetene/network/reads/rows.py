"""Seats on a day with who holds them or is asked, as ready rows; names of those who agreed, to whom they may be shown."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch

from khetene.kernel.actor import Actor
from khetene.kernel.alphabet import in_alphabet
from khetene.network.enums import Field, HolderState, SeatRole
from khetene.network.models import Holder, Seat
from khetene.network.rules import is_that_person
from khetene.territory.models import Territory


@dataclass(frozen=True, slots=True)
class HolderRow:
    """Who holds a seat; the name is empty when the person's data were deleted or may not be shown."""

    id: uuid.UUID
    seat_id: uuid.UUID
    person_id: uuid.UUID | None
    name: str
    email: str
    phone: str
    organisation: str
    position: str
    is_substitute: bool
    state: str
    state_label: str
    begins: date
    ends: date | None
    may_be_listed: bool
    is_me: bool = False


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat on a day. `place` is the town or, without one, the organisation."""

    id: uuid.UUID
    body_slug: str
    body_name: str
    place: str
    territory_id: uuid.UUID | None
    organisation: str
    field: str
    field_label: str
    role: str
    role_label: str
    begins: date | None
    ends: date | None
    note: str
    holders: list[HolderRow]

    @property
    def holder(self) -> HolderRow | None:
        confirmed = [row for row in self.holders if row.state == HolderState.CONFIRMED and not row.is_substitute]
        return confirmed[0] if confirmed else None

    def as_dict(self) -> dict[str, Any]:
        holder = self.holder
        shown = holder is not None and holder.may_be_listed
        return {
            "place": self.place,
            "field": self.field,
            "role": self.role,
            "holder": holder.name if holder and shown else None,
            "organisation": (holder.organisation if holder else "") or self.organisation or None,
            "position": (holder.position if holder else "") or None,
            "state": "filled" if holder else ("asked" if self.holders else "empty"),
        }


@dataclass(frozen=True, slots=True)
class BodyRow:
    id: uuid.UUID
    slug: str
    name: str
    purpose: str
    kind_label: str
    keeper: str
    since: int | None
    seats: int
    filled: int
    may_read: bool


@dataclass(frozen=True, slots=True)
class Roster:
    body: BodyRow
    on: date
    seats: list[SeatRow]
    keeps: bool
    filled: int = 0
    asked: int = 0
    places: int = 0


@dataclass(slots=True)
class Falling:
    """Seats of towns that went into one municipality: they are renewed together."""

    territory: Territory
    seats: list[SeatRow] = field(default_factory=list)
    renewed: list[SeatRow] = field(default_factory=list)
    several: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SeatPage:
    seat: SeatRow
    came_from: list[SeatRow]
    went_into: list[SeatRow]
    keeps: bool
    is_over: bool


def seat_rows(seats: Any, *, on: date | None, actor: Actor | None, keeper: bool) -> list[SeatRow]:
    """In three queries, however many seats; without a day all holders that ever were."""
    holders = Holder.objects.select_related("person", "represents").order_by("is_substitute", "begins", "pk")
    if on is not None:
        holders = holders.in_force_on(on).exclude(state=HolderState.DECLINED)
    rows = seats.select_related("body", "territory", "organisation").prefetch_related(Prefetch("holders", holders))
    found = [_seat_row(seat, actor, keeper) for seat in rows.order_by("pk")]
    return sorted(found, key=lambda row: (in_alphabet(row.place), list(Field).index(Field(row.field))))


def _seat_row(seat: Seat, actor: Actor | None, keeper: bool) -> SeatRow:
    place = seat.territory.name if seat.territory else (seat.organisation.name if seat.organisation else "")
    return SeatRow(
        id=seat.pk,
        body_slug=seat.body.slug,
        body_name=str(seat.body.name),
        place=place,
        territory_id=seat.territory_id,
        organisation=seat.organisation.name if seat.organisation else "",
        field=seat.field,
        field_label=seat.get_field_display(),
        role=seat.role,
        role_label="" if seat.role == SeatRole.MEMBER else seat.get_role_display(),
        begins=seat.begins,
        ends=seat.ends,
        note=seat.note,
        holders=[_holder_row(holder, actor, keeper) for holder in seat.holders.all()],
    )


def _holder_row(holder: Holder, actor: Actor | None, keeper: bool) -> HolderRow:
    person = holder.person
    mine = actor is not None and is_that_person(actor, person)
    shown = person is not None and (keeper or mine or person.may_be_listed)
    return HolderRow(
        id=holder.pk,
        seat_id=holder.seat_id,
        person_id=holder.person_id if keeper or mine else None,
        name=person.name if person and shown else "",
        email=person.email if person and shown else "",
        phone=person.phone if person and shown else "",
        organisation=holder.represents.name if holder.represents else "",
        position=holder.position,
        is_substitute=holder.is_substitute,
        state=holder.state,
        state_label=holder.get_state_display(),
        begins=holder.begins,
        ends=holder.ends,
        may_be_listed=bool(person and person.may_be_listed),
        is_me=mine,
    )
