"""The register of recommendations as people look at it, and practices with where they were taken over."""

from khetene.guidance.reads.practices import practice, practice_of, practices, taken_over_in, useful_for
from khetene.guidance.reads.register import (
    STATES,
    YearlyCheck,
    asked_of,
    lines,
    overdue,
    said_at,
    said_at_all,
    statement,
    statement_of,
    statements,
    yearly_check,
    years,
)
from khetene.guidance.reads.rows import (
    AddresseeRow,
    AdoptionRow,
    PracticePage,
    PracticeRow,
    StatementPage,
    StatementRow,
    StepRow,
)
from khetene.guidance.reads.standing import Standing, asked_of_any, standing_by_year

__all__ = [
    "STATES",
    "AddresseeRow",
    "AdoptionRow",
    "PracticePage",
    "PracticeRow",
    "Standing",
    "StatementPage",
    "StatementRow",
    "StepRow",
    "YearlyCheck",
    "asked_of",
    "asked_of_any",
    "lines",
    "overdue",
    "practice",
    "practice_of",
    "practices",
    "said_at",
    "said_at_all",
    "standing_by_year",
    "statement",
    "statement_of",
    "statements",
    "taken_over_in",
    "useful_for",
    "yearly_check",
    "years",
]
