"""Phases of the platform: grant, plan, money and its documents, results."""

from khetene.projects.models.phase import (
    Activity,
    Amendment,
    BudgetLine,
    Cost,
    Deliverable,
    Goal,
    GrantShare,
    Indicator,
    Phase,
    Result,
    VisibilityText,
)
from khetene.projects.models.work import (
    CostDocument,
    Explanation,
    FrozenFile,
    FrozenReport,
    PhaseDocument,
    PhaseTask,
    PreparedAmendment,
)

__all__ = [
    "Activity",
    "Amendment",
    "BudgetLine",
    "Cost",
    "CostDocument",
    "Deliverable",
    "Explanation",
    "FrozenFile",
    "FrozenReport",
    "Goal",
    "GrantShare",
    "Indicator",
    "Phase",
    "PhaseDocument",
    "PhaseTask",
    "PreparedAmendment",
    "Result",
    "VisibilityText",
]
