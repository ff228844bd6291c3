"""The audit of a choice of hidden cells that somebody else made: another program, or an earlier publication."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from khetene.disclosure.audit import findings
from khetene.disclosure.crossing import Shape
from khetene.disclosure.enums import Why
from khetene.disclosure.policy import Policy
from khetene.disclosure.primary import need_of
from khetene.disclosure.problem import Entry, problem_of
from khetene.disclosure.protect import Interval, large_alone
from khetene.disclosure.swaps import hide_by_swaps
from khetene.disclosure.tables import CellId, Table


def examined(
    tables: Sequence[Table], hidden: Mapping[CellId, Why], policy: Policy
) -> tuple[tuple[Interval, ...], tuple[str, ...]]:
    """What an outsider can work out about each hidden cell, and which cells are not as unknown as the policy asks.

    With the reason `WITHHELD` the outsider only knows that numbers are not negative, as other programs assume.
    """
    entries: dict[CellId, Entry] = {}
    for table in tables:
        for key, cell in table.cells.items():
            if cell is not None:
                name = table.cell_id(key)
                entry = entries.setdefault(name, Entry(name, table.kind, cell.value, hidden.get(name)))
                if entry.why is not None:
                    entry.told = policy.told_by(entry.why, table.kind)
                    entry.need = need_of(cell, table.kind, entry.why, policy)
    shapes = [Shape(table.measure, table.edition, table.cumulative, table.dimensions) for table in tables]
    intervals, too_near = [], []
    problem = problem_of(entries.values(), shapes, policy)
    for table in large_alone(tables, shapes):
        hide_by_swaps(problem, table, policy, (), cost=lambda _value: math.inf)
    for found in findings(problem, ()):
        entry = problem.entries[found.place]
        if entry.derived or entry.why is None:
            continue
        intervals.append(Interval.of(entry, found))
        if not found.holds:
            too_near.append(str(entry.id))
    return tuple(sorted(intervals, key=lambda each: each.cell)), tuple(sorted(too_near))
