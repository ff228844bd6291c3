"""Asking one more person, letters, reminders, and links that are handed over in another way."""

from __future__ import annotations

import uuid

from django.db import transaction

from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.enums import LetterState
from khetene.kernel.errors import NotForYou
from khetene.surveys.actions.opening import locked, put_down
from khetene.surveys.errors import AskedAlready, EverybodyIsWrittenTo, NobodyToRemind
from khetene.surveys.links import new_link
from khetene.surveys.models import Asked, Letter
from khetene.surveys.people import Whom
from khetene.surveys.post import send_survey_letters
from khetene.surveys.queue import queue_letters, to_be_asked, to_be_reminded

OPEN_TO_DECISION = (LetterState.UNSURE, LetterState.REFUSED)


@transaction.atomic
def ask(survey_id: uuid.UUID, *, name: str, email: str = "", sector: str = "", place: str = "", actor: Actor) -> Asked:
    """Somebody who stands on no list is asked too. Raises AskedAlready, SurveyIsClosed."""
    survey = locked(survey_id, actor)
    address = email.strip().lower()
    if address and address in {row.email.lower() for row in survey.asked.order_by("pk")}:
        raise AskedAlready
    asked = put_down(survey, Whom(name.strip(), email, sector, place.strip()))
    audit.record("survey.asked", asked, actor=actor)
    return asked


@transaction.atomic
def send_letters(survey_id: uuid.UUID, *, actor: Actor) -> int:
    """Write to everybody who was not written to. How many. Raises EverybodyIsWrittenTo, SurveyIsClosed."""
    survey = locked(survey_id, actor)
    queued = queue_letters(to_be_asked(survey))
    if not queued:
        raise EverybodyIsWrittenTo
    audit.record("survey.letters_sent", survey, actor=actor)
    return queued


@transaction.atomic
def remind(survey_id: uuid.UUID, *, actor: Actor) -> int:
    """Write once more to whoever is silent; nobody is told who that is. Raises NobodyToRemind, SurveyIsClosed."""
    survey = locked(survey_id, actor)
    queued = queue_letters(to_be_reminded(survey))
    if not queued:
        raise NobodyToRemind
    audit.record("survey.reminded", survey, actor=actor)
    return queued


@transaction.atomic
def make_link(asked_id: uuid.UUID, *, actor: Actor) -> tuple[Asked, str]:
    """A link to be handed over by whoever asks; it is told once. Raises SurveyIsClosed."""
    asked = _asked(asked_id)
    locked(asked.survey_id, actor)
    audit.record("survey.link_made", asked, actor=actor)
    return asked, new_link(asked)


@transaction.atomic
def send_again(asked_id: uuid.UUID, *, actor: Actor) -> Asked:
    """A person decided that a letter which did not go for sure is to go once more."""
    asked = _asked(asked_id)
    locked(asked.survey_id, actor)
    undecided = Letter.objects.filter(asked=asked, state__in=OPEN_TO_DECISION)
    if not undecided.update(state=LetterState.WAITING, tries=0, moved_at=clock.now()):
        raise NotForYou
    audit.record("survey.sent_again", asked, actor=actor)
    transaction.on_commit(send_survey_letters.enqueue)
    return asked


def _asked(asked_id: uuid.UUID) -> Asked:
    asked = Asked.objects.select_for_update(of=("self",)).filter(pk=asked_id).first()
    if asked is None:
        raise NotForYou
    return asked
