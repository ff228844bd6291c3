"""The rules that a release follows, as one value; also what a hidden cell's reason tells everybody, and what it must keep."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from khetene.disclosure.enums import Kind, Why, Zeros
from khetene.disclosure.errors import NotAPolicy

HUNDRED = 100.0
MINIMUM, WIDTH = 10, 5
# What the solver's numbers may be off by.
SMALL = 1e-6


@dataclass(frozen=True, slots=True)
class Need:
    """What an attacker's interval must still hold: at least `width` between its ends, `low` and `high` inside it."""

    width: float = 0.0
    low: float | None = None
    high: float | None = None


def meets(need: Need, low: float, high: float, slack: float = 0.0) -> bool:
    """Whether an interval leaves open what it must."""
    near = SMALL * max(1.0, abs(need.low or 0.0), abs(need.high or 0.0))
    return (
        high - low >= need.width - slack - near
        and (need.low is None or low <= need.low + near)
        and (need.high is None or high >= need.high - near)
    )


@dataclass(frozen=True, slots=True)
class Policy:
    """Thresholds in persons and organisations, `width` in persons, the dominance rules in per cent.

    `width`: how far apart the ends of what can be worked out about a hidden count must stay. `dominance` (n, k): the n largest
    contributors give more than k per cent. `p_percent`: the second largest could estimate the largest within p per cent.
    """

    minimum: int = MINIMUM
    organisations: int = 3
    width: int = WIDTH
    zeros: Zeros = Zeros.HIDDEN
    dominance: tuple[int, float] | None = None
    p_percent: float | None = 10.0
    against_acquaintances: bool = True
    against_organisations: bool = True

    def __post_init__(self) -> None:
        if self.minimum < 1 or self.organisations < 1:
            raise NotAPolicy("minimum and organisations are at least 1.")
        most = widest(self.minimum, self.zeros)
        if not 0 <= self.width <= most:
            raise NotAPolicy(f"width must be from 0 to {most}: a small number has no more values than that.")
        if self.p_percent is not None and not 0 < self.p_percent <= HUNDRED:
            raise NotAPolicy("p_percent is a number above 0 and up to 100.")
        if self.dominance is not None and not (self.dominance[0] >= 1 and 0 < self.dominance[1] < HUNDRED):
            raise NotAPolicy("dominance is (n, k): n at least 1, k above 0 and below 100.")

    @classmethod
    def from_mapping(cls, given: Mapping[str, Any]) -> Policy:
        """From a file: unknown names and values of another type are refused. Without a width, as wide as fits, up to five."""
        known = {field.name: field.type for field in fields(cls)}
        if unknown := sorted(set(map(str, given)) - known.keys()):
            raise NotAPolicy(f"{', '.join(unknown)}: not known. Known: {', '.join(known)}.")
        values = dict(given)
        for name in ("minimum", "organisations", "width"):
            if name in values and (not isinstance(values[name], int) or isinstance(values[name], bool)):
                raise NotAPolicy(f"{name} is a whole number.")
        for name in ("against_acquaintances", "against_organisations"):
            if name in values and not isinstance(values[name], bool):
                raise NotAPolicy(f"{name} is true or false.")
        if "zeros" in values:
            if values["zeros"] not in set(Zeros):
                raise NotAPolicy(f"zeros is one of {', '.join(Zeros)}.")
            values["zeros"] = Zeros(values["zeros"])
        if values.get("p_percent") is not None and not _is_number(values["p_percent"]):
            raise NotAPolicy("p_percent is a number above 0 and up to 100.")
        if (pair := values.get("dominance")) is not None:
            if not (isinstance(pair, list | tuple) and len(pair) == 2 and all(map(_is_number, pair))):
                raise NotAPolicy("dominance is a list of two numbers, n and k.")
            values["dominance"] = (int(pair[0]), float(pair[1]))
        if "width" not in values:
            width = widest(values.get("minimum", MINIMUM), values.get("zeros", Zeros.HIDDEN))
            values["width"] = min(WIDTH, width)
        return cls(**values)

    def told_by(self, why: Why, kind: Kind) -> tuple[float, float]:
        """Between what a hidden cell lies for everybody who reads its reason and this policy."""
        if kind == Kind.MAGNITUDE or why == Why.WITHHELD:
            return 0.0, math.inf
        if why == Why.TOO_SMALL:
            return (1.0 if self.zeros == Zeros.SHOWN else 0.0), self.minimum - 1.0
        return float(self.minimum), math.inf


def widest(minimum: int, zeros: Zeros) -> int:
    """How far apart the smallest and the largest of the numbers below the minimum are, with zero or without."""
    return max(0, minimum - (2 if zeros == Zeros.SHOWN else 1))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
