"""Writing a work plan, handing it in, noting what came of its measures, and the yearly review. A reviewed plan never changes."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TypeVar

from django.db import transaction

from khetene.accounts.rules import coordinates_nationally, mediates, supervises
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.database import declared_write
from khetene.kernel.errors import NotForYou
from khetene.mediation.actions.planwords import keep_earlier
from khetene.mediation.enums import PlanPart, StepState
from khetene.mediation.errors import (
    PlanIsHandedIn,
    PlanIsNotHandedIn,
    PlanIsReviewed,
    PlanNeedsAStep,
    SayHowItWent,
    SayWhatCameOfIt,
)
from khetene.mediation.models import PlanComment, TownGoal, TownNeed, TownStep, WorkPlan

Part = TypeVar("Part", TownNeed, TownGoal, TownStep, PlanComment)
ENDED = (StepState.DONE, StepState.DROPPED)


@transaction.atomic
def begin_plan(
    *, territory_id: uuid.UUID, year: int, situation: str, offices: str = "", goes_on: bool = False, actor: Actor
) -> WorkPlan:
    """A plan for a town and a year. `goes_on`: with what is still open in the newest earlier plan for the town."""
    if not mediates(actor):
        raise NotForYou
    plan = WorkPlan(
        organisation_id=actor.organisation_key,
        membership_id=actor.membership_key,
        territory_id=territory_id,
        year=year,
        closes_on=date(min(year, date.max.year), 12, 31),
        situation=situation,
        offices=offices,
    )
    plan.full_clean()
    plan.save(force_insert=True)
    if goes_on:
        _take_over(plan, actor)
    audit.record("work_plan.begun", plan, actor=actor)
    return plan


def _take_over(plan: WorkPlan, actor: Actor) -> None:
    earlier = WorkPlan.objects.written_by(actor).filter(territory_id=plan.territory_id, year__lt=plan.year)
    newest = earlier.order_by("-year", "-pk").first()
    for need in newest.needs.order_by("pk") if newest else ():
        if need.words:
            _copy_need(need, plan)


def _copy_need(need: TownNeed, plan: WorkPlan) -> None:
    """Only with what is open: what was done or dropped belongs to its own year, and words that were deleted to none."""
    open_steps = TownStep.objects.filter(goal__need=need).exclude(state__in=ENDED).select_related("goal").order_by("pk")
    copied = TownNeed(plan=plan, domain=need.domain, words=need.words)
    goals: dict[uuid.UUID, TownGoal] = {}
    for step in open_steps:
        if not (step.words and step.goal.words):
            continue
        if not goals:
            copied.save(force_insert=True)
        if step.goal_id not in goals:
            goals[step.goal_id] = TownGoal(need=copied, words=step.goal.words)
            goals[step.goal_id].save(force_insert=True)
        again = TownStep(goal=goals[step.goal_id], words=step.words, with_whom=step.with_whom, due_on=plan.closes_on)
        again.save(force_insert=True)


@transaction.atomic
def write_situation(plan_id: uuid.UUID, *, situation: str, offices: str, actor: Actor) -> WorkPlan:
    """Raises NotForYou, PlanIsReviewed."""
    plan = _open_plan(plan_id, actor)
    keep_earlier(plan, PlanPart.SITUATION, plan, {"situation": situation, "offices": offices}, actor)
    plan.situation, plan.offices = situation, offices
    plan.full_clean()
    plan.save(update_fields=["situation", "offices"])
    audit.record("work_plan.situation_written", plan, actor=actor)
    return plan


@transaction.atomic
def add_town_need(plan_id: uuid.UUID, *, domain: str, words: str, actor: Actor) -> TownNeed:
    """Raises NotForYou, PlanIsReviewed."""
    need = TownNeed(plan=_open_plan(plan_id, actor), domain=domain, words=words)
    return _add(need, "town_need.added", actor)


@transaction.atomic
def add_town_goal(need_id: uuid.UUID, *, words: str, actor: Actor) -> TownGoal:
    """Raises NotForYou, PlanIsReviewed."""
    need = TownNeed.objects.filter(pk=need_id).first()
    if need is None:
        raise NotForYou
    _open_plan(need.plan_id, actor)
    return _add(TownGoal(need=need, words=words), "town_goal.added", actor)


@transaction.atomic
def add_town_step(goal_id: uuid.UUID, *, words: str, with_whom: str = "", due_on: date, actor: Actor) -> TownStep:
    """Raises NotForYou, PlanIsReviewed."""
    goal = TownGoal.objects.select_related("need").filter(pk=goal_id).first()
    if goal is None:
        raise NotForYou
    _open_plan(goal.need.plan_id, actor)
    return _add(TownStep(goal=goal, words=words, with_whom=with_whom, due_on=due_on), "town_step.added", actor)


@transaction.atomic
def move_town_step(step_id: uuid.UUID, *, state: str, outcome: str = "", actor: Actor) -> TownStep:
    """How far a measure is. Raises NotForYou, PlanIsReviewed, SayWhatCameOfIt."""
    step = TownStep.objects.select_related("goal__need").select_for_update(of=("self",)).filter(pk=step_id).first()
    if step is None:
        raise NotForYou
    plan = _open_plan(step.goal.need.plan_id, actor)
    if state in ENDED and not outcome.strip():
        raise SayWhatCameOfIt
    keep_earlier(plan, PlanPart.STEP, step, {"outcome": outcome}, actor)
    step.state, step.outcome = StepState(state), outcome
    step.state_on = None if step.state == StepState.PLANNED else clock.today()
    step.full_clean()
    step.save(update_fields=["state", "state_on", "outcome"])
    audit.record("town_step.moved", step, actor=actor)
    return step


@transaction.atomic
def hand_plan_in(plan_id: uuid.UUID, *, actor: Actor) -> WorkPlan:
    """From now on the supervisor and the national coordinator read it. Raises NotForYou, PlanIsHandedIn, PlanNeedsAStep."""
    plan = _open_plan(plan_id, actor)
    if plan.handed_in_on:
        raise PlanIsHandedIn
    if not TownStep.objects.filter(goal__need__plan=plan).exists():
        raise PlanNeedsAStep
    plan.handed_in_on = clock.today()
    plan.save(update_fields=["handed_in_on"])
    audit.record("work_plan.handed_in", plan, actor=actor)
    return plan


@transaction.atomic
def review_plan(plan_id: uuid.UUID, *, review: str, actor: Actor) -> WorkPlan:
    """The mediator looks back; then the plan stays as it is. Raises NotForYou, PlanIsNotHandedIn, SayHowItWent."""
    plan = _open_plan(plan_id, actor)
    if not plan.handed_in_on:
        raise PlanIsNotHandedIn
    if not review.strip():
        raise SayHowItWent
    plan.review, plan.reviewed_on = review, clock.today()
    plan.full_clean()
    plan.save(update_fields=["review", "reviewed_on"])
    audit.record("work_plan.reviewed", plan, actor=actor)
    return plan


def record_plan_opening(plan_id: uuid.UUID, *, silo: uuid.UUID, as_file: bool = False, actor: Actor) -> None:
    """Write down in the trail of the mediator's organisation that somebody else read the plan or took it as a file."""
    reason = "supervision" if actor.organisation_key == silo else "coordination"
    verb = "work_plan.printed" if as_file else "work_plan.opened"
    with declared_write():
        audit.record(verb, WorkPlan(pk=plan_id), actor=actor, silo=silo, reason=reason)


