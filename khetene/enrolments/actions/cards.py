"""Filling in the profile card and the mid-term evaluation; a later one replaces an earlier one, which stays readable."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from khetene.enrolments.actions._steps import locked
from khetene.enrolments.errors import DayNotPossible, FormNotWhole
from khetene.enrolments.models import Enrolment, MidtermEvaluation, ProfileCard
from khetene.instruments import reads as instruments
from khetene.instruments.questionnaire import problems
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.translated import short_day


@transaction.atomic
def fill_card(enrolment_id: uuid.UUID, *, answers: Mapping[str, str], filled_on: date, actor: Actor) -> ProfileCard:
    """Keep a whole card with the newest questions. Raises NotForYou without a card, FormNotWhole, DayNotPossible."""
    enrolment, operation = locked(enrolment_id, actor)
    card = ProfileCard(
        **_filled(operation.card, answers, filled_on),
        enrolment=enrolment,
        replaces=ProfileCard.objects.newest_of(enrolment),
        recorded_by_id=actor.membership_key,
    )
    card.full_clean()
    card.save(force_insert=True)
    audit.record("card.filled", card, actor=actor, case=enrolment.case_id)
    return card


@transaction.atomic
def evaluate_midterm(
    enrolment_id: uuid.UUID, *, answers: Mapping[str, str], filled_on: date, actor: Actor
) -> MidtermEvaluation:
    """Keep what was found half way. Raises NotForYou where the programme has none, FormNotWhole, DayNotPossible."""
    enrolment, operation = locked(enrolment_id, actor)
    _refuse_outside(enrolment, filled_on)
    found = MidtermEvaluation(
        **_filled(operation.midterm.form if operation.midterm else "", answers, filled_on),
        enrolment=enrolment,
        replaces=MidtermEvaluation.objects.newest_of(enrolment),
        recorded_by_id=actor.membership_key,
    )
    found.full_clean()
    found.save(force_insert=True)
    audit.record("midterm.evaluated", found, actor=actor, case=enrolment.case_id)
    return found


def _refuse_outside(enrolment: Enrolment, day: date) -> None:
    """Half way lies between the first start and the last exit."""
    if enrolment.started_on is None:
        raise DayNotPossible(_("The participation has not begun yet."), field="filled_on")
    if day < enrolment.started_on:
        sentence = _("The participation began only on %(day)s.") % {"day": short_day(enrolment.started_on)}
        raise DayNotPossible(sentence, field="filled_on")
    if enrolment.exited_on and day > enrolment.exited_on:
        sentence = _("The participation ended on %(day)s.") % {"day": short_day(enrolment.exited_on)}
        raise DayNotPossible(sentence, field="filled_on")


def _filled(form: str, answers: Mapping[str, str], filled_on: date) -> dict[str, object]:
    """The fields of a questionnaire without gaps, by its newest questions. Raises NotForYou, DayNotPossible, FormNotWhole."""
    version = instruments.newest_version(form) if form else None
    if version is None:
        raise NotForYou
    if filled_on > clock.today():
        raise DayNotPossible(_("This day has not come yet."), field="filled_on")
    kept = version.questions.relevant_answers(answers)
    if problems(version.questions, kept):
        raise FormNotWhole
    return {
        "version_id": version.id,
        "answers": json.dumps(kept, ensure_ascii=False),
        "filled_on": filled_on,
        "recorded_at": clock.now(),
    }
