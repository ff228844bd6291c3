"""Rosters on any day, seats whose town is no more, and who knows what where."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db.models import Prefetch

from khetene.directory.search import wanted
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.alphabet import in_alphabet
from khetene.kernel.encryption import normalised
from khetene.kernel.errors import NotForYou
from khetene.network.enums import BodyKind, Field, SeenBy
from khetene.network.models import Body, Holder, Seat
from khetene.network.reads.rows import BodyRow, Falling, Roster, SeatRow, seat_rows
from khetene.network.rules import keeps, keeps_networks, reads_roster
from khetene.territory import reads as territory
from khetene.territory.models import Territory


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
    seats = seat_rows(Seat.objects.filter(body=body).in_force_on(on), on=on, actor=actor, keeper=keeper)
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
    return seat_rows(Seat.objects.filter(body=body).in_force_on(on), on=on, actor=None, keeper=False)


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


def who_knows(words: str, *, actor: Actor, field: str = "", on: date) -> list[SeatRow]:
    """Filled seats of the bodies that the actor may read, by town, organisation, field or body."""
    readable = [body.pk for body in Body.objects.order_by("pk") if reads_roster(actor, body)]
    seats = Seat.objects.in_force_on(on).filter(body__in=readable)
    if field:
        seats = seats.filter(field__in=[field, Field.GENERAL])
    rows = seat_rows(seats, on=on, actor=actor, keeper=keeps_networks(actor))
    parts = wanted(words)
    return [row for row in rows if all(_found_in(row, part) for part in parts)]


def experts_of(territory_id: uuid.UUID, *, actor: Actor, on: date) -> list[SeatRow]:
    """Seats of a town or municipality in networks of experts whose rosters everybody at work may read. Raises NotForYou."""
    if not keeps_networks(actor):
        raise NotForYou
    bodies_of = Body.objects.filter(kind=BodyKind.EXPERTS, seen_by=SeenBy.AT_WORK)
    seats = Seat.objects.in_force_on(on).filter(territory_id=territory_id, body__in=bodies_of)
    return seat_rows(seats, on=on, actor=actor, keeper=False)


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
    rows = seat_rows(ended, on=on, actor=actor, keeper=True)
    places = {place.pk: place for place in Territory.objects.filter(pk__in=[row.territory_id for row in rows])}
    groups: dict[uuid.UUID, Falling] = {}
    for row in rows:
        assert row.territory_id
        after = territory.successors(places[row.territory_id], as_of=on)
        group = groups.setdefault(after[0].pk, Falling(after[0]))
        group.seats.append(row)
        group.several += [place.name for place in after[1:]]
    there = seat_rows(Seat.objects.filter(body=body, ends=None, territory__in=groups), on=on, actor=actor, keeper=True)
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
    return seat_rows(rows, on=clock.today(), actor=actor, keeper=True)


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
