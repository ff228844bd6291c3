"""Opening a survey with everybody who is asked, and closing it."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.db.models import Q

from khetene.gatherings import reads as gatherings
from khetene.instruments import reads as instruments
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.surveys.enums import GroupedBy, Moment
from khetene.surveys.errors import (
    EndsTooEarly,
    NobodyToAsk,
    NotASurvey,
    SomebodyWasReached,
    SurveyIsClosed,
    TooFewToStayUnknown,
)
from khetene.surveys.models import MINIMUM, Asked, Box, Survey
from khetene.surveys.people import Whom, of_body, of_gathering
from khetene.surveys.rules import keeps, keeps_surveys


@transaction.atomic
def open_survey(
    *,
    version_id: uuid.UUID,
    is_anonymous: bool,
    closes_on: date,
    gathering_id: uuid.UUID | None = None,
    body_id: uuid.UUID | None = None,
    grouped_by: str = GroupedBy.NOTHING,
    purpose: str = "",
    actor: Actor,
) -> Survey:
    """Ask a body, or those of a gathering: before it all who are expected, after it all who were there.

    Nobody is written to yet. Raises NotForYou (a body that the actor may not read, too), NobodyToAsk,
    TooFewToStayUnknown, EndsTooEarly, NotASurvey.
    """
    if not keeps_surveys(actor):
        raise NotForYou
    if closes_on < clock.today():
        raise EndsTooEarly
    if version_id not in {version.id for version in instruments.surveys()}:
        raise NotASurvey
    moment = _moment(gathering_id, actor)
    people = of_gathering(gathering_id, moment, actor=actor) if gathering_id else of_body(_named(body_id), actor=actor)
    if not people:
        raise NobodyToAsk
    if is_anonymous and len(people) < MINIMUM:
        raise TooFewToStayUnknown(MINIMUM)
    survey = Survey(
        organisation_id=actor.organisation_key,
        version_id=version_id,
        gathering_id=gathering_id,
        body_id=body_id,
        moment=moment,
        purpose=purpose.strip(),
        is_anonymous=is_anonymous,
        grouped_by=grouped_by,
        opened_by_id=actor.membership_key,
        opened_on=clock.today(),
        closes_on=closes_on,
    )
    survey.full_clean()
    survey.save(force_insert=True)
    for one in people:
        put_down(survey, one)
    if is_anonymous:
        Box(survey=survey, content="[]").save(force_insert=True)
    audit.record("survey.opened", survey, actor=actor)
    return survey


def _moment(gathering_id: uuid.UUID | None, actor: Actor) -> Moment:
    if gathering_id is None:
        return Moment.NONE
    return Moment.AFTER if gatherings.gathering(gathering_id, actor=actor).is_over else Moment.BEFORE


def _named(body_id: uuid.UUID | None) -> uuid.UUID:
    if body_id is None:
        raise NobodyToAsk
    return body_id


def put_down(survey: Survey, one: Whom) -> Asked:
    asked = Asked(survey=survey, name=one.name, email=one.email.strip(), sector=one.sector, place=one.place)
    asked.full_clean()
    asked.save(force_insert=True)
    return asked


@transaction.atomic
def close(survey_id: uuid.UUID, *, actor: Actor) -> Survey:
    """No more answers, for good. Raises SurveyIsClosed."""
    survey = locked(survey_id, actor)
    survey.closed_on = clock.today()
    survey.save(update_fields=["closed_on"])
    audit.record("survey.closed", survey, actor=actor)
    return survey


@transaction.atomic
def discard(survey_id: uuid.UUID, *, actor: Actor) -> None:
    """A survey opened by mistake goes with its list, while nobody was reached. Raises SomebodyWasReached, SurveyIsClosed."""
    survey = locked(survey_id, actor)
    if survey.asked.filter(Q(letters__isnull=False) | Q(links__isnull=False) | Q(answered=True)).exists():
        raise SomebodyWasReached
    audit.record("survey.discarded", survey, actor=actor)
    survey.delete()


def locked(survey_id: uuid.UUID, actor: Actor) -> Survey:
    """An open survey of the actor's organisation. Raises NotForYou, SurveyIsClosed."""
    survey = Survey.objects.select_for_update(of=("self",)).filter(pk=survey_id).first()
    if survey is None or not keeps(actor, survey):
        raise NotForYou
    if survey.is_over(clock.today()):
        raise SurveyIsClosed
    return survey
