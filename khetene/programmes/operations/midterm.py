"""The look at the plan half way: by which questionnaire, when, and which answers change the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Midterm:
    """Due so many months after the first start; the answers of `to_plan` are shown in the plan."""

    form: str
    due_months: int
    to_plan: tuple[str, ...]
    assumed: bool
    source: str


def half_way(raw: Mapping[str, Any] | None) -> Midterm | None:
    if raw is None:
        return None
    return Midterm(
        raw["form"], raw["due_months"], tuple(raw.get("to_plan", ())), raw.get("assumed", False), raw["source"]
    )
