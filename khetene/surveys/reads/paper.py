"""A survey for paper: what is printed, and for whom a sheet can be typed in."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass

from khetene.instruments.paper import PaperLine
from khetene.instruments.questionnaire import Questionnaire, from_dict, shown
from khetene.kernel.actor import Actor
from khetene.kernel.alphabet import in_alphabet
from khetene.surveys.models import Answer
from khetene.surveys.paper import group_line, groups_of, may_be_left_out, number_after, promises_on_paper
from khetene.surveys.reads.lists import SurveyRow, found, row_of
from khetene.surveys.words import what_about

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`people` have not answered yet (with names); `groups` may stand beside an answer (without names)."""

    row: SurveyRow
    asked: Questionnaire
    told: list[str]
    more: list[PaperLine]
    people: Choices
    groups: Choices


@dataclass(frozen=True, slots=True)
class NamedAnswer:
    """One answer under a name: question by question, in the order of the questionnaire."""

    who: str
    sector: str
    place: str
    on_paper: bool
    words: list[str]


def sheet(survey_id: uuid.UUID, *, actor: Actor) -> Sheet:
    """Raises NotForYou."""
    one = found(survey_id, actor)
    questions = from_dict(one.version.content)
    waiting = [] if one.is_anonymous else [(str(row.pk), row.name) for row in one.asked.filter(answered=False)]
    told = [text for text in (f"{one.organisation.name}. {what_about(one)}", one.purpose) if text]
    return Sheet(
        row=row_of(one),
        asked=may_be_left_out(questions),
        told=[*told, *promises_on_paper(one)],
        more=group_line(one, number_after(questions)),
        people=sorted(waiting, key=lambda choice: (in_alphabet(choice[1]), choice[0])),
        groups=groups_of(one) if one.is_anonymous else [],
    )


def named_answers(survey_id: uuid.UUID, *, actor: Actor) -> tuple[list[str], list[NamedAnswer]]:
    """The questions and every answer under a name; none where no names were announced. Raises NotForYou."""
    one = found(survey_id, actor)
    items = list(from_dict(one.version.content).questions())
    rows = Answer.objects.filter(asked__survey=one).select_related("asked", "paper").order_by("pk")
    answers = []
    for row in rows if not one.is_anonymous else []:
        said, asked = json.loads(row.content), row.asked
        words = [shown(item, said[item.name]) if item.name in said else "" for item in items]
        sector = str(asked.get_sector_display()) if asked.sector else ""
        answers.append(NamedAnswer(asked.name, sector, asked.place, hasattr(row, "paper"), words))
    return [str(item.label) for item in items], sorted(answers, key=lambda answer: in_alphabet(answer.who))
