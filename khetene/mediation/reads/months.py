"""A mediator's month: as it is, as it was signed, for the supervisor, and for the whole country."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from khetene.accounts import reads as accounts
from khetene.cases.enums import NeedDomain
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.statements import kept, slim
from khetene.mediation.enums import Action, ActivityKind, MonthState, Place, Result
from khetene.mediation.figures import BY_KIND, Figures, figures_of
from khetene.mediation.models import Activity, Contact, Month, MonthQuerySet
from khetene.mediation.models.month import month_after
from khetene.referrals.enums import State

MONTHS_SHOWN = 12
Lines = list[tuple[str | Promise, int]]


@dataclass(frozen=True, slots=True)
class ActivityRow:
    id: uuid.UUID
    happened_on: date
    kind_label: str
    minutes: int
    people: int | None
    institution_name: str
    words: str
    change: str


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One signing of a month, its figures as they were then."""

    id: uuid.UUID
    first: date
    number: int
    state: str
    state_label: str
    figures: Figures
    by_kind: dict[str, Lines]
    narrative: str
    signed_at: datetime
    decided_at: datetime | None
    returned_why: str
    mediator: str
    organisation: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """The figures of a month and whose they are, signed or as they stand today."""

    first: date
    figures: Figures
    by_kind: dict[str, Lines]
    mediator: str
    organisation: str

    @classmethod
    def of(cls, row: MonthRow) -> MonthFigures:
        return cls(row.first, row.figures, row.by_kind, row.mediator, row.organisation)


@dataclass(frozen=True, slots=True)
class MonthPage:
    """The own month: what was signed, and what it would be today."""

    first: date
    figures: Figures
    by_kind: dict[str, Lines]
    activities: list[ActivityRow]
    signed: list[MonthRow]
    may_sign: bool
    may_correct: bool
    may_take_back: bool
    changed_since: bool


def months(*, actor: Actor) -> list[tuple[date, MonthRow | None]]:
    """The last twelve months, the newest first, each with its newest signing."""
    first, found = clock.today().replace(day=1), []
    for _month in range(MONTHS_SHOWN):
        found.append(first)
        first = (first - date.resolution).replace(day=1)
    signed: dict[date, MonthRow] = {}
    for row in _rows().of(actor).filter(first__in=found):
        signed.setdefault(row.first, _row(row))
    return [(day, signed.get(day)) for day in found]


def months_to_sign(*, actor: Actor) -> list[date]:
    """Months of the actor that were given back, and the last one if contacts were noted in it and it is not signed."""
    last = (clock.today().replace(day=1) - date.resolution).replace(day=1)
    states = dict(_states(actor))
    unsigned = [last] if last not in states and _noted_one(actor, f"{last:%Y-%m}") else []
    return [first for first, state in states.items() if state == MonthState.RETURNED] + unsigned


@kept
def _states(actor: Actor) -> QuerySet[Month, tuple[date, str]]:
    return Month.objects.of(actor).order_by("first", "number").values_list("first", "state")


@kept
def _noted_one(actor: Actor, month: str) -> QuerySet[Contact, uuid.UUID]:
    first = date.fromisoformat(f"{month}-01")
    mine = Contact.objects.visible_to(actor).on_days(first, month_after(first))
    return mine.order_by("happened_at", "id").values_list("pk", flat=True)[:1]


def months_to_decide(*, actor: Actor) -> list[MonthRow]:
    """Signed months that wait for the supervisor, the oldest first."""
    rows = _rows().filter(organisation_id=actor.organisation_key, state=MonthState.SIGNED)
    return [_row(row) for row in rows.exclude(membership_id=actor.membership_key).order_by("signed_at", "id")]


def month_page(first: date, *, actor: Actor) -> MonthPage:
    """The actor's own month. Raises NotForYou for one that has not begun."""
    if first > clock.today():
        raise NotForYou
    rows = [_row(row) for row in _signings(actor, first)]
    now = figures_of(actor.membership_key, first)
    newest = rows[0] if rows else None
    changed = newest is not None and _noted(newest.figures) != _noted(now)
    is_over = clock.today() >= month_after(first) - date.resolution
    return MonthPage(
        first=first,
        figures=now,
        by_kind=_by_kind(now),
        activities=_activities(first, actor),
        signed=rows,
        may_sign=is_over and (newest is None or newest.state == MonthState.RETURNED),
        may_correct=newest is not None and newest.state == MonthState.ACCEPTED and changed,
        may_take_back=newest is None or newest.state == MonthState.RETURNED,
        changed_since=changed,
    )


