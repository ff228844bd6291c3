"""A programme's totals over all organisations, as its holder may read them: no number leaves this file unprotected."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from khetene.disclosure.remainder import KnownYear, Limits, may_be_shown
from khetene.disclosure.totals import Cell, Count, Hidden, Why, protect_table, protect_total
from khetene.enrolments.enums import Log
from khetene.enrolments.models import QuarterTotals
from khetene.enrolments.reads.advancing import (
    PEOPLE,
    RULE,
    QuarterShown,
    count_of,
    counts_of,
    measured,
    most_offices,
    named,
)
from khetene.enrolments.reads.heads import kind_titles
from khetene.enrolments.reads.keeping import kept_in
from khetene.enrolments.reads.totals import Rate, SupportTotal, Totals
from khetene.programmes.operations.definition import Operation

__all__ = [
    "RULE",
    "ProtectedHeads",
    "ProtectedRate",
    "ProtectedSupport",
    "ProtectedTotals",
    "protected",
    "quarter_before",
    "whole_heads",
    "whole_totals",
]


@dataclass(frozen=True, slots=True)
class ProtectedSupport:
    """How many had one support until the day on which it stands; amount and cost are None where that is hidden."""

    title: str
    unit: str
    people: Cell
    quantity: Decimal | None
    cents: int | None
    apart: bool
    stands_on: date


@dataclass(frozen=True, slots=True)
class ProtectedRate:
    """Of those whose window has closed, how many succeeded. All four are None where one of them would be too small.

    `measured` alone is None where few were not measured, or few of those measured have no good result.
    """

    title: str
    why: Why | None
    stands_on: date
    closed: int | None = None
    measured: int | None = None
    positive: int | None = None
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ProtectedHeads:
    """Heads of one kind over all organisations. No sum stands beside them: it would move when a kind may not."""

    label: str
    heads: Cell
    stands_on: date


@dataclass(frozen=True, slots=True)
class ProtectedTotals:
    """No year stands here: years are those of the editions, and `people` agrees with all of them.

    `stands_on` is the day of a figure: an earlier one where too few people have changed it since.
    """

    people: Cell
    stands_on: date
    supports: list[ProtectedSupport]
    rates: list[ProtectedRate]


def quarter_before(today: date) -> date:
    """The last day of the last full quarter: between two looks in a quarter nothing changes, so nothing can be subtracted."""
    first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    return date.fromordinal(first.toordinal() - 1)


def whole_totals(programme: str, *, on: date, known: Mapping[int, KnownYear]) -> ProtectedTotals | None:
    """The totals of a programme on the last day of a quarter, as they were kept then, beside what editions tell.

    None while they were not added up yet (`actions.close_quarter`). What was recorded since, late, changed or deleted, is not
    in them: otherwise two looks in a quarter would differ by one person.
    """
    kept = _kept(programme, on)
    return protected(kept, on=on, known=known) if kept else None


def whole_heads(operation: Operation, *, log: Log, on: date) -> list[ProtectedHeads] | None:
    """Heads of one log over all organisations, by kind, as they were kept on the last day of a quarter.

    None while they were not added up yet. Which organisation counted how many is its own number.
    """
    kept = _kept(operation.programme, on)
    if kept is None:
        return None
    titles = kind_titles(operation, log)
    return [
        ProtectedHeads(titles.get(row.kind, row.kind), protect_total(count_of(row), RULE), kept.stands_on[named(row)])
        for row in kept.heads
        if row.log == log
    ]


def _kept(programme: str, on: date) -> QuarterShown | None:
    row = QuarterTotals.objects.filter(programme=programme, counted_until=on).first()
    return kept_in(programme, row.content, on) if row else None


def protected(kept: QuarterShown, *, on: date, known: Mapping[int, KnownYear]) -> ProtectedTotals:
    """What of a quarter is shown."""
    found, days = kept.totals, kept.stands_on
    people = _everybody(found, known, on)
    apart = isinstance(people, Hidden)
    # A figure that stands longer than the total beside it is read beside the total of its own day as well.
    earlier = {one.numbers[0] for one in kept.ever_shown.get(PEOPLE, ())}
    return ProtectedTotals(
        people=people,
        stands_on=days[PEOPLE],
        supports=[_support(support, found.people, earlier, apart, days[named(support)]) for support in found.supports],
        rates=[_rate(rate, found.people, apart, days) for rate in found.rates],
    )


def _everybody(found: Totals, known: Mapping[int, KnownYear], on: date) -> Cell:
    total = protect_total(Count(found.people, most_offices(found)), RULE)
    limits = Limits(RULE.minimum, RULE.contributors, runs=on.year)
    if isinstance(total, Hidden) or may_be_shown(found.people, known, found.by_year, limits):
        return total
    return Hidden(Why.PROTECTS_ANOTHER)


def _tells_the_total(number: int, everybody: int) -> bool:
    """Whether a number stands so near to a hidden total that it gives it away."""
    return everybody - number < RULE.minimum


def _support(
    support: SupportTotal, everybody: int, earlier: Set[int], total_is_hidden: bool, stands_on: date
) -> ProtectedSupport:
    people = _had(support, {everybody, *earlier})
    if total_is_hidden and _tells_the_total(support.people, everybody) and not isinstance(people, Hidden):
        people = Hidden(Why.PROTECTS_ANOTHER)
    shown = not isinstance(people, Hidden)
    return ProtectedSupport(
        support.title,
        support.unit,
        people,
        support.quantity if shown else None,
        support.cents if shown else None,
        support.apart,
        stands_on,
    )


def _had(support: SupportTotal, totals: Set[int]) -> Cell:
    """How many had a support; hidden also where those who had not would be few."""
    if any(0 < everybody - support.people < RULE.minimum for everybody in totals):
        return Hidden(Why.PROTECTS_ANOTHER)
    return protect_total(Count(support.people, support.organisations), RULE)


def _rate(rate: Rate, everybody: int, total_is_hidden: bool, days: Mapping[str, date]) -> ProtectedRate:
    """A rate gives away how many succeeded and how many did not, so both must be large enough."""
    day = days[named(rate)]
    if total_is_hidden and _tells_the_total(rate.closed, everybody):
        return ProtectedRate(rate.title, Why.PROTECTS_ANOTHER, day)
    table = protect_table(counts_of(rate), Count(rate.closed, rate.organisations), RULE)
    hidden = next((cell for cell in (table.total, *table.cells.values()) if isinstance(cell, Hidden)), None)
    if hidden:
        return ProtectedRate(rate.title, hidden.why, day)
    known_measured = rate.measured if measured(rate) in days else None
    return ProtectedRate(rate.title, None, day, rate.closed, known_measured, rate.positive, rate.percent)
