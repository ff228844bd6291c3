"""A municipality on a day: what is recorded there, and what it was and became through the reform."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import date

from khetene.accounts import reads as accounts
from khetene.accounts.rules import at_work
from khetene.dashboards.errors import NotThereThen
from khetene.directory import reads as directory
from khetene.directory.reads import Located, ServiceRow
from khetene.enrolments import reads as enrolments
from khetene.gatherings import reads as gatherings
from khetene.gatherings.reads import GatheringRow
from khetene.guidance import reads as guidance
from khetene.guidance.reads import StatementRow
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.network import reads as network
from khetene.network.reads import SeatRow
from khetene.programmes import reads as programmes
from khetene.territory.models import Territory
from khetene.territory.reads import Boundaries, territory_by_id


@dataclass(frozen=True, slots=True)
class Joined:
    programme: str
    title: str
    organisation: str
    begins: date | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A recommendation to organisations of the place, and how each of them stands today."""

    statement_id: uuid.UUID
    words: str
    year: int
    answers: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Municipality:
    """`services` is None for another day than today: the directory knows services as they are."""

    place: Territory
    on: date
    before: list[Territory]
    after: list[Territory]
    organisations: list[Located]
    joined: list[Joined]
    services: list[ServiceRow] | None
    posts: list[tuple[str, int]]
    seats: list[SeatRow]
    asked: list[Asked]
    gatherings: list[GatheringRow]


def municipality(territory_id: uuid.UUID, *, on: date | None = None, actor: Actor) -> Municipality:
    """What is recorded in a local government on a day. Raises NotForYou for another territory, NotThereThen.

    Without a day: today, or the last day of one that is no more.
    """
    place = _local_government(territory_id)
    day = on or _its_day(place)
    if not at_work(actor):
        raise NotForYou
    if not place.exists_on(day):
        raise NotThereThen
    boundaries = Boundaries(day)
    inside = [one for one in directory.located(on=day) if boundaries.where(one.territory_id) == [place] and one.exists]
    names = {one.id: one.name for one in inside}
    return Municipality(
        place=place,
        on=day,
        before=boundaries.before(place),
        after=boundaries.after(place),
        organisations=inside,
        joined=_joined(names, day),
        services=_services(place, boundaries) if day == clock.today() else None,
        posts=_posts(names, day),
        seats=[
            seat for seat in network.who_knows("", on=day, actor=actor) if _lies(seat.territory_id, place, boundaries)
        ],
        asked=[_asked(row, names) for row in guidance.asked_of_any(names)],
        gatherings=gatherings.held_at(boundaries.inside(place), on=day),
    )


def _local_government(territory_id: uuid.UUID) -> Territory:
    try:
        place = territory_by_id(territory_id)
    except Territory.DoesNotExist as problem:
        raise NotForYou from problem
    if not Boundaries.governs(place):
        raise NotForYou
    return place


def _its_day(place: Territory) -> date:
    today = clock.today()
    if place.valid_to is not None and place.valid_to <= today:
        return date.fromordinal(place.valid_to.toordinal() - 1)
    return today


def _lies(territory_id: uuid.UUID | None, place: Territory, boundaries: Boundaries) -> bool:
    return boundaries.where(territory_id) == [place]


def _joined(names: dict[uuid.UUID, str], day: date) -> list[Joined]:
    published = programmes.published() if programmes.are_loaded() else None
    if published is None:
        return []
    in_force = {entry.id for entry in published.rules.programmes if entry.span.holds_on(day)}
    found = [
        Joined(one.programme, published.titles[one.programme], names[one.organisation_id], one.begins)
        for one in enrolments.agreements(published.operations)
        if one.organisation_id in names and one.holds_on(day) and one.programme in in_force
    ]
    return sorted(found, key=lambda one: (one.title, one.organisation))


def _services(place: Territory, boundaries: Boundaries) -> list[ServiceRow]:
    found = directory.services_with_places(on=boundaries.day)
    return sorted(
        (service for service, where in found if _lies(where, place, boundaries)), key=lambda service: service.name
    )


def _posts(names: dict[uuid.UUID, str], day: date) -> list[tuple[str, int]]:
    """Posts of mediators by organisation. A post is not a person, and nobody is named."""
    held = Counter(
        names[post.organisation_id]
        for post in accounts.mediator_posts()
        if post.organisation_id in names and post.held_between(day, day)
    )
    return sorted(held.items())


def _asked(row: StatementRow, names: dict[uuid.UUID, str]) -> Asked:
    answers = [(one.name, one.answer, one.answer_label) for one in row.addressees if one.organisation_id in names]
    return Asked(row.id, row.words, row.year, answers)
