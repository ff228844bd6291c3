"""Evaluations as lists, and one of them with who answered, who passed on and who is silent. Nothing is summed over answers."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Prefetch, Q

from khetene.instruments.enums import Domain, PartState, Purpose
from khetene.instruments.links import BEHIND_A_LINK, part_of
from khetene.instruments.models import Evaluation, Part
from khetene.instruments.questionnaire import Item, Questionnaire, from_dict, shown
from khetene.instruments.rules import answers_come, keeps, keeps_evaluations
from khetene.kernel.actor import Actor
from khetene.kernel.alphabet import in_alphabet
from khetene.kernel.errors import NotForYou


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """`mediator` is empty where it is what a municipality adds to the overview. `is_over`: no link opens any more."""

    id: uuid.UUID
    is_contribution: bool
    territory_id: uuid.UUID
    mediator: str
    organisation: str
    town: str
    year: int
    closes_on: date
    is_closed: bool
    is_over: bool
    asked: int = 0
    answered: int = 0


@dataclass(frozen=True, slots=True)
class PartRow:
    """One asked person. `is_silent` also when the last day went by and nobody closed the evaluation yet."""

    id: uuid.UUID
    field: str
    who: str
    email: str
    answers_for: str
    state: str
    state_label: str
    is_silent: bool
    asked_on: date
    reminded_on: date | None
    answered_at: datetime | None
    on_paper: bool
    ask_instead: str
    ask_instead_email: str
    is_continued: bool


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as it was given; `is_typed` in words of somebody's own, `is_wiped` when these were deleted for good."""

    who: str
    words: str
    part_id: uuid.UUID
    question: str
    is_typed: bool = False
    is_wiped: bool = False


@dataclass(frozen=True, slots=True)
class QuestionJoined:
    """One question with the answers as they were given, each with who gave it."""

    label: str
    said: list[Said]


@dataclass(frozen=True, slots=True)
class FieldJoined:
    """One field: who was asked, what they said, and who is silent."""

    field: str
    label: str
    parts: list[PartRow]
    questions: list[QuestionJoined]

    @property
    def has_answers(self) -> bool:
        return any(part.state == PartState.ANSWERED for part in self.parts)

    @property
    def is_nobodys(self) -> bool:
        """Whoever was asked said that it is not their field."""
        return bool(self.parts) and all(part.state == PartState.PASSED_ON for part in self.parts)


@dataclass(frozen=True, slots=True)
class EvaluationPage:
    row: EvaluationRow
    title: str
    fields: list[FieldJoined]

    @property
    def without_answer(self) -> list[FieldJoined]:
        """Fields of which nothing is known, because nobody was asked or nobody answered."""
        return [field for field in self.fields if not field.has_answers]


@dataclass(frozen=True, slots=True)
class Door:
    """What somebody asked sees: their own field, and nothing of anybody else's."""

    part_id: uuid.UUID
    evaluation_id: uuid.UUID
    asked_by: str
    title: str
    is_contribution: bool
    mediator: str
    town: str
    year: int
    closes_on: date
    field_label: str
    who: str
    state: str
    asked: Questionnaire


def evaluations(*, actor: Actor) -> list[EvaluationRow]:
    """Those of the own organisation, by year, town and name; never by what was answered."""
    if not keeps_evaluations(actor):
        raise NotForYou
    rows = (
        evaluations_of(actor)
        .of_mediation()
        .annotate(
            asked=Count("parts", filter=~Q(parts__state=PartState.PASSED_ON)),
            answered=Count("parts", filter=Q(parts__state=PartState.ANSWERED)),
        )
    )
    found = [_row(one, asked=one.asked, answered=one.answered) for one in rows.order_by("pk")]
    return sorted(found, key=lambda row: (-row.year, in_alphabet(row.town), in_alphabet(row.mediator)))


def evaluations_of(actor: Actor) -> Any:
    """What the actor's organisation keeps, of both purposes."""
    related = ("version", "territory", "post__user", "post__organisation")
    return Evaluation.objects.kept_by(actor.organisation_key).select_related(*related)


def _row(one: Evaluation, **counts: int) -> EvaluationRow:
    return EvaluationRow(
        id=one.pk,
        is_contribution=one.purpose == Purpose.OVERVIEW,
        territory_id=one.territory_id,
        mediator=one.post.user.name if one.post else "",
        organisation=one.post.organisation.name if one.post else "",
        town=one.territory.name,
        year=one.year,
        closes_on=one.closes_on,
        is_closed=one.closed_on is not None,
        is_over=not answers_come(one),
        **counts,
    )


