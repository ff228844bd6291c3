"""Rosters on any day, who is asked and has not answered, seats whose town is no more, and who knows what where."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch

from khetene.directory.search import wanted
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.alphabet import in_alphabet
from khetene.kernel.encryption import normalised
from khetene.kernel.errors import NotForYou
from khetene.network.enums import BodyKind, Field, HolderState, SeatRole, SeenBy
from khetene.network.models import Body, Holder, Person, Seat
from khetene.network.rules import is_that_person, keeps, keeps_networks, reads_roster
from khetene.territory import reads as territory
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


def bodies(*, actor: Actor, on: date) -> list[BodyRow]:
    """All bodies of the platform, those with most seats first."""
    rows = Body.objects.select_related("organisation").prefetch_related(_seats_on(on)).order_by("slug")
    return sorted((_body_row(body, actor) for body in rows), key=lambda row: -row.seats)


def _seats_on(day: date) -> Prefetch[Any]:
    held = Holder.objects.confirmed().in_force_on(day).filter(is_substitute=False).order_by("pk")
    seats = Seat.objects.in_force_on(day).prefetch_related(Prefetch("holders", held)).order_by("pk")
    return Prefetch("seats", seats)


def _body_row(body: Body, actor: Actor | None) -> BodyRow:
    seats = list(body.seats.all())
    return BodyRow(
        id=body.pk,
        slug=body.slug,
        name=str(body.name),
        purpose=str(body.purpose or ""),
        kind_label=body.get_kind_display(),
        keeper=body.organisation.name,
        since=body.since,
        seats=len(seats),
        filled=sum(1 for seat in seats if seat.holders.all()),
        may_read=actor is not None and reads_roster(actor, body),
    )


def roster(slug: str, *, on: date, actor: Actor) -> Roster:
    """Seats of a body on a day with who held them, by place. Raises NotForYou."""
    body = _body(slug)
    if not reads_roster(actor, body):
        raise NotForYou
    keeper = keeps(actor, body)
    seats = _seat_rows(Seat.objects.filter(body=body).in_force_on(on), on=on, actor=actor, keeper=keeper)
    return Roster(
        body=_body_row(body, actor),
        on=on,
        seats=seats,
        keeps=keeper,
        filled=sum(1 for seat in seats if seat.holder),
        asked=sum(1 for seat in seats if not seat.holder and seat.holders),
        places=len({seat.place for seat in seats}),
    )


def public_roster(slug: str, *, on: date) -> list[SeatRow]:
    """The same without an actor, for the command line: places, organisations and posts; names only of those who agreed.

    Raises NotForYou, also for a body whose roster only its keeper reads.
    """
    body = Body.objects.filter(slug=slug, seen_by=SeenBy.AT_WORK).first()
    if body is None:
        raise NotForYou
    return _seat_rows(Seat.objects.filter(body=body).in_force_on(on), on=on, actor=None, keeper=False)


def seats_filled(on: date) -> list[tuple[str, int, int]]:
    """Bodies whose rosters everybody at work may read, each with its seats and those that were filled on a day."""
    rows = Body.objects.filter(seen_by=SeenBy.AT_WORK).prefetch_related(_seats_on(on)).order_by("slug")
    counted = [(str(body.name), list(body.seats.all())) for body in rows]
    return [(name, len(seats), sum(1 for seat in seats if seat.holders.all())) for name, seats in counted if seats]


def _body(slug: str) -> Body:
    body = Body.objects.select_related("organisation").prefetch_related(_seats_on(clock.today())).filter(slug=slug)
    found = body.first()
    if found is None:
        raise NotForYou
    return found


def _seat_rows(seats: Any, *, on: date | None, actor: Actor | None, keeper: bool) -> list[SeatRow]:
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


@dataclass(frozen=True, slots=True)
class SeatPage:
    seat: SeatRow
    came_from: list[SeatRow]
    went_into: list[SeatRow]
    keeps: bool
    is_over: bool


def seat(seat_id: uuid.UUID, *, actor: Actor) -> SeatPage:
    """One seat with everybody who was asked into it, the newest first. Raises NotForYou."""
    found = Seat.objects.select_related("body").filter(pk=seat_id).first()
    if found is None or not reads_roster(actor, found.body):
        raise NotForYou
    keeper = keeps(actor, found.body)
    (row,) = _seat_rows(Seat.objects.filter(pk=seat_id), on=None, actor=actor, keeper=keeper)
    row.holders.sort(key=lambda holder: (holder.ends is not None, -holder.begins.toordinal(), holder.id))
    return SeatPage(
        seat=row,
        came_from=_seat_rows(Seat.objects.filter(continued_by=seat_id), on=None, actor=actor, keeper=keeper),
        went_into=_seat_rows(Seat.objects.filter(continues=seat_id), on=None, actor=actor, keeper=keeper),
        keeps=keeper,
        is_over=found.ends is not None and found.ends <= clock.today(),
    )


def holder(holder_id: uuid.UUID, *, actor: Actor) -> tuple[SeatRow, HolderRow]:
    """One invitation or term, for the keeper and for the person themselves. Raises NotForYou."""
    found = Holder.objects.select_related("seat__body", "person").filter(pk=holder_id).first()
    if found is None:
        raise NotForYou
    keeper = keeps(actor, found.seat.body)
    if not keeper and not is_that_person(actor, found.person):
        raise NotForYou
    (row,) = _seat_rows(Seat.objects.filter(pk=found.seat_id), on=None, actor=actor, keeper=keeper)
    return row, next(one for one in row.holders if one.id == holder_id)


def my_seats(*, actor: Actor) -> list[SeatRow]:
    """Seats that the actor holds or is asked into, and has not left."""
    mine = Holder.objects.filter(person__membership_id=actor.membership_key, ends=None)
    rows = _seat_rows(Seat.objects.filter(holders__in=mine).distinct(), on=None, actor=actor, keeper=False)
    for row in rows:
        row.holders[:] = [one for one in row.holders if one.is_me and one.ends is None]
    return rows


def waiting_for_me(*, actor: Actor) -> list[tuple[SeatRow, HolderRow]]:
    """Seats that the actor is asked into and has not answered about; the database is asked once when there are none."""
    if not Holder.objects.waiting().filter(person__membership_id=actor.membership_key).exists():
        return []
    return [(seat, row) for seat in my_seats(actor=actor) for row in seat.holders if row.state == HolderState.INVITED]


def who_knows(words: str, *, actor: Actor, field: str = "", on: date) -> list[SeatRow]:
    """Filled seats of the bodies that the actor may read, by town, organisation, field or body."""
    readable = [body.pk for body in Body.objects.order_by("pk") if reads_roster(actor, body)]
    seats = Seat.objects.in_force_on(on).filter(body__in=readable)
    if field:
        seats = seats.filter(field__in=[field, Field.GENERAL])
    rows = _seat_rows(seats, on=on, actor=actor, keeper=keeps_networks(actor))
    parts = wanted(words)
    return [row for row in rows if all(_found_in(row, part) for part in parts)]


def experts_of(territory_id: uuid.UUID, *, actor: Actor, on: date) -> list[SeatRow]:
    """Seats of a town or municipality in networks of experts whose rosters everybody at work may read. Raises NotForYou."""
    if not keeps_networks(actor):
        raise NotForYou
    bodies_of = Body.objects.filter(kind=BodyKind.EXPERTS, seen_by=SeenBy.AT_WORK)
    seats = Seat.objects.in_force_on(on).filter(territory_id=territory_id, body__in=bodies_of)
    return _seat_rows(seats, on=on, actor=actor, keeper=False)


def _found_in(row: SeatRow, part: str) -> bool:
    texts = [row.place, row.organisation, row.body_name, row.field_label]
    texts += [text for one in row.holders for text in (one.organisation, one.position)]
    return any(f" {part}" in f" {normalised(text)}" for text in texts)


def renewal(slug: str, *, on: date, actor: Actor) -> list[Falling]:
    """Open seats of towns that are no more, by the municipality into which they went. Raises NotForYou.

    A town that was split has several: the keeper chooses one of them.
    """
    body = _body(slug)
    if not keeps(actor, body):
        raise NotForYou
    ended = Seat.objects.filter(body=body, ends=None, territory__valid_to__lte=on)
    rows = _seat_rows(ended, on=on, actor=actor, keeper=True)
    places = {place.pk: place for place in Territory.objects.filter(pk__in=[row.territory_id for row in rows])}
    groups: dict[uuid.UUID, Falling] = {}
    for row in rows:
        assert row.territory_id
        after = territory.successors(places[row.territory_id], as_of=on)
        group = groups.setdefault(after[0].pk, Falling(after[0]))
        group.seats.append(row)
        group.several += [place.name for place in after[1:]]
    there = _seat_rows(Seat.objects.filter(body=body, ends=None, territory__in=groups), on=on, actor=actor, keeper=True)
    for row in there:
        assert row.territory_id
        groups[row.territory_id].renewed.append(row)
    return sorted(groups.values(), key=lambda group: in_alphabet(group.territory.name))


def renewed(slug: str, *, actor: Actor) -> list[SeatRow]:
    """Seats that continue older ones, with who was asked and who confirmed. Raises NotForYou."""
    body = _body(slug)
    if not keeps(actor, body):
        raise NotForYou
    rows = Seat.objects.filter(body=body, continues__isnull=False, ends=None).distinct()
    return _seat_rows(rows, on=clock.today(), actor=actor, keeper=True)


def people(*, actor: Actor) -> list[tuple[str, str]]:
    """Everybody whom the actor's organisation keeps, for a list to choose from, by name."""
    rows = Person.objects.kept_by(actor.organisation_key).order_by("pk") if keeps_networks(actor) else []
    return sorted(((str(row.pk), row.name) for row in rows), key=lambda choice: in_alphabet(choice[1]))


def person(person_id: uuid.UUID, *, actor: Actor) -> Person:
    """Somebody's card, for the keeper and for themselves. Raises NotForYou."""
    found = Person.objects.filter(pk=person_id).first()
    keeper = keeps_networks(actor) and found is not None and found.organisation_id == actor.organisation_key
    if found is None or not (keeper or is_that_person(actor, found)):
        raise NotForYou
    return found


def body_choices(*, actor: Actor) -> list[tuple[str, str]]:
    """The bodies whose members the actor may read, by name: who asks or invites a body sees who sits in it."""
    rows = [body for body in Body.objects.order_by("slug") if reads_roster(actor, body)]
    return sorted(((str(body.pk), str(body.name)) for body in rows), key=lambda choice: in_alphabet(choice[1]))


def body_to_address(body_id: uuid.UUID, *, actor: Actor) -> Body:
    """A body whose members the actor may ask or invite. Raises NotForYou."""
    found = Body.objects.filter(pk=body_id).first()
    if found is None or not reads_roster(actor, found):
        raise NotForYou
    return found
