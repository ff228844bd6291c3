"""The parts of a plan that is written in the product: their tables, what is written of each, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from khetene.projects.models import (
    Activity,
    BudgetLine,
    Deliverable,
    Goal,
    Indicator,
    Result,
    VisibilityText,
)


@dataclass(frozen=True, slots=True)
class Part:
    """`own` are references to other parts of the same phase; `many` are sets. `always`: also after the agreement.

    `found`: what people add to a recorded phase, beside what country data tells; it is marked with its day.
    """

    model: type[models.Model]
    own: Mapping[str, type[models.Model]] = field(default_factory=dict)
    many: tuple[str, ...] = ()
    always: bool = False
    is_added: bool = True
    found: bool = False


# In the order of an agreement. What was reached and handed over is written when it is, and so is the text that names the
# funder; the rest of a plan is amended.
PARTS: dict[str, Part] = {
    "goal": Part(Goal),
    "activity": Part(Activity, many=("goals", "territories")),
    "links": Part(Activity, many=("gatherings",), always=True, is_added=False),
    "line": Part(BudgetLine),
    "indicator": Part(Indicator),
    "deliverable": Part(Deliverable, own={"activity_id": Activity}),
    "handed_over": Part(Deliverable, always=True, is_added=False),
    "visibility": Part(VisibilityText, always=True),
    "result": Part(Result, own={"activity_id": Activity, "indicator_id": Indicator}, always=True),
}
# A recorded phase takes what a document states and country data lacks. Recorded rows stay as they are.
FOUND: dict[str, Part] = {
    "found_result": Part(
        Result, own={"activity_id": Activity, "indicator_id": Indicator, "beside_id": Result}, always=True, found=True
    ),
    "found_deliverable": Part(
        Deliverable, own={"activity_id": Activity, "beside_id": Deliverable}, always=True, found=True
    ),
    "found_indicator": Part(Indicator, always=True, found=True),
}
PLANNED = ("goal", "activity", "line", "indicator", "deliverable", "visibility")


@dataclass(frozen=True, slots=True)
class Head:
    """What an agreement says at its beginning. `percents` by source; empty while nobody knows who pays."""

    title: str
    known_as: str
    agreement: str
    programme: str
    programme_years: str
    begins: Any
    ends: Any
    total: Any
    task: str
    percents: Mapping[str, Any]
