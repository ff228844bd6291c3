"""Handing over: draft, send, answer, work, outcome. Each step once, however often somebody presses the button."""

from __future__ import annotations

import hashlib
import json
import secrets
import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from khetene.accounts import rules as account_rules
from khetene.cases import actions as cases
from khetene.cases import reads as case_reads
from khetene.cases.enums import LegalBasis
from khetene.directory.models import Organisation, Service
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor, Doer, System
from khetene.kernel.errors import NotForYou
from khetene.referrals.enums import DATA_TRAVELS, NEXT, DeclineReason, State, Way
from khetene.referrals.errors import (
    AgreementMissing,
    LinkIsOver,
    NothingChosen,
    OrganisationGone,
    StepNotPossible,
)
from khetene.referrals.models import AnswerLink, Referral, ReferralMessage, ReferralNumber, ReferralStep
from khetene.referrals.shared import Chosen, snapshot

LINK_DAYS = timedelta(days=14)


@transaction.atomic
def draft_referral(
    case_id: uuid.UUID,
    *,
    client_id: uuid.UUID,
    recipient_id: uuid.UUID,
    service_id: uuid.UUID | None = None,
    way: str,
    chosen: Chosen,
    words: str = "",
    actor: Actor,
) -> Referral:
    """Prepare a hand-over; nothing leaves the silo yet. Raises NotForYou, OrganisationGone, NothingChosen."""
    if not case_reads.may_open(case_id, actor=actor):
        raise NotForYou
    recipient = _recipient(recipient_id)
    travels = way in DATA_TRAVELS
    if travels and not chosen.parts:
        raise NothingChosen
    data = snapshot(case_id, client_id, chosen, actor=actor) if travels else None
    referral = Referral.objects.create(
        key=_next_key(clock.today().year),
        case_id=case_id,
        client_id=client_id,
        sender_id=actor.organisation_key,
        recipient=recipient,
        service=Service.objects.filter(pk=service_id, organisation=recipient).first() if service_id else None,
        way=Way(way),
        parts=sorted(chosen.parts) if travels else [],
        shared=json.dumps(data, ensure_ascii=False) if travels else None,
        words=words if travels else "",
        created_by_id=actor.membership_key,
        created_at=clock.now(),
    )
    _record_step(referral, actor)
    audit.record("referral.drafted", referral, actor=actor, case=case_id)
    return referral


@transaction.atomic
def send_referral(referral_id: uuid.UUID, *, actor: Actor) -> Referral:
    """Send a drafted referral; sending the same one twice changes nothing. Raises AgreementMissing, OrganisationGone."""
    referral = _locked(referral_id)
    _refuse_unless_sender(referral, actor)
    if referral.state != State.DRAFT:
        return referral
    _recipient(referral.recipient_id)
    if referral.way in DATA_TRAVELS:
        _attach_agreement(referral, actor)
    reminder, escalation = _days(referral)
    referral.sent_at = clock.now()
    referral.remind_on = clock.today() + timedelta(days=reminder)
    referral.escalate_on = clock.today() + timedelta(days=escalation)
    _move(referral, State.SENT, actor)
    cases.touch(referral.case_id, actor=actor)
    audit.record("referral.sent", referral, actor=actor, case=referral.case_id)
    return referral


def _attach_agreement(referral: Referral, actor: Actor) -> None:
    covering = case_reads.covering_agreement(
        referral.client_id,
        recipient_id=referral.recipient_id,
        parts=set(referral.parts),
        on=clock.today(),
        actor=actor,
    )
    if covering is None:
        raise AgreementMissing
    referral.agreement_id = covering
    referral.report_back = case_reads.agreement(covering, actor=actor)[1].report_back


@transaction.atomic
def withdraw_referral(referral_id: uuid.UUID, *, actor: Actor) -> Referral:
    """The sender calls it back before it was answered; the recipient no longer sees the data."""
    referral = _locked(referral_id)
    _refuse_unless_sender(referral, actor)
    if referral.state == State.WITHDRAWN:
        return referral
    _move(referral, State.WITHDRAWN, actor)
    AnswerLink.objects.filter(referral=referral).update(withdrawn=True)
    audit.record("referral.withdrawn", referral, actor=actor, case=referral.case_id)
    return referral


@transaction.atomic
def see_referral(referral_id: uuid.UUID, *, actor: Actor) -> Referral:
    """Somebody of the recipient opened it for the first time."""
    referral = _locked(referral_id)
    _refuse_unless_recipient(referral, actor)
    if referral.state == State.SENT:
        _move(referral, State.SEEN, actor)
        audit.record("referral.seen", referral, actor=actor)
    return referral