@kept
def _signings(actor: Actor, first: date) -> QuerySet[Month]:
    return _rows().of(actor).filter(first=first)


def _noted(figures: Figures) -> Figures:
    """Without the hand-overs: how they stand goes on after the month."""
    return {name: value for name, value in figures.items() if name != "referrals"}


def _activities(first: date, actor: Actor) -> list[ActivityRow]:
    return [_activity(row) for row in _noted_activities(actor, first, month_after(first))]


@kept
def _noted_activities(actor: Actor, first: date, until: date) -> QuerySet[Activity]:
    found = Activity.objects.visible_to(actor).that_count().filter(happened_on__gte=first, happened_on__lt=until)
    return slim(found.select_related("institution"), "institution__name").order_by("-happened_on", "-id")


def activity(activity_id: uuid.UUID, *, actor: Actor) -> ActivityRow:
    """One of the actor's own that counts. Raises NotForYou."""
    found = Activity.objects.visible_to(actor).that_count().select_related("institution").filter(pk=activity_id).first()
    if found is None:
        raise NotForYou
    return _activity(found)


def _activity(row: Activity) -> ActivityRow:
    return ActivityRow(
        id=row.pk,
        happened_on=row.happened_on,
        kind_label=row.get_kind_display(),
        minutes=row.minutes,
        people=row.people,
        institution_name=row.institution.name if row.institution else "",
        words=row.words,
        change=row.change,
    )


def submitted(*, actor: Actor) -> list[MonthRow]:
    """Signed months of the supervisor's own organisation, those that wait first."""
    rows = _rows().filter(organisation_id=actor.organisation_key)
    found = [_row(row) for row in rows[: MONTHS_SHOWN * 10]]
    return sorted(found, key=lambda row: row.state != MonthState.SIGNED)


def submitted_month(month_id: uuid.UUID, *, actor: Actor) -> MonthRow:
    """One signed month of the supervisor's own organisation. Raises NotForYou."""
    found = _rows().filter(organisation_id=actor.organisation_key, pk=month_id).first()
    if found is None:
        raise NotForYou
    return _row(found)


def signings_of(month_id: uuid.UUID, *, actor: Actor) -> list[MonthRow]:
    """A submitted month with everything that was signed before and after it, the newest first. Raises NotForYou."""
    found = _rows().filter(organisation_id=actor.organisation_key, pk=month_id).first()
    if found is None:
        raise NotForYou
    return [_row(row) for row in _rows().filter(membership_id=found.membership_id, first=found.first)]


def own_figures(page: MonthPage, *, actor: Actor) -> MonthFigures:
    """The actor's own month as it stands today, for a draft on paper. Raises NotForYou."""
    post = accounts.post_of(actor.membership_key)
    if post is None:
        raise NotForYou
    return MonthFigures(page.first, page.figures, page.by_kind, post.name, post.organisation)


def _rows() -> MonthQuerySet:
    return Month.objects.select_related("membership__user", "organisation", "decided_by__user").newest_first()


def _row(row: Month) -> MonthRow:
    return MonthRow(
        id=row.pk,
        first=row.first,
        number=row.number,
        state=row.state,
        state_label=row.get_state_display(),
        figures=row.figures,
        by_kind=_by_kind(row.figures),
        narrative=row.narrative,
        signed_at=row.signed_at,
        decided_at=row.decided_at,
        returned_why=row.returned_why,
        mediator=row.membership.user.name,
        organisation=row.organisation.name,
        decided_by=row.decided_by.user.name if row.decided_by else "",
    )


def _by_kind(figures: Figures) -> dict[str, Lines]:
    labels: dict[str, dict[Any, Any]] = {
        "topics": dict(NeedDomain.choices),
        "places": dict(Place.choices),
        "actions": dict(Action.choices),
        "results": dict(Result.choices),
        "referrals": dict(State.choices),
        "own_minutes": dict(ActivityKind.choices),
    }
    return {name: _labelled(figures[name].items(), labels[name]) for name in BY_KIND}


def _labelled(counts: Iterable[tuple[str, int]], labels: dict[Any, Any]) -> Lines:
    ordered = sorted(counts, key=lambda pair: (-pair[1], pair[0]))
    return [(labels[kind], number) for kind, number in ordered]
