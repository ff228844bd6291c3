"""What editions tell about one line of a data set, year by year: the number, or between which ends it lies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from khetene.disclosure.enums import Why
from khetene.disclosure.remainder import KnownYear
from khetene.publishing.models import Edition
from khetene.publishing.places import TOTAL
from khetene.publishing.sets import PARTICIPANTS

Told = tuple[int | None, str]


def participants_by_year(programme: str) -> dict[int, KnownYear]:
    """The newest edition of each year, with every number that an earlier one showed. One query."""
    by_year: dict[int, list[Edition]] = {}
    for one in Edition.objects.filter(data_set=PARTICIPANTS).in_order():
        by_year.setdefault(int(one.period), []).append(one)
    found = {year: _known(editions, programme) for year, editions in by_year.items()}
    return {year: one for year, one in sorted(found.items()) if one is not None}


def _known(editions: list[Edition], programme: str) -> KnownYear | None:
    """None where no edition of the year has the programme."""
    told = [_cells(one.content, programme) for one in editions]
    if TOTAL not in told[-1]:
        return None
    number, why = told[-1][TOTAL]
    once = frozenset(shown for cells in told if (shown := cells.get(TOTAL, (None, ""))[0]) is not None)
    minimum = editions[-1].content["policy"]["minimum"]
    if number is not None:
        return KnownYear(number, "", number, number, once)
    low, high = _ends(told[-1], minimum)
    for shown in once:  # a correction hides what changed by fewer than the minimum
        low = max(low, shown - minimum + 1)
        high = shown + minimum - 1 if high is None else min(high, shown + minimum - 1)
    return KnownYear(None, why, low, high, once)


def _cells(content: dict[str, Any], programme: str) -> dict[str, Told]:
    """The cells of one programme by place."""
    return {key[1]: (number, why) for key, number, why in content["cells"] if key[0] == programme}


def _ends(cells: dict[str, Told], minimum: int) -> tuple[int, int | None]:
    """Of a hidden total: by its own reason and by what is known of its parts."""
    own_low, own_high = _of_a_cell(*cells[TOTAL], minimum)
    parts = [_of_a_cell(number, why, minimum) for place, (number, why) in cells.items() if place != TOTAL]
    high = _sum(end for _low, end in parts)
    low = max(own_low, sum(one for one, _high in parts))
    ends = [end for end in (own_high, high if parts else None) if end is not None]
    return low, min(ends) if ends else None


def _of_a_cell(number: int | None, why: str, minimum: int) -> tuple[int, int | None]:
    if number is not None:
        return number, number
    if why == Why.TOO_SMALL:
        return 0, minimum - 1
    return (0, None) if why in (Why.WITHHELD, "not_measured") else (minimum, None)


def _sum(ends: Iterable[int | None]) -> int | None:
    found = list(ends)
    return None if None in found else sum(end or 0 for end in found)
