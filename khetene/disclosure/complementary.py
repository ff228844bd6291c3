"""Complementary hiding: which further cells to hide so that no attacker bounds a hidden cell more tightly than its need allows.

For a cell that fails, one linear program looks for two tables that agree with everything shown and lie far enough apart at that
cell; shown cells may move at a cost, and those that moved are hidden. The idea is of J. Kelly, B. Golden and A. Assad (Networks
22, 1992), here for any linked cells at once. In the end every complementary cell is tried shown again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import scipy  # its parts are loaded when they are used: half a second that no page needs

from khetene.disclosure.audit import SECONDS, Finding, findings, pieces
from khetene.disclosure.enums import Attacker, Kind, Why
from khetene.disclosure.errors import CannotBeProtected
from khetene.disclosure.policy import SMALL, Policy
from khetene.disclosure.problem import GROWTH, Entry, Floats, Problem
from khetene.disclosure.view import View

# Trying every complementary cell shown again costs an audit each; above this many the first answer is kept.
MOST_TRIED = 200


MOST_WEIGHED = 150
# What is lost with a number. First: a cell, and a little more for a large one, so that totals stay.
Cost = Callable[[float], float]
COSTS: tuple[Cost, ...] = (lambda value: 1.0 + math.log10(1.0 + value), lambda _value: 1.0, lambda value: 1.0 + value)
# Name of an insider and the cell.
Excused = set[tuple[str, int]]


class Excuse(NamedTuple):
    """What an insider knows from its own records and the reasons, whatever is hidden: no choice of cells can help."""

    attacker: str
    cell: str


def hide_enough(problem: Problem, views: Sequence[View], policy: Policy) -> tuple[Excuse, ...]:
    """Hide in `problem` until every need is met for everybody; says what could not be.

    Small problems are solved once for each way to weigh cells, and the answer that loses least stays. One that is linked to
    an earlier edition is solved once: it is three times as large, and what may be shown is mostly settled.
    """
    before = [(entry.why, entry.told) for entry in problem.entries]
    best: tuple[tuple[int, float], list[tuple[Why | None, tuple[float, float]]], Excused] | None = None
    weighed = len(before) <= MOST_WEIGHED and not any(GROWTH in entry.id.edition for entry in problem.entries)
    for cost in COSTS if weighed else COSTS[:1]:
        excused = _solve(problem, views, policy, cost)
        after = [(entry.why, entry.told) for entry in problem.entries]
        hidden = [entry.value or 0.0 for entry in problem.entries if entry.hidden and not entry.derived]
        loss = len(excused), sum(map(COSTS[0], hidden))
        if best is None or loss < best[0]:
            best = loss, after, excused
        _restore(problem, before)
    assert best is not None
    _restore(problem, best[1])
    return tuple(sorted({Excuse(name, str(problem.entries[place].id)) for name, place in best[2]}))


def _restore(problem: Problem, states: Sequence[tuple[Why | None, tuple[float, float]]]) -> None:
    for entry, (why, told) in zip(problem.entries, states, strict=True):
        entry.why, entry.told = why, told


def _solve(problem: Problem, views: Sequence[View], policy: Policy, cost: Cost) -> Excused:
    excused: Excused = set()
    among: set[int] | None = None
    while failing := [each for each in findings(problem, views, among) if not _is_fine(each, excused)]:
        among = {each.place for each in failing}
        # What protects against everybody often protects against those who know a little more.
        first = [each for each in failing if each.view.kind == Attacker.OUTSIDER] or failing
        among.update(_one_round(problem, first, policy, cost, excused))
    _show_again(problem, views, excused)
    return excused


def _is_fine(found: Finding, excused: Excused) -> bool:
    return found.holds or (found.view.name, found.place) in excused


def _one_round(problem: Problem, failing: list[Finding], policy: Policy, cost: Cost, excused: Excused) -> list[int]:
    """Hide for each; where that changes nothing, in whole numbers; where nothing can be hidden, take reasons back.

    What is left an insider knows anyway, or the release is refused.
    """
    tried = [(found, _hide_for(problem, found, policy, cost, whole=False)) for found in failing]
    if hidden := [place for _, places in tried for place in places or ()]:
        return hidden
    for found, places in tried:
        counts = problem.entries[found.place].kind == Kind.COUNT
        if places is not None and counts and (hidden := _hide_for(problem, found, policy, cost, whole=True) or []):
            return hidden
    for found in failing:
        if withheld := _withhold(problem, found.place):
            return withheld
    for found in failing:
        # What is hidden to protect another is known to be large, unless nothing is said about it from the start.
        if hidden := _hide_for(problem, found, policy, cost, whole=False, why=Why.WITHHELD) or []:
            return hidden
    if failing[0].view.kind == Attacker.OUTSIDER:
        raise CannotBeProtected(tuple(sorted({str(problem.entries[found.place].id) for found in failing})))
    excused.update((found.view.name, found.place) for found in failing)
    return []


def _withhold(problem: Problem, place: int) -> list[int]:
    """Take back the reasons around a cell: first of those that share a row with it, then of all that hang together with it."""
    low, high = problem.told()
    near = set(np.flatnonzero(abs(problem.rows.T @ problem.rows[:, [place]]).toarray().ravel()))
    together = next(set(piece.places) for piece in pieces(problem, low, high) if place in piece.places)
    for circle in (sorted(int(at) for at in near if at in together), sorted(together)):
        told = [at for at in circle if _tells_a_reason(problem.entries[at])]
        for at in told:
            problem.entries[at].why = Why.WITHHELD
            problem.entries[at].told = (0.0, math.inf)
        if told:
            return told
    return []


def _tells_a_reason(entry: Entry) -> bool:
    return entry.hidden and not entry.fixed and entry.kind == Kind.COUNT and entry.why != Why.WITHHELD


class _Field(NamedTuple):
    """The part of the problem in which something can move: hidden cells freely, shown ones at a cost."""

    hidden: list[int]
    shown: list[int]
    rows: scipy.sparse.csr_array
    sums: Floats


def _field(problem: Problem, place: int, view: View) -> _Field:
    """Everything that hangs together with a cell through cells that are hidden or could be."""
    low, _ = problem.told()
    fixed = view.exact
    moves = np.array(
        [number not in fixed and (entry.hidden or not entry.fixed) for number, entry in enumerate(problem.entries)]
    )
    columns = abs(problem.rows[:, np.flatnonzero(moves)])
    _, label = scipy.sparse.csgraph.connected_components(columns.T @ columns, directed=False)
    where = np.flatnonzero(moves)
    members = where[label == label[int(np.searchsorted(where, place))]]
    hidden = [int(at) for at in members if problem.entries[at].hidden]
    shown = [int(at) for at in members if not problem.entries[at].hidden]
    known = np.array([fixed.get(number, 0.0 if moves[number] else low[number]) for number in range(len(low))])
    values = np.where(moves, 0.0, known)
    for at in shown:
        values[at] = low[at]
    used = np.flatnonzero(abs(problem.rows[:, members]).sum(axis=1))
    sums = -(problem.rows[used, :] @ values)
    return _Field(hidden, shown, problem.rows[used, :], sums)


def _hide_for(
    problem: Problem, found: Finding, policy: Policy, cost: Cost, *, whole: bool, why: Why = Why.PROTECTS_ANOTHER
) -> list[int] | None:
    """Hide the cheapest cells that let this one move far enough; None when nothing lets it."""
    field = _field(problem, found.place, found.view)
    low, high = _bounds(problem, field, found, policy, why)
    costs = np.concatenate([np.zeros(len(field.hidden)), *(2 * [[cost(_value(problem, at)) for at in field.shown]])])
    shown_rows = field.rows[:, field.shown]
    one = scipy.sparse.hstack([field.rows[:, field.hidden], shown_rows, -shown_rows], format="csr")
    both = scipy.sparse.block_array([[one, None], [None, one]], format="csr")
    width = len(costs)
    at = field.hidden.index(found.place)
    apart = np.zeros((1, 2 * width))
    apart[0, at], apart[0, width + at] = 1.0, -1.0
    wanted = problem.entries[found.place].need.width - found.view.slack
    moved = _least_cost(np.tile(costs, 2), both, np.tile(field.sums, 2), apart, wanted, low, high, whole=whole)
    if moved is None:
        return None
    by_sign = moved.reshape(2, width)[:, len(field.hidden) :].sum(axis=0)
    moves = by_sign[: len(field.shown)] + by_sign[len(field.shown) :]
    chosen = [place for place, distance in zip(field.shown, moves, strict=True) if distance > SMALL]
    for place in chosen:
        entry = problem.entries[place]
        entry.why, entry.told = why, policy.told_by(why, entry.kind)
    return chosen


def _value(problem: Problem, place: int) -> float:
    value = problem.entries[place].value
    assert value is not None
    return value


def _bounds(problem: Problem, field: _Field, found: Finding, policy: Policy, why: Why) -> tuple[Floats, Floats]:
    """For the upper table and the lower one: hidden cells within what is told, shown ones up and down as if they were hidden."""
    least, need = found.view.least, problem.entries[found.place].need
    low = np.array([max(problem.entries[at].told[0], least.get(at, -math.inf)) for at in field.hidden])
    high = np.array([problem.entries[at].told[1] for at in field.hidden])
    up = np.full(len(field.shown), math.inf)
    down = np.array(
        [
            _value(problem, at) - max(policy.told_by(why, problem.entries[at].kind)[0], least.get(at, 0.0))
            for at in field.shown
        ]
    )
    above, below = low.copy(), high.copy()
    at = field.hidden.index(found.place)
    if need.high is not None:
        above[at] = max(above[at], need.high)
    if need.low is not None:
        below[at] = min(below[at], need.low)
    none = np.zeros(2 * len(field.shown))
    return np.concatenate([above, none, low, none]), np.concatenate([high, up, down, below, up, down])


def _least_cost(
    costs: Floats,
    rows: scipy.sparse.csr_array,
    sums: Floats,
    apart: Floats,
    wanted: float,
    low: Floats,
    high: Floats,
    *,
    whole: bool,
) -> Floats | None:
    if (low > high).any():
        return None
    if whole:
        answer = scipy.optimize.milp(
            costs,
            integrality=np.ones(len(costs)),
            bounds=scipy.optimize.Bounds(low, high),
            constraints=[
                scipy.optimize.LinearConstraint(rows, sums, sums),
                scipy.optimize.LinearConstraint(apart, wanted, np.inf),
            ],
            options={"time_limit": SECONDS},
        )
    else:
        answer = scipy.optimize.linprog(
            costs,
            A_ub=-apart,
            b_ub=[-wanted],
            A_eq=rows,
            b_eq=sums,
            bounds=np.column_stack([low, high]),
            method="highs",
        )
    found: Floats | None = answer.x
    return found


def _show_again(problem: Problem, views: Sequence[View], excused: Excused) -> None:
    """Show each complementary cell again, the dearest first, where everything still holds without it."""
    kept = [
        place for place, entry in enumerate(problem.entries) if entry.why == Why.PROTECTS_ANOTHER and not entry.fixed
    ]
    if problem.swaps or len(kept) > MOST_TRIED:
        return
    for place in sorted(kept, key=lambda at: (-_value(problem, at), problem.entries[at].id)):
        entry = problem.entries[place]
        together = next(set(piece.places) for piece in pieces(problem, *problem.told()) if place in piece.places)
        entry.why = None
        if not all(_is_fine(found, excused) for found in findings(problem, views, together - {place})):
            entry.why = Why.PROTECTS_ANOTHER