@transaction.atomic
def accept_referral(referral_id: uuid.UUID, *, purpose: str, actor: Actor) -> Referral:
    """Take it over: the recipient's own case opens in its own silo with exactly what was shared."""
    referral = _locked(referral_id)
    _refuse_unless_recipient(referral, actor)
    if referral.state in (State.ACCEPTED, State.IN_WORK, State.OUTCOME):
        return referral
    _refuse_without_agreement(referral)
    referral.recipient_case_id = _open_case(referral, purpose, actor)
    _move(referral, State.ACCEPTED, actor)
    audit.record("referral.accepted", referral, actor=actor, case=referral.recipient_case_id)
    return referral


def _open_case(referral: Referral, purpose: str, actor: Actor) -> uuid.UUID:
    data = json.loads(referral.shared or "{}")
    case = cases.open_case(
        purpose=purpose,
        legal_basis=LegalBasis.PUBLIC_TASK,
        territory_id=referral.case.territory_id,
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


def _take_over_fact(client_id: uuid.UUID, fact: dict[str, Any], actor: Actor) -> None:
    cases.record_fact(
        client_id,
        fact=fact["fact"],
        value=fact["value"],
        state=fact["state"],
        known_on=date.fromisoformat(fact["known_on"]),
        valid_to=date.fromisoformat(fact["valid_to"]) if fact["valid_to"] else None,
        origin="referral",
        actor=actor,
    )


@transaction.atomic
def decline_referral(
    referral_id: uuid.UUID,
    *,
    reason: str,
    words: str = "",
    better_address_id: uuid.UUID | None = None,
    actor: Actor | AnswerLink,
) -> Referral:
    """Say no, why, and if possible where to go instead."""
    referral = _locked(referral_id)
    _refuse_unless_recipient(referral, actor)
    if referral.state == State.DECLINED:
        return referral
    referral.decline_reason, referral.decline_words = DeclineReason(reason), words
    referral.better_address_id = better_address_id
    _move(referral, State.DECLINED, actor)
    audit.record("referral.declined", referral, actor=_doer(actor), silo=referral.recipient_id, reason=reason)
    return referral


@transaction.atomic
def accept_by_link(referral_id: uuid.UUID, *, link: AnswerLink) -> Referral:
    """An office without an account takes it over in its own files."""
    referral = _locked(referral_id)
    _refuse_unless_recipient(referral, link)
    if referral.state in (State.ACCEPTED, State.IN_WORK, State.OUTCOME):
        return referral
    _refuse_without_agreement(referral)
    _move(referral, State.ACCEPTED, link)
    audit.record("referral.accepted", referral, actor=_doer(link), silo=referral.recipient_id)
    return referral


@transaction.atomic
def record_first_appointment(referral_id: uuid.UUID, *, on: date, actor: Actor | AnswerLink) -> Referral:
    """The day on which the office met the person; the work begins."""
    referral = _locked(referral_id)
    _refuse_unless_recipient(referral, actor)
    referral.first_appointment_on = on
    if referral.state == State.ACCEPTED:
        _move(referral, State.IN_WORK, actor)
    elif referral.state == State.IN_WORK:
        referral.save(update_fields=["first_appointment_on"])
    else:
        raise StepNotPossible
    audit.record("referral.first_appointment", referral, actor=_doer(actor), silo=referral.recipient_id)
    return referral


@transaction.atomic
def report_outcome(
    referral_id: uuid.UUID, *, kind: str, words: str = "", on: date, actor: Actor | AnswerLink
) -> Referral:
    """What it led to. The sender sees it only if the person agreed to that."""
    referral = _locked(referral_id)
    _refuse_unless_recipient(referral, actor)
    if referral.state == State.OUTCOME:
        return referral
    referral.outcome_kind, referral.outcome_words, referral.outcome_on = kind, words, on
    _move(referral, State.OUTCOME, actor)
    audit.record("referral.outcome", referral, actor=_doer(actor), silo=referral.recipient_id, reason=kind)
    return referral


@transaction.atomic
def write_message(referral_id: uuid.UUID, *, words: str, actor: Actor) -> ReferralMessage:
    """Ask or answer the other side."""
    referral = _locked(referral_id)
    if not _is_sender(referral, actor):
        _refuse_unless_recipient(referral, actor)
    message = ReferralMessage.objects.create(
        referral=referral,
        organisation_id=actor.organisation_key,
        written_by_id=actor.membership_key,
        words=words,
        written_at=clock.now(),
    )
    audit.record("referral.message", message, actor=actor)
    return message


@transaction.atomic
def make_answer_link(referral_id: uuid.UUID, *, actor: Actor) -> str:
    """A fresh token for an office without an account; earlier ones stop working. It is shown once and never kept."""
    referral = _locked(referral_id)
    _refuse_unless_sender(referral, actor)
    if referral.way != Way.LINK or referral.state == State.DRAFT:
        raise StepNotPossible
    AnswerLink.objects.filter(referral=referral).update(withdrawn=True)
    token = secrets.token_urlsafe(32)
    link = AnswerLink.objects.create(
        referral=referral, digest=_digest(token), made_at=clock.now(), valid_to=clock.today() + LINK_DAYS
    )
    audit.record("referral.link_made", link, actor=actor, case=referral.case_id)
    return token


def link_for(token: str) -> AnswerLink:
    """The link behind a token. Raises LinkIsOver."""
    link = AnswerLink.objects.select_related("referral").filter(digest=_digest(token), withdrawn=False).first()
    if link is None or link.valid_to < clock.today() or link.referral.state == State.WITHDRAWN:
        raise LinkIsOver
    return link


@transaction.atomic
def mark_reminded(referral_ids: Sequence[uuid.UUID], *, escalated: bool) -> None:
    """Reminders for these went out today."""
    field = "escalated_on" if escalated else "reminded_on"
    for referral in Referral.objects.select_for_update(of=("self",)).filter(pk__in=referral_ids).order_by("pk"):
        setattr(referral, field, clock.today())
        referral.save(update_fields=[field])
        audit.record(f"referral.{field[:-3]}", referral, actor=System("reminders"), silo=referral.recipient_id)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _doer(actor: Actor | AnswerLink) -> Doer:
    return actor if isinstance(actor, Actor) else System("answer-link", actor.referral.recipient_id)


def _locked(referral_id: uuid.UUID) -> Referral:
    referral = Referral.objects.select_for_update(of=("self",)).select_related("case").filter(pk=referral_id).first()
    if referral is None:
        raise NotForYou
    return referral


def _is_sender(referral: Referral, actor: Actor) -> bool:
    return referral.sender_id == actor.organisation_key and case_reads.may_open(referral.case_id, actor=actor)


def _refuse_unless_sender(referral: Referral, actor: Actor) -> None:
    if not _is_sender(referral, actor):
        raise NotForYou


def _refuse_unless_recipient(referral: Referral, actor: Actor | AnswerLink) -> None:
    if isinstance(actor, AnswerLink):
        may = actor.referral_id == referral.pk
    else:
        may = referral.recipient_id == actor.organisation_key and account_rules.works_with_cases(actor)
    if not may or referral.state in (State.DRAFT, State.WITHDRAWN):
        raise NotForYou


def _refuse_without_agreement(referral: Referral) -> None:
    """A withdrawn agreement takes the data back before they were taken over."""
    covered = referral.agreement_id and case_reads.in_force(referral.agreement_id, on=clock.today())
    if referral.way in DATA_TRAVELS and not covered:
        raise AgreementMissing


def _recipient(recipient_id: uuid.UUID) -> Organisation:
    recipient = Organisation.objects.filter(pk=recipient_id).first()
    if recipient is None:
        raise NotForYou
    if not recipient.exists_on(clock.today()):
        raise OrganisationGone
    return recipient


def _days(referral: Referral) -> tuple[int, int]:
    service, recipient = referral.service, referral.recipient
    reminder = service.reminder_days if service and service.reminder_days is not None else recipient.reminder_days
    escalation = (
        service.escalation_days if service and service.escalation_days is not None else recipient.escalation_days
    )
    return reminder, escalation


def _move(referral: Referral, state: State, actor: Actor | AnswerLink) -> None:
    if state not in NEXT[referral.state]:
        raise StepNotPossible
    referral.state = state
    referral.save()
    _record_step(referral, actor)


def _record_step(referral: Referral, actor: Actor | AnswerLink) -> None:
    ReferralStep.objects.create(
        referral=referral,
        state=referral.state,
        at=clock.now(),
        by_id=actor.membership_key if isinstance(actor, Actor) else None,
        by_link=isinstance(actor, AnswerLink),
    )


def _next_key(year: int) -> str:
    counter, _created = ReferralNumber.objects.select_for_update(of=("self",)).get_or_create(year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"N-{year % 100:02d}-{counter.last:04d}"
