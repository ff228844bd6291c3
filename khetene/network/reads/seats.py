"""One seat with everybody who was asked into it, the seats of one person, and the people whom an organisation keeps."""

from __future__ import annotations

import uuid

from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.alphabet import in_alphabet
from khetene.kernel.errors import NotForYou
from khetene.network.enums import HolderState
from khetene.network.models import Holder, Person, Seat
from khetene.network.reads.rows import HolderRow, SeatPage, SeatRow, seat_rows
from khetene.network.rules import is_that_person, keeps, keeps_networks, reads_roster


def seat(seat_id: uuid.UUID, *, actor: Actor) -> SeatPage:
    """One seat with everybody who was asked into it, the newest first. Raises NotForYou."""
    found = Seat.objects.select_related("body").filter(pk=seat_id).first()
    if found is None or not reads_roster(actor, found.body):
        raise NotForYou
    keeper = keeps(actor, found.body)
    (row,) = seat_rows(Seat.objects.filter(pk=seat_id), on=None, actor=actor, keeper=keeper)
    row.holders.sort(key=lambda holder: (holder.ends is not None, -holder.begins.toordinal(), holder.id))
    return SeatPage(
        seat=row,
        came_from=seat_rows(Seat.objects.filter(continued_by=seat_id), on=None, actor=actor, keeper=keeper),
        went_into=seat_rows(Seat.objects.filter(continues=seat_id), on=None, actor=actor, keeper=keeper),
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
    (row,) = seat_rows(Seat.objects.filter(pk=found.seat_id), on=None, actor=actor, keeper=keeper)
    return row, next(one for one in row.holders if one.id == holder_id)


def my_seats(*, actor: Actor) -> list[SeatRow]:
    """Seats that the actor holds or is asked into, and has not left."""
    mine = Holder.objects.filter(person__membership_id=actor.membership_key, ends=None)
    rows = seat_rows(Seat.objects.filter(holders__in=mine).distinct(), on=None, actor=actor, keeper=False)
    for row in rows:
        row.holders[:] = [one for one in row.holders if one.is_me and one.ends is None]
    return rows


def waiting_for_me(*, actor: Actor) -> list[tuple[SeatRow, HolderRow]]:
    """Seats that the actor is asked into and has not answered about; the database is asked once when there are none."""
    if not Holder.objects.waiting().filter(person__membership_id=actor.membership_key).exists():
        return []
    return [(seat, row) for seat in my_seats(actor=actor) for row in seat.holders if row.state == HolderState.INVITED]


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
