"""What a definition refuses, with the reason and how much is left. Plain Python: a page, an import and a test ask the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khetene.kernel.numbers import amount
from khetene.kernel.translated import Translated, short_day
from khetene.programmes.operations.calendar import Month, calendar_months, months_later
from khetene.programmes.operations.definition import Limit, Operation, Support

MonthKey = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Given:
    """One delivery as the limits see it: `quantity` in the unit of its support, `cents` of euro."""

    support: str
    on: date
    quantity: Decimal = Decimal(0)
    cents: int = 0
    given_as: str = ""


@dataclass(slots=True)
class Used:
    """What an enrolment has had so far: sums by support, and by support and calendar month; how often on which day."""

    quantity: dict[tuple[str, MonthKey | None], Decimal] = field(default_factory=dict)
    cents: dict[tuple[str, MonthKey | None], int] = field(default_factory=dict)
    days: Counter[tuple[str, date]] = field(default_factory=Counter)

    @classmethod
    def of(cls, deliveries: Iterable[Given]) -> Used:
        used = cls()
        for given in deliveries:
            used.add(given)
        return used

    def add(self, given: Given, times: int = 1) -> None:
        """Count a delivery in, or with `times=-1` out again."""
        self.days[given.support, given.on] += times
        self.add_sum(given, times)

    def add_sum(self, given: Given, times: int = 1) -> None:
        """Count in what was given in a whole month, on which days ever."""
        for when in (None, _month(given.on)):
            for support in ("", given.support):
                where = (support, when)
                self.quantity[where] = self.quantity.get(where, Decimal(0)) + times * given.quantity
                self.cents[where] = self.cents.get(where, 0) + times * given.cents


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a delivery is not possible: the rule's id, and a sentence that says how much is left."""

    rule: str
    sentence: str


def refusals(
    operation: Operation, *, started: date | None, exited: date | None, used: Used, new: Given
) -> list[Refusal]:
    """Everything that speaks against a delivery, by the limits in force on its day; empty when nothing does."""
    support = operation.support(new.support)
    if support is None:
        return [Refusal("support", _("The programme does not give this support."))]
    return [
        *_of_time(operation, started, exited, new),
        *_of_giver(support, new),
        *_of_amount(support, new),
        *_of_day(support, used, new),
        *_of_limits(operation, used, new),
    ]


def _of_time(operation: Operation, started: date | None, exited: date | None, new: Given) -> Iterator[Refusal]:
    if started is None:
        yield Refusal("not_started", _("Support can be given only after the participation has begun."))
        return
    if new.on < started:
        yield Refusal("before_start", _("The participation began only on %(day)s.") % {"day": short_day(started)})
    if exited and new.on > exited:
        yield Refusal("after_exit", _("The participation ended on %(day)s.") % {"day": short_day(exited)})
    yield from _of_funding(operation, new.on)
    for limit in operation.limits_on(new.on, "months"):
        over = limit.most is not None and new.on >= months_later(started, int(limit.most))
        if over and limit.most is not None:
            yield Refusal(limit.id, _too_long(int(limit.most), started))


def _of_funding(operation: Operation, day: date) -> Iterator[Refusal]:
    funding = operation.funding
    if funding and ((funding.begins and day < funding.begins) or (funding.ends and day >= funding.ends)):
        yield Refusal("funding_period", _("On this day the programme has no funding."))


def _too_long(months: int, started: date) -> str:
    last = months_later(started, months)
    sentence = ngettext(
        "The programme lasts at most %(number)s month; for this person it may go on until the day before %(day)s.",
        "The programme lasts at most %(number)s months; for this person it may go on until the day before %(day)s.",
        months,
    )
    return sentence % {"number": months, "day": short_day(last)}


def _of_giver(support: Support, new: Given) -> Iterator[Refusal]:
    banned = {entry.id: entry for entry in support.never_by}
    if new.given_as in banned:
        who = Translated(banned[new.given_as].title)
        yield Refusal("giver", _("The programme does not pay for this: %(who)s.") % {"who": who})
    elif support.given_by and new.given_as not in {entry.id for entry in support.given_by}:
        yield Refusal("giver", _("Say who gave the support, from the list of the programme."))


def _of_amount(support: Support, new: Given) -> Iterator[Refusal]:
    if support.unit == "euro" and new.cents <= 0:
        yield Refusal("amount", _("Write how many euro it cost."))
    if support.unit != "euro" and new.quantity <= 0:
        yield Refusal("amount", _("Write how much was given."))
    if support.unit == "pieces" and new.quantity != new.quantity.to_integral_value():
        yield Refusal("amount", _("Pieces are counted whole."))
    if support.unit == "days" and new.quantity != 1:
        yield Refusal("amount", _("One day is recorded at a time."))


def _of_day(support: Support, used: Used, new: Given) -> Iterator[Refusal]:
    if support.unit == "days" and used.days[support.id, new.on] > 0:
        yield Refusal("day", _("This day is recorded already. A day is counted once."))


def _of_limits(operation: Operation, used: Used, new: Given) -> Iterator[Refusal]:
    for limit in operation.limits_on(new.on):
        if limit.most is None or limit.support not in ("", new.support):
            continue
        when = _month(new.on) if limit.per == "month" else None
        if limit.of == "quantity":
            left = limit.most - used.quantity.get((limit.support, when), Decimal(0))
            if new.quantity > left:
                yield Refusal(limit.id, _left(limit, max(left, Decimal(0))))
        elif limit.of == "euro":
            left_cents = int(limit.most * 100) - used.cents.get((limit.support, when), 0)
            if new.cents > left_cents:
                yield Refusal(limit.id, _left(limit, Decimal(max(left_cents, 0)) / 100))


def _left(limit: Limit, left: Decimal) -> str:
    sentence = (
        _("At most %(most)s in a month; in this month %(left)s is left.")
        if limit.per == "month"
        else _("At most %(most)s for one participant; %(left)s is left.")
    )
    return sentence % {"most": amount(limit.most or 0), "left": amount(left)}


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A month in which less was given than the programme asks for."""

    support: Support
    month: Month
    wanted: Decimal
    given: Decimal

    @property
    def missing(self) -> Decimal:
        return self.wanted - self.given


def shortfalls(operation: Operation, *, started: date, until: date, used: Used) -> list[Shortfall]:
    """The months up to `until` in which a monthly minimum was missed; asked for each month, never as an average (D 11 #14)."""
    found = []
    for month in calendar_months(started, until):
        for limit in operation.limits_on(month.first, "quantity"):
            support = operation.support(limit.support)
            if limit.least is None or limit.per != "month" or support is None:
                continue
            wanted, given = month.part_of(limit.least), used.quantity.get((support.id, _month(month.first)), Decimal(0))
            if given < wanted:
                found.append(Shortfall(support, month, wanted, given))
    return found


def _month(on: date) -> MonthKey:
    return on.year, on.month
