"""What a programme that leads to a job adds: its target groups, what is kept of each group of measures, and job offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from khetene.programmes.operations.named import Named, Text, named


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """Whom the programme is meant for. What is not `kept` would be health data and stays with the agency (D 4)."""

    id: str
    title: Text
    kept: bool


@dataclass(frozen=True, slots=True)
class MeasureGroup:
    """A group of measures, the target groups that it is meant for, and what of it is written down here."""

    id: str
    title: Text
    groups: tuple[str, ...]
    kept: Literal["support", "passage"]


@dataclass(frozen=True, slots=True)
class Jobs:
    """How offers of work are talked through; `lasts_months` after its first day a job counts as one that lasted."""

    checks: tuple[Named, ...]
    refusal_reasons: tuple[Named, ...]
    lasts_months: int
    assumed: bool
    source: str


def target_groups(raw: Any) -> tuple[TargetGroup, ...]:
    return tuple(TargetGroup(entry["id"], entry["title"], entry["kept"]) for entry in raw)


def measure_groups(raw: Any) -> tuple[MeasureGroup, ...]:
    return tuple(MeasureGroup(entry["id"], entry["title"], tuple(entry["for"]), entry["kept"]) for entry in raw)


def jobs(raw: Mapping[str, Any] | None) -> Jobs | None:
    if raw is None:
        return None
    lasting = raw["lasting"]
    return Jobs(
        named(raw["checks"]) or (),
        named(raw["refusal_reasons"]) or (),
        lasting["months"],
        lasting.get("assumed", False),
        lasting["source"],
    )
