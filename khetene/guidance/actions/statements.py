"""Recording what was said, asking organisations, answering and confirming."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from khetene.directory.search import folded
from khetene.gatherings.enums import MaterialLanguage
from khetene.guidance.enums import ADDRESSEE_NEXT, ASKING, COORDINATOR_NEXT, WANTS_WORDS, Answer
from khetene.guidance.errors import (
    AlreadyAsked,
    AnsweredThere,
    DayHasPassed,
    NothingToAsk,
    StepNotPossible,
    WordsNeeded,
)
from khetene.guidance.models import Addressing, Statement, StatementTheme, Step
from khetene.guidance.rules import answers_for, keeps_the_register
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.ids import new_key
from khetene.territory.models import Territory


@transaction.atomic
def record_statement(*, actor: Actor, **said: Any) -> Statement:
    """Keep one thing as it was said; who said it is a capacity ("a mediator"), never a name.

    A participant who did not agree to be named by capacity is "a participant" and nothing more.
    """
    return kept_statement(actor=actor, **said)


def kept_statement(
    *,
    kind: str,
    words: str,
    themes: Sequence[str],
    occasion: str = "",
    said_on: date | None = None,
    said_by: str = "",
    may_attribute: bool = False,
    place_ids: Sequence[uuid.UUID] = (),
    source_id: uuid.UUID | None = None,
    place_in_source: str = "",
    language: str = MaterialLanguage.LATVIAN,
    same_as_id: uuid.UUID | None = None,
    gathering_id: uuid.UUID | None = None,
    paragraph: int | None = None,
    is_public: bool = False,
    actor: Actor,
) -> Statement:
    """The statement with all its parts, inside the transaction of the action that keeps it."""
    if not keeps_the_register(actor):
        raise NotForYou
    statement = Statement(
        slug=f"k-{new_key().hex[-12:]}",
        kind=kind,
        words=words,
        verbatim=True,
        language=language,
        source_id=source_id,
        place_in_source=place_in_source,
        occasion=occasion,
        said_on=said_on,
        said_by=said_by,
        may_attribute=may_attribute,
        year=(said_on or clock.today()).year,
        same_as_id=same_as_id,
        gathering_id=gathering_id,
        paragraph=paragraph,
        is_public=is_public,
        folded=folded(words)[:4000],
        recorded_by_id=actor.membership_key,
    )
    statement.full_clean()
    statement.save(force_insert=True)
    for theme in themes:
        StatementTheme.objects.create(statement=statement, theme=theme)
    statement.places.set(Territory.objects.filter(pk__in=place_ids))
    audit.record("statement.recorded", statement, actor=actor)
    return statement


def answered_here(statement_ids: Sequence[uuid.UUID]) -> list[Statement]:
    """Statements that are asked about, locked against being joined meanwhile. Raises AnsweredThere for one that was joined."""
    rows = Statement.objects.select_for_update(of=("self",)).filter(pk__in=statement_ids)
    found = list(rows.order_by("pk"))
    if any(row.one_with_id for row in found):
        raise AnsweredThere
    return found


@transaction.atomic
def ask_organisations(
    statement_id: uuid.UUID, *, organisation_ids: Sequence[uuid.UUID], due_on: date, actor: Actor
) -> list[Addressing]:
    """Ask each organisation to answer by a day. Raises AlreadyAsked, AnsweredThere, DayHasPassed, NothingToAsk."""
    found = answered_here([statement_id])
    if not found or not keeps_the_register(actor):
        raise NotForYou
    (statement,) = found
    if statement.kind not in ASKING:
        raise NothingToAsk
    if due_on < clock.today():
        raise DayHasPassed
    return [_ask(statement, key, due_on, actor) for key in dict.fromkeys(organisation_ids)]


def _ask(statement: Statement, organisation_id: uuid.UUID, due_on: date, actor: Actor) -> Addressing:
    """An organisation that the document itself addressed is asked now; one that was asked before is not asked again."""
    addressing = Addressing.objects.filter(statement=statement, organisation_id=organisation_id).first()
    if addressing and addressing.asked_on:
        raise AlreadyAsked
    addressing = addressing or Addressing(statement=statement, organisation_id=organisation_id)
    addressing.asked_on, addressing.due_on = clock.today(), due_on
    addressing.full_clean(validate_unique=False, validate_constraints=False)
    addressing.save()
    audit.record("recommendation.asked", addressing, actor=actor)
    return addressing


@transaction.atomic
def answer(
    addressing_id: uuid.UUID,
    *,
    answer: str,
    words: str = "",
    evidence: str = "",
    responsible: str = "",
    due_on: date | None = None,
    actor: Actor,
) -> Step:
    """The addressee says where it stands. Raises AnsweredThere, StepNotPossible, WordsNeeded."""
    there = Addressing.objects.filter(pk=addressing_id).first()
    if there is None or not answers_for(actor, there.organisation_id):
        raise NotForYou
    answered_here([there.statement_id])
    addressing = _locked(addressing_id)
    step = _take_step(addressing, Answer(answer), words, evidence, actor, coordinator=False)
    addressing.responsible = responsible or addressing.responsible
    addressing.due_on = due_on or addressing.due_on
    addressing.save(update_fields=["responsible", "due_on"])
    audit.record("recommendation.answered", addressing, actor=actor, reason=answer)
    return step


@transaction.atomic
def decide(addressing_id: uuid.UUID, *, answer: str, words: str = "", evidence: str = "", actor: Actor) -> Step:
    """The coordinator confirms, opens again or replaces. Raises StepNotPossible, WordsNeeded."""
    addressing = _locked(addressing_id)
    if not keeps_the_register(actor):
        raise NotForYou
    step = _take_step(addressing, Answer(answer), words, evidence, actor, coordinator=True)
    audit.record("recommendation.decided", addressing, actor=actor, reason=answer)
    return step


def _locked(addressing_id: uuid.UUID) -> Addressing:
    rows = Addressing.objects.select_for_update(of=("self",)).filter(pk=addressing_id, organisation__isnull=False)
    addressing = rows.first()
    if addressing is None:
        raise NotForYou
    return addressing


def _take_step(
    addressing: Addressing, answer: Answer, words: str, evidence: str, actor: Actor, *, coordinator: bool
) -> Step:
    following = (COORDINATOR_NEXT if coordinator else ADDRESSEE_NEXT)[Answer(addressing.answer)]
    stays = answer == addressing.answer and not coordinator and answer != Answer.ASKED
    if answer not in following and not stays:
        raise StepNotPossible
    if (answer in WANTS_WORDS or stays) and not words.strip():
        raise WordsNeeded
    step = Step(
        addressing=addressing,
        answer=answer,
        words=words,
        evidence=evidence,
        on=clock.today(),
        at=clock.now(),
        by_id=actor.membership_key,
        by_coordinator=coordinator,
    )
    step.full_clean()
    step.save(force_insert=True)
    addressing.answer, addressing.answered_on = answer, clock.today()
    addressing.save(update_fields=["answer", "answered_on"])
    return step
