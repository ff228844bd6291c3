"""The proof: between what an attacker can bound each hidden cell, by linear programming over all that was published.

The solver is HiGHS through scipy. For counts an end that no whole numbers attain is solved again in whole numbers, so that the
interval is the attacker's and not a wider one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import scipy  # its parts are loaded when they are used: half a second that no page needs

from khetene.disclosure.enums import Attacker, Kind
from khetene.disclosure.errors import NotATable, NotProved
from khetene.disclosure.policy import SMALL, Need, meets
from khetene.disclosure.problem import Flags, Floats, Problem
from khetene.disclosure.swaps import ends_of
from khetene.disclosure.view import View

# Variables of one call: many small programs are stacked into one, because a call costs more than they do.
MOST_STACKED = 6000
# Cells to be bounded times cells that hang together: above this the solver would need many minutes.
MOST_WORK = 2_000_000
SECONDS = 20.0
OUT_OF_TIME = 1  # scipy.optimize.milp: a limit of time or of steps


class Finding(NamedTuple):
    """A hidden cell, what this attacker knows of it (inf: without bound), and whether that is as little as asked.

    `at_least`: the ends are known to be possible, and the attacker may know less.
    """

    place: int
    low: float
    high: float
    holds: bool
    view: View
    at_least: bool = False


class Piece(NamedTuple):
    """Hidden cells that hang together: their places, the rows between them, and the sums they must have.

    `reach`: nothing that is bounded at all is larger than this.
    """

    places: list[int]
    rows: scipy.sparse.csr_array
    sums: Floats
    low: Floats
    high: Floats
    whole: bool

    reach: float


def findings(problem: Problem, views: Sequence[View], among: Iterable[int] | None = None) -> Iterator[Finding]:
    """What each attacker can bound; an insider's cell appears where it had to be computed anew. The outsider comes first.

    `among`: only what hangs together with these places.
    """
    low, high = problem.told()
    swapped = ends_of(problem, low, high)
    wanted = None if among is None else set(among)
    for piece in pieces(problem, low, high):
        if wanted is not None and wanted.isdisjoint(piece.places):
            continue
        judged = [at for at, place in enumerate(piece.places) if not _is_unasked(problem, place)]
        if not judged:
            continue
        outside = View(Attacker.OUTSIDER)
        found = {
            at: _finding(problem, piece, place, *swapped.of(place), outside) for at, place in enumerate(piece.places)
        }
        swaps = frozenset(at for at in judged if found[at].low < found[at].high and found[at].holds)
        solved = [at for at in judged if at not in swaps]
        points = _extremes(piece, solved)
        for number, at in enumerate(solved):
            ends = points[2 * number, at], points[2 * number + 1, at]
            found[at] = _finding(problem, piece, piece.places[at], *ends, outside)
        yield from (found[at]._replace(at_least=at in swaps) for at in judged)
        inside = {place: at for at, place in enumerate(piece.places)}
        pool = [points]
        for view in views:
            yield from _seen_by(problem, piece, pool, view, inside, solved, swaps)


def _is_unasked(problem: Problem, place: int) -> bool:
    """Cells that only bind others: never published, and nothing about them has to stay unknown."""
    entry = problem.entries[place]
    return entry.derived and entry.need == Need()


def _finding(problem: Problem, piece: Piece, place: int, low: float, high: float, view: View) -> Finding:
    far = 2 * piece.reach
    # A zero with a minus is no less than zero.
    ends = (-math.inf if low < -far else float(low) + 0.0), (math.inf if high > far else float(high) + 0.0)
    return Finding(place, *ends, meets(problem.entries[place].need, *ends, view.slack), view)


def _seen_by(
    problem: Problem,
    piece: Piece,
    pool: list[Floats],
    view: View,
    inside: Mapping[int, int],
    solved: Sequence[int],
    swaps: frozenset[int],
) -> Iterator[Finding]:
    """Swaps and points that agree with what is known bound the interval from inside; only what they leave open is solved.

    Every point found is a table that the outsider holds possible too, so it joins the pool.
    """
    low, high = piece.low.copy(), piece.high.copy()
    touched = False
    for place, amount in view.exact.items():
        if (at := inside.get(place)) is not None:
            low[at] = high[at] = amount
            touched = True
    for place, amount in view.least.items():
        if (at := inside.get(place)) is not None and low[at] < amount:
            low[at] = amount
            touched = True
    if not touched:
        return
    moved = np.flatnonzero((low > piece.low) | (high < piece.high))
    agreeing = np.vstack(
        [
            points[((points[:, moved] >= low[moved] - SMALL) & (points[:, moved] <= high[moved] + SMALL)).all(axis=1)]
            for points in pool
        ]
    )
    least, most = (agreeing.min(axis=0), agreeing.max(axis=0)) if len(agreeing) else (piece.high, piece.low)
    open_ = [
        at
        for at in sorted({*solved, *_not_swapped(problem, piece, view, inside, swaps)})
        if piece.places[at] not in view.own
        and not (len(agreeing) and _finding(problem, piece, piece.places[at], least[at], most[at], view).holds)
    ]
    if open_:
        points = _extremes(piece._replace(low=low, high=high), open_)
        pool.append(points)
        for number, at in enumerate(open_):
            yield _finding(problem, piece, piece.places[at], points[2 * number, at], points[2 * number + 1, at], view)


def _not_swapped(
    problem: Problem, piece: Piece, view: View, inside: Mapping[int, int], swaps: frozenset[int]
) -> frozenset[int]:
    """Cells whose swaps are too short for somebody who knows this; one who knows as much as the slack shortens none by more."""
    raised = sum(max(0.0, amount - piece.low[inside[place]]) for place, amount in view.least.items() if place in inside)
    if not swaps or (not view.exact and raised <= view.slack):
        return frozenset()
    swapped = ends_of(problem, *view.narrowed(*problem.told()))
    return frozenset(
        at for at in swaps if not _finding(problem, piece, piece.places[at], *swapped.of(piece.places[at]), view).holds
    )


def pieces(problem: Problem, low: Floats, high: Floats) -> Iterator[Piece]:
    """Hidden cells that share rows, without what is known already."""
    hidden: Flags = high > low
    rows = problem.rows
    known = np.where(hidden, 0.0, low)
    sums = -(rows @ known)
    bound = abs(rows[:, np.flatnonzero(hidden)])
    places = np.flatnonzero(hidden)
    _, label = scipy.sparse.csgraph.connected_components(bound.T @ bound, directed=False)
    for number in range(label.max() + 1 if len(label) else 0):
        members = places[label == number]
        part = rows[:, members]
        used = np.flatnonzero(abs(part).sum(axis=1))
        whole = problem.entries[members[0]].kind == Kind.COUNT
        ends = np.concatenate([low[members], high[members]])
        reach = 1000.0 + float(np.abs(sums[used]).sum() + np.abs(ends[np.isfinite(ends)]).sum())
        inside = [int(place) for place in members]
        yield Piece(inside, part[used, :], sums[used], low[members], high[members], whole, reach)


def _extremes(piece: Piece, targets: Iterable[int]) -> Floats:
    """Two points for each target: one where it is smallest, one where it is largest. Rows of the answer are points."""
    wanted = list(targets)
    width = len(piece.places)
    if not wanted:
        return np.empty((0, width))
    if len(wanted) * width > MOST_WORK:
        raise NotProved
    per_call = max(1, MOST_STACKED // width)
    goals = np.zeros((2 * len(wanted), width))
    for number, at in enumerate(wanted):
        goals[2 * number, at], goals[2 * number + 1, at] = 1.0, -1.0
    return np.vstack([_solved(piece, goals[start : start + per_call]) for start in range(0, len(goals), per_call)])


def _solved(piece: Piece, goals: Floats) -> Floats:
    """The best point for each goal."""
    count, width = goals.shape
    cap = 4 * piece.reach
    low, high = np.maximum(piece.low, -cap), np.minimum(piece.high, cap)
    answer = scipy.optimize.linprog(
        goals.ravel(),
        A_eq=scipy.sparse.kron(scipy.sparse.eye_array(count), piece.rows, format="csr")
        if piece.rows.shape[0]
        else None,
        b_eq=np.tile(piece.sums, count) if piece.rows.shape[0] else None,
        bounds=np.column_stack([np.tile(low, count), np.tile(high, count)]),
        method="highs",
    )
    if answer.x is None:
        raise NotATable("What was published contradicts itself: no table has all these numbers.")
    points: Floats = answer.x.reshape(count, width)
    if piece.whole:
        rounded = np.round(points)
        for number in np.flatnonzero(np.abs(points - rounded).max(axis=1) > SMALL):
            rounded[number] = _in_whole_numbers(piece, goals[number], low, high)
        points = rounded
    return points


def _in_whole_numbers(piece: Piece, goal: Floats, low: Floats, high: Floats) -> Floats:
    """If time runs out, the best point found: it is attainable, so the interval errs towards refusing."""
    answer = scipy.optimize.milp(
        goal,
        integrality=np.ones(len(goal)),
        bounds=scipy.optimize.Bounds(np.ceil(low - SMALL), np.floor(high + SMALL)),
        constraints=scipy.optimize.LinearConstraint(piece.rows, piece.sums, piece.sums),
        options={"time_limit": SECONDS, "mip_rel_gap": 0.0},
    )
    if answer.x is None and answer.status == OUT_OF_TIME:
        raise NotProved
    if answer.x is None:
        raise NotATable("What was published contradicts itself: no table of whole numbers has all these numbers.")
    point: Floats = np.round(answer.x)
    return point
