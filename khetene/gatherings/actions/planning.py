"""Planning a gathering, announcing it, changing and cancelling it, and what its agenda and report say."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Max

from khetene.gatherings.actions.reviewing import move_review, plan_review
from khetene.gatherings.enums import Mode, State
from khetene.gatherings.errors import DayOutside, NotOverYet, NotPossibleNow, SayWhen, SayWhere, SayWhy
from khetene.gatherings.models import AgendaItem, Gathering, HeadCount, Identity, Needs, Section
from khetene.gatherings.queue import queue_cancellation, queue_change
from khetene.gatherings.rules import holds, plans_gatherings
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.network import reads as network
from khetene.network.models import Body

# What everybody who was invited has to know when it changes, and what their calendars show.
TOLD = ("starts", "ends", "place", "link", "mode", "title")


@transaction.atomic
def plan_gathering(*, actor: Actor, bodies: list[uuid.UUID] | None = None, **values: Any) -> Gathering:
    """A new gathering of the actor's organisation. Raises ValidationError."""
    if not plans_gatherings(actor):
        raise NotForYou
    gathering = Gathering(organisation_id=actor.organisation_key)
    _write(gathering, values)
    gathering.bodies.set(network.body_to_address(key, actor=actor) for key in bodies or [])
    plan_review(gathering)
    audit.record("gathering.planned", gathering, actor=actor)
    return gathering


@transaction.atomic
def change_gathering(
    gathering_id: uuid.UUID, *, actor: Actor, bodies: list[uuid.UUID] | None = None, **values: Any
) -> Gathering:
    """Change what is planned; after the announcement a new time or place counts up what calendars compare (SEQUENCE)."""
    gathering = locked(gathering_id, actor)
    if gathering.state == State.CANCELLED:
        raise NotPossibleNow
    before = {name: getattr(gathering, name) for name in TOLD}
    reviewed = gathering.kind.reviews_recommendations
    _write(gathering, values)
    if gathering.state in (State.PLANNED, State.ANNOUNCED):
        move_review(gathering)
        if not reviewed:
            plan_review(gathering)
    if gathering.state == State.ANNOUNCED and before != {name: getattr(gathering, name) for name in TOLD}:
        gathering.sequence += 1
        gathering.save(update_fields=["sequence"])
        queue_change(gathering)
    if bodies is not None:
        _address(gathering, bodies, actor)
    _follow_the_days(gathering)
    audit.record("gathering.changed", gathering, actor=actor)
    return gathering


def _address(gathering: Gathering, bodies: list[uuid.UUID], actor: Actor) -> None:
    """A body that the actor may not read was addressed by somebody else and stays. Raises NotForYou for a new one."""
    there = set(gathering.bodies.values_list("pk", flat=True))
    offered = {key for key, _name in network.body_choices(actor=actor)}
    kept = {key for key in there if str(key) not in offered}
    new = {network.body_to_address(key, actor=actor).pk for key in bodies if key not in kept}
    gathering.bodies.set(Body.objects.filter(pk__in=kept | new))