@transaction.atomic
def comment_on_plan(plan_id: uuid.UUID, *, words: str, actor: Actor) -> PlanComment:
    """Whoever reads a plan that was handed in may say something about it. Raises NotForYou, PlanIsNotHandedIn."""
    plan = WorkPlan.objects.visible_to(actor).filter(pk=plan_id).first()
    if plan is None or not (coordinates_nationally(actor) or supervises(actor) or mediates(actor)):
        raise NotForYou
    if not plan.handed_in_on:
        raise PlanIsNotHandedIn
    comment = PlanComment(plan=plan, membership_id=actor.membership_key, words=words, written_at=clock.now())
    return _add(comment, "plan_comment.added", actor, silo=plan.organisation_id)


def _open_plan(plan_id: uuid.UUID, actor: Actor) -> WorkPlan:
    plan = WorkPlan.objects.written_by(actor).select_for_update(of=("self",)).filter(pk=plan_id).first()
    if plan is None or not mediates(actor):
        raise NotForYou
    if plan.reviewed_on:
        raise PlanIsReviewed
    return plan


def _add(part: Part, verb: str, actor: Actor, *, silo: uuid.UUID | None = None) -> Part:
    part.full_clean()
    part.save(force_insert=True)
    audit.record(verb, part, actor=actor, silo=silo)
    return part
