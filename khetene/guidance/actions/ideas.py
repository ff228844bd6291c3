"""Writing an idea down, planning it step by step, joining it, and saying what came of it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction

from khetene.guidance.enums import IDEA_NEXT, IdeaState
from khetene.guidance.errors import AlreadyJoined, IdeaCannotMove, IdeaIsOver, OwnIdea, PlanHasNoSteps, SayWhatCameOfIt
from khetene.guidance.models import Idea, IdeaPartner, IdeaStep
from khetene.guidance.rules import keeps_idea, writes_ideas
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou

OPEN = (IdeaState.IDEA, IdeaState.PLANNED)


@transaction.atomic
def write_idea(*, title: str, words: str, themes: Sequence[str], looks_for: str = "", actor: Actor) -> Idea:
    """An idea of the own organisation; everybody in the platform reads it."""
    if not writes_ideas(actor):
        raise NotForYou
    idea = Idea(
        title=title,
        words=words,
        themes=list(themes),
        looks_for=looks_for,
        organisation_id=actor.organisation_key,
        written_on=clock.today(),
        written_by_id=actor.membership_key,
    )
    idea.full_clean()
    idea.save(force_insert=True)
    audit.record("idea.written", idea, actor=actor)
    return idea


@transaction.atomic
def add_step(
    idea_id: uuid.UUID,
    *,
    words: str,
    who: str,
    by_when: date | None = None,
    euros: Decimal | None = None,
    paid_by: str = "",
    actor: Actor,
) -> IdeaStep:
    """A step of the plan. Raises IdeaIsOver."""
    idea = own_idea(idea_id, actor)
    step = IdeaStep(idea=idea, words=words, who=who, by_when=by_when, euros=euros, paid_by=paid_by)
    step.full_clean()
    step.save(force_insert=True)
    audit.record("idea.step_added", idea, actor=actor)
    return step


@transaction.atomic
def tick_step(step_id: uuid.UUID, *, actor: Actor) -> IdeaStep:
    """The step is done today; ticked again, it is open again."""
    step = IdeaStep.objects.filter(pk=step_id).first()
    if step is None:
        raise NotForYou
    idea = own_idea(step.idea_id, actor)
    step.done_on = None if step.done_on else clock.today()
    step.save(update_fields=["done_on"])
    audit.record("idea.step_ticked", idea, actor=actor)
    return step


@transaction.atomic
def move_idea(idea_id: uuid.UUID, *, state: str, outcome: str = "", actor: Actor) -> Idea:
    """Make it a plan, or end it and say how. Raises IdeaCannotMove, PlanHasNoSteps, SayWhatCameOfIt."""
    idea = own_idea(idea_id, actor, ended=True)
    asked = IdeaState(state)
    if asked not in IDEA_NEXT[IdeaState(idea.state)]:
        raise IdeaCannotMove
    if asked == IdeaState.PLANNED and not idea.steps.exists():
        raise PlanHasNoSteps
    if asked not in OPEN and not outcome.strip():
        raise SayWhatCameOfIt
    idea.state, idea.outcome = asked, outcome.strip() if asked not in OPEN else ""
    idea.full_clean()
    idea.save(update_fields=["state", "outcome"])
    audit.record("idea.moved", idea, actor=actor, reason=state)
    return idea


@transaction.atomic
def join_idea(idea_id: uuid.UUID, *, words: str, actor: Actor) -> IdeaPartner:
    """The own organisation says that it joins, and with what. Raises IdeaIsOver, OwnIdea, AlreadyJoined."""
    idea = Idea.objects.select_for_update(of=("self",)).filter(pk=idea_id).first()
    if idea is None or not writes_ideas(actor):
        raise NotForYou
    if idea.state not in OPEN:
        raise IdeaIsOver
    if idea.organisation_id == actor.organisation_key:
        raise OwnIdea
    if idea.partners.filter(organisation_id=actor.organisation_key).exists():
        raise AlreadyJoined
    partner = IdeaPartner(
        idea=idea,
        organisation_id=actor.organisation_key,
        words=words,
        since=clock.today(),
        by_id=actor.membership_key,
    )
    partner.full_clean()
    partner.save(force_insert=True)
    audit.record("idea.joined", idea, actor=actor)
    return partner


def own_idea(idea_id: uuid.UUID, actor: Actor, *, ended: bool = False) -> Idea:
    """The idea, locked, for those of the organisation that had it; `ended`: also when it has ended."""
    idea = Idea.objects.select_for_update(of=("self",)).filter(pk=idea_id).first()
    if idea is None or not keeps_idea(actor, idea.organisation_id):
        raise NotForYou
    if idea.state not in OPEN and not ended:
        raise IdeaIsOver
    return idea


@transaction.atomic
def leave_idea(idea_id: uuid.UUID, *, actor: Actor) -> None:
    """The own organisation no longer joins; what it said goes with it. Raises NotForYou."""
    idea = Idea.objects.select_for_update(of=("self",)).filter(pk=idea_id).first()
    if idea is None or not writes_ideas(actor):
        raise NotForYou
    partner = idea.partners.filter(organisation_id=actor.organisation_key).first()
    if partner is None:
        raise NotForYou
    audit.record("idea.left", idea, actor=actor)
    partner.delete()
