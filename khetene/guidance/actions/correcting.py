"""Correcting what many read: what stood there is kept with who changed it, and its words can be deleted for good."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from khetene.directory.search import folded
from khetene.guidance.actions.ideas import own_idea
from khetene.guidance.actions.work import locked_action
from khetene.guidance.correction import correction_of
from khetene.guidance.enums import ASKING
from khetene.guidance.errors import NothingToAsk, RepeatsItself, SayWhatCameOfIt, ServesNothing
from khetene.guidance.models import (
    Action,
    ActionNote,
    EarlierWords,
    Idea,
    IdeaStep,
    PracticeChange,
    Statement,
    StatementTheme,
    Step,
)
from khetene.guidance.rules import (
    answers_for,
    corrects_statement,
    says_repetition,
    wipes_change,
    wipes_earlier,
    wipes_said_by,
)
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.ids import made_at
from khetene.kernel.wiping import wipe
from khetene.territory.models import Territory

Corrected = Statement | Idea | Action


def _change(thing: Corrected | IdeaStep, values: dict[str, Any]) -> dict[str, Any]:
    """Write the values; which words stood there before, by field."""
    before = {name: getattr(thing, name) for name in values if getattr(thing, name) != values[name]}
    for name, value in values.items():
        setattr(thing, name, value)
    thing.full_clean()
    thing.save()
    return _as_kept(before)


def _as_kept(said: dict[str, Any]) -> dict[str, Any]:
    """As JSON keeps it."""
    return {name: str(value) if isinstance(value, date | Decimal) else value for name, value in said.items()}


def _keep(about: Corrected, before: dict[str, Any], actor: Actor) -> None:
    """What had words before is history; what was empty was no word of anybody."""
    kept = {name: words for name, words in before.items() if words not in ("", None, [])}
    if kept:
        field = about._meta.model_name
        EarlierWords.objects.create(**{str(field): about}, what=kept, at=clock.now(), by_id=actor.membership_key)


@transaction.atomic
def correct_idea(
    idea_id: uuid.UUID,
    *,
    title: str,
    words: str,
    themes: Sequence[str],
    looks_for: str = "",
    outcome: str | None = None,
    actor: Actor,
) -> Idea:
    """The organisation that had it says it anew, also what came of it once it has ended. Raises SayWhatCameOfIt."""
    idea = own_idea(idea_id, actor, ended=True)
    values = {"title": title, "words": words, "themes": list(themes), "looks_for": looks_for}
    if outcome is not None and idea.outcome:
        if not outcome.strip():
            raise SayWhatCameOfIt
        values["outcome"] = outcome.strip()
    _keep(idea, _change(idea, values), actor)
    audit.record("idea.corrected", idea, actor=actor)
    return idea


@transaction.atomic
def correct_step(
    step_id: uuid.UUID,
    *,
    words: str,
    who: str,
    by_when: date | None = None,
    euros: Decimal | None = None,
    paid_by: str = "",
    actor: Actor,
) -> IdeaStep:
    """Say a step of the plan anew."""
    step, idea = _own_step(step_id, actor)
    values = {"words": words, "who": who, "by_when": by_when, "euros": euros, "paid_by": paid_by}
    before = _change(step, values)
    _keep(idea, {f"step_{name}": said for name, said in before.items()}, actor)
    audit.record("idea.step_corrected", idea, actor=actor)
    return step


@transaction.atomic
def remove_step(step_id: uuid.UUID, *, actor: Actor) -> Idea:
    """Take a step out of the plan; what it said becomes history."""
    step, idea = _own_step(step_id, actor)
    said = {name: getattr(step, name) for name in ("words", "who", "by_when", "euros", "paid_by")}
    _keep(idea, {f"step_{name}": value for name, value in _as_kept(said).items()}, actor)
    step.delete()
    audit.record("idea.step_removed", idea, actor=actor)
    return idea


def _own_step(step_id: uuid.UUID, actor: Actor) -> tuple[IdeaStep, Idea]:
    step = IdeaStep.objects.filter(pk=step_id).first()
    if step is None:
        raise NotForYou
    return step, own_idea(step.idea_id, actor, ended=True)


@transaction.atomic
def correct_action(
    action_id: uuid.UUID, *, title: str, words: str, statement_ids: Sequence[uuid.UUID], actor: Actor
) -> Action:
    """Its organisation says anew what it does and for which recommendations. Raises ServesNothing."""
    action = locked_action(action_id)
    if not answers_for(actor, action.organisation_id):
        raise NotForYou
    served = list(Statement.objects.filter(pk__in=statement_ids, kind__in=ASKING).order_by("pk"))
    if not served:
        raise ServesNothing
    _keep(action, _change(action, {"title": title, "words": words}), actor)
    action.statements.set(served)
    audit.record("action.corrected", action, actor=actor)
    return action


@transaction.atomic
def correct_statement(
    statement_id: uuid.UUID, *, themes: Sequence[str], place_ids: Sequence[uuid.UUID], actor: Actor, **said: Any
) -> Statement:
    """What was recorded here is put right, also whether everybody may read it. Raises NothingToAsk.

    Whose words in a document were changed no longer stand there word for word.
    """
    statement = _locked_statement(statement_id, actor)
    if said.get("kind", statement.kind) not in ASKING and statement.addressings.exists():
        raise NothingToAsk(field="kind")
    if statement.source_id and said.get("words", statement.words) != statement.words:
        said["verbatim"] = False
    if "said_on" in said:
        said["year"] = _year_of(statement, said["said_on"])
    said["folded"] = folded(said.get("words", statement.words))[:4000]
    before = _change(statement, said)
    _keep(statement, {name: before[name] for name in ("words", "occasion", "said_by") if name in before}, actor)
    statement.themes.exclude(theme__in=themes).delete()
    for theme in themes:
        StatementTheme.objects.get_or_create(statement=statement, theme=theme)
    statement.places.set(Territory.objects.filter(pk__in=place_ids))
    audit.record("statement.corrected", statement, actor=actor)
    return statement


def _year_of(statement: Statement, said_on: date | None) -> int:
    """Of the day on which it was said; where nobody knows it, of its document, else of the recording here."""
    if said_on is not None:
        return said_on.year
    return statement.source.year if statement.source else clock.day_of(made_at(statement.pk)).year


@transaction.atomic
def repeat(statement_id: uuid.UUID, *, same_as_id: uuid.UUID | None, actor: Actor) -> Statement:
    """Say that the same was said before, or that it was not. Raises RepeatsItself for a circle."""
    statement = _locked_statement(statement_id, actor, may=says_repetition)
    earlier = Statement.objects.filter(pk=same_as_id).first() if same_as_id else None
    if same_as_id and earlier is None:
        raise NotForYou
    seen: Statement | None = earlier
    while seen is not None:
        if seen.pk == statement.pk:
            raise RepeatsItself
        seen = seen.same_as
    if statement.recorded_by_id is None:
        _note_repetition(statement, earlier)
    statement.same_as = earlier
    statement.save(update_fields=["same_as", "correction"])
    audit.record("statement.repeats" if earlier else "statement.repeats_nothing", statement, actor=actor)
    return statement


def _note_repetition(statement: Statement, earlier: Statement | None) -> None:
    """Loading country data again leaves it as people said."""
    correction = correction_of(statement.correction)
    before = statement.same_as.slug if statement.same_as else None
    correction.note("same_as", now=before, given=earlier.slug if earlier else None)
    statement.correction = correction.as_kept()


def _locked_statement(
    statement_id: uuid.UUID, actor: Actor, may: Callable[[Actor, Statement], bool] = corrects_statement
) -> Statement:
    statement = Statement.objects.select_for_update(of=("self",)).filter(pk=statement_id).first()
    if statement is None or not may(actor, statement):
        raise NotForYou
    return statement


@transaction.atomic
def wipe_earlier(earlier_id: uuid.UUID, *, actor: Actor) -> None:
    """Delete for good what stood in something before it was corrected."""
    found = EarlierWords.objects.select_for_update(of=("self",)).filter(pk=earlier_id).first()
    if found is None or not wipes_earlier(actor, found):
        raise NotForYou
    _wipe_reason(found)
    for one in (*_where_it_was_joined(found), found):
        wipe(one, verb="earlier_words.wiped", actor=actor, what={})


def _where_it_was_joined(found: EarlierWords) -> list[EarlierWords]:
    """The history of another record tells what this one said when both were found to be one statement."""
    words = found.what.get("words")
    rows = EarlierWords.objects.select_for_update(of=("self",)).filter(statement__isnull=False, wiped_at=None)
    return list(rows.filter(what__one_with=words).order_by("pk")) if found.statement_id and words else []


def _wipe_reason(found: EarlierWords) -> None:
    """The reason of the last correction also stands in the note that everybody reads."""
    reason, statement = found.what.get("reason"), found.statement
    correction = correction_of(statement.correction if statement is not None else None)
    if statement is not None and reason and correction.reason == reason:
        correction.reason = ""
        statement.correction = correction.as_kept()
        statement.save(update_fields=["correction"])


@transaction.atomic
def wipe_note(note_id: uuid.UUID, *, actor: Actor) -> None:
    """Delete for good what somebody said about an action: those who said it, and the coordinator, who keeps the register."""
    note = ActionNote.objects.select_related("action").filter(pk=note_id).first()
    if note is None or not wipes_said_by(actor, note.action.organisation_id):
        raise NotForYou
    wipe(note, verb="action_note.wiped", actor=actor, words="", evidence="")


@transaction.atomic
def wipe_answer(answer_id: uuid.UUID, *, actor: Actor) -> None:
    """Delete for good the words of an answer; that it was given stays."""
    step = Step.objects.select_related("addressing").filter(pk=answer_id).first()
    if step is None or not wipes_said_by(actor, step.addressing.organisation_id):
        raise NotForYou
    wipe(step, verb="answer.wiped", actor=actor, words="", evidence="")


@transaction.atomic
def wipe_change(change_id: uuid.UUID, *, actor: Actor) -> None:
    """Delete for good what stood in a practice before, and what was said when it was given back."""
    change = PracticeChange.objects.select_related("practice").filter(pk=change_id).first()
    if change is None or not wipes_change(actor, change.practice):
        raise NotForYou
    wipe(change, verb="practice_change.wiped", actor=actor, before={}, words="")
