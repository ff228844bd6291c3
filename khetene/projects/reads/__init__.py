"""Phases as people read them."""

from khetene.projects.reads.grants import Grant, grants, sources
from khetene.projects.reads.phases import activity, cost, phase, phases, public_phase, roman, visibility
from khetene.projects.reads.rows import (
    ActivityRow,
    AmendmentRow,
    CostRow,
    DeliverableRow,
    IndicatorRow,
    LineRow,
    Money,
    PhasePage,
    PhaseRow,
    PlaceRow,
    Places,
    Remark,
    ResultRow,
    ShareRow,
    VisibilityRow,
)
from khetene.projects.reads.years import PhasesOfAYear, in_year

__all__ = [
    "ActivityRow",
    "AmendmentRow",
    "CostRow",
    "DeliverableRow",
    "Grant",
    "IndicatorRow",
    "LineRow",
    "Money",
    "PhasePage",
    "PhaseRow",
    "PhasesOfAYear",
    "PlaceRow",
    "Places",
    "Remark",
    "ResultRow",
    "ShareRow",
    "VisibilityRow",
    "activity",
    "cost",
    "grants",
    "in_year",
    "phase",
    "phases",
    "public_phase",
    "roman",
    "sources",
    "visibility",
]
