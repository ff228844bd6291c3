"""What a programme's holder is shown from quarter to quarter: a figure moves on by nobody, or by enough people.

Whoever writes down two quarters subtracts one from the other. So a figure stays as it was shown until it differs from
everything that was ever shown of it by nobody, or by at least as many people as the rule asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from khetene.disclosure.totals import Count, Hidden, Rule, Shown, protect_table, protect_total
from khetene.enrolments.reads.totals import Rate, SupportTotal, Totals, kept_as, read_again

RULE = Rule(minimum=10, contributors=3)
PEOPLE = "people"
Figures = Sequence[int]


@dataclass(frozen=True, slots=True)
class Kept:
    """Totals as they may be shown in a quarter: on which day each figure stands, and everything once shown of it.

    Whose measured number may not be shown has no day for it.
    """

    totals: Totals
    until: Mapping[str, date]
    once: Mapping[str, Sequence[Figures]]


def named(part: SupportTotal | Rate) -> str:
    """By what a figure is known from quarter to quarter."""
    return f"rate:{part.window}" if isinstance(part, Rate) else f"support:{part.support}:{part.unit}"


def measured(rate: Rate) -> str:
    return f"measured:{rate.window}"


def carried_on(
    found: Totals, on: date, earlier: Kept | None = None, since: Mapping[str, tuple[int, int]] | None = None
) -> Kept:
    """The totals of a quarter beside those shown before. `since`: how many had a support after its figure stood still."""
    before = earlier or Kept(replace(found, supports=[], rates=[]), {}, {})
    once = {name: list(shown) for name, shown in before.once.items()}
    until: dict[str, date] = {}
    people = _people(found, on, before, once, until)
    supports = _supports(found, on, before, once, until, since or {})
    rates = [_rate(rate, on, before, once, until) for rate in found.rates]
    shown = [rate for rate in rates if rate is not None]
    return Kept(replace(people, supports=supports, rates=shown), until, once)


def _people(found: Totals, on: date, before: Kept, once: dict[str, Any], until: dict[str, date]) -> Totals:
    stays = PEOPLE in before.until and not _moves((found.people,), once.get(PEOPLE, ()))
    shown = replace(found, people=before.totals.people, by_year=before.totals.by_year) if stays else found
    until[PEOPLE] = before.until[PEOPLE] if stays else on
    if isinstance(protect_total(Count(shown.people, most_offices(shown)), RULE), Shown):
        _note(once, PEOPLE, (shown.people,))
    return shown


def most_offices(found: Totals) -> int:
    """The most organisations that any year of the total comes from."""
    return max((offices for _people, offices in found.by_year.values()), default=0)


def _supports(
    found: Totals,
    on: date,
    before: Kept,
    once: dict[str, Any],
    until: dict[str, date],
    since: Mapping[str, tuple[int, int]],
) -> list[SupportTotal]:
    """A support of which all entries were struck out since goes from the list when that is enough people, as any other."""
    was = {named(support): support for support in before.totals.supports}
    now = {named(support): support for support in found.supports}
    shown = []
    for name in now | was:
        new, old = now.get(name), was.get(name)
        moves = _moves((new.people if new else 0,), once.get(name, ())) and _amounts_move(new, old, since.get(name))
        kept = new if moves else old
        if kept is None:
            continue
        until[name] = on if kept is new else before.until[name]
        shown.append(kept)
        if isinstance(protect_total(Count(kept.people, kept.organisations), RULE), Shown):
            _note(once, name, (kept.people,))
    return shown


def _amounts_move(new: SupportTotal | None, old: SupportTotal | None, since: tuple[int, int] | None) -> bool:
    """Hours and euros of the same people move on when enough of them had something since."""
    if new is None or old is None or (new.quantity, new.cents) == (old.quantity, old.cents):
        return True
    if isinstance(protect_total(Count(old.people, old.organisations), RULE), Hidden):
        return True
    if abs(new.people - old.people) >= RULE.minimum:
        return True
    return since is not None and isinstance(protect_total(Count(*since), RULE), Shown)


def _rate(rate: Rate, on: date, before: Kept, once: dict[str, Any], until: dict[str, date]) -> Rate | None:
    name, also = named(rate), measured(rate)
    moves = _moves(_results(rate), once.get(name, ()))
    kept = rate if moves else next((one for one in before.totals.rates if named(one) == name), None)
    if kept is None:
        return None
    shows_measured = also in before.until
    if moves:
        shows_measured = tells_nobody(rate) and _moves((rate.measured,), once.get(also, ()))
    until[name] = day = on if moves else before.until[name]
    if rate_is_shown(kept):
        _note(once, name, _results(kept))
        if shows_measured:
            until[also] = day
            _note(once, also, (kept.measured,))
    return kept


def _results(rate: Rate) -> tuple[int, int, int]:
    return rate.closed, rate.positive, rate.closed - rate.positive


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


def _moves(new: Figures, shown: Iterable[Figures]) -> bool:
    """Whether every number is the same as, or far enough from, what was shown of it in each earlier quarter."""
    steps = (abs(now - then) for figures in shown for now, then in zip(new, figures, strict=True))
    return all(step == 0 or step >= RULE.minimum for step in steps)


def _note(once: dict[str, Any], name: str, figures: tuple[int, ...]) -> None:
    shown = once.setdefault(name, [])
    if figures not in [tuple(one) for one in shown]:
        shown.append(figures)


def as_content(kept: Kept) -> dict[str, Any]:
    """What stands in the table of quarters."""
    until = {name: day.isoformat() for name, day in kept.until.items()}
    return kept_as(kept.totals) | {"until": until, "once": {name: list(shown) for name, shown in kept.once.items()}}


def kept_in(programme: str, content: Mapping[str, Any], on: date) -> Kept:
    """What `as_content` wrote. A quarter from before figures stood still was shown as it is."""
    totals = read_again(programme, dict(content))
    if "once" not in content:
        return carried_on(totals, on)
    until = {name: date.fromisoformat(day) for name, day in content["until"].items()}
    return Kept(totals, until, content["once"])