def _write(gathering: Gathering, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(gathering, name, value)
    gathering.year = clock.day_of(gathering.starts).year if gathering.starts else gathering.year or clock.today().year
    gathering.full_clean()
    gathering.save()


def _follow_the_days(gathering: Gathering) -> None:
    """What is deleted after the gathering goes by its last day, also when that day was moved."""
    last = gathering.days[-1] if gathering.days else None
    Identity.objects.filter(participation__gathering=gathering).update(held_on=last)
    if last:
        Needs.objects.filter(participation__gathering=gathering).update(until=last)


@transaction.atomic
def announce(gathering_id: uuid.UUID, *, actor: Actor) -> Gathering:
    """It will be held: the plan as it is now is kept beside what becomes of it. Raises SayWhen, SayWhere, NotPossibleNow."""
    gathering = locked(gathering_id, actor)
    if gathering.state != State.PLANNED:
        raise NotPossibleNow
    if gathering.starts is None or gathering.ends is None:
        raise SayWhen
    if not (gathering.link if gathering.mode == Mode.ONLINE else gathering.place):
        raise SayWhere
    gathering.first_plan = {
        "starts": gathering.starts.isoformat(),
        "ends": gathering.ends.isoformat(),
        "place": gathering.place,
        "mode": gathering.mode,
    }
    gathering.state = State.ANNOUNCED
    gathering.save(update_fields=["first_plan", "state"])
    audit.record("gathering.announced", gathering, actor=actor)
    return gathering


@transaction.atomic
def note_as_held(gathering_id: uuid.UUID, *, actor: Actor) -> Gathering:
    """It took place. Raises NotOverYet, NotPossibleNow."""
    gathering = locked(gathering_id, actor)
    if gathering.state != State.ANNOUNCED:
        raise NotPossibleNow
    if not gathering.is_over(clock.now()):
        raise NotOverYet
    gathering.state = State.HELD
    gathering.save(update_fields=["state"])
    audit.record("gathering.held", gathering, actor=actor)
    return gathering


@transaction.atomic
def cancel(gathering_id: uuid.UUID, *, why: str, actor: Actor) -> Gathering:
    """It will not be held: everybody who expects it is written to, and calendars take it out. Raises SayWhy, NotPossibleNow."""
    gathering = locked(gathering_id, actor)
    was_announced = gathering.state == State.ANNOUNCED
    if gathering.state not in (State.PLANNED, State.ANNOUNCED):
        raise NotPossibleNow
    if not why.strip():
        raise SayWhy
    gathering.state, gathering.cancelled_why = State.CANCELLED, why.strip()
    gathering.sequence += 1
    gathering.save(update_fields=["state", "cancelled_why", "sequence"])
    if was_announced:
        queue_cancellation(gathering)
    audit.record("gathering.cancelled", gathering, actor=actor)
    return gathering


@transaction.atomic
def write_agenda_item(
    gathering_id: uuid.UUID,
    *,
    title: str,
    kind: str,
    minutes: int = 0,
    day: date | None = None,
    starts: time | None = None,
    notes: str = "",
    speakers: list[uuid.UUID] | None = None,
    item_id: uuid.UUID | None = None,
    actor: Actor,
) -> AgendaItem:
    """Add a point of the agenda or change one. Raises DayOutside, NotForYou."""
    gathering = locked(gathering_id, actor)
    if day is not None and gathering.days and day not in gathering.days:
        raise DayOutside
    item = gathering.agenda.filter(pk=item_id).first() if item_id else AgendaItem(gathering=gathering)
    if item is None:
        raise NotForYou
    if item_id is None:
        item.order = 1 + (gathering.agenda.aggregate(last=Max("order"))["last"] or 0)
    item.title, item.kind, item.minutes, item.day, item.starts, item.notes = title, kind, minutes, day, starts, notes
    item.full_clean()
    item.save()
    if speakers is not None:
        item.speakers.set(gathering.participations.filter(pk__in=speakers))
    audit.record("agenda.written", item, actor=actor)
    return item


@transaction.atomic
def remove_agenda_item(item_id: uuid.UUID, *, actor: Actor) -> Gathering:
    """Take a point off the agenda and return its gathering. Raises NotPossibleNow for one that was held."""
    item = AgendaItem.objects.select_related("gathering").filter(pk=item_id).first()
    if item is None or not holds(actor, item.gathering):
        raise NotForYou
    if item.gathering.state == State.HELD:
        raise NotPossibleNow
    audit.record("agenda.removed", item, actor=actor)
    item.delete()
    return item.gathering


@transaction.atomic
def write_section(
    gathering_id: uuid.UUID, *, heading: str, text: str, section_id: uuid.UUID | None = None, actor: Actor
) -> Section:
    """A part of the report; an empty text takes the part out of it."""
    gathering = locked(gathering_id, actor)
    section = gathering.sections.filter(pk=section_id).first() if section_id else Section(gathering=gathering)
    if section is None:
        raise NotForYou
    if section_id is None:
        section.order = 1 + (gathering.sections.aggregate(last=Max("order"))["last"] or 0)
    section.heading, section.text = heading, text
    section.full_clean()
    section.save()
    audit.record("report.written", section, actor=actor)
    return section


@transaction.atomic
def count_heads(
    gathering_id: uuid.UUID, *, group: str, number: int, is_estimate: bool = False, actor: Actor
) -> HeadCount:
    """People or families who came or were visited without a list: a number and no names."""
    gathering = locked(gathering_id, actor)
    heads = HeadCount(gathering=gathering, group=group, number=number, is_estimate=is_estimate)
    heads.full_clean()
    heads.save(force_insert=True)
    audit.record("heads.counted", heads, actor=actor)
    return heads


def locked(gathering_id: uuid.UUID, actor: Actor) -> Gathering:
    """The gathering for whoever holds it, locked for what is written next. Raises NotForYou."""
    gathering = Gathering.objects.select_for_update(of=("self",)).filter(pk=gathering_id).first()
    if gathering is None or not holds(actor, gathering):
        raise NotForYou
    return gathering


def moment(day: date, at: time) -> datetime:
    """A day and a time as clocks in Latvia show them."""
    return datetime.combine(day, at, tzinfo=clock.HOME)
