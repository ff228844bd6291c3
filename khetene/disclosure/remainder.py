"""A live total beside years that are published already: what is left after subtracting them must betray nobody.

Whoever reads the total subtracts every year that an edition shows. What remains belongs to the years that are hidden or not
published, and of a hidden one the reader knows from its reason and its parts between which numbers it lies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

WIDTH = 5
# One known person of a hidden year narrows it by one.
ROOM = WIDTH + 1
MOST_WAYS = 4096


@dataclass(frozen=True, slots=True)
class KnownYear:
    """What readers know of a year: the number that is shown now, or the ends between which it lies; `once` was shown earlier."""

    number: int | None
    why: str = ""
    low: int = 0
    high: int | None = None
    once: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """One year in the remainder: between which numbers it is known to lie, from how many organisations, whether it is hidden."""

    low: int
    high: int | None
    organisations: int
    is_hidden: bool = True


@dataclass(frozen=True, slots=True)
class Limits:
    """The smallest number and the fewest organisations that are shown; `runs` is the year that is not over."""

    minimum: int
    organisations: int
    runs: int


Live = Mapping[int, tuple[int, int]]


def may_be_shown(total: int, known: Mapping[int, KnownYear], live: Live, limits: Limits) -> bool:
    """Whether a total of all years gives nothing away: not today, and not when the years that are over are published.

    `live` holds people and organisations of every year as they are now. Whoever kept the total subtracts what is published
    later, so a year that is over and not published counts as it would be published.
    """
    later = {year: _as_published(*live[year], limits) for year in live if year < limits.runs}
    return all(_holds(total, years, live, limits) for years in (known, {**later, **known}))


def _as_published(people: int, organisations: int, limits: Limits) -> KnownYear:
    if people < limits.minimum:
        return KnownYear(None, low=0, high=limits.minimum - 1)
    if organisations < limits.organisations:
        return KnownYear(None, low=limits.minimum)
    return KnownYear(people, low=people, high=people)


def _holds(total: int, known: Mapping[int, KnownYear], live: Live, limits: Limits) -> bool:
    """Whichever edition of a year the reader subtracts.

    A year in which nobody is and that nobody published protects no other: that it is empty may be known.
    """
    shown = [{one.number, *one.once} for one in known.values() if one.number is not None]
    parts = [Part(one.low, one.high, live.get(year, (0, 0))[1]) for year, one in known.items() if one.number is None]
    parts += [Part(1, None, offices, False) for year, (people, offices) in live.items() if year not in known and people]
    if prod(len(numbers) for numbers in shown) > MOST_WAYS:
        return False
    return all(_is_safe(total - sum(chosen), parts, limits) for chosen in set(product(*shown)))


def _is_safe(rest: int, parts: list[Part], limits: Limits) -> bool:
    if not parts:
        return rest == 0
    if rest < limits.minimum or max(part.organisations for part in parts) < limits.organisations:
        return False
    return all(_room(place, rest, parts) >= ROOM for place, part in enumerate(parts) if part.is_hidden)


def _room(place: int, rest: int, parts: list[Part]) -> float:
    """How far apart the smallest and the largest number lie that one part can still be."""
    others = [part for at, part in enumerate(parts) if at != place]
    low = max(parts[place].low, rest - _sum(part.high for part in others))
    high = min(_up(parts[place].high), rest - sum(part.low for part in others))
    return high - low


def _sum(numbers: Iterable[int | None]) -> float:
    return sum(_up(number) for number in numbers)


def _up(number: int | None) -> float:
    return float("inf") if number is None else number
