"""Moving a plan by the table of steps: the school, and those who approve from outside."""

from __future__ import annotations

import uuid

from django.db import transaction

from khetene.earlyleaving.actions._shared import write_step
from khetene.earlyleaving.enums import EndedAs, Level, Part, State, Verb
from khetene.earlyleaving.errors import OwnPlan, StepNotPossible
from khetene.earlyleaving.machine import Step, next_step
from khetene.earlyleaving.models import Plan, PlanStep
from khetene.earlyleaving.register import holder_id
from khetene.earlyleaving.rules import approves_from_outside, leads_a_school, outside_part, works_with_pupils
from khetene.earlyleaving.standing import situation_of
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou

LEVEL_OF = {Part.MUNICIPALITY: Level.MUNICIPALITY, Part.HOLDER: Level.HOLDER}
ENDS_AS = {Verb.EVALUATE: EndedAs.EVALUATED, Verb.REJECT: EndedAs.REJECTED, Verb.LAPSE: EndedAs.LAPSED}


@transaction.atomic
def take_step(plan_id: uuid.UUID, *, verb: str, reason: str = "", actor: Actor) -> PlanStep:
    """Take one step of the table. An evaluation is a step of its own (`evaluate`).

    Raises NotForYou, StepNotPossible, NotYourStep, SomethingMissing, SayTheReason, OwnPlan.
    """
    if verb not in Verb.values or verb == Verb.EVALUATE:
        raise StepNotPossible
    plan, part = locked_for_step(plan_id, actor)
    return carry_out(plan, part, Verb(verb), reason, actor)


def locked_for_step(plan_id: uuid.UUID, actor: Actor) -> tuple[Plan, Part]:
    """The plan, locked, and in which part the actor steps. Raises NotForYou."""
    rows = Plan.objects.select_related("pupil", "version").select_for_update(of=("self",)).filter(pk=plan_id)
    if approves_from_outside(actor):
        plan = rows.exclude(state=State.DELETED).first()
        part = outside_part(actor, plan, holder_id()) if plan else None
        if plan is None or part is None or not reached(plan, part):
            raise NotForYou
        return plan, part
    plan = rows.visible_to(actor).first()
    if plan is None:
        raise NotForYou
    if leads_a_school(actor):
        return plan, Part.DIRECTOR
    if works_with_pupils(actor):
        return plan, Part.AUTHOR
    raise NotForYou


def reached(plan: Plan, part: Part) -> bool:
    """Whether the plan was ever given to that part; before, there is nothing to see."""
    return PlanStep.objects.filter(plan=plan, level=LEVEL_OF[part]).exists()


def carry_out(plan: Plan, part: Part, verb: Verb, reason: str, actor: Actor) -> PlanStep:
    step = next_step(verb, situation_of(plan), part=part, reason=reason)
    if verb == Verb.APPROVE and plan.author.user_id == actor.user_key:
        raise OwnPlan
    _enter(plan, step)
    plan.full_clean()
    plan.save()
    written = write_step(plan, verb, reason=reason, actor=actor)
    audit.record(f"plan.{verb}", plan, actor=actor, silo=plan.pupil.organisation_id)
    return written


def _enter(plan: Plan, step: Step) -> None:
    """What the new state means for the days of the plan."""
    today = clock.today()
    plan.state, plan.level = step.to, step.then or ""
    if step.to == State.APPROVED:
        plan.approved_on = plan.approved_on or today
    if step.to == State.UNDER_WAY:
        plan.started_on = plan.started_on or today
    if step.to == State.INACTIVE:
        plan.ended_on, plan.ended_as = today, ENDS_AS[step.verb]
