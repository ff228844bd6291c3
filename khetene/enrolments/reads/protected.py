"""A programme's totals over all organisations, as its holder may read them: no number leaves this file unprotected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from khetene.disclosure.remainder import KnownYear, Limits, may_be_shown
from khetene.disclosure.totals import Cell, Count, Hidden, Rule, Why, protect_table, protect_total
from khetene.enrolments.models import QuarterTotals
from khetene.enrolments.reads.totals import Rate, SupportTotal, Totals, read_again

RULE = Rule(minimum=10, contributors=3)


@dataclass(frozen=True, slots=True)
class ProtectedSupport:
    """How many had one support; amount and cost are None where that is hidden."""

    title: str
    unit: str
    people: Cell
    quantity: Decimal | None
    cents: int | None
    apart: bool


@dataclass(frozen=True, slots=True)
class ProtectedRate:
    """Of those whose window has closed, how many succeeded. All four are None where one of them would be too small."""

    title: str
    why: Why | None
    closed: int | None = None
    measured: int | None = None
    positive: int | None = None
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ProtectedTotals:
    """No year stands here: years are those of the editions, and `people` agrees with all of them."""

    people: Cell
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
    found = read_again(programme, kept.content)
    people = _everybody(found, known, on)
    apart = isinstance(people, Hidden)
    return ProtectedTotals(
        people=people,
        supports=[_support(support, found.people, apart) for support in found.supports],
        rates=[_rate(rate, found.people, apart) for rate in found.rates],
    )


def _everybody(found: Totals, known: Mapping[int, KnownYear], on: date) -> Cell:
    offices = max((offices for _people, offices in found.by_year.values()), default=0)
    total = protect_total(Count(found.people, offices), RULE)
    limits = Limits(RULE.minimum, RULE.contributors, runs=on.year)
    if isinstance(total, Hidden) or may_be_shown(found.people, known, found.by_year, limits):
        return total
    return Hidden(Why.PROTECTS_ANOTHER)


def _tells_the_total(number: int, everybody: int) -> bool:
    """Whether a number stands so near to a hidden total that it gives it away."""
    return everybody - number < RULE.minimum


def _support(support: SupportTotal, everybody: int, total_is_hidden: bool) -> ProtectedSupport:
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
    )


def _had(support: SupportTotal, everybody: int) -> Cell:
    """How many had a support; hidden also where those who had not would be few."""
    if 0 < everybody - support.people < RULE.minimum:
        return Hidden(Why.PROTECTS_ANOTHER)
    return protect_total(Count(support.people, support.organisations), RULE)


def _rate(rate: Rate, everybody: int, total_is_hidden: bool) -> ProtectedRate:
    """A rate gives away how many succeeded and how many did not, so both must be large enough."""
    if total_is_hidden and _tells_the_total(rate.closed, everybody):
        return ProtectedRate(rate.title, Why.PROTECTS_ANOTHER)
    counts = {
        "positive": Count(rate.positive, rate.organisations),
        "other": Count(rate.closed - rate.positive, rate.organisations),
    }
    table = protect_table(counts, Count(rate.closed, rate.organisations), RULE)
    hidden = next((cell for cell in (table.total, *table.cells.values()) if isinstance(cell, Hidden)), None)
    if hidden:
        return ProtectedRate(rate.title, hidden.why)
    return ProtectedRate(rate.title, None, rate.closed, rate.measured, rate.positive, rate.percent)
