"""The page behind somebody's link: the questions, and what was promised about the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from khetene.instruments.questionnaire import Questionnaire, from_dict
from khetene.surveys.links import asked_by
from khetene.surveys.words import promises, what_about


@dataclass(frozen=True, slots=True)
class Door:
    """Nothing in it says whose link it is."""

    title: str
    about: str
    organiser: str
    purpose: str
    closes_on: date
    promises: list[str]
    answered: bool
    asked: Questionnaire


def door(token: str) -> Door:
    """Raises LinkIsOver."""
    asked = asked_by(token)
    survey = asked.survey
    questions = from_dict(survey.version.content)
    return Door(
        title=str(questions.title),
        about=what_about(survey),
        organiser=survey.organisation.name,
        purpose=survey.purpose,
        closes_on=survey.closes_on,
        promises=promises(survey),
        answered=asked.answered,
        asked=questions,
    )
