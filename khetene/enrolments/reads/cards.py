"""The profile card and the mid-term evaluation of a participation, each read with the questions of its own version."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from khetene.enrolments.models import Enrolment, MidtermEvaluation, ProfileCard
from khetene.instruments import reads as instruments
from khetene.instruments.questionnaire import Questionnaire, shown


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One question with its answer; a heading has no answer."""

    label: str
    words: str
    heading: bool


@dataclass(frozen=True, slots=True)
class FilledFormShown:
    """One filled-in card or evaluation."""

    id: uuid.UUID
    title: str
    number: int
    filled_on: date
    recorded_by: str
    said: list[SaidLine]
    older: list[tuple[date, str]]


def card_of(enrolment: Enrolment) -> FilledFormShown | None:
    """The newest card, and when older ones were filled in; None while there is none."""
    return _newest(ProfileCard.objects.filter(enrolment=enrolment))


def midterm_of(enrolment: Enrolment) -> FilledFormShown | None:
    """The newest mid-term evaluation, read in the same way."""
    return _newest(MidtermEvaluation.objects.filter(enrolment=enrolment))


def _newest(filled: QuerySet[Any]) -> FilledFormShown | None:
    kept = list(filled.select_related("recorded_by__user").order_by("-recorded_at", "-id"))
    if not kept:
        return None
    newest, older = kept[0], kept[1:]
    asked = instruments.version(newest.version_id)
    return FilledFormShown(
        newest.pk,
        str(asked.questions.title),
        asked.number,
        newest.filled_on,
        newest.recorded_by.user.name,
        _said(asked.questions, json.loads(newest.answers)),
        [(row.filled_on, row.recorded_by.user.name) for row in older],
    )


def _said(asked: Questionnaire, answers: dict[str, str]) -> list[SaidLine]:
    return [
        SaidLine(str(item.label), shown(item, answers.get(item.name, "")), heading=not item.is_question)
        for item in asked.relevant_items(answers)
    ]


def card_answers(enrolment: Enrolment) -> dict[str, str]:
    """What the newest card said, to begin the next one with."""
    row = ProfileCard.objects.newest_of(enrolment)
    found: dict[str, str] = json.loads(row.answers) if row else {}
    return found
