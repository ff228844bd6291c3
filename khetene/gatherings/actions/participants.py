"""Who is invited, who comes, who was there; and the question whether one name on two rows is one person."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.db.models import Max

from khetene.directory.models import Organisation
from khetene.gatherings.actions.planning import locked
from khetene.gatherings.enums import Reply, SameNameAnswer, State
from khetene.gatherings.errors import AlreadyInvited, CameCannotGo, NobodyToInvite, NotPossibleNow
from khetene.gatherings.models import Gathering, Identity, Needs, Participation, SameName
from khetene.gatherings.queue import queue_invitation_to, queue_place_free
from khetene.gatherings.rules import holds
from khetene.gatherings.sectors import sector_of
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor, Doer
from khetene.kernel.encryption import blind_indexes
from khetene.kernel.errors import NotForYou
from khetene.network import reads as network
from khetene.network.models import Holder


@transaction.atomic
def invite_body(gathering_id: uuid.UUID, *, body_id: uuid.UUID, actor: Actor) -> int:
    """Everybody who holds a seat of a body on the first day: how many were added.

    Raises NotForYou for a body that the actor may not read, NobodyToInvite.
    """
    gathering = locked(gathering_id, actor)
    _refuse_if_over(gathering)
    body = network.body_to_address(body_id, actor=actor)
    day = gathering.days[0] if gathering.days else clock.today()
    held = Holder.objects.confirmed().in_force_on(day).filter(seat__body=body, person__isnull=False)
    there: set[uuid.UUID | None] = set(gathering.participations.values_list("person_id", flat=True))
    added = 0
    for holder in held.select_related("seat__territory", "represents", "person").order_by("is_substitute", "pk"):
        if holder.person_id not in there and not holder.is_substitute:
            there.add(holder.person_id)
            _invite_holder(gathering, holder, actor)
            added += 1
    if not added:
        raise NobodyToInvite
    gathering.bodies.add(body)
    return added


def _invite_holder(gathering: Gathering, holder: Holder, actor: Actor) -> None:
    person, seat = holder.person, holder.seat
    assert person is not None
    row = Participation(
        gathering=gathering,
        person=person,
        represents=holder.represents,
        position=holder.position,
        sector=sector_of(holder.represents),
        territory=seat.territory,
        country=seat.territory.country if seat.territory else "LV",
        seat=seat,
        may_be_listed=person.may_be_listed,
    )
    _add(row, person.name, person.email, actor)


@transaction.atomic
def add_participant(
    gathering_id: uuid.UUID,
    *,
    name: str,
    email: str = "",
    reply: str = Reply.COMING,
    person_id: uuid.UUID | None = None,
    needs: str = "",
    actor: Actor,
    **row: Any,
) -> Participation:
    """Add a row to the list: `row` holds represents_id, position, sector, territory_id, roles and the like.

    A name that stands there already is not refused; it raises a question to the organiser. Raises AlreadyInvited.
    """
    gathering = locked(gathering_id, actor)
    if person_id and gathering.participations.filter(person_id=person_id).exists():
        raise AlreadyInvited
    participation = Participation(gathering=gathering, person_id=person_id, reply=reply, **row)
    participation.sector = participation.sector or _known_sector(participation)
    if reply != Reply.INVITED:
        participation.replied_at = clock.now()
    _add(participation, name, email, actor)
    if needs.strip() and gathering.days:
        Needs.objects.create(participation=participation, words=needs, until=gathering.days[-1])
    return participation


def _known_sector(row: Participation) -> str:
    organisation = Organisation.objects.filter(pk=row.represents_id).first() if row.represents_id else None
    return sector_of(organisation)


def _add(row: Participation, name: str, email: str, actor: Doer, *, says: str = "") -> None:
    last = row.gathering.participations.aggregate(last=Max("order"))["last"] or 0
    row.order = last + 1
    row.full_clean()
    row.save(force_insert=True)
    days = row.gathering.days
    identity = Identity(
        participation=row, name=name, email=email, says=says or None, held_on=days[-1] if days else None
    )
    identity.refresh_blind_indexes()
    identity.full_clean()
    identity.save(force_insert=True)
    _ask_about_same_names(row, name)
    audit.record("participation.added", row, actor=actor)


def _ask_about_same_names(row: Participation, name: str) -> None:
    """Every earlier row of the same name is a question, never a merge."""
    same = blind_indexes(name, row.gathering.organisation_id)
    earlier = row.gathering.participations.filter(identity__name_index__in=same).exclude(pk=row.pk)
    for other in earlier.order_by("order", "pk"):
        SameName.objects.get_or_create(gathering=row.gathering, first=other, second=row)


@transaction.atomic
def change_participant(
    participation_id: uuid.UUID, *, name: str, email: str, needs: str = "", actor: Actor, **row: Any
) -> Participation:
    """Correct a row. A new name takes its questions back and asks anew."""
    found = _participation(participation_id, actor)
    for field, value in row.items():
        setattr(found, field, value)
    found.full_clean()
    found.save()
    identity = Identity.objects.filter(participation=found).first() or Identity(participation=found)
    identity.name, identity.email = name, email
    identity.held_on = found.gathering.days[-1] if found.gathering.days else None
    if identity.name_index not in blind_indexes(name, found.gathering.organisation_id):
        SameName.objects.filter(first=found).delete()
        SameName.objects.filter(second=found).delete()
        _ask_about_same_names(found, name)
    identity.refresh_blind_indexes()
    identity.save()
    _write_needs(found, needs)
    audit.record("participation.changed", found, actor=actor)
    return found


def _write_needs(row: Participation, words: str) -> None:
    Needs.objects.filter(participation=row).delete()
    if words.strip() and row.gathering.days:
        Needs.objects.create(participation=row, words=words, until=row.gathering.days[-1])


@transaction.atomic
def take_off_the_list(participation_id: uuid.UUID, *, actor: Actor) -> Gathering:
    """A row that was a mistake goes with its name; returns the gathering. Raises CameCannotGo when presence is noted."""
    found = _participation(participation_id, actor)
    if found.presences.exists():
        raise CameCannotGo
    audit.record("participation.removed", found, actor=actor)
    found.delete()
    return found.gathering


@transaction.atomic
def send_in_place(
    participation_id: uuid.UUID, *, name: str, email: str = "", position: str = "", actor: Actor
) -> Participation:
    """Somebody comes in place of a member: the seat counts as represented, and the member as not coming."""
    return put_in_place(_participation(participation_id, actor), name=name, email=email, position=position, actor=actor)


def put_in_place(
    found: Participation, *, name: str, email: str, position: str = "", says: str = "", actor: Doer
) -> Participation:
    """The same for whoever may: the organiser, or the member by the link in their letter."""
    found.reply, found.replied_at = Reply.DECLINED, clock.now()
    found.save(update_fields=["reply", "replied_at"])
    substitute = Participation(
        gathering=found.gathering,
        represents=found.represents,
        position=position,
        sector=found.sector,
        territory=found.territory,
        country=found.country,
        seat=found.seat,
        stands_in=True,
        reply=Reply.COMING,
        replied_at=clock.now(),
    )
    _add(substitute, name, email, actor, says=says)
    queue_invitation_to(substitute)
    return substitute


@transaction.atomic
def reply(participation_id: uuid.UUID, *, comes: bool, needs: str = "", actor: Actor) -> Participation:
    """The invited person says whether they come, or the organiser notes it. A full gathering puts them on the waiting list."""
    rows = Participation.objects.select_related("gathering", "person").select_for_update(of=("self",))
    found = rows.filter(pk=participation_id).first()
    if found is None:
        raise NotForYou
    mine = found.person is not None and found.person.membership_id == actor.membership_key
    if not mine and not holds(actor, found.gathering):
        raise NotForYou
    _refuse_if_over(found.gathering)
    return write_reply(found, comes=comes, needs=needs, actor=actor)


def write_reply(found: Participation, *, comes: bool, needs: str, actor: Doer) -> Participation:
    """The answer itself, for whoever may give it; a place that was given back goes to whoever waits longest."""
    gathering = Gathering.objects.select_for_update(of=("self",)).get(pk=found.gathering_id)
    found.reply = _answer_in(gathering, found) if comes else Reply.DECLINED
    found.replied_at = clock.now()
    found.save(update_fields=["reply", "replied_at"])
    _write_needs(found, needs if comes else "")
    _let_the_next_in(gathering)
    audit.record(f"participation.{found.reply}", found, actor=actor, silo=gathering.organisation_id)
    return found


def _answer_in(gathering: Gathering, found: Participation) -> Reply:
    coming = gathering.participations.filter(reply=Reply.COMING).exclude(pk=found.pk).count()
    return Reply.WAITING if gathering.places is not None and coming >= gathering.places else Reply.COMING


def _let_the_next_in(gathering: Gathering) -> None:
    """Whoever waits longest gets the place that was given back."""
    if gathering.places is None:
        return
    free = gathering.places - gathering.participations.filter(reply=Reply.COMING).count()
    waiting = gathering.participations.filter(reply=Reply.WAITING).order_by("replied_at", "pk")
    for row in waiting[: max(free, 0)]:
        row.reply = Reply.COMING
        row.save(update_fields=["reply"])
        queue_place_free(row)


def join(
    gathering: Gathering, *, name: str, email: str, says: str, needs: str, may_be_listed: bool, actor: Doer
) -> Participation:
    """Somebody who registered by themselves: they come, or wait when every place is taken.

    What they say about their work is for the organiser, who writes the post into the list that others read.
    """
    row = Participation(gathering=gathering, may_be_listed=may_be_listed, replied_at=clock.now())
    row.reply = _answer_in(gathering, row)
    _add(row, name, email, actor, says=says)
    _write_needs(row, needs)
    return row


@transaction.atomic
def answer_same_name(pair_id: uuid.UUID, *, answer: str, actor: Actor) -> SameName:
    """The organiser says whether two rows are one person; "not answered" is an answer that can be taken back to."""
    pair = SameName.objects.select_related("gathering").filter(pk=pair_id).first()
    if pair is None or not holds(actor, pair.gathering):
        raise NotForYou
    pair.answer = SameNameAnswer(answer)
    pair.answered_on = clock.today() if answer else None
    pair.full_clean()
    pair.save(update_fields=["answer", "answered_on"])
    audit.record("same_name.answered", pair, actor=actor, reason=answer)
    return pair


def _refuse_if_over(gathering: Gathering) -> None:
    if gathering.state in (State.HELD, State.CANCELLED):
        raise NotPossibleNow


def _participation(participation_id: uuid.UUID, actor: Actor) -> Participation:
    rows = Participation.objects.select_related("gathering", "seat", "represents", "territory")
    found = rows.select_for_update(of=("self",)).filter(pk=participation_id).first()
    if found is None or not holds(actor, found.gathering):
        raise NotForYou
    return found
