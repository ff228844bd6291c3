"""Signed months over the whole country: who signed is open, what counts contacts with people is closed and frozen.

Whoever looks twice must learn no more than whoever looks once. So the totals of a month count what supervisors had accepted by
a fixed day (accepted months never change), and what comes later joins only in a group that could be shown by itself.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import attrgetter

from django.db.models import Count

from khetene.accounts import reads as accounts
from khetene.disclosure.door import Hidden, Rule, protect_sum
from khetene.disclosure.tally import Tally
from khetene.kernel import clock
from khetene.mediation.enums import MonthState
from khetene.mediation.figures import OPEN, SINGLE
from khetene.mediation.models import Month
from khetene.mediation.models.month import month_after

# A month is shown to the coordinator by this rule, so a sum of months must not undo it. Mediators are named as paid posts,
# therefore two of them are enough.
MONTH_RULE = Rule(minimum=10, contributors=2)
CLOSING_DAY = 15
GUARDED = ("contacts", "cases")


@dataclass(frozen=True, slots=True)
class Missing:
    mediator: str
    organisation: str


@dataclass(slots=True)
class NationalMonth:
    """Signed months of the country. What counts people's contacts is closed and that of `counted` months, shown from a day on;
    events, institutions and what they changed are nobody's secret and those of all signed months.
    """

    by_organisation: dict[str, Tally] = field(default_factory=dict)
    by_mediator: dict[str, Tally] = field(default_factory=dict)
    open_figures: dict[str, int] = field(default_factory=dict)
    signed: int = 0
    counted: int = 0
    is_closed: bool = True
    missing: list[Missing] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Accepted:
    """One accepted signing and the closing with which it can begin to count."""

    closing: date
    number: int
    membership_id: uuid.UUID
    row: Month


def closing_of(first: date) -> date:
    """The last day on which accepting a month brings it into the country's totals at once."""
    return month_after(first).replace(day=CLOSING_DAY)


def national_month(first: date, *, on: date | None = None) -> NationalMonth:
    """A month of all mediators; who has not signed is missing, not zero. `on`: the totals as they were shown on that day."""
    day = on or clock.today()
    posts = accounts.mediators_between(first, month_after(first) - date.resolution)
    rows = list(Month.objects.filter(first=first).exclude(state=MonthState.RETURNED).newest_first())
    signed: dict[uuid.UUID, Month] = {}
    for row in rows:
        signed.setdefault(row.membership_id, row)
    counted = counted_on(rows, first, day)
    return NationalMonth(
        by_organisation={name: _tally(name, counted, "organisation_id") for name in SINGLE if name not in OPEN},
        by_mediator={name: _tally(name, counted, "membership_id") for name in SINGLE if name not in OPEN},
        open_figures={name: sum(row.figures[name] for row in signed.values()) for name in SINGLE if name in OPEN},
        signed=len(signed),
        counted=len(counted),
        is_closed=closing_of(first) < day,
        missing=[Missing(post.name, post.organisation) for post in posts if post.membership_id not in signed],
    )


def counted_on(rows: Iterable[Month], first: date, day: date) -> list[Month]:
    """The signings in the totals that are shown on a day: replayed closing by closing, so every look before is known.

    Until something was shown everybody joins. After that those who come later join together, once they are enough to be
    shown alone; a later correction never does, because it would come alone.
    """
    included: dict[uuid.UUID, Month] = {}
    waiting: dict[uuid.UUID, Month] = {}
    for closing, group in groupby(_accepted(rows, first), key=attrgetter("closing")):
        if closing >= day:
            break
        waiting |= {one.membership_id: one.row for one in group if one.membership_id not in included}
        if _is_hidden(included, "contacts") or not any(_is_hidden(waiting, name) for name in GUARDED):
            included, waiting = included | waiting, {}
    return list(included.values())


def _accepted(rows: Iterable[Month], first: date) -> list[_Accepted]:
    found = []
    for row in rows:
        if row.state == MonthState.ACCEPTED and row.decided_at is not None:
            closing = max(closing_of(first), _closing_after(clock.day_of(row.decided_at)))
            found.append(_Accepted(closing, row.number, row.membership_id, row))
    return sorted(found, key=lambda one: (one.closing, one.number, one.membership_id))


def _closing_after(day: date) -> date:
    first = day.replace(day=1)
    return day.replace(day=CLOSING_DAY) if day.day <= CLOSING_DAY else closing_of(first)


def _is_hidden(rows: Mapping[uuid.UUID, Month], name: str) -> bool:
    return isinstance(protect_sum(_tally(name, rows.values(), "membership_id"), MONTH_RULE), Hidden)


def _tally(name: str, rows: Iterable[Month], who: str) -> Tally:
    return Tally(((), getattr(row, who), row.figures[name]) for row in rows)


def signed_months(begins: date, ends: date) -> int:
    """How many months of single mediators, from the first day's to the last day's, were signed and not given back."""
    rows = Month.objects.filter(first__gte=begins.replace(day=1), first__lte=ends).exclude(state=MonthState.RETURNED)
    return rows.values("membership", "first").distinct().count()


def signed_by_month() -> dict[date, int]:
    """The same for every month that anybody signed, in one query."""
    rows = Month.objects.exclude(state=MonthState.RETURNED).order_by("first").values("first")
    return dict(rows.annotate(months=Count("membership", distinct=True)).values_list("first", "months"))
