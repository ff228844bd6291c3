"""Work plans as they are read: one's own of all years, and those that were handed in."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from khetene.accounts.rules import coordinates_nationally, mediates, supervises
from khetene.cases.enums import NeedDomain
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.alphabet import in_alphabet
from khetene.kernel.errors import NotForYou
from khetene.kernel.statements import kept
from khetene.mediation.enums import PlanPart, StepState
from khetene.mediation.models import PlanComment, TownGoal, TownNeed, TownStep, WorkPlan, WorkPlanQuerySet
from khetene.mediation.reads.planparts import part_row

ENDED = (StepState.DONE, StepState.DROPPED)


@dataclass(frozen=True, slots=True)
class PlanLine:
    id: uuid.UUID
    place: str
    year: int
    mediator: str
    organisation: str
    is_mine: bool
    handed_in_on: date | None
    reviewed_on: date | None
    steps: int
    ended: int
    overdue: int


@dataclass(frozen=True, slots=True)
class StepRow:
    id: uuid.UUID
    words: str
    with_whom: str
    due_on: date
    state: str
    state_label: str
    state_on: date | None
    outcome: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class GoalRow:
    id: uuid.UUID
    words: str
    steps: list[StepRow]


@dataclass(frozen=True, slots=True)
class TownNeedRow:
    id: uuid.UUID
    domain_label: str
    words: str
    goals: list[GoalRow]


@dataclass(frozen=True, slots=True)
class CommentRow:
    id: uuid.UUID
    by: str
    role: str
    words: str
    at: datetime
    may_change: bool
    may_wipe: bool


@dataclass(frozen=True, slots=True)
class PlanPage:
    line: PlanLine
    silo: uuid.UUID
    territory_id: uuid.UUID
    situation: str
    offices: str
    review: str
    needs: list[TownNeedRow]
    comments: list[CommentRow]
    may_write: bool
    may_wipe: bool
    may_comment: bool


@dataclass(frozen=True, slots=True)
class StepToMove:
    plan_id: uuid.UUID
    row: StepRow


def work_plans(*, actor: Actor) -> list[PlanLine]:
    """The newest years first. One query."""
    ended = Q(needs__goals__steps__state__in=ENDED)
    late = Q(needs__goals__steps__due_on__lt=clock.today()) & ~ended
    counted = WorkPlan.objects.visible_to(actor).annotate(
        steps=Count("needs__goals__steps"),
        ended=Count("needs__goals__steps", filter=ended),
        overdue=Count("needs__goals__steps", filter=late),
    )
    by_name = sorted(
        _with_people(counted).order_by("pk"),
        key=lambda row: (-row.year, in_alphabet(row.territory.name), in_alphabet(row.membership.user.name)),
    )
    return [_line(row, actor) for row in by_name]


def work_plan(plan_id: uuid.UUID, *, actor: Actor) -> PlanPage:
    """One plan with all its parts. Raises NotForYou. Five queries."""
    plan = _with_people(WorkPlan.objects.visible_to(actor)).prefetch_related(*_parts()).filter(pk=plan_id).first()
    if plan is None:
        raise NotForYou
    needs = [_need(need) for need in plan.needs.all()]
    is_mine = plan.membership.user_id == actor.user_key and mediates(actor)
    return PlanPage(
        line=_line(plan, actor),
        silo=plan.organisation_id,
        territory_id=plan.territory_id,
        situation=plan.situation,
        offices=plan.offices,
        review=plan.review,
        needs=needs,
        comments=[_comment(plan, row, actor) for row in plan.comments.all()],
        may_write=is_mine and plan.reviewed_on is None,
        may_wipe=is_mine and plan.reviewed_on is not None,
        may_comment=plan.handed_in_on is not None and (is_mine or supervises(actor) or coordinates_nationally(actor)),
    )


def own_plan_of_need(need_id: uuid.UUID, *, actor: Actor) -> tuple[uuid.UUID, TownNeedRow]:
    """The key of the actor's own plan in which a need stands, and the need. Raises NotForYou."""
    need = TownNeed.objects.filter(pk=need_id, plan__in=WorkPlan.objects.written_by(actor)).first()
    if need is None:
        raise NotForYou
    return need.plan_id, TownNeedRow(need.pk, need.get_domain_display(), need.words, [])


