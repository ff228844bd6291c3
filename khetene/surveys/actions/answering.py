"""An answer comes in: whole or not at all, once, and without names into the box."""

from __future__ import annotations

import json
import random
import uuid

from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from khetene.instruments.errors import DoesNotFit
from khetene.instruments.questionnaire import Answers, from_dict, problems
from khetene.kernel import audit
from khetene.kernel.actor import Actor, System
from khetene.kernel.errors import NotForYou
from khetene.surveys.actions.opening import locked
from khetene.surveys.enums import GroupedBy, WhyTakenBack
from khetene.surveys.errors import AnsweredAlready, MoreSheetsThanPeople, NotAGroupOfThisSurvey, SayWhyTakenBack
from khetene.surveys.links import asked_by
from khetene.surveys.models import Answer, Asked, Box, FromPaper, PaperCount, Survey
from khetene.surveys.paper import groups_of, may_be_left_out
from khetene.surveys.rules import keeps

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


@transaction.atomic
def enter_paper(
    survey_id: uuid.UUID, *, answers: Answers, asked_id: uuid.UUID | None = None, group: str = "", actor: Actor
) -> Survey:
    """A sheet is typed in: under the name of who filled it in, or without names into the box, where it is one of many.

    Without names nobody is noted as having answered: who gave a sheet is not known here. What was left out stays out.
    Raises SurveyIsClosed, AnsweredAlready, MoreSheetsThanPeople, NotAGroupOfThisSurvey, DoesNotFit.
    """
    survey = locked(survey_id, actor)
    questions = may_be_left_out(from_dict(survey.version.content))
    if found := problems(questions, answers):
        raise DoesNotFit(found)
    kept = questions.relevant_answers(answers)
    if survey.is_anonymous:
        _sheet_into_the_box(survey, kept, group)
        audit.record("survey.paper_entered", survey, actor=actor)
    else:
        audit.record("survey.paper_entered", _sheet_of(survey, asked_id, kept, actor), actor=actor)
    return survey


@transaction.atomic
def take_back_paper(paper_id: uuid.UUID, *, why: str, actor: Actor) -> uuid.UUID:
    """An answer under a name that was typed from paper goes with its words; the key of its survey.

    Also when the survey is closed: who wants a sheet back need not wait. What a person gave by link stays, because nobody
    but them wrote it, and without names nothing tells which sheet is whose. Raises NotForYou, SayWhyTakenBack.
    """
    paper = FromPaper.objects.select_related("answer__asked__survey").filter(pk=paper_id).first()
    if paper is None or not keeps(actor, paper.answer.asked.survey):
        raise NotForYou
    if why not in WhyTakenBack.values:
        raise SayWhyTakenBack
    asked = Asked.objects.select_for_update(of=("self",)).get(pk=paper.answer.asked_id)
    gone, _types = Answer.objects.filter(asked=asked, paper=paper_id).delete()
    if not gone:
        raise NotForYou
    asked.answered = False
    asked.save(update_fields=["answered"])
    audit.record("survey.paper_taken_back", asked, actor=actor, reason=why)
    return asked.survey_id


def _sheet_of(survey: Survey, asked_id: uuid.UUID | None, kept: Answers, actor: Actor) -> Asked:
    rows = survey.asked.select_for_update(of=("self",))
    asked = rows.filter(pk=asked_id).first() if asked_id else None
    if asked is None:
        raise NotForYou
    if asked.answered:
        raise AnsweredAlready(_("This person has answered already. An answer cannot be given twice."), field="asked_id")
    answer = Answer(asked=asked, content=json.dumps(kept, ensure_ascii=False))
    answer.save(force_insert=True)
    FromPaper(answer=answer, entered_by=actor.membership_key).save(force_insert=True)
    asked.answered = True
    asked.save(update_fields=["answered"])
    found: Asked = asked
    return found


def _sheet_into_the_box(survey: Survey, kept: Answers, group: str) -> None:
    if group and group not in {code for code, _label in groups_of(survey)}:
        raise NotAGroupOfThisSurvey
    sheets = survey.papers.aggregate(all=Sum("number"))["all"] or 0
    if sheets + survey.asked.filter(answered=True).count() >= survey.asked.count():
        raise MoreSheetsThanPeople
    _into_the_box(survey, {"group": group, "said": kept})
    if not survey.papers.filter(group=group).update(number=F("number") + 1):
        PaperCount(survey=survey, group=group, number=1).save(force_insert=True)


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
