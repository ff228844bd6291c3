"""Who tries to work a hidden cell out, and what they know besides what everybody reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from khetene.disclosure.enums import Attacker
from khetene.disclosure.problem import Floats


@dataclass(frozen=True, slots=True)
class View:
    """What somebody knows besides: cells exactly, cells from below. `own` cells are not judged: what is theirs they know.

    `slack`: by how much less than anybody else they may leave open.
    """

    kind: Attacker
    name: str = ""
    exact: Mapping[int, float] = field(default_factory=dict)
    least: Mapping[int, float] = field(default_factory=dict)
    own: frozenset[int] = frozenset()
    slack: float = 0.0

    def of(self, place: int, low: float, high: float) -> tuple[float, float]:
        """Between what a cell lies for them, of which everybody knows `low` and `high`."""
        if place in self.exact:
            return self.exact[place], self.exact[place]
        return max(low, self.least.get(place, low)), high

    def narrowed(self, low: Floats, high: Floats) -> tuple[Floats, Floats]:
        """The same for all cells."""
        low, high = low.copy(), high.copy()
        for place in {*self.exact, *self.least}:
            low[place], high[place] = self.of(place, low[place], high[place])
        return low, high
