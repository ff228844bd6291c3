"""The recipient's side: seen, accepted or declined, first appointment, outcome, and the questions in between."""

from __future__ import annotations

import json
import uuid
from datetime import date
from typing import Any

from django.db import transaction

from khetene.cases import actions as cases
from khetene.cases import reads as case_reads
from khetene.cases.enums import LegalBasis, OutcomeKind, Purpose
from khetene.directory.models import Organisation
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.database import declared_write
from khetene.kernel.errors import NotForYou
from khetene.referrals.actions._steps import (
    Answering,
    doer,
    is_recipient,
    is_sender,
    locked,
    move,
    refuse_unless_answering,
    refuse_unless_recipient,
)
from khetene.referrals.enums import DATA_TRAVELS, TAKEN_OVER, UNANSWERED, DeclineReason, State
from khetene.referrals.errors import ConsentGone, DayNotPossible, StepNotPossible
from khetene.referrals.models import AnswerLink, Referral, ReferralMessage
from khetene.referrals.shared import value_of


def open_referral(referral_id: uuid.UUID, *, actor: Actor) -> None:
    """Somebody of the recipient looks: written down each time, and the first time the referral is seen."""
    with declared_write(), transaction.atomic():
        referral = locked(referral_id)
        refuse_unless_recipient(referral, actor)
        audit.record_opening(referral, actor=actor, case=referral.recipient_case_id, reason="received")
        _see(referral, actor)


@transaction.atomic
def see_referral(referral_id: uuid.UUID, *, actor: Answering) -> Referral:
    """The office has it in its hands; only the first time changes something."""
    referral = locked(referral_id)
    refuse_unless_answering(referral, actor)
    if isinstance(actor, AnswerLink) and actor.used_at is None:
        actor.used_at = clock.now()
        actor.save(update_fields=["used_at"])
    _see(referral, actor)
    return referral


def _see(referral: Referral, actor: Answering) -> None:
    if referral.state == State.SENT and not _consent_is_gone(referral):
        move(referral, State.SEEN, actor)
        audit.record("referral.seen", referral, actor=doer(actor), silo=referral.recipient_id)


@transaction.atomic
def accept_referral(referral_id: uuid.UUID, *, purpose: str, actor: Actor) -> Referral:
    """Take it over: the recipient's own case opens in its own silo with exactly what was shared. Raises ConsentGone."""
    referral = locked(referral_id)
    refuse_unless_recipient(referral, actor)
    if referral.state in (*TAKEN_OVER, State.OUTCOME):
        return referral
    _refuse_without_consent(referral)
    if referral.state not in UNANSWERED:
        raise StepNotPossible
    referral.recipient_case_id = open_case_from(referral, purpose=purpose, actor=actor)
    move(referral, State.ACCEPTED, actor)
    audit.record("referral.accepted", referral, actor=actor, case=referral.recipient_case_id)
    return referral


def open_case_from(referral: Referral, *, purpose: str, actor: Actor) -> uuid.UUID:
    """A case of the actor's own organisation with what the referral carries, each answer marked as received so."""
    data = json.loads(referral.shared or "{}")
    case = cases.open_case(
        purpose=purpose,
        legal_basis=LegalBasis.AGREEMENT if purpose == Purpose.ACCOMPANIMENT else LegalBasis.PUBLIC_TASK,
        territory_id=_territory(referral),
        actor=actor,
    )
    born = data.get("birth_date")
    client = cases.add_client(
        case.pk,
        called=data.get("called") or data.get("legal_name") or referral.key,
        legal_name=data.get("legal_name"),
        birth_date=date.fromisoformat(born) if born else None,
        age_band="" if born else data.get("age_band", ""),
        phone=data.get("phone"),
        languages=data.get("languages", []),
        interpreter=data.get("interpreter", ""),
        actor=actor,
    )
    for need in data.get("needs", []):
        cases.note_need(case.pk, domain=need["domain"], words=need["words"], actor=actor)
    for fact in data.get("facts", []):
        _take_over_fact(client.pk, fact, actor)
    return case.pk


def _territory(referral: Referral) -> uuid.UUID:
    """Where the recipient works. Where the person lives was not shared, so the sender's case is asked last."""
    service = referral.service
    places = (service and service.territory_id, referral.recipient.territory_id, referral.sender.territory_id)
    return next((place for place in places if place), referral.case.territory_id)


def _take_over_fact(client_id: uuid.UUID, fact: dict[str, Any], actor: Actor) -> None:
    cases.record_fact(
        client_id,
        fact=fact["fact"],
        value=value_of(fact),
        state=fact["state"],
        known_on=date.fromisoformat(fact["known_on"]),
        valid_to=date.fromisoformat(fact["valid_to"]) if fact["valid_to"] else None,
        origin="referral",
        actor=actor,
    )


