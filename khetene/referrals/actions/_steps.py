"""What every step of a referral shares: the lock, whose it is, the move, and its line in the history."""

from __future__ import annotations

import uuid

from khetene.accounts.rules import works_with_cases
from khetene.cases import reads as cases
from khetene.kernel import clock
from khetene.kernel.actor import Actor, Doer, System
from khetene.kernel.errors import NotForYou
from khetene.referrals.actions.clocks import start_clock
from khetene.referrals.enums import NEXT, STARTS_THE_CLOCK, TOLD_TO_THE_SENDER, State
from khetene.referrals.errors import StepNotPossible
from khetene.referrals.models import AnswerLink, Referral, ReferralStep

Answering = Actor | AnswerLink


def locked(referral_id: uuid.UUID) -> Referral:
    """The referral, locked until the transaction ends. Raises NotForYou."""
    rows = Referral.objects.select_for_update(of=("self",)).select_related("case", "sender", "recipient", "service")
    referral = rows.filter(pk=referral_id).first()
    if referral is None:
        raise NotForYou
    return referral


def is_sender(referral: Referral, actor: Answering) -> bool:
    """The sending side is whoever may open the case there."""
    if isinstance(actor, AnswerLink):
        return False
    return referral.sender_id == actor.organisation_key and cases.may_open(referral.case_id, actor=actor)


def is_recipient(referral: Referral, actor: Answering) -> bool:
    """The receiving side is everybody there who works with cases; once a case is open, whoever may open that case."""
    if isinstance(actor, AnswerLink):
        return actor.referral_id == referral.pk
    if referral.recipient_id != actor.organisation_key or not works_with_cases(actor):
        return False
    return referral.recipient_case_id is None or cases.may_open(referral.recipient_case_id, actor=actor)


def refuse_unless_sender(referral: Referral, actor: Answering) -> None:
    if not is_sender(referral, actor):
        raise NotForYou


def refuse_unless_recipient(referral: Referral, actor: Answering) -> None:
    if not is_recipient(referral, actor) or referral.state == State.DRAFT:
        raise NotForYou


def refuse_unless_answering(referral: Referral, actor: Answering) -> None:
    """The recipient answers; on paper, by phone or on foot the sender writes down what it said."""
    told = referral.way in TOLD_TO_THE_SENDER and referral.recipient_case_id is None
    if told and is_sender(referral, actor) and referral.state != State.DRAFT:
        return
    refuse_unless_recipient(referral, actor)


def move(referral: Referral, state: State, actor: Answering | System) -> None:
    """Change the state, start its clock, save, and write the step down. Raises StepNotPossible."""
    if state not in NEXT[referral.state]:
        raise StepNotPossible
    referral.state = state
    if state in STARTS_THE_CLOCK:
        start_clock(referral)
    referral.save()
    record_step(referral, actor)


def record_step(referral: Referral, actor: Answering | System) -> None:
    ReferralStep.objects.create(
        referral=referral,
        state=referral.state,
        at=clock.now(),
        by_id=actor.membership_key if isinstance(actor, Actor) else None,
        by_link=isinstance(actor, AnswerLink),
    )


def doer(actor: Answering) -> Doer:
    """Whom the audit trail names: an office without an account is the link that it was given."""
    return actor if isinstance(actor, Actor) else System("answer-link", actor.referral.recipient_id)
