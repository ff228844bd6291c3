"""The end of the semester: what became of every risk, what is new, and how it goes on."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.db import transaction

from khetene.earlyleaving.actions.steps import carry_out, locked_for_step
from khetene.earlyleaving.enums import Change, Result, State, Verb
from khetene.earlyleaving.errors import (
    EvaluateEveryRisk,
    RisksAreNotGone,
    StepNotPossible,
    TooEarlyToEvaluate,
    UnknownCriterion,
)
from khetene.earlyleaving.instrument import Register
from khetene.earlyleaving.models import PlanStep
from khetene.kernel import clock
from khetene.kernel.actor import Actor

LAST_MONTH = timedelta(days=31)


@transaction.atomic
def evaluate(
    plan_id: uuid.UUID,
    *,
    changes: Mapping[uuid.UUID, str],
    result: str,
    words: str = "",
    new_signs: Sequence[str] = (),
    actor: Actor,
) -> PlanStep:
    """Say what became of every risk, and end the plan.

    Raises NotForYou, StepNotPossible, EvaluateEveryRisk, TooEarlyToEvaluate, RisksAreNotGone, UnknownCriterion.
    """
    plan, part = locked_for_step(plan_id, actor)
    if plan.state != State.UNDER_WAY:
        raise StepNotPossible
    risks = list(plan.risks.order_by("pk"))
    if {risk.pk for risk in risks} != set(changes) or not set(changes.values()) <= set(Change.values):
        raise EvaluateEveryRisk
    all_gone = set(changes.values()) == {Change.GONE} and not new_signs
    if result == Result.RISKS_GONE and not all_gone:
        raise RisksAreNotGone
    if result == Result.CONTINUES and clock.today() < plan.ends - LAST_MONTH:
        raise TooEarlyToEvaluate
    known = Register(plan.version.content).instrument_on(plan.begins).criteria
    if set(new_signs) - set(known):
        raise UnknownCriterion(field="new_signs")
    for risk in risks:
        risk.change = Change(changes[risk.pk])
        risk.save(update_fields=["change"])
    plan.result, plan.evaluation, plan.new_signs = Result(result), words, " ".join(new_signs)
    return carry_out(plan, part, Verb.EVALUATE, "", actor)
