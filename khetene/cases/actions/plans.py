"""The individual support plan: drafted, agreed with the person, carried out, replaced by the next."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max

from khetene.cases.actions._silo import locked_case, mark_activity
from khetene.cases.enums import MEASURE_NEXT, PLAN_NEXT, MeasureState, PlanState
from khetene.cases.errors import PlanHasNoSteps, ReviewInThePast, StepNotPossible
from khetene.cases.models import Case, Goal, Measure, Need, Plan
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


@transaction.atomic
def draft_plan(case_id: uuid.UUID, *, actor: Actor) -> Plan:
    """Begin a plan; where one is being drafted, that one is returned."""
    case = locked_case(case_id, actor)
    draft = Plan.objects.filter(case=case, state=PlanState.DRAFT).first()
    if draft:
        return draft
    last = Plan.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    plan = Plan.objects.create(case=case, number=last + 1, drafted_at=clock.now(), drafted_by_id=actor.membership_key)
    mark_activity(case)
    audit.record("plan.drafted", plan, actor=actor, case=case.pk)
    return plan


@transaction.atomic
def add_goal(plan_id: uuid.UUID, *, words: str, need_ids: Sequence[uuid.UUID] = (), actor: Actor) -> Goal:
    """Add what the person wants to reach, and which needs it answers."""
    plan, case = _draft(plan_id, actor)
    goal = Goal(plan=plan, words=words, position=plan.goals.count() + 1)
    goal.full_clean()
    goal.save(force_insert=True)
    goal.needs.set(Need.objects.filter(case=case, pk__in=need_ids))
    mark_activity(case)
    audit.record("goal.added", goal, actor=actor, case=case.pk)
    return goal


@transaction.atomic
def add_measure(
    goal_id: uuid.UUID, *, words: str, responsible: str, due_on: date, support: str = "", actor: Actor
) -> Measure:
    """Add a step towards a goal: what, who, by when. Also an agreed plan may gain steps."""
    goal, case = _goal(goal_id, actor)
    if goal.plan.state not in (PlanState.DRAFT, PlanState.AGREED):
        raise StepNotPossible
    measure = Measure(goal=goal, words=words, responsible=responsible, due_on=due_on, support=support)
    measure.full_clean()
    measure.save(force_insert=True)
    mark_activity(case)
    audit.record("measure.added", measure, actor=actor, case=case.pk)
    return measure


@transaction.atomic
def change_measure(measure_id: uuid.UUID, *, state: str, reason: str = "", actor: Actor) -> Measure:
    """Move a step on; a step that is given up says why."""
    measure = Measure.objects.select_related("goal__plan").filter(pk=measure_id).first()
    if measure is None:
        raise NotForYou
    case = locked_case(measure.goal.plan.case_id, actor)
    measure.refresh_from_db()
    if state == measure.state:
        return measure
    if state not in MEASURE_NEXT[measure.state]:
        raise StepNotPossible
    settled = state in (MeasureState.DONE, MeasureState.NOT_DONE)
    measure.state, measure.reason = MeasureState(state), reason
    measure.settled_on = clock.today() if settled else None
    measure.save()
    mark_activity(case)
    audit.record(f"measure.{state}", measure, actor=actor, case=case.pk)
    return measure


@transaction.atomic
def agree_plan(plan_id: uuid.UUID, *, review_on: date, actor: Actor) -> Plan:
    """The person agreed to the plan today; the agreed plan before it is replaced."""
    plan, case = _draft(plan_id, actor)
    if not Measure.objects.filter(goal__plan=plan).exists():
        raise PlanHasNoSteps
    if review_on <= clock.today():
        raise ReviewInThePast
    for earlier in Plan.objects.filter(case=case, state=PlanState.AGREED).order_by("number"):
        _move(earlier, PlanState.REPLACED)
    plan.agreed_on, plan.review_on = clock.today(), review_on
    _move(plan, PlanState.AGREED)
    mark_activity(case)
    audit.record("plan.agreed", plan, actor=actor, case=case.pk)
    return plan


@transaction.atomic
def complete_plan(plan_id: uuid.UUID, *, actor: Actor) -> Plan:
    """The plan was carried out."""
    plan, case = _plan(plan_id, actor)
    if plan.state == PlanState.COMPLETED:
        return plan
    _move(plan, PlanState.COMPLETED)
    mark_activity(case)
    audit.record("plan.completed", plan, actor=actor, case=case.pk)
    return plan


def _move(plan: Plan, state: PlanState) -> None:
    if state not in PLAN_NEXT[plan.state]:
        raise StepNotPossible
    plan.state = state
    plan.save(update_fields=["state", "agreed_on", "review_on"])


def _plan(plan_id: uuid.UUID, actor: Actor) -> tuple[Plan, Case]:
    plan = Plan.objects.filter(pk=plan_id).first()
    if plan is None:
        raise NotForYou
    case = locked_case(plan.case_id, actor)
    plan.refresh_from_db()
    return plan, case


def _draft(plan_id: uuid.UUID, actor: Actor) -> tuple[Plan, Case]:
    plan, case = _plan(plan_id, actor)
    if plan.state != PlanState.DRAFT:
        raise StepNotPossible
    return plan, case


def _goal(goal_id: uuid.UUID, actor: Actor) -> tuple[Goal, Case]:
    goal = Goal.objects.select_related("plan").filter(pk=goal_id).first()
    if goal is None:
        raise NotForYou
    return goal, locked_case(goal.plan.case_id, actor)
