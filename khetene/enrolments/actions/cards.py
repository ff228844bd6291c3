"""Filling in the profile card; a later card replaces an earlier one, which stays readable."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from khetene.enrolments.actions._steps import locked
from khetene.enrolments.errors import CardNotWhole, DayNotPossible
from khetene.enrolments.models import ProfileCard
from khetene.instruments import reads as instruments
from khetene.instruments.questionnaire import problems
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


@transaction.atomic
def fill_card(enrolment_id: uuid.UUID, *, answers: Mapping[str, str], filled_on: date, actor: Actor) -> ProfileCard:
    """Keep a whole card with the newest questions. Raises NotForYou without a card, CardNotWhole, DayNotPossible."""
    enrolment, operation = locked(enrolment_id, actor)
    version = instruments.newest_version(operation.card) if operation.card else None
    if version is None:
        raise NotForYou
    if filled_on > clock.today():
        raise DayNotPossible(_("This day has not come yet."), field="filled_on")
    kept = version.questions.relevant_answers(answers)
    if problems(version.questions, kept):
        raise CardNotWhole
    card = ProfileCard(
        enrolment=enrolment,
        version_id=version.id,
        answers=json.dumps(kept, ensure_ascii=False),
        filled_on=filled_on,
        replaces=ProfileCard.objects.filter(enrolment=enrolment, replaced_by=None).first(),
        recorded_by_id=actor.membership_key,
        recorded_at=clock.now(),
    )
    card.full_clean()
    card.save(force_insert=True)
    audit.record("card.filled", card, actor=actor, case=enrolment.case_id)
    return card