def own_plan_of_goal(goal_id: uuid.UUID, *, actor: Actor) -> tuple[uuid.UUID, GoalRow]:
    """The same for a goal. Raises NotForYou."""
    own = TownGoal.objects.filter(need__plan__in=WorkPlan.objects.written_by(actor))
    goal = own.select_related("need").filter(pk=goal_id).first()
    if goal is None:
        raise NotForYou
    return goal.need.plan_id, GoalRow(goal.pk, goal.words, [])


def own_step(step_id: uuid.UUID, *, actor: Actor) -> StepToMove:
    """The same for a measure. Raises NotForYou."""
    own = TownStep.objects.filter(goal__need__plan__in=WorkPlan.objects.written_by(actor))
    step = own.select_related("goal__need").filter(pk=step_id).first()
    if step is None:
        raise NotForYou
    return StepToMove(step.goal.need.plan_id, _step(step))


def plan_steps_due(*, actor: Actor, on: date) -> list[StepRow]:
    """Measures of the actor's own plans that are open and due by a day, the oldest first."""
    return [_step(step) for step in _open_until(actor, on)]


@kept
def _open_until(actor: Actor, on: date) -> QuerySet[TownStep]:
    own = TownStep.objects.filter(goal__need__plan__in=WorkPlan.objects.written_by(actor).filter(reviewed_on=None))
    return own.exclude(state__in=ENDED).filter(due_on__lte=on).order_by("due_on", "pk")[:20]


def _with_people(rows: WorkPlanQuerySet) -> WorkPlanQuerySet:
    return rows.select_related("territory", "membership__user", "organisation")


def _parts() -> list[Prefetch[str]]:
    """Needs with goals with measures, and comments, each in the order in which they were written."""
    steps = Prefetch("steps", TownStep.objects.order_by("due_on", "pk"))
    goals = Prefetch("goals", TownGoal.objects.prefetch_related(steps).order_by("pk"))
    comments = PlanComment.objects.select_related("membership__user").order_by("written_at", "pk")
    return [
        Prefetch("needs", TownNeed.objects.prefetch_related(goals).order_by("pk")),
        Prefetch("comments", comments),
    ]


def _line(plan: WorkPlan, actor: Actor) -> PlanLine:
    return PlanLine(
        id=plan.pk,
        place=plan.territory.name,
        year=plan.year,
        mediator=plan.membership.user.name,
        organisation=plan.organisation.name,
        is_mine=plan.membership.user_id == actor.user_key,
        handed_in_on=plan.handed_in_on,
        reviewed_on=plan.reviewed_on,
        steps=getattr(plan, "steps", 0),
        ended=getattr(plan, "ended", 0),
        overdue=getattr(plan, "overdue", 0),
    )


def _need(need: TownNeed) -> TownNeedRow:
    label = str(NeedDomain(need.domain).label)
    goals = [GoalRow(goal.pk, goal.words, [_step(step) for step in goal.steps.all()]) for goal in need.goals.all()]
    return TownNeedRow(need.pk, label, need.words, goals)


def _step(step: TownStep) -> StepRow:
    return StepRow(
        id=step.pk,
        words=step.words,
        with_whom=step.with_whom,
        due_on=step.due_on,
        state=step.state,
        state_label=step.get_state_display(),
        state_on=step.state_on,
        outcome=step.outcome,
        overdue=step.state not in ENDED and step.due_on < clock.today(),
    )


def _comment(plan: WorkPlan, row: PlanComment, actor: Actor) -> CommentRow:
    part = part_row(plan, PlanPart.COMMENT, row, actor)
    return CommentRow(
        id=row.pk,
        by=row.membership.user.name,
        role=row.membership.get_role_display(),
        words=row.words,
        at=row.written_at,
        may_change=part.may_change,
        may_wipe=part.may_wipe,
    )
