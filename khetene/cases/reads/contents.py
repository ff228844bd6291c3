"""All that stands in one case, read once: its parts and its timeline are two ways to look at the same rows."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from khetene.cases.enums import PlanState
from khetene.cases.models import (
    Agreement,
    ClientFact,
    DutyReport,
    Measure,
    Need,
    NeedChange,
    Outcome,
    Plan,
    Promise,
)
from khetene.kernel.statements import kept, slim


@dataclass(frozen=True, slots=True)
class Contents:
    """Rows of one case, what was recorded last comes first."""

    need_changes: list[NeedChange]
    agreements: list[Agreement]
    plans: list[Plan]
    steps: list[Measure]
    promises: list[Promise]
    outcomes: list[Outcome]
    duties: list[DutyReport]
    facts: list[ClientFact]


def contents_of(case_id: uuid.UUID) -> Contents:
    """Eight queries. Whoever calls this has made sure that the reader may open the case."""
    return Contents(
        need_changes=_need_changes(case_id),
        agreements=_agreements(case_id),
        plans=_plans(case_id),
        steps=_steps(case_id),
        promises=_promises(case_id),
        outcomes=_outcomes(case_id),
        duties=_duties(case_id),
        facts=_facts(case_id),
    )


BY = "recorded_by__user"


@kept
def _need_changes(case_id: uuid.UUID) -> QuerySet[NeedChange]:
    found = NeedChange.objects.filter(need__case_id=case_id).select_related("need", "changed_by__user")
    whole_needs = [f"need__{column.name}" for column in Need._meta.concrete_fields]
    return slim(found, "changed_by__user__name", *whole_needs).order_by("-id")


@kept
def _agreements(case_id: uuid.UUID) -> QuerySet[Agreement]:
    found = Agreement.objects.filter(case_id=case_id).select_related("client", "recipient", BY)
    return slim(found, "client__called", "recipient__name", f"{BY}__name").order_by("-id")


@kept
def _plans(case_id: uuid.UUID) -> QuerySet[Plan]:
    found = Plan.objects.filter(case_id=case_id).select_related("drafted_by__user")
    return slim(found, "drafted_by__user__name").order_by("-id")


@kept
def _steps(case_id: uuid.UUID) -> QuerySet[Measure]:
    return Measure.objects.filter(goal__plan__case_id=case_id, goal__plan__state=PlanState.AGREED).order_by("-id")


@kept
def _promises(case_id: uuid.UUID) -> QuerySet[Promise]:
    found = Promise.objects.filter(case_id=case_id).select_related("office", BY)
    return slim(found, "office__name", f"{BY}__name").order_by("-id")


@kept
def _outcomes(case_id: uuid.UUID) -> QuerySet[Outcome]:
    found = Outcome.objects.filter(case_id=case_id).select_related("client", BY)
    return slim(found, "client__called", f"{BY}__name").order_by("-id")


@kept
def _duties(case_id: uuid.UUID) -> QuerySet[DutyReport]:
    found = DutyReport.objects.filter(case_id=case_id).select_related(BY)
    return slim(found, f"{BY}__name").order_by("-id")


@kept
def _facts(case_id: uuid.UUID) -> QuerySet[ClientFact]:
    found = ClientFact.objects.filter(client__case_id=case_id).select_related(BY)
    return found.only("recorded_at", f"{BY}__name").order_by("-id")


def needs_in(changes: Iterable[NeedChange]) -> list[Need]:
    """The needs that the changes are about; each has at least the change by which it was noted."""
    return list({change.need_id: change.need for change in changes}.values())
