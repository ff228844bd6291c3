"""All that stands in one case, read once: its parts and its timeline are two ways to look at the same rows."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

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
    by = "recorded_by__user"
    changes = NeedChange.objects.filter(need__case_id=case_id).select_related("need", "changed_by__user")
    agreements = Agreement.objects.filter(case_id=case_id).select_related("client", "recipient", by)
    plans = Plan.objects.filter(case_id=case_id).select_related("drafted_by__user")
    steps = Measure.objects.filter(goal__plan__case_id=case_id, goal__plan__state=PlanState.AGREED)
    promises = Promise.objects.filter(case_id=case_id).select_related("office", by)
    outcomes = Outcome.objects.filter(case_id=case_id).select_related("client", by)
    duties = DutyReport.objects.filter(case_id=case_id).select_related(by)
    facts = ClientFact.objects.filter(client__case_id=case_id).select_related(by)
    return Contents(
        need_changes=list(changes.order_by("-id")),
        agreements=list(agreements.order_by("-id")),
        plans=list(plans.order_by("-id")),
        steps=list(steps.order_by("-id")),
        promises=list(promises.order_by("-id")),
        outcomes=list(outcomes.order_by("-id")),
        duties=list(duties.order_by("-id")),
        facts=list(facts.order_by("-id")),
    )


def needs_in(changes: Iterable[NeedChange]) -> list[Need]:
    """The needs that the changes are about; each has at least the change by which it was noted."""
    return list({change.need_id: change.need for change in changes}.values())
