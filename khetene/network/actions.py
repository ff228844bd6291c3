"""Opening seats, asking people into them, their answers, and renewing seats whose town went into another one."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from khetene.accounts import reads as accounts
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.network.enums import HolderState
from khetene.network.errors import (
    AlreadyAnswered,
    ChooseAField,
    EndsBeforeItBegins,
    HowToReach,
    NothingToRenew,
    SeatHasEnded,
    SeatIsTaken,
)
from khetene.network.models import Body, Holder, Person, Seat
from khetene.network.rules import is_that_person, keeps, keeps_networks


@transaction.atomic
def add_person(*, name: str, email: str = "", phone: str = "", actor: Actor, **more: Any) -> Person:
    """Keep somebody with whom the platform works. `more`: reach, language, may_be_listed. Raises HowToReach."""
    if not keeps_networks(actor):
        raise NotForYou
    person = Person(organisation_id=actor.organisation_key)
    return _write_person(person, "network_person.added", actor, name=name, email=email, phone=phone, **more)


@transaction.atomic
def change_person(person_id: uuid.UUID, *, actor: Actor, **values: Any) -> Person:
    """The keeper or the person themselves changes how they are called and reached. Raises HowToReach, NotForYou."""
    person = Person.objects.select_for_update(of=("self",)).filter(pk=person_id).first()
    mine = is_that_person(actor, person)
    if person is None or not (mine or (keeps_networks(actor) and person.organisation_id == actor.organisation_key)):
        raise NotForYou
    return _write_person(person, "network_person.changed", actor, **values)


def _write_person(person: Person, verb: str, actor: Actor, **values: Any) -> Person:
    for name, value in values.items():
        setattr(person, name, value)
    if not person.email and not person.phone:
        raise HowToReach
    person.refresh_blind_indexes()
    person.full_clean()
    person.save()
    audit.record(verb, person, actor=actor, silo=person.organisation_id)
    return person


@transaction.atomic
def open_seat(
    body_id: uuid.UUID,
    *,
    field: str,
    role: str,
    begins: date,
    territory_id: uuid.UUID | None = None,
    organisation_id: uuid.UUID | None = None,
    actor: Actor,
) -> Seat:
    """A new place in a body; several for one town are ordinary, each for its field."""
    body = Body.objects.filter(pk=body_id).first()
    if body is None or not keeps(actor, body):
        raise NotForYou
    seat = Seat(
        body=body, field=field, role=role, begins=begins, territory_id=territory_id, organisation_id=organisation_id
    )
    seat.full_clean()
    seat.save(force_insert=True)
    audit.record("seat.opened", seat, actor=actor)
    return seat


@transaction.atomic
def end_seat(seat_id: uuid.UUID, *, ends: date, actor: Actor) -> Seat:
    """The place is no more from the day `ends`; whoever holds it leaves with it. Raises EndsBeforeItBegins, SeatHasEnded."""
    seat = _seat(seat_id, actor)
    if seat.ends:
        raise SeatHasEnded
    _end(seat, ends, actor)
    return seat


def _end(seat: Seat, ends: date, actor: Actor) -> None:
    if seat.begins and ends < seat.begins:
        raise EndsBeforeItBegins
    for holder in seat.holders.select_for_update(of=("self",)).filter(ends=None).order_by("pk"):
        _end_term(holder, max(ends, holder.begins), actor)
    seat.ends = ends
    seat.save(update_fields=["ends"])
    audit.record("seat.ended", seat, actor=actor)


@transaction.atomic
def ask_into_seat(
    seat_id: uuid.UUID,
    *,
    person_id: uuid.UUID,
    begins: date,
    represents_id: uuid.UUID | None = None,
    position: str = "",
    is_substitute: bool = False,
    actor: Actor,
) -> Holder:
    """Ask somebody to hold a seat or to stand in for its holder. Raises SeatIsTaken, SeatHasEnded."""
    seat = _seat(seat_id, actor)
    person = Person.objects.kept_by(actor.organisation_key).filter(pk=person_id).first()
    if person is None:
        raise NotForYou
    if not seat.exists_on(max(begins, clock.today())):
        raise SeatHasEnded
    current = seat.holders.filter(ends=None, is_substitute=False).exclude(state=HolderState.DECLINED)
    if not is_substitute and current.exists():
        raise SeatIsTaken
    holder = Holder(
        seat=seat,
        person=person,
        represents_id=represents_id or seat.organisation_id,
        position=position,
        is_substitute=is_substitute,
        invited_on=clock.today(),
        begins=begins,
    )
    holder.full_clean()
    holder.save(force_insert=True)
    _connect_account(person, holder.represents_id)
    audit.record("seat.asked", holder, actor=actor)
    return holder


def _connect_account(person: Person, organisation_id: uuid.UUID | None) -> None:
    """Whoever works with an account in the organisation that they represent answers for themselves."""
    if person.membership_id is None and person.email and organisation_id:
        person.membership_id = accounts.membership_by_email(person.email, organisation_id, on=clock.today())
    person.out_since = None
    person.save(update_fields=["membership", "out_since"])


@transaction.atomic
def answer_invitation(holder_id: uuid.UUID, *, confirmed: bool, actor: Actor) -> Holder:
    """They accept or decline, themselves or as they told the keeper. Raises AlreadyAnswered, SeatIsTaken."""
    holder = _holder(holder_id, actor, themselves=True)
    if holder.state != HolderState.INVITED or holder.ends:
        raise AlreadyAnswered
    taken = Holder.objects.confirmed().filter(seat=holder.seat, ends=None, is_substitute=False)
    if confirmed and not holder.is_substitute and taken.exists():
        raise SeatIsTaken
    holder.state = HolderState.CONFIRMED if confirmed else HolderState.DECLINED
    holder.answered_on = clock.today()
    if not confirmed:
        holder.ends = max(clock.today(), holder.begins)
    holder.save(update_fields=["state", "answered_on", "ends"])
    _note_who_left(holder.person, clock.today())
    audit.record(f"seat.{holder.state}", holder, actor=actor, silo=holder.seat.body.organisation_id)
    return holder


@transaction.atomic
def end_term(holder_id: uuid.UUID, *, ends: date, actor: Actor) -> Holder:
    """They hold the seat no more from the day `ends`. Raises EndsBeforeItBegins, AlreadyAnswered."""
    holder = _holder(holder_id, actor, themselves=False)
    if holder.ends:
        raise AlreadyAnswered
    if ends < holder.begins:
        raise EndsBeforeItBegins
    _end_term(holder, ends, actor)
    return holder


def _end_term(holder: Holder, ends: date, actor: Actor) -> None:
    holder.ends = ends
    holder.save(update_fields=["ends"])
    _note_who_left(holder.person, ends)
    audit.record("seat.left", holder, actor=actor)


def _note_who_left(person: Person | None, day: date) -> None:
    """From here the two years run, after which nothing about the person is kept."""
    if person and not person.seats.filter(ends=None).exists():
        person.out_since = day
        person.save(update_fields=["out_since"])


@transaction.atomic
def renew_seats(
    body_id: uuid.UUID,
    *,
    territory_id: uuid.UUID,
    seat_ids: Sequence[uuid.UUID],
    fields: Sequence[str],
    ask: Sequence[uuid.UUID] = (),
    begins: date,
    actor: Actor,
) -> list[Seat]:
    """Seats of towns that went into `territory_id` end, one seat for each field begins, and former holders are asked on.

    `ask` are holders of the old seats: the first is asked into the first new seat, the next into the next, the rest as
    substitutes of the first. Raises NothingToRenew, ChooseAField, NotForYou.
    """
    body = Body.objects.filter(pk=body_id).first()
    if body is None or not keeps(actor, body):
        raise NotForYou
    old = list(body.seats.select_for_update(of=("self",)).filter(pk__in=seat_ids, ends=None).order_by("pk"))
    if not old:
        raise NothingToRenew
    if not fields:
        raise ChooseAField
    former = list(Holder.objects.filter(pk__in=ask, seat__in=old, person__isnull=False).order_by("begins", "pk"))
    for seat in old:
        _end(seat, begins, actor)
    new = [_continued(body, territory_id, field, old, begins, actor) for field in dict.fromkeys(fields)]
    for place, holder in enumerate(former):
        assert holder.person_id
        ask_into_seat(
            new[place].pk if place < len(new) else new[0].pk,
            person_id=holder.person_id,
            represents_id=holder.represents_id,
            position=holder.position,
            is_substitute=place >= len(new),
            begins=max(begins, clock.today()),
            actor=actor,
        )
    return new


def _continued(body: Body, territory_id: uuid.UUID, field: str, old: list[Seat], begins: date, actor: Actor) -> Seat:
    seat = Seat(body=body, territory_id=territory_id, field=field, begins=begins)
    seat.full_clean()
    seat.save(force_insert=True)
    seat.continues.set(old)
    audit.record("seat.renewed", seat, actor=actor)
    return seat


def _seat(seat_id: uuid.UUID, actor: Actor) -> Seat:
    seat = Seat.objects.select_related("body").select_for_update(of=("self",)).filter(pk=seat_id).first()
    if seat is None or not keeps(actor, seat.body):
        raise NotForYou
    return seat


def _holder(holder_id: uuid.UUID, actor: Actor, *, themselves: bool) -> Holder:
    rows = Holder.objects.select_related("seat__body", "person").select_for_update(of=("self",))
    holder = rows.filter(pk=holder_id).first()
    if holder is None:
        raise NotForYou
    if not keeps(actor, holder.seat.body) and not (themselves and is_that_person(actor, holder.person)):
        raise NotForYou
    return holder
