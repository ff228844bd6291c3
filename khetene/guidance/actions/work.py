"""Taking an action on, saying how far it is, joining it with recommendations, and confirming that it is done."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from khetene.guidance.actions.statements import answered_here
from khetene.guidance.enums import (
    ACTION_COORDINATOR_NEXT,
    ACTION_OWNER_NEXT,
    ACTION_WANTS_WORDS,
    ASKING,
    ActionState,
)
from khetene.guidance.errors import ActionCannotMove, DayHasPassed, ServesNothing, WordsNeeded
from khetene.guidance.models import Action, ActionNote, SourceDocument
from khetene.guidance.rules import answers_for, answers_for_an_organisation, keeps_the_register
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


@transaction.atomic
def take_on(
    *,
    title: str,
    statement_ids: Sequence[uuid.UUID],
    responsible: str,
    due_on: date,
    words: str = "",
    guideline_id: uuid.UUID | None = None,
    place_in_guideline: str = "",
    actor: Actor,
) -> Action:
    """The own organisation says what it will do about recommendations and by when.

    Raises ServesNothing, AnsweredThere, DayHasPassed.
    """
    if not answers_for_an_organisation(actor):
        raise NotForYou
    if due_on < clock.today():
        raise DayHasPassed
    served = [row for row in answered_here(statement_ids) if row.kind in ASKING]
    if not served:
        raise ServesNothing
    if guideline_id and not SourceDocument.objects.guidelines().filter(pk=guideline_id).exists():
        raise NotForYou
    action = Action(
        title=title,
        words=words,
        organisation_id=actor.organisation_key,
        responsible=responsible,
        due_on=due_on,
        guideline_id=guideline_id,
        place_in_guideline=place_in_guideline,
        kept_by_id=actor.membership_key,
    )
    action.full_clean()
    action.save(force_insert=True)
    action.statements.set(served)
    _note(action, words, "", actor, coordinator=False)
    audit.record("action.taken_on", action, actor=actor)
    return action


@transaction.atomic
def serve(action_id: uuid.UUID, *, statement_id: uuid.UUID, actor: Actor) -> None:
    """The same action serves another recommendation too. Raises AnsweredThere; ServesNothing for what asks nobody to act."""
    action = locked_action(action_id)
    if not (answers_for(actor, action.organisation_id) or keeps_the_register(actor)):
        raise NotForYou
    served = [row for row in answered_here([statement_id]) if row.kind in ASKING]
    if not served:
        raise ServesNothing
    action.statements.add(*served)
    audit.record("action.serves", action, actor=actor)


@transaction.atomic
def report(
    action_id: uuid.UUID,
    *,
    state: str,
    words: str = "",
    evidence: str = "",
    responsible: str = "",
    due_on: date | None = None,
    actor: Actor,
) -> ActionNote:
    """Its organisation says how far it is; a new day says why. Raises ActionCannotMove, WordsNeeded, DayHasPassed."""
    action = locked_action(action_id)
    if not answers_for(actor, action.organisation_id):
        raise NotForYou
    day = due_on or action.due_on
    moved = day != action.due_on
    if moved and day < clock.today():
        raise DayHasPassed
    now, asked = ActionState(action.state), ActionState(state)
    stays = now == asked and now not in (ActionState.CONFIRMED, ActionState.DROPPED)
    if asked not in ACTION_OWNER_NEXT[now] and not stays:
        raise ActionCannotMove
    if (asked in ACTION_WANTS_WORDS or stays or moved) and not words.strip():
        raise WordsNeeded
    action.state, action.due_on = asked, day
    action.responsible, action.kept_by_id = responsible or action.responsible, actor.membership_key
    action.full_clean()
    action.save()
    audit.record("action.reported", action, actor=actor, reason=state)
    return _note(action, words, evidence, actor, coordinator=False)


@transaction.atomic
def verify(action_id: uuid.UUID, *, state: str, words: str = "", evidence: str = "", actor: Actor) -> ActionNote:
    """The coordinator confirms what its organisation calls done, or opens it again and says why."""
    action = locked_action(action_id)
    if not keeps_the_register(actor):
        raise NotForYou
    asked = ActionState(state)
    if asked not in ACTION_COORDINATOR_NEXT[ActionState(action.state)]:
        raise ActionCannotMove
    if asked != ActionState.CONFIRMED and not words.strip():
        raise WordsNeeded
    action.state = asked
    action.save(update_fields=["state"])
    audit.record("action.verified", action, actor=actor, reason=state)
    return _note(action, words, evidence, actor, coordinator=True)


def locked_action(action_id: uuid.UUID) -> Action:
    """The action for what is written next. Raises NotForYou when there is none."""
    action = Action.objects.select_for_update(of=("self",)).filter(pk=action_id).first()
    if action is None:
        raise NotForYou
    return action


def _note(action: Action, words: str, evidence: str, actor: Actor, *, coordinator: bool) -> ActionNote:
    note = ActionNote(
        action=action,
        state=action.state,
        words=words,
        evidence=evidence,
        due_on=action.due_on,
        at=clock.now(),
        by_id=actor.membership_key,
        by_coordinator=coordinator,
    )
    note.full_clean()
    note.save(force_insert=True)
    return note
