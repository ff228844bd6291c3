"""A mediator's month: as it is, as it was signed, for the supervisor, and for the whole country."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.functional import Promise

from khetene.accounts import reads as accounts
from khetene.cases.enums import NeedDomain
from khetene.disclosure.door import Rule
from khetene.disclosure.tally import Tally
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.statements import kept
from khetene.mediation.enums import Action, ActivityKind, MonthState, Place, Result
from khetene.mediation.figures import BY_KIND, OPEN, SINGLE, Figures, figures_of
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


@dataclass(frozen=True, slots=True)
class Missing:
    mediator: str
    organisation: str


# A month is shown to the coordinator by this rule, so a sum of months must not undo it. Mediators are named as paid posts,
# therefore two of them are enough.
MONTH_RULE = Rule(minimum=10, contributors=2)


@dataclass(slots=True)
class NationalMonth:
    """Signed months of the country. What counts people's contacts is closed; events, institutions and what they changed are
    nobody's secret.
    """

    by_organisation: dict[str, Tally] = field(default_factory=dict)
    by_mediator: dict[str, Tally] = field(default_factory=dict)
    open_figures: dict[str, int] = field(default_factory=dict)
    signed: int = 0
    missing: list[Missing] = field(default_factory=list)


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
    rows = [_row(row) for row in _rows().of(actor).filter(first=first)]
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


def _noted(figures: Figures) -> Figures:
    """Without the hand-overs: how they stand goes on after the month."""
    return {name: value for name, value in figures.items() if name != "referrals"}


def _activities(first: date, actor: Actor) -> list[ActivityRow]:
    found = Activity.objects.visible_to(actor).that_count()
    found = found.filter(happened_on__gte=first, happened_on__lt=month_after(first)).select_related("institution")
    return [_activity(row) for row in found.order_by("-happened_on", "-id")]


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


def national_month(first: date) -> NationalMonth:
    """The signed months of all mediators, the newest signing of each; who has not signed is missing, not zero."""
    posts = accounts.mediators_between(first, month_after(first) - date.resolution)
    signed: dict[uuid.UUID, Month] = {}
    for row in Month.objects.filter(first=first).exclude(state=MonthState.RETURNED).newest_first():
        signed.setdefault(row.membership_id, row)
    found = NationalMonth(signed=len(signed))
    for name in SINGLE:
        if name in OPEN:
            found.open_figures[name] = sum(row.figures[name] for row in signed.values())
        else:
            found.by_organisation[name] = Tally(((), row.organisation_id, row.figures[name]) for row in signed.values())
            found.by_mediator[name] = Tally(((), row.membership_id, row.figures[name]) for row in signed.values())
    found.missing = [Missing(post.name, post.organisation) for post in posts if post.membership_id not in signed]
    return found


def signed_months(begins: date, ends: date) -> int:
    """How many months of single mediators, from the first day's to the last day's, were signed and not given back."""
    rows = Month.objects.filter(first__gte=begins.replace(day=1), first__lte=ends).exclude(state=MonthState.RETURNED)
    return rows.values("membership", "first").distinct().count()


def signed_by_month() -> dict[date, int]:
    """The same for every month that anybody signed, in one query."""
    rows = Month.objects.exclude(state=MonthState.RETURNED).order_by("first").values("first")
    return dict(rows.annotate(months=Count("membership", distinct=True)).values_list("first", "months"))


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
