"""The clock of a referral: when its owner is reminded, and when their supervisor is told."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction

from khetene.kernel import audit, clock
from khetene.kernel.actor import System
from khetene.referrals.enums import WORK_ESCALATES_AFTER, State
from khetene.referrals.models import Referral


def start_clock(referral: Referral) -> None:
    """Days come from the service, else from the organisation whose move it is; the caller saves."""
    reminder, escalation = _days(referral)
    today = clock.today()
    referral.remind_on = today + timedelta(days=reminder)
    referral.escalate_on = today + timedelta(days=escalation)
    referral.reminded_on = referral.escalated_on = None


def _days(referral: Referral) -> tuple[int, int]:
    if referral.state == State.DECLINED:
        return referral.sender.reminder_days, referral.sender.escalation_days
    service, recipient = referral.service, referral.recipient
    reminder = service.reminder_days if service and service.reminder_days is not None else recipient.reminder_days
    escalation = (
        service.escalation_days if service and service.escalation_days is not None else recipient.escalation_days
    )
    if referral.state == State.IN_WORK:
        return escalation, escalation * WORK_ESCALATES_AFTER
    return reminder, escalation


@transaction.atomic
def mark_reminded(referral_ids: Sequence[uuid.UUID], *, escalated: bool) -> list[uuid.UUID]:
    """Take the reminders of these upon us; the keys that nobody else has taken in the meantime."""
    field = "escalated_on" if escalated else "reminded_on"
    taken = []
    rows = Referral.objects.select_for_update(of=("self",)).filter(pk__in=referral_ids, **{field: None})
    for referral in rows.order_by("pk"):
        setattr(referral, field, clock.today())
        referral.save(update_fields=[field])
        owner = referral.sender_id if referral.state == State.DECLINED else referral.recipient_id
        audit.record(f"referral.{field[:-3]}", referral, actor=System("reminders"), silo=owner)
        taken.append(referral.pk)
    return taken
