"""A programme's totals over all organisations, as its holder may read them: no number leaves this file unprotected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from khetene.disclosure.remainder import KnownYear, Limits, may_be_shown
from khetene.disclosure.totals import Cell, Count, Hidden, Why, protect_table, protect_total
from khetene.enrolments.models import QuarterTotals
from khetene.enrolments.reads.advancing import RULE, Kept, counts_of, kept_in, measured, most_offices, named
from khetene.enrolments.reads.totals import Rate, SupportTotal, Totals

__all__ = [
    "RULE",
    "ProtectedRate",
    "ProtectedSupport",
    "ProtectedTotals",
    "protected",
    "quarter_before",
    "whole_totals",
]


@dataclass(frozen=True, slots=True)
class ProtectedSupport:
    """How many had one support until a day; amount and cost are None where that is hidden."""

    title: str
    unit: str
    people: Cell
    quantity: Decimal | None
    cents: int | None
    apart: bool
    until: date


@dataclass(frozen=True, slots=True)
class ProtectedRate:
    """Of those whose window has closed, how many succeeded. All four are None where one of them would be too small.

    `measured` alone is None where few were not measured, or few of those measured have no good result.
    """

    title: str
    why: Why | None
    until: date
    closed: int | None = None
    measured: int | None = None
    positive: int | None = None
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ProtectedTotals:
    """No year stands here: years are those of the editions, and `people` agrees with all of them.

    `until` is the day on which a figure stands: an earlier one where too few people have changed it since.
    """

    people: Cell
    until: date
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
    kept = QuarterTotals.objects.filter(programme=programme, counted_until=on).first()
    if kept is None:
        return None
    return protected(kept_in(programme, kept.content, on), on=on, known=known)


def protected(kept: Kept, *, on: date, known: Mapping[int, KnownYear]) -> ProtectedTotals:
    """What of a quarter is shown."""
    found, until = kept.totals, kept.until
    people = _everybody(found, known, on)
    apart = isinstance(people, Hidden)
    return ProtectedTotals(
        people=people,
        until=until["people"],
        supports=[_support(support, found.people, apart, until[named(support)]) for support in found.supports],
        rates=[_rate(rate, found.people, apart, until) for rate in found.rates],
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


def _support(support: SupportTotal, everybody: int, total_is_hidden: bool, until: date) -> ProtectedSupport:
    people = _had(support, everybody)
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
        until,
    )


def _had(support: SupportTotal, everybody: int) -> Cell:
    """How many had a support; hidden also where those who had not would be few."""
    if 0 < everybody - support.people < RULE.minimum:
        return Hidden(Why.PROTECTS_ANOTHER)
    return protect_total(Count(support.people, support.organisations), RULE)


def _rate(rate: Rate, everybody: int, total_is_hidden: bool, until: Mapping[str, date]) -> ProtectedRate:
    """A rate gives away how many succeeded and how many did not, so both must be large enough."""
    day = until[named(rate)]
    if total_is_hidden and _tells_the_total(rate.closed, everybody):
        return ProtectedRate(rate.title, Why.PROTECTS_ANOTHER, day)
    table = protect_table(counts_of(rate), Count(rate.closed, rate.organisations), RULE)
    hidden = next((cell for cell in (table.total, *table.cells.values()) if isinstance(cell, Hidden)), None)
    if hidden:
        return ProtectedRate(rate.title, hidden.why, day)
    known_measured = rate.measured if measured(rate) in until else None
    return ProtectedRate(rate.title, None, day, rate.closed, known_measured, rate.positive, rate.percent)
