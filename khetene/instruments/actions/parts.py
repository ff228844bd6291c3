"""Asking people by field, their whole answer or none, reminders, and words of an answer deleted for good."""

from __future__ import annotations

import json
import uuid

from django.db import transaction

from khetene.instruments.actions._shared import locked, new_link
from khetene.instruments.actions.opening import hold_contributions
from khetene.instruments.enums import PartState, Purpose
from khetene.instruments.errors import (
    AlreadyAnswered,
    DoesNotFit,
    EvaluationIsClosed,
    HowToReach,
    LastDayIsOver,
    NotAskedThere,
    SayForWhom,
)
from khetene.instruments.links import part_of
from khetene.instruments.models import Answer, Part
from khetene.instruments.questionnaire import Answers, from_dict, problems
from khetene.instruments.rules import answers_come, keeps
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor, Doer, System
from khetene.kernel.errors import NotForYou
from khetene.kernel.wiping import wipe


@transaction.atomic
def ask_part(
    evaluation_id: uuid.UUID,
    *,
    field: str,
    name: str,
    email: str = "",
    language: str = "lv",
    answers_for: str = "",
    instead_of: uuid.UUID | None = None,
    actor: Actor,
) -> tuple[Part, str]:
    """Ask somebody about one field; the part and the token of their link, which is told once.

    `instead_of` is the part of whoever said that it is not their field. Raises EvaluationIsClosed, LastDayIsOver, NotAskedThere,
    SayForWhom.
    """
    evaluation = locked(evaluation_id, actor)
    if not answers_come(evaluation):
        raise LastDayIsOver
    if not name.strip() and not email.strip():
        raise HowToReach
    if evaluation.purpose == Purpose.OVERVIEW and not answers_for.strip():
        raise SayForWhom
    if field not in from_dict(evaluation.version.content).domains():
        raise NotAskedThere
    before = None
    if instead_of:
        before = evaluation.parts.filter(pk=instead_of, state=PartState.PASSED_ON, continued_by=None).first()
        if before is None:
            raise AlreadyAnswered
    part = Part(
        evaluation=evaluation,
        field=field,
        name=name.strip(),
        email=email.strip(),
        answers_for=answers_for.strip(),
        language=language,
        asked_on=clock.today(),
        instead_of=before,
    )
    part.full_clean()
    part.save(force_insert=True)
    audit.record("evaluation.asked", part, actor=actor)
    return part, new_link(part)


@transaction.atomic
def remind(part_id: uuid.UUID, *, actor: Actor) -> tuple[Part, str]:
    """A further link for somebody who has not answered; the earlier ones still open. Raises AlreadyAnswered, LastDayIsOver."""
    part = _part(part_id)
    if not keeps(actor, part.evaluation):
        raise NotForYou
    _refuse_over(part)
    if not answers_come(part.evaluation):
        raise LastDayIsOver
    part.reminded_on = clock.today()
    part.save(update_fields=["reminded_on"])
    audit.record("evaluation.reminded", part, actor=actor)
    return part, new_link(part)


@transaction.atomic
def answer_part(token: str, *, answers: Answers) -> Part:
    """Somebody answers their part behind their link. Raises LinkIsOver, AlreadyAnswered, DoesNotFit."""
    part = part_of(token, to_write=True)
    return _keep_answer(part, answers, _somebody_with_the_link(part))


@transaction.atomic
def enter_answer(part_id: uuid.UUID, *, answers: Answers, actor: Actor) -> Part:
    """What somebody wrote on paper or said is entered by those who keep the evaluation. Raises as `answer_part`."""
    part = _part(part_id)
    if not keeps(actor, part.evaluation):
        raise NotForYou
    part.on_paper = True
    return _keep_answer(part, answers, actor)


def _keep_answer(part: Part, answers: Answers, actor: Doer) -> Part:
    _refuse_over(part)
    asked = from_dict(part.evaluation.version.content).for_domain(part.field)
    if found := problems(asked, answers):
        raise DoesNotFit(found)
    kept = json.dumps(asked.relevant_answers(answers), ensure_ascii=False)
    Answer(part=part, content=kept).save(force_insert=True)
    part.state, part.answered_at = PartState.ANSWERED, clock.now()
    part.save(update_fields=["state", "answered_at", "on_paper"])
    audit.record("evaluation.answered", part, actor=actor, silo=part.evaluation.organisation_id)
    return part


@transaction.atomic
def pass_on(token: str, *, name: str, email: str = "") -> Part:
    """Not my field, ask …: whoever keeps the evaluation asks that person. Raises HowToReach, LinkIsOver."""
    part = part_of(token, to_write=True)
    _refuse_over(part)
    if not name.strip() and not email.strip():
        raise HowToReach
    part.state, part.ask_instead, part.ask_instead_email = PartState.PASSED_ON, name.strip(), email.strip()
    part.full_clean()
    part.save(update_fields=["state", "ask_instead", "ask_instead_email"])
    actor = _somebody_with_the_link(part)
    audit.record("evaluation.passed_on", part, actor=actor, silo=part.evaluation.organisation_id)
    return part


@transaction.atomic
def wipe_words(part_id: uuid.UUID, question: str, *, actor: Actor) -> Part:
    """Delete for good what was typed as the answer to one question; that it was answered stays. Raises NotForYou."""
    part = _part(part_id)
    if not keeps(actor, part.evaluation):
        raise NotForYou
    hold_contributions(part.evaluation.year, actor=actor)
    answer = Answer.objects.filter(part=part).first()
    if answer is None:
        raise NotForYou
    given = json.loads(answer.content)
    if question in answer.wiped:
        return part
    typed = {item.name for item in from_dict(part.evaluation.version.content).questions() if item.is_typed}
    if question not in typed & given.keys():
        raise NotForYou
    del given[question]
    left = {"content": json.dumps(given, ensure_ascii=False), "wiped": [*answer.wiped, question]}
    wipe(answer, verb="evaluation.words_wiped", actor=actor, silo=part.evaluation.organisation_id, **left)
    return part


def _refuse_over(part: Part) -> None:
    """Those who keep it may enter a paper that came late, until they close it."""
    if part.evaluation.closed_on:
        raise EvaluationIsClosed
    if part.state != PartState.ASKED:
        raise AlreadyAnswered


def _somebody_with_the_link(part: Part) -> System:
    return System("evaluation-link", part.evaluation.organisation_id)


def _part(part_id: uuid.UUID) -> Part:
    rows = Part.objects.select_related("evaluation__version", "evaluation__territory", "evaluation__post__user")
    part = rows.select_for_update(of=("self",)).filter(pk=part_id).first()
    if part is None:
        raise NotForYou
    return part