@transaction.atomic
def accept_outside(referral_id: uuid.UUID, *, actor: Answering) -> Referral:
    """The office takes it over in its own files: through its link, or told to the sender by word of mouth."""
    referral = locked(referral_id)
    refuse_unless_answering(referral, actor)
    if referral.state in (*TAKEN_OVER, State.OUTCOME):
        return referral
    _refuse_without_consent(referral)
    move(referral, State.ACCEPTED, actor)
    audit.record("referral.accepted", referral, actor=doer(actor), silo=_silo(referral, actor))
    return referral


def accept_by_link(referral_id: uuid.UUID, *, link: AnswerLink) -> Referral:
    return accept_outside(referral_id, actor=link)


@transaction.atomic
def decline_referral(
    referral_id: uuid.UUID,
    *,
    reason: str,
    words: str = "",
    better_address_id: uuid.UUID | None = None,
    actor: Answering,
) -> Referral:
    """Say no, why, and if possible where to go instead."""
    referral = locked(referral_id)
    refuse_unless_answering(referral, actor)
    if referral.state == State.DECLINED:
        return referral
    _refuse_without_consent(referral)
    if better_address_id and not Organisation.objects.in_force_on(clock.today()).filter(pk=better_address_id).exists():
        raise NotForYou
    referral.decline_reason, referral.decline_words = DeclineReason(reason), words
    referral.better_address_id = better_address_id
    move(referral, State.DECLINED, actor)
    audit.record("referral.declined", referral, actor=doer(actor), silo=_silo(referral, actor), reason=reason)
    return referral


@transaction.atomic
def record_first_appointment(referral_id: uuid.UUID, *, on: date, actor: Answering) -> Referral:
    """The day on which the office met the person; the work begins. Raises DayNotPossible."""
    referral = locked(referral_id)
    refuse_unless_answering(referral, actor)
    _refuse_impossible_day(referral, on)
    if referral.state == State.IN_WORK and referral.first_appointment_on == on:
        return referral
    referral.first_appointment_on = on
    if referral.state == State.ACCEPTED:
        move(referral, State.IN_WORK, actor)
    elif referral.state == State.IN_WORK:
        referral.save(update_fields=["first_appointment_on"])
    else:
        raise StepNotPossible
    audit.record("referral.first_appointment", referral, actor=doer(actor), silo=_silo(referral, actor))
    return referral


@transaction.atomic
def report_outcome(referral_id: uuid.UUID, *, kind: str, words: str = "", on: date, actor: Answering) -> Referral:
    """What it led to. The sender sees it only if the person agreed to that. Raises DayNotPossible."""
    referral = locked(referral_id)
    refuse_unless_answering(referral, actor)
    if referral.state == State.OUTCOME:
        return referral
    _refuse_impossible_day(referral, on)
    referral.outcome_kind, referral.outcome_words, referral.outcome_on = OutcomeKind(kind), words, on
    move(referral, State.OUTCOME, actor)
    audit.record("referral.outcome", referral, actor=doer(actor), silo=_silo(referral, actor), reason=kind)
    return referral


def _refuse_impossible_day(referral: Referral, day: date) -> None:
    sent_on = referral.sent_at.astimezone(clock.HOME).date() if referral.sent_at else day
    if not sent_on <= day <= clock.today():
        raise DayNotPossible


@transaction.atomic
def write_message(referral_id: uuid.UUID, *, words: str, actor: Actor) -> ReferralMessage:
    """Ask or answer the other side. Nothing is asked about a draft or about what was called back."""
    referral = locked(referral_id)
    if not (is_sender(referral, actor) or is_recipient(referral, actor)):
        raise NotForYou
    if referral.state in (State.DRAFT, State.WITHDRAWN):
        raise StepNotPossible
    message = ReferralMessage.objects.create(
        referral=referral,
        organisation_id=actor.organisation_key,
        written_by_id=actor.membership_key,
        words=words,
        written_at=clock.now(),
    )
    audit.record("referral.message", message, actor=actor)
    return message


def _consent_is_gone(referral: Referral) -> bool:
    """A withdrawn agreement takes the data back before they were taken over."""
    covered = referral.agreement_id and case_reads.in_force(referral.agreement_id, on=clock.today())
    return referral.way in DATA_TRAVELS and not covered


def _refuse_without_consent(referral: Referral) -> None:
    if referral.state in UNANSWERED and _consent_is_gone(referral):
        raise ConsentGone


def _silo(referral: Referral, actor: Answering) -> uuid.UUID:
    """In whose trail it is written: of the side that did it."""
    return actor.organisation_key if isinstance(actor, Actor) else referral.recipient_id
