"""An answer comes in: whole or not at all, once, and without names into the box."""

from __future__ import annotations

import json
import random

from django.db import transaction

from khetene.instruments.errors import DoesNotFit
from khetene.instruments.questionnaire import Answers, from_dict, problems
from khetene.kernel import audit
from khetene.kernel.actor import System
from khetene.surveys.enums import GroupedBy
from khetene.surveys.errors import AnsweredAlready
from khetene.surveys.links import asked_by
from khetene.surveys.models import Answer, Asked, Box, Survey

_SHUFFLE = random.SystemRandom()


@transaction.atomic
def give_answer(token: str, *, answers: Answers) -> Survey:
    """The holder of the link answers. Raises LinkIsOver, AnsweredAlready, DoesNotFit.

    Without names the audit trail says that the survey got an answer, and not from whom.
    """
    asked = asked_by(token, to_write=True)
    survey = asked.survey
    if asked.answered:
        raise AnsweredAlready
    questions = from_dict(survey.version.content)
    if found := problems(questions, answers):
        raise DoesNotFit(found)
    kept = questions.relevant_answers(answers)
    if survey.is_anonymous:
        _into_the_box(survey, {"group": _group(asked), "said": kept})
    else:
        Answer(asked=asked, content=json.dumps(kept, ensure_ascii=False)).save(force_insert=True)
    asked.answered = True
    asked.save(update_fields=["answered"])
    thing = survey if survey.is_anonymous else asked
    audit.record("survey.answered", thing, actor=System("survey-link", survey.organisation_id))
    return survey


def _into_the_box(survey: Survey, paper: dict[str, object]) -> None:
    """Everything is written anew in another order, so that the last one in does not lie on top."""
    box = Box.objects.select_for_update(of=("self",)).get(survey=survey)
    papers = [*json.loads(box.content), paper]
    _SHUFFLE.shuffle(papers)
    box.content = json.dumps(papers, ensure_ascii=False)
    box.save(update_fields=["content"])


def _group(asked: Asked) -> str:
    """What was announced to be kept beside an answer, and only where enough people are asked to hide among."""
    survey = asked.survey
    if survey.grouped_by == GroupedBy.NOTHING:
        return ""
    field = "sector" if survey.grouped_by == GroupedBy.SECTOR else "place"
    value = str(getattr(asked, field))
    return value if value and survey.asked.filter(**{field: value}).count() >= survey.minimum else ""
