"""Recording what a person agreed to or refused, and taking it back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from khetene.cases.actions._silo import client_in, locked_case, mark_activity, refuse_future
from khetene.cases.enums import AgreementAnswer, AgreementKind
from khetene.cases.errors import StepNotPossible
from khetene.cases.models import Agreement
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


@transaction.atomic
def record_agreement(
    case_id: uuid.UUID,
    *,
    client_id: uuid.UUID,
    kind: str,
    answer: str,
    explained: str,
    explained_in: str,
    given_how: str,
    witness: str = "",
    recipient_id: uuid.UUID | None = None,
    parts: Sequence[str] = (),
    purpose: str = "",
    programme: str = "",
    report_back: bool = False,
    valid_from: date,
    valid_to: date | None = None,
    actor: Actor,
) -> Agreement:
    """Record one answer to one explained question; a refusal is an answer too (D 10 #7, #8)."""
    case = locked_case(case_id, actor)
    refuse_future(valid_from, "valid_from")
    agreement = Agreement(
        case=case,
        client=client_in(case, client_id),
        kind=AgreementKind(kind),
        answer=AgreementAnswer(answer),
        explained=explained,
        explained_in=explained_in,
        given_how=given_how,
        witness=witness,
        recipient_id=recipient_id,
        parts=sorted(set(parts)),
        purpose=purpose,
        programme=programme,
        report_back=report_back,
        valid_from=valid_from,
        valid_to=valid_to,
        recorded_by_id=actor.membership_key,
        recorded_at=clock.now(),
    )
    agreement.full_clean(exclude=["parts"])
    agreement.save(force_insert=True)
    mark_activity(case)
    audit.record(f"agreement.{answer}", agreement, actor=actor, case=case.pk)
    return agreement


@transaction.atomic
def withdraw_agreement(agreement_id: uuid.UUID, *, on: date, actor: Actor) -> Agreement:
    """The person takes their agreement back; doing it twice changes nothing."""
    agreement = Agreement.objects.filter(pk=agreement_id).first()
    if agreement is None:
        raise NotForYou
    case = locked_case(agreement.case_id, actor, also_closed=True)
    agreement.refresh_from_db()
    if agreement.withdrawn_on:
        return agreement
    if agreement.answer != AgreementAnswer.AGREED:
        raise StepNotPossible
    refuse_future(on, "on")
    agreement.withdrawn_on = on
    agreement.save(update_fields=["withdrawn_on"])
    mark_activity(case)
    audit.record("agreement.withdrawn", agreement, actor=actor, case=case.pk)
    return agreement
