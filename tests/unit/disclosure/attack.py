"""An attacker written apart from the audit: whole people in the finest cells, all that is shown, the reasons and the rule.

Every shown or hidden cell is a sum of finest cells, over all dimensions of all tables. So it also uses what binds
tables that share only some of their dimensions.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from khetene.disclosure.policy import Policy
from khetene.disclosure.protect import Hidden, Protected, ProtectedTable, Shown
from khetene.disclosure.tables import Dimension, Key

FAR = 10_000


class Attack:
    """What everybody can read, as rows over the finest cells."""

    def __init__(self, protected: Protected | Sequence[ProtectedTable], policy: Policy) -> None:
        self.tables = protected.tables if isinstance(protected, Protected) else tuple(protected)
        self.dimensions: dict[str, Dimension] = {}
        for shown in self.tables:
            for dimension in shown.table.dimensions:
                self.dimensions.setdefault(dimension.name, dimension)
        self.finest = list(product(*(dimension.leaves for dimension in self.dimensions.values())))
        rows, low, high = [], [], []
        for shown in self.tables:
            for key, cell in shown.cells.items():
                if isinstance(cell, Shown):
                    ends = (cell.value, cell.value)
                elif isinstance(cell, Hidden):
                    ends = policy.told_by(cell.why, shown.table.kind)
                else:
                    continue
                rows.append(self.row(shown, key))
                low.append(ends[0])
                high.append(ends[1])
        self.rows = LinearConstraint(np.array(rows), low, high)

    def row(self, shown: ProtectedTable, key: Key) -> np.ndarray:
        """Which finest cells a cell is the sum of."""
        under = {
            dimension.name: set(dimension.leaves_under(code))
            for dimension, code in zip(shown.table.dimensions, key, strict=True)
        }
        names = list(self.dimensions)
        return np.array(
            [
                float(all(code in under.get(name, {code}) for name, code in zip(names, cell, strict=True)))
                for cell in self.finest
            ]
        )

    def bounds(
        self, shown: ProtectedTable, key: Key, known: int | None = None, records: Sequence[float] = ()
    ) -> tuple[float, float]:
        """The smallest and the largest that a cell can be.

        `known` is a finest cell in which the attacker knows somebody, `records` how many people of each the attacker counted.
        """
        floor = np.array(records) if len(records) else np.zeros(len(self.finest))
        if known is not None:
            floor[known] = 1
        row = self.row(shown, key)
        ends = []
        for sign in (1, -1):
            found = milp(sign * row, integrality=np.ones(len(row)), bounds=Bounds(floor, FAR), constraints=self.rows)
            assert found.x is not None, found.message
            ends.append(round(float(row @ found.x)))
        return ends[0], ends[1]

    def hidden(self) -> list[tuple[ProtectedTable, Key]]:
        return [(shown, key) for shown in self.tables for key, cell in shown.cells.items() if isinstance(cell, Hidden)]
