"""Before somebody took it over: the sender calls it back, or the person takes the consent back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from khetene.cases import actions as cases
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor, Doer, System
from khetene.referrals.actions._steps import locked, move, refuse_unless_sender
from khetene.referrals.enums import State, WithdrawnWhy
from khetene.referrals.errors import StepNotPossible
from khetene.referrals.models import AnswerLink, Referral


@transaction.atomic
def withdraw_referral(referral_id: uuid.UUID, *, actor: Actor) -> Referral:
    """The sender calls it back before it was answered; the recipient no longer sees the data."""
    referral = locked(referral_id)
    refuse_unless_sender(referral, actor)
    if referral.state == State.WITHDRAWN:
        return referral
    if referral.state == State.DRAFT:
        raise StepNotPossible
    _withdraw(referral, WithdrawnWhy.CALLED_BACK, actor)
    return referral


@transaction.atomic
def withdraw_agreement(agreement_id: uuid.UUID, *, on: date, actor: Actor) -> list[uuid.UUID]:
    """The person takes an agreement back, and with it every referral that nobody has taken over; their keys."""
    cases.withdraw_agreement(agreement_id, on=on, actor=actor)
    return _withdraw_those([agreement_id], actor)


def withdraw_uncovered(*, on: date) -> list[uuid.UUID]:
    """Call back what still waits although its consent was taken back or has ended; the nightly safety net."""
    gone = Referral.objects.whose_consent_is_gone(on).order_by("agreement_id").values_list("agreement_id", flat=True)
    return _withdraw_those(list(gone), System("withdrawn-consents"))


@transaction.atomic
def _withdraw_those(agreement_ids: Sequence[uuid.UUID], actor: Doer) -> list[uuid.UUID]:
    gone = Referral.objects.whose_consent_is_gone(clock.today()).filter(agreement_id__in=agreement_ids)
    withdrawn = []
    for pk in list(gone.order_by("pk").values_list("pk", flat=True)):
        referral = locked(pk)
        taken_back = Referral.objects.filter(pk=pk, agreement__withdrawn_on__isnull=False).exists()
        _withdraw(referral, WithdrawnWhy.CONSENT_WITHDRAWN if taken_back else WithdrawnWhy.CONSENT_ENDED, actor)
        withdrawn.append(pk)
    return withdrawn


def _withdraw(referral: Referral, why: WithdrawnWhy, actor: Doer) -> None:
    referral.withdrawn_why = why
    move(referral, State.WITHDRAWN, actor)
    AnswerLink.objects.filter(referral=referral).update(withdrawn=True)
    audit.record(
        "referral.withdrawn", referral, actor=actor, silo=referral.sender_id, case=referral.case_id, reason=why
    )
