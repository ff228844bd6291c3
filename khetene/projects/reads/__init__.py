"""Phases as people read them."""

from khetene.projects.reads.documents import CostDocuments, document, documents, opened_document
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

__all__ = [
    "ActivityRow",
    "AmendmentRow",
    "CostDocuments",
    "CostRow",
    "DeliverableRow",
    "Grant",
    "IndicatorRow",
    "LineRow",
    "Money",
    "PhasePage",
    "PhaseRow",
    "PlaceRow",
    "Places",
    "Remark",
    "ResultRow",
    "ShareRow",
    "VisibilityRow",
    "activity",
    "cost",
    "document",
    "documents",
    "grants",
    "opened_document",
    "phase",
    "phases",
    "public_phase",
    "roman",
    "sources",
    "visibility",
]
