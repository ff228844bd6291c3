"""Rates hide with their bases: outcomes of clients is one table in which each cell falls into yes, no and both.

A rate with a known base is the number itself, and the base less the number is a number too. So the numerator, the base and
their difference are protected as cells of one table, and a rate is shown when all three are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from khetene.disclosure.building import table_of_leaves
from khetene.disclosure.enums import Kind, Why
from khetene.disclosure.errors import NotATable
from khetene.disclosure.protect import Hidden, NotMeasured, Outcome, ProtectedTable, Shown
from khetene.disclosure.tables import Cell, Dimension, Key, Table

BOTH, YES, NO = "both", "yes", "no"
HALF = 0.5


@dataclass(frozen=True, slots=True)
class NoBase:
    """Nobody could have had it: not hidden, and not unmeasured either."""


Rate = Outcome | NoBase


def table_of_rates(name: str, numerator: Table, base: Table) -> Table:
    """One table with the dimension `name`: the base taken apart into those who had it and those who had not."""
    if base.kind != Kind.COUNT or numerator.kind != Kind.COUNT or numerator.dimensions != base.dimensions:
        raise NotATable("A rate needs two tables of persons with the same dimensions.")
    leaves: dict[Key, Cell | None] = {}
    without = base.measure
    for key in filter(base.is_leaf, base.cells):
        whole, part = base.cells[key], numerator.cells[key]
        if whole is None or part is None:
            leaves |= {(*key, YES): None, (*key, NO): None}
            # The sums are then those of other people, and bear another name.
            without = without if whole is None else f"{base.measure}, where {name} is known"
        else:
            leaves |= {(*key, YES): part, (*key, NO): _difference(whole, part, base.measure)}
    dimensions = [*base.dimensions, Dimension.flat(name, (YES, NO), BOTH)]
    return table_of_leaves(without, dimensions, leaves, edition=base.edition, cumulative=base.cumulative)


def _difference(whole: Cell, part: Cell, measure: str) -> Cell:
    if part.value > whole.value:
        raise NotATable(f"{measure}: more had it than could have.")
    had = dict(part.shares)
    shares = tuple((name, amount - had.get(name, 0.0)) for name, amount in whole.shares)
    if any(amount < 0 for _, amount in shares) or set(had) - dict(whole.shares).keys():
        raise NotATable(f"{measure}: an organisation tells of more who had it than could have.")
    number = whole.value - part.value
    known = shares if part.shares or not part.value else ()
    return Cell(number, persons=int(number), shares=known, organisations=_counted(whole, part))


def _counted(whole: Cell, part: Cell) -> int | None:
    """Nobody said who has the rest: at least those that do not tell of anybody who had it, and one if there is somebody."""
    if whole.organisations is None or part.organisations is None:
        return None
    return max(whole.organisations - part.organisations, int(whole.value > part.value))


def rates(protected: ProtectedTable) -> Mapping[Key, Rate]:
    """Per cent with one decimal, half up, for every cell of the base; the key is without yes and no."""
    found: dict[Key, Rate] = {}
    for key, whole in protected.cells.items():
        if key[-1] == BOTH:
            found[key[:-1]] = _rate(whole, protected.cells[(*key[:-1], YES)], protected.cells[(*key[:-1], NO)])
    return found


def _rate(whole: Outcome, part: Outcome, rest: Outcome) -> Rate:
    if isinstance(whole, NotMeasured):
        return whole
    hidden = [each.why for each in (part, rest, whole) if isinstance(each, Hidden)]
    if hidden:
        return Hidden(next((why for why in hidden if why != Why.PROTECTS_ANOTHER), Why.PROTECTS_ANOTHER))
    assert isinstance(whole, Shown)
    assert isinstance(part, Shown)
    if not whole.value:
        return NoBase()
    return Shown(int(part.value / whole.value * 1000 + HALF) / 10)
