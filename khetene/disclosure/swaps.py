"""Large tables: a proof for each hidden cell that needs no solver, and the cells to hide so that there is one.

A swap moves people between hidden cells so that every shown number stays as it is: up in half of the corners of a box and down
in the others, with the sums above them where those are hidden too. How far it can go both ways without leaving what readers know
of its corners is an interval for each of them that nobody can narrow: the tables at its ends are possible. The box is the
hypercube of R. D. Repsilber (1994), here in trees and with what the reasons tell.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import scipy  # its parts are loaded when they are used: half a second that no page needs

from khetene.disclosure.enums import Attacker, Why
from khetene.disclosure.policy import Need, Policy, meets
from khetene.disclosure.problem import Floats, Problem, Swap
from khetene.disclosure.tables import Dimension, Table
from khetene.disclosure.view import View

Places = npt.NDArray[np.int64]
# A hidden cell without a swap is worth a little as a corner: one swap proves all its corners.
UNPROVED = -0.1
# How often the insiders are gone through: what one of them needs hidden, the others judge too.
ROUNDS = 5


class Ends(NamedTuple):
    """For every cell the ends of its widest swap; its value where it has none."""

    low: Floats
    high: Floats

    def of(self, place: int) -> tuple[float, float]:
        return float(self.low[place]), float(self.high[place])


class Family(NamedTuple):
    """Ways to move along one dimension that have the same signs: a column for each code that moves, a row for each way.

    A column that is the same in all ways holds it once.
    """

    columns: tuple[Places, ...]
    signs: tuple[int, ...]
    ways: int


def ends_of(problem: Problem, low: Floats, high: Floats) -> Ends:
    """How far each cell's widest swap goes while all its corners stay between `low` and `high`.

    Trusts nothing that the search found: a swap that changes any sum goes nowhere.
    """
    value = np.array([math.nan if entry.value is None else entry.value for entry in problem.entries])
    found = Ends(value.copy(), value.copy())
    if not problem.swaps:
        return found
    sizes = np.array([len(swap.places) for swap in problem.swaps])
    number = np.repeat(np.arange(len(sizes)), sizes)
    places = np.concatenate([swap.places for swap in problem.swaps])
    up_here = np.concatenate([swap.signs for swap in problem.swaps]) > 0
    rises, falls = high[places] - value[places], value[places] - low[places]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    up = np.minimum.reduceat(np.where(up_here, rises, falls), starts)
    down = np.minimum.reduceat(np.where(up_here, falls, rises), starts)
    moves = scipy.sparse.csc_array((np.where(up_here, 1.0, -1.0), (places, number)), shape=(len(value), len(sizes)))
    stays = np.asarray(abs(problem.rows @ moves).sum(axis=0)).ravel() == 0
    up, down = (np.where(stays & (way > 0), way, 0.0) for way in (up, down))
    widest = np.argsort((up + down)[number], kind="stable")
    places, number, up_here = places[widest], number[widest], up_here[widest]
    found.low[places] = value[places] - np.where(up_here, down[number], up[number])
    found.high[places] = value[places] + np.where(up_here, up[number], down[number])
    return found


def _moved(value: float, sign: int, up: float, down: float) -> tuple[float, float]:
    return (value - down, value + up) if sign > 0 else (value - up, value + down)


def hide_by_swaps(
    problem: Problem, table: Table, policy: Policy, views: Iterable[View], cost: Callable[[float], float]
) -> None:
    """Hide until each hidden cell of this table has a swap as wide as its need, for everybody, where there is one.

    For a table that shares no cell with another and has one edition. What has no swap is left to the solver.
    """
    search = Search(problem, table, policy, cost)
    everybody = View(Attacker.OUTSIDER)
    search.prove_for(everybody)
    knowing = list(views)
    for _round in range(ROUNDS):
        before = len(problem.swaps)
        for view in knowing:
            search.prove_for(view)
        if len(problem.swaps) == before:
            break
        search.prove_for(everybody)
    if not knowing:
        search.show_again()


class Search:
    """The table as a box of numbers, one axis for each dimension, and what hiding a cell would cost and leave open."""

    def __init__(self, problem: Problem, table: Table, policy: Policy, cost: Callable[[float], float]) -> None:
        self.problem, self.policy = problem, policy
        numbers = [{code: number for number, code in enumerate(each.codes)} for each in table.dimensions]
        shape = tuple(len(each.codes) for each in table.dimensions)
        self.kind = table.kind
        self.places = np.full(shape, -1, dtype=np.int64)
        self.cost, self.rises, self.falls = np.full(shape, np.inf), np.zeros(shape), np.zeros(shape)
        self.at: dict[int, tuple[int, ...]] = {}
        for key, cell in table.cells.items():
            if cell is not None:
                at = tuple(number[code] for number, code in zip(numbers, key, strict=True))
                place = problem.place[table.cell_id(key)]
                self.places[at], self.at[place] = place, at
        self.where = np.nonzero(self.places >= 0)
        self.inside = self.places[self.where]
        entries = problem.entries
        self.value = np.array([math.nan if entry.value is None else entry.value for entry in entries])
        self.width = np.array([entry.need.width for entry in entries])
        self.least = np.array([math.inf if entry.need.low is None else entry.need.low for entry in entries])
        self.most = np.array([-math.inf if entry.need.high is None else entry.need.high for entry in entries])
        self.price = np.full(len(entries), math.inf)
        for place in self.at:
            if not entries[place].fixed:
                self.price[place] = cost(self.value[place])
        self.families = [[_families(dimension, code) for code in dimension.codes] for dimension in table.dimensions]

    def prove_for(self, view: View) -> None:
        """Find a swap for each hidden cell that has none as wide as it needs for this attacker; the largest first."""
        low, high = view.narrowed(*self.problem.told())
        waiting = self._waiting(low, high, view)
        if not waiting:
            return
        self._look(low, high, view)
        for place in waiting:
            self.cost[self.at[place]] = UNPROVED
        for place in sorted(waiting, key=lambda place: (-self.value[place], place)):
            if place in waiting and (best := self._cheapest(self.at[place], self.problem.entries[place].need)):
                waiting -= self._taken(best)

    def _waiting(self, low: Floats, high: Floats, view: View) -> set[int]:
        reach = ends_of(self.problem, low, high)
        short = (reach.high - reach.low < self.width - view.slack) | (reach.low > self.least) | (reach.high < self.most)
        found = np.flatnonzero(short & self.problem.hidden)
        return {int(place) for place in found if int(place) in self.at} - view.own

    def _look(self, low: Floats, high: Floats, view: View) -> None:
        """Fill the boxes: what hiding a cell costs, and how far it may rise and fall for this attacker."""
        hidden = self.problem.hidden
        least, most = self.policy.told_by(Why.PROTECTS_ANOTHER, self.kind)
        low, high = view.narrowed(np.where(hidden, low, least), np.where(hidden, high, most))
        for box, numbers in (
            (self.cost, np.where(hidden, 0.0, self.price)),
            (self.rises, np.maximum(0.0, high - self.value)),
            (self.falls, np.maximum(0.0, self.value - low)),
        ):
            box[self.where] = numbers[self.inside]

    def _taken(self, corners: list[tuple[tuple[int, ...], int]]) -> set[int]:
        """Hide the corners; all of them have a swap now."""
        places = [int(self.places[at]) for at, _ in corners]
        for place, (at, _) in zip(places, corners, strict=True):
            entry = self.problem.entries[place]
            if not entry.hidden:
                entry.why = Why.PROTECTS_ANOTHER
                entry.told = self.policy.told_by(entry.why, entry.kind)
            self.cost[at] = 0.0
        self.problem.swaps.append(Swap(np.array(places), np.array([sign for _, sign in corners])))
        rises, falls = (np.array([box[at] for at, _ in corners]) for box in (self.rises, self.falls))
        signs = self.problem.swaps[-1].signs
        up, down = float(np.where(signs > 0, rises, falls).min()), float(np.where(signs > 0, falls, rises).min())
        return {
            place
            for place, sign in zip(places, signs, strict=True)
            if meets(self.problem.entries[place].need, *_moved(float(self.value[place]), int(sign), up, down))
        }

    def show_again(self) -> None:
        """Without each swap that others make superfluous, the one that hides most first, what only it hid is shown."""
        swaps, entries = self.problem.swaps, self.problem.entries
        through = Counter(int(place) for swap in swaps for place in swap.places)
        kept = []
        for swap in sorted(swaps, key=lambda swap: -self.value[self._chosen(swap)].sum()):
            chosen = self._chosen(swap)
            if all(through[int(place)] > 1 for place in swap.places if int(place) not in chosen):
                through.subtract(int(place) for place in swap.places)
                for place in chosen:
                    if not through[place]:
                        entries[place].why = None
            else:
                kept.append(swap)
        swaps[:] = kept

    def _chosen(self, swap: Swap) -> list[int]:
        """The corners that nothing but the protection of others hides."""
        return [int(at) for at in swap.places if self.problem.entries[at].why == Why.PROTECTS_ANOTHER]

    def _cheapest(self, at: tuple[int, ...], need: Need) -> list[tuple[tuple[int, ...], int]] | None:
        """Between leaves where that is possible, so that totals stay; else together with what is above."""
        value = float(self.value[self.places[at]])
        best: tuple[float, tuple[Family, ...], tuple[int, ...]] | None = None
        for families in self._ways(at):
            if best and any(min(family.signs) > 0 for family in families):
                break
            cost, up, down = self._weighed(families)
            enough = up + down >= need.width
            if need.low is not None:
                enough &= value - down <= need.low
            if need.high is not None:
                enough &= value + up >= need.high
            cost[~enough] = np.inf
            first = int(np.argmin(cost))
            if (least := float(cost.flat[first])) < (best[0] if best else math.inf):
                best = least, families, tuple(int(each) for each in np.unravel_index(first, cost.shape))
        return None if best is None else list(_corners(best[1], best[2]))

    def _ways(self, at: tuple[int, ...]) -> Iterator[tuple[Family, ...]]:
        yield from sorted(
            product(*(ways[code] for ways, code in zip(self.families, at, strict=True))),
            key=lambda families: sum(min(family.signs) > 0 for family in families),
        )

    def _weighed(self, families: tuple[Family, ...]) -> tuple[Floats, Floats, Floats]:
        """Cost and reach, up and down, of all swaps of these families at once: an axis for each dimension."""
        shape = tuple(family.ways for family in families)
        cost, up, down = np.zeros(shape), np.full(shape, np.inf), np.full(shape, np.inf)
        for where, sign in _boxes(families):
            rises, falls = self.rises[where], self.falls[where]
            cost += self.cost[where]
            np.minimum(up, rises if sign > 0 else falls, out=up)
            np.minimum(down, falls if sign > 0 else rises, out=down)
        return cost, up, down


def _boxes(families: tuple[Family, ...]) -> Iterator[tuple[tuple[Places, ...], int]]:
    """One corner of all swaps: where it lies, an axis for each dimension, and its sign."""
    axes = [
        [
            (column.reshape([-1 if axis == at else 1 for axis in range(len(families))]), sign)
            for column, sign in zip(family.columns, family.signs, strict=True)
        ]
        for at, family in enumerate(families)
    ]
    for corner in product(*axes):
        yield tuple(column for column, _ in corner), math.prod(sign for _, sign in corner)


def _corners(families: tuple[Family, ...], chosen: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], int]]:
    for where, sign in _boxes(families):
        yield (
            tuple(int(column.flat[min(way, column.size - 1)]) for column, way in zip(where, chosen, strict=True)),
            sign,
        )


def _families(dimension: Dimension, code: str) -> list[Family]:
    """Ways to move one at `code`: against another leaf, or together with everything above it up to its root."""
    number = {each: place for place, each in enumerate(dimension.codes)}
    found: dict[tuple[int, ...], list[list[int]]] = {}
    for leaf in dimension.leaves_under(code):
        above = list(dimension.upwards(leaf))
        found.setdefault((1,) * len(above), []).append([number[each] for each in above])
        for other in dimension.leaves:
            beside = list(dimension.upwards(other))
            rises = [each for each in above if each not in beside]
            falls = [each for each in beside if each not in above]
            if code in rises:
                signs = (1,) * len(rises) + (-1,) * len(falls)
                found.setdefault(signs, []).append([number[each] for each in (*rises, *falls)])
    return [Family(_columns(np.array(ways, dtype=np.int64)), signs, len(ways)) for signs, ways in found.items()]


def _columns(ways: Places) -> tuple[Places, ...]:
    return tuple(column[:1] if (column == column[0]).all() else column for column in ways.T)
