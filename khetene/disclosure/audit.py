"""The proof: between what an attacker can bound each hidden cell, by linear programming over all that was published.

The solver is HiGHS through scipy. For counts an end that no whole numbers attain is solved again in whole numbers, so that the
interval is the attacker's and not a wider one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import scipy  # its parts are loaded when they are used: half a second that no page needs

from khetene.disclosure.enums import Attacker, Kind
from khetene.disclosure.errors import NotATable, NotProved
from khetene.disclosure.policy import Need
from khetene.disclosure.problem import Flags, Floats, Problem

SMALL = 1e-6
# Variables of one call: many small programs are stacked into one, because a call costs more than they do.
MOST_STACKED = 6000
SECONDS = 20.0
OUT_OF_TIME = 1  # scipy.optimize.milp: a limit of time or of steps


@dataclass(frozen=True, slots=True)
class View:
    """What somebody knows besides: cells exactly, cells from below. `own` cells are not judged: what is theirs they know."""

    kind: Attacker
    name: str = ""
    exact: Mapping[int, float] | None = None
    least: Mapping[int, float] | None = None
    own: frozenset[int] = frozenset()
    slack: float = 0.0


class Finding(NamedTuple):
    """A hidden cell, what this attacker knows of it (inf: without bound), and whether that is as little as asked."""

    place: int
    low: float
    high: float
    holds: bool
    view: View


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
    wanted = None if among is None else set(among)
    for piece in pieces(problem, low, high):
        if wanted is not None and wanted.isdisjoint(piece.places):
            continue
        judged = [at for at, place in enumerate(piece.places) if not _is_unasked(problem, place)]
        if not judged:
            continue
        points = _extremes(piece, judged)
        for number, at in enumerate(judged):
            ends = points[2 * number, at], points[2 * number + 1, at]
            yield _finding(problem, piece, piece.places[at], *ends, View(Attacker.OUTSIDER))
        inside = {place: at for at, place in enumerate(piece.places)}
        pool = [points]
        for view in views:
            yield from _seen_by(problem, piece, pool, view, inside)


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
    problem: Problem, piece: Piece, pool: list[Floats], view: View, inside: Mapping[int, int]
) -> Iterator[Finding]:
    """Points that agree with what is known bound the interval from inside; only what they leave open is solved.

    Every point found is a table that the outsider holds possible too, so it joins the pool.
    """
    low, high = piece.low.copy(), piece.high.copy()
    touched = False
    for place, amount in (view.exact or {}).items():
        if (at := inside.get(place)) is not None:
            low[at] = high[at] = amount
            touched = True
    for place, amount in (view.least or {}).items():
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
        for at, place in enumerate(piece.places)
        if place not in view.own
        and not _is_unasked(problem, place)
        and not (len(agreeing) and _finding(problem, piece, place, least[at], most[at], view).holds)
    ]
    if open_:
        solved = _extremes(piece._replace(low=low, high=high), open_)
        pool.append(solved)
        for number, at in enumerate(open_):
            yield _finding(problem, piece, piece.places[at], solved[2 * number, at], solved[2 * number + 1, at], view)


def meets(need: Need, low: float, high: float, slack: float = 0.0) -> bool:
    """Whether an interval leaves open what it must."""
    near = SMALL * max(1.0, abs(need.low or 0.0), abs(need.high or 0.0))
    return (
        high - low >= need.width - slack - near
        and (need.low is None or low <= need.low + near)
        and (need.high is None or high >= need.high - near)
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
