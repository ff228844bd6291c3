"""The tables of a silo. Other packages use `cases.reads` and `cases.actions`, never these."""

from khetene.cases.models.agreement import Agreement
from khetene.cases.models.case import AccessRequest, Case, CaseNumber, CaseWorker
from khetene.cases.models.client import Client, ClientFact, newest_on
from khetene.cases.models.work import (
    Draft,
    DutyReport,
    Goal,
    Measure,
    Need,
    NeedChange,
    Outcome,
    Plan,
    Promise,
)

__all__ = [
    "AccessRequest",
    "Agreement",
    "Case",
    "CaseNumber",
    "CaseWorker",
    "Client",
    "ClientFact",
    "Draft",
    "DutyReport",
    "Goal",
    "Measure",
    "Need",
    "NeedChange",
    "Outcome",
    "Plan",
    "Promise",
    "newest_on",
]
