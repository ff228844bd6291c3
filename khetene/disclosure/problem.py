"""All cells that are published together or were published before, and what binds them: the ground an attacker stands on.

Every cell is a variable, every row of `rows` says "these add up to nothing": a parent less its children, also across tables and
releases that share cells, and a later edition of a measure less the earlier one.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import scipy  # its parts are loaded when they are used: half a second that no page needs

from khetene.disclosure.crossing import Shape, crossings
from khetene.disclosure.enums import Kind, Why
from khetene.disclosure.errors import NotATable
from khetene.disclosure.policy import Need, Policy
from khetene.disclosure.tables import TOLERANCE, CellId

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
# Codes below a code, or below "all" (None), as one way to take it apart.
Parts = dict[tuple[str, str], dict[str | None, set[tuple[str, ...]]]]
GROWTH = "growth since "
NOTHING = Need()


@dataclass(slots=True)
class Entry:
    """One cell: what is or would be shown, or what a reader knows of it while it is hidden.

    `fixed`: its state cannot be chosen any more. `derived`: never published, only computed. `value` is None where only
    an earlier release knew it.
    """

    id: CellId
    kind: Kind
    value: float | None
    why: Why | None = None
    told: tuple[float, float] = (0.0, math.inf)
    need: Need = NOTHING
    fixed: bool = False
    derived: bool = False
    release: str = ""

    @property
    def hidden(self) -> bool:
        return self.why is not None


class Swap(NamedTuple):
    """Cells that can move together, each by its sign, so that every sum stays."""

    places: npt.NDArray[np.int64]
    signs: npt.NDArray[np.int64]


@dataclass
class Problem:
    """Cells in order, their place by id, the rows that bind them, and ways to move that were found."""

    entries: list[Entry]
    place: Mapping[CellId, int]
    rows: scipy.sparse.csr_array
    margins_only: tuple[str, ...] = ()
    swaps: list[Swap] = field(default_factory=list)

    @property
    def hidden(self) -> Flags:
        return np.array([entry.hidden for entry in self.entries], dtype=bool)

    def told(self) -> tuple[Floats, Floats]:
        """Lower and upper ends of what everybody reads: a shown cell is its value."""
        low, high = np.empty(len(self.entries)), np.empty(len(self.entries))
        for place, entry in enumerate(self.entries):
            if entry.hidden:
                low[place], high[place] = entry.told
            else:
                assert entry.value is not None
                low[place] = high[place] = entry.value
        return low, high


def problem_of(
    entries: Iterable[Entry], shapes: Iterable[Shape], policy: Policy, missing: Iterable[CellId] = ()
) -> Problem:
    """Bind the cells. What was not measured adds nothing to a sum; a parent of which a part is not in any table is not bound."""
    listed, known_shapes, absent = list(entries), list(shapes), set(missing)
    place = {entry.id: number for number, entry in enumerate(listed)}
    if len(place) != len(listed):
        raise NotATable("A cell is there twice.")
    if contradicted := absent & place.keys():
        raise NotATable(f"{min(contradicted)} is measured in one table and not in another.")
    found = {
        _row(place[parent], [place[part] for part in parts], 1.0)
        for parent, parts in _sums(place, known_shapes, absent)
    }
    for later, earlier, grows in _editions(listed, known_shapes):
        growth = _growth(listed[later], listed[earlier], policy, grows=grows)
        place[growth.id] = len(listed)
        listed.append(growth)
        found.add(_row(later, [earlier, place[growth.id]], 1.0))
    crossed, too_many = crossings(known_shapes)
    for total, parts in crossed:
        for each in parts:
            if each not in place:
                place[each] = len(listed)
                kind = listed[place[total]].kind if total in place else Kind.COUNT
                listed.append(Entry(each, kind, None, Why.WITHHELD, fixed=True, derived=True))
        if total in place:
            found.add(_row(place[total], [place[each] for each in parts], 1.0))
    return Problem(listed, place, _matrix(sorted(found), len(listed)), too_many)


def _row(parent: int, parts: list[int], sign: float) -> tuple[tuple[int, float], ...]:
    return tuple(sorted([(parent, -sign), *((part, sign) for part in parts)]))


def _matrix(rows: list[tuple[tuple[int, float], ...]], width: int) -> scipy.sparse.csr_array:
    where = [(number, place, sign) for number, row in enumerate(rows) for place, sign in row]
    lines, places, signs = zip(*where, strict=True) if where else ((), (), ())
    return scipy.sparse.csr_array((signs, (lines, places)), shape=(len(rows), width), dtype=np.float64)


def _parts(shapes: list[Shape]) -> Parts:
    """Every known way to take a code apart, from all tables of a measure, by measure and dimension."""
    found: Parts = defaultdict(lambda: defaultdict(set))
    for shape in shapes:
        for dimension in shape.dimensions:
            for code in dimension.codes:
                if children := dimension.children(code):
                    name = None if code == dimension.whole else code
                    found[shape.measure, dimension.name][name].add(children)
    return found


def _sums(
    place: Mapping[CellId, int], shapes: list[Shape], absent: set[CellId]
) -> Iterator[tuple[CellId, list[CellId]]]:
    by_measure: dict[str, list[tuple[str, dict[str | None, set[tuple[str, ...]]]]]] = defaultdict(list)
    for (measure, name), ways in _parts(shapes).items():
        by_measure[measure].append((name, ways))
    for cell in place:
        at = dict(cell.at)
        for name, ways in by_measure[cell.measure]:
            for children in ways.get(at.get(name), ()):
                parts = [cell._replace(at=tuple(sorted({**at, name: code}.items()))) for code in children]
                there = [part for part in parts if part not in absent]
                if there and all(part in place for part in there):
                    yield cell, there


def _editions(entries: list[Entry], shapes: list[Shape]) -> Iterator[tuple[int, int, bool]]:
    """Two shown states of one cell, the later first, and whether it can only have grown. The order is that of the shapes."""
    order: dict[tuple[str, str], int] = {}
    for shape in shapes:
        order.setdefault((shape.measure, shape.edition), len(order))
    growing = {(shape.measure, shape.edition) for shape in shapes if shape.cumulative}
    states: dict[tuple[str, tuple[tuple[str, str], ...]], list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        states[entry.id.measure, entry.id.at].append(number)
    for numbers in states.values():
        numbers.sort(key=lambda number: order[entries[number].id.measure, entries[number].id.edition])
        for earlier, later in combinations(numbers, 2):
            one, two = entries[earlier], entries[later]
            grows = {(each.id.measure, each.id.edition) for each in (one, two)} <= growing
            yield later, earlier, grows


def _growth(later: Entry, earlier: Entry, policy: Policy, *, grows: bool) -> Entry:
    """The change between two editions: never published, always computable when both are shown.

    A count may change by nothing or by as many as may be shown. Of an amount nobody kept who changed it, so any change counts.
    """
    name = later.id._replace(edition=f"{later.id.edition}, {GROWTH}{earlier.id.edition}")
    change = 0.0 if later.value is None or earlier.value is None else later.value - earlier.value
    if grows and change < -TOLERANCE:
        raise NotATable(f"{later.id} is said to grow only, and fell.")
    need = NOTHING
    if abs(change) > TOLERANCE and (later.kind == Kind.MAGNITUDE or abs(change) < policy.minimum):
        need = Need(width=policy.width if later.kind == Kind.COUNT else abs(change))
    told = (0.0 if grows else -math.inf, math.inf)
    return Entry(name, later.kind, change, Why.TOO_SMALL, told, need, fixed=True, derived=True, release=later.release)