def evaluation(evaluation_id: uuid.UUID, *, actor: Actor) -> EvaluationPage:
    """One evaluation with all its answers. Raises NotForYou."""
    parts = Part.objects.select_related("answer", "continued_by").order_by("asked_on", "pk")
    one = evaluations_of(actor).prefetch_related(Prefetch("parts", parts)).filter(pk=evaluation_id).first()
    if one is None or not keeps(actor, one):
        raise NotForYou
    asked = from_dict(one.version.content)
    by_field: dict[str, list[Part]] = {domain: [] for domain in asked.domains()}
    for part in one.parts.all():
        by_field.setdefault(part.field, []).append(part)
    over = not answers_come(one)
    fields = [_joined(domain, found, asked.for_domain(domain), over=over) for domain, found in by_field.items()]
    counted = [part for found in by_field.values() for part in found]
    row = _row(
        one,
        asked=sum(part.state != PartState.PASSED_ON for part in counted),
        answered=sum(part.state == PartState.ANSWERED for part in counted),
    )
    return EvaluationPage(row, str(asked.title), fields)


def _joined(domain: str, parts: list[Part], asked: Questionnaire, *, over: bool) -> FieldJoined:
    answers = [(part, json.loads(part.answer.content)) for part in parts if part.state == PartState.ANSWERED]
    questions = [
        QuestionJoined(str(item.label), said)
        for item in asked.questions()
        if (said := [_said(item, part, given) for part, given in answers if _is_answered(item, part, given)])
    ]
    return FieldJoined(domain, str(Domain(domain).label), [_part_row(part, over=over) for part in parts], questions)


def _is_answered(item: Item, part: Part, given: dict[str, str]) -> bool:
    return item.name in given or item.name in part.answer.wiped


def _said(item: Item, part: Part, given: dict[str, str]) -> Said:
    is_wiped = item.name in part.answer.wiped
    words = "" if is_wiped else shown(item, given[item.name])
    return Said(part.answers_for or _who(part), words, part.pk, item.name, item.is_typed, is_wiped)


def _who(part: Part) -> str:
    return str(part.name or part.email)


def _part_row(part: Part, *, over: bool) -> PartRow:
    is_silent = part.state == PartState.SILENT or (over and part.state == PartState.ASKED)
    state = PartState.SILENT if is_silent else PartState(part.state)
    return PartRow(
        id=part.pk,
        field=part.field,
        who=_who(part),
        email=part.email,
        answers_for=part.answers_for,
        state=state.value,
        state_label=str(state.label),
        is_silent=is_silent,
        asked_on=part.asked_on,
        reminded_on=part.reminded_on,
        answered_at=part.answered_at,
        on_paper=part.on_paper,
        ask_instead=part.ask_instead,
        ask_instead_email=part.ask_instead_email,
        is_continued=hasattr(part, "continued_by"),
    )


@dataclass(frozen=True, slots=True)
class TypedWords:
    """What was typed as the answer to one question, before it is deleted for good."""

    evaluation_id: uuid.UUID
    town: str
    year: int
    label: str
    words: str


def typed_words(part_id: uuid.UUID, question: str, *, actor: Actor) -> TypedWords:
    """For those who keep the evaluation. Raises NotForYou, also for what is not there any more."""
    rows = Part.objects.select_related("answer", "evaluation__version", "evaluation__territory")
    found = rows.filter(pk=part_id, state=PartState.ANSWERED).first()
    if found is None or not keeps(actor, found.evaluation):
        raise NotForYou
    one = found.evaluation
    given = json.loads(found.answer.content)
    item = next((each for each in from_dict(one.version.content).questions() if each.name == question), None)
    if item is None or not item.is_typed or question not in given:
        raise NotForYou
    return TypedWords(one.pk, one.territory.name, one.year, str(item.label), given[question])


def door(token: str) -> Door:
    """The page behind somebody's link. Raises LinkIsOver."""
    return _door(part_of(token))


def part(part_id: uuid.UUID, *, actor: Actor) -> Door:
    """The same for those who enter what stands on paper. Raises NotForYou."""
    rows = Part.objects.select_related(*BEHIND_A_LINK)
    found = rows.filter(pk=part_id).first()
    if found is None or not keeps(actor, found.evaluation):
        raise NotForYou
    return _door(found)


def _door(part: Part) -> Door:
    one = part.evaluation
    asked = from_dict(one.version.content)
    return Door(
        part_id=part.pk,
        evaluation_id=one.pk,
        asked_by=one.organisation.name,
        title=str(asked.title),
        is_contribution=one.purpose == Purpose.OVERVIEW,
        mediator=one.post.user.name if one.post else "",
        town=one.territory.name,
        year=one.year,
        closes_on=one.closes_on,
        field_label=part.get_field_display(),
        who=_who(part),
        state=part.state,
        asked=asked.for_domain(part.field),
    )


def blank(evaluation_id: uuid.UUID, field: str, *, actor: Actor) -> Questionnaire:
    """The questions of one field, or of all, for a paper form. Raises NotForYou."""
    one = evaluations_of(actor).filter(pk=evaluation_id).first()
    if one is None or not keeps(actor, one):
        raise NotForYou
    asked = from_dict(one.version.content)
    return asked.for_domain(field) if field in asked.domains() else asked
