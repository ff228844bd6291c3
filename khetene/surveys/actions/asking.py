"""Asking one more person, letters, reminders, and links that are handed over in another way."""

from __future__ import annotations

import uuid

from django.db import transaction

from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.enums import LetterState
from khetene.kernel.errors import NotForYou
from khetene.surveys.actions.opening import locked, put_down
from khetene.surveys.errors import AskedAlready, EverybodyIsWrittenTo, NobodyToRemind, TooFewToStayUnknown, WasWrittenTo
from khetene.surveys.links import new_link
from khetene.surveys.models import MINIMUM, Asked, Letter, Survey
from khetene.surveys.people import Whom
from khetene.surveys.post import send_survey_letters
from khetene.surveys.queue import queue_letters, to_be_asked, to_be_reminded

OPEN_TO_DECISION = (LetterState.UNSURE, LetterState.REFUSED)


@transaction.atomic
def ask(survey_id: uuid.UUID, *, name: str, email: str = "", sector: str = "", place: str = "", actor: Actor) -> Asked:
    """Somebody who stands on no list is asked too. Raises AskedAlready, SurveyIsClosed."""
    survey = locked(survey_id, actor)
    _refuse_double(survey, email)
    asked = put_down(survey, Whom(name.strip(), email, sector, place.strip()))
    audit.record("survey.asked", asked, actor=actor)
    return asked


@transaction.atomic
def correct_asked(asked_id: uuid.UUID, *, name: str, email: str = "", actor: Actor) -> Asked:
    """A name or address that was mistyped, while no letter arrived for sure. Raises WasWrittenTo, AskedAlready."""
    asked = _not_reached(asked_id, actor)
    _refuse_double(asked.survey, email, but=asked)
    asked.name, asked.email = name.strip(), email.strip()
    asked.full_clean()
    asked.save(update_fields=["name", "email"])
    audit.record("survey.asked_corrected", asked, actor=actor)
    return asked


@transaction.atomic
def take_off(asked_id: uuid.UUID, *, actor: Actor) -> None:
    """Somebody who need not be asked, before anything went to them. Raises WasWrittenTo, TooFewToStayUnknown."""
    asked = _not_reached(asked_id, actor)
    survey = asked.survey
    if asked.letters.exists() or asked.links.exists() or asked.answered:
        raise WasWrittenTo
    if survey.is_anonymous and survey.asked.count() <= MINIMUM:
        raise TooFewToStayUnknown(MINIMUM)
    audit.record("survey.taken_off", asked, actor=actor)
    asked.delete()


def _not_reached(asked_id: uuid.UUID, actor: Actor) -> Asked:
    """Whether somebody answered is not looked at: it would be told by the refusal."""
    asked = _asked(asked_id)
    locked(asked.survey_id, actor)
    if asked.letters.filter(number=0).exclude(state__in=OPEN_TO_DECISION).exists():
        raise WasWrittenTo
    return asked


def _refuse_double(survey: Survey, email: str, but: Asked | None = None) -> None:
    address = email.strip().lower()
    others = [row for row in survey.asked.order_by("pk") if but is None or row.pk != but.pk]
    if address and address in {row.email.lower() for row in others}:
        raise AskedAlready


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
