"""What a programme's holder is shown from quarter to quarter: a figure moves on by nobody, or by enough people.

Whoever writes down two quarters subtracts one from the other. So a figure stays as it was shown until it differs from
everything that was ever shown of it by nobody, or by at least as many people, of as many organisations, as the rule asks for.
Numbers that are shown together, as those of a result, all stay the same or all move on: ten more whose window closed beside
no more with a good result would say of each of the ten that they have none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from khetene.disclosure.totals import Count, Hidden, Rule, Shown, protect_table, protect_total
from khetene.enrolments.reads.heads import HeadsTotal
from khetene.enrolments.reads.totals import Rate, SupportTotal, Totals

RULE = Rule(minimum=10, contributors=3)
PEOPLE = "people"
Numbers = tuple[int, ...]
Parts = Mapping[str, Numbers]  # what each organisation adds
Counted = TypeVar("Counted", SupportTotal, HeadsTotal)


@dataclass(frozen=True, slots=True)
class EverShown:
    """Numbers that were shown together, and what each organisation added; None where that was not kept yet."""

    numbers: Numbers
    parts: Parts | None


@dataclass(frozen=True, slots=True)
class QuarterShown:
    """Totals as they may be shown in a quarter: on which day each figure stands, and everything ever shown of it.

    Whose measured number may not be shown has no day for it.
    """

    totals: Totals
    heads: list[HeadsTotal]
    stands_on: Mapping[str, date]
    ever_shown: Mapping[str, Sequence[EverShown]]


@dataclass(frozen=True, slots=True)
class Found:
    """What a quarter adds up to, with what each organisation adds to every figure.

    `parts`: by the names of figures; of a result closed, positive and measured. None where nobody kept it.
    `since`: how many people, of how many organisations, had a support after its figure stood still.
    """

    totals: Totals
    heads: list[HeadsTotal] = field(default_factory=list)
    parts: Mapping[str, Parts] | None = None
    since: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def named(part: SupportTotal | Rate | HeadsTotal) -> str:
    """By what a figure is known from quarter to quarter."""
    if isinstance(part, HeadsTotal):
        return f"heads:{part.log}:{part.kind}"
    return f"rate:{part.window}" if isinstance(part, Rate) else f"support:{part.support}:{part.unit}"


def count_of(part: SupportTotal | HeadsTotal) -> Count:
    return Count(part.heads if isinstance(part, HeadsTotal) else part.people, part.organisations)


def measured(rate: Rate) -> str:
    return f"measured:{rate.window}"


def carried_on(found: Found, on: date, earlier: QuarterShown | None = None) -> QuarterShown:
    """The totals of a quarter beside those shown before."""
    before = earlier or QuarterShown(replace(found.totals, supports=[], rates=[]), [], {}, {})
    quarter = _Quarter(found, on, before)
    totals = quarter.people()
    supports = quarter.counted(found.totals.supports, before.totals.supports, quarter.amounts_move)
    heads = quarter.counted(found.heads, before.heads, lambda _new, _old: True)
    rates = [kept for rate in found.totals.rates if (kept := quarter.rate(rate)) is not None]
    shown = replace(totals, supports=supports, rates=rates)
    return QuarterShown(shown, heads, quarter.stands_on, quarter.ever_shown)


def most_offices(found: Totals) -> int:
    """The most organisations that any year of the total comes from."""
    return max((offices for _people, offices in found.by_year.values()), default=0)


class _Quarter:
    """One quarter on its way through the figures: what was shown before, and what is shown now."""

    def __init__(self, found: Found, on: date, before: QuarterShown) -> None:
        self.found, self.on, self.before = found, on, before
        self.stands_on: dict[str, date] = {}
        self.ever_shown = {name: list(shown) for name, shown in before.ever_shown.items()}

    def people(self) -> Totals:
        now, was = self.found.totals, self.before.totals
        moves = PEOPLE not in self.before.stands_on or self._moves(PEOPLE, self._told(PEOPLE, (now.people,)))
        self.stands_on[PEOPLE] = self.on if moves else self.before.stands_on[PEOPLE]
        if not moves:
            return replace(now, people=was.people, by_year=was.by_year)
        if _is_shown(Count(now.people, most_offices(now))):
            self._note(PEOPLE, self._told(PEOPLE, (now.people,)))
        return now

    def counted(
        self,
        now: Sequence[Counted],
        was: Sequence[Counted],
        also: Callable[[Counted | None, Counted | None], bool],
    ) -> list[Counted]:
        """What of which all entries were struck out since goes from the list when that is enough people, as any other."""
        new, old = {named(one): one for one in now}, {named(one): one for one in was}
        shown = []
        for name in new | old:
            one, before = new.get(name), old.get(name)
            told = self._told(name, (count_of(one).number if one else 0,))
            moves = self._moves(name, told) and also(one, before)
            kept = one if moves else before
            if kept is None:
                continue
            self.stands_on[name] = self.on if moves else self.before.stands_on[name]
            shown.append(kept)
            if moves and _is_shown(count_of(kept)):
                self._note(name, told)
        return shown

    def amounts_move(self, new: SupportTotal | None, old: SupportTotal | None) -> bool:
        """Hours and euros of the same people move on when enough of them had something since."""
        if new is None or old is None or (new.quantity, new.cents) == (old.quantity, old.cents):
            return True
        if not _is_shown(count_of(old)) or new.people != old.people:
            return True
        since = self.found.since.get(named(new))
        return since is not None and _is_shown(Count(*since))

    def rate(self, rate: Rate) -> Rate | None:
        name, also = named(rate), measured(rate)
        results, everything = self._told_of(rate, _results), self._told_of(rate, _results_and_measured)
        moves = self._moves(name, results)
        kept = rate if moves else next((one for one in self.before.totals.rates if named(one) == name), None)
        if kept is None:
            return None
        self.stands_on[name] = self.on if moves else self.before.stands_on[name]
        if not moves:
            if also in self.before.stands_on:
                self.stands_on[also] = self.before.stands_on[also]
            return kept
        if rate_is_shown(kept):
            self._note(name, results)
            if tells_nobody(rate) and self._moves(also, everything):
                self.stands_on[also] = self.on
                self._note(also, everything)
        return kept

    def _told(self, name: str, numbers: Numbers) -> EverShown:
        return EverShown(numbers, None if self.found.parts is None else self.found.parts.get(name, {}))

    def _told_of(self, rate: Rate, numbers: Callable[[int, int, int], Numbers]) -> EverShown:
        told = self._told(named(rate), (rate.closed, rate.positive, rate.measured))
        parts = None if told.parts is None else {office: numbers(*part) for office, part in told.parts.items()}
        return EverShown(numbers(rate.closed, rate.positive, rate.measured), parts)

    def _moves(self, name: str, new: EverShown) -> bool:
        """Whether the numbers are the same as, or far enough from, what was shown of them in each earlier quarter."""
        return all(_is_same(new, then) or _is_far(new, then) for then in self.ever_shown.get(name, ()))

    def _note(self, name: str, told: EverShown) -> None:
        shown = self.ever_shown.setdefault(name, [])
        if told not in shown:
            shown.append(told)


def _results(closed: int, positive: int, _measured: int) -> Numbers:
    return closed, positive, closed - positive


def _results_and_measured(closed: int, positive: int, measured_: int) -> Numbers:
    """First what was measured: of earlier quarters only that number is kept."""
    return (
        measured_,
        closed - measured_,
        measured_ - positive,
        *_results(closed, positive, measured_),
    )


def _steps(new: Numbers, then: Numbers) -> list[int]:
    return [abs(now - before) for now, before in zip(new, then, strict=False)]


def _is_same(new: EverShown, then: EverShown) -> bool:
    return not any(_steps(new.numbers, then.numbers))


def _is_far(new: EverShown, then: EverShown) -> bool:
    """Whether every number moved by enough people, and each step comes from enough organisations."""
    if any(step < RULE.minimum for step in _steps(new.numbers, then.numbers)):
        return False
    if new.parts is None or then.parts is None:
        return True
    return all(offices >= RULE.contributors for offices in _offices_behind(new.parts, then.parts, len(new.numbers)))


def _offices_behind(new: Parts, then: Parts, how_many: int) -> list[int]:
    """How many organisations changed each number."""
    nothing = (0,) * how_many
    steps = [_steps(new.get(office, nothing), then.get(office, nothing)) for office in {*new, *then}]
    return [sum(bool(step[at]) for step in steps) for at in range(how_many)]


def _is_shown(count: Count) -> bool:
    return isinstance(protect_total(count, RULE), Shown)


def tells_nobody(rate: Rate) -> bool:
    """Whether those who were not measured, and those measured without a good result, are nobody or enough."""
    return all(
        rest == 0 or rest >= RULE.minimum for rest in (rate.closed - rate.measured, rate.measured - rate.positive)
    )


def rate_is_shown(rate: Rate) -> bool:
    table = protect_table(counts_of(rate), Count(rate.closed, rate.organisations), RULE)
    return not any(isinstance(cell, Hidden) for cell in (table.total, *table.cells.values()))


def counts_of(rate: Rate) -> dict[str, Count]:
    """A rate gives away how many succeeded and how many did not."""
    return {
        "positive": Count(rate.positive, rate.organisations),
        "other": Count(rate.closed - rate.positive, rate.organisations),
    }
