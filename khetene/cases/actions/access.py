"""Letting a colleague of the same organisation into a case, and writing down who looked."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from django.db import transaction

from khetene.accounts.rules import supervises
from khetene.cases.actions._silo import locked_case
from khetene.cases.enums import AccessReason
from khetene.cases.errors import AlreadyDecided, WaitingForAnswer
from khetene.cases.models import AccessRequest, Case
from khetene.cases.reads.rows import CaseHead
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou

DAYS_TO_DECIDE = 3
LONGEST_ACCESS = timedelta(days=90)


def record_opening(case: CaseHead, *, actor: Actor) -> None:
    """Write down that the actor opened the case and why they may."""
    audit.record_opening(Case(pk=case.id), actor=actor, case=case.id, reason=case.opened_because)


@transaction.atomic
def request_access(case_id: uuid.UUID, *, reason: str, words: str = "", actor: Actor) -> AccessRequest:
    """Ask to see a case of the own organisation; the supervisor answers within three days."""
    case = Case.objects.in_silo(actor.organisation_key).filter(pk=case_id).first()
    if case is None:
        raise NotForYou
    if AccessRequest.objects.waiting().filter(case=case, requested_by_id=actor.membership_key).exists():
        raise WaitingForAnswer
    request = AccessRequest.objects.create(
        case=case,
        requested_by_id=actor.membership_key,
        requested_at=clock.now(),
        reason=AccessReason(reason),
        words=words,
        decide_by=clock.today() + timedelta(days=DAYS_TO_DECIDE),
    )
    audit.record("access.requested", request, actor=actor, case=case.pk, reason=reason)
    return request


@transaction.atomic
def decide_access(request_id: uuid.UUID, *, granted: bool, ends_on: date | None = None, actor: Actor) -> AccessRequest:
    """The case's supervisor, or a supervisor of the organisation where the case has none, answers a request."""
    request = (
        AccessRequest.objects.select_for_update(of=("self",))
        .select_related("case")
        .filter(pk=request_id, case__organisation_id=actor.organisation_key)
        .first()
    )
    if request is None or not may_decide(request, actor):
        raise NotForYou
    if request.decided_at:
        raise AlreadyDecided
    request.granted, request.decided_at = granted, clock.now()
    request.decided_by_id = actor.membership_key
    longest = clock.today() + LONGEST_ACCESS
    request.ends_on = min(ends_on or longest, longest) if granted else None
    request.save()
    audit.record("access.granted" if granted else "access.refused", request, actor=actor, case=request.case_id)
    return request


def may_decide(request: AccessRequest, actor: Actor) -> bool:
    """Nobody answers their own request."""
    if request.requested_by_id == actor.membership_key:
        return False
    return request.case.supervisor_id == actor.membership_key or (
        request.case.supervisor_id is None and supervises(actor)
    )


@transaction.atomic
def take_supervision(case_id: uuid.UUID, *, actor: Actor) -> Case:
    """A supervisor takes on a case of their organisation that has none."""
    case = Case.objects.in_silo(actor.organisation_key).select_for_update(of=("self",)).filter(pk=case_id).first()
    if case is None or not supervises(actor) or case.supervisor_id not in (None, actor.membership_key):
        raise NotForYou
    case.supervisor_id = actor.membership_key
    case.save(update_fields=["supervisor"])
    audit.record("case.supervision_taken", case, actor=actor, case=case.pk)
    return locked_case(case.pk, actor, also_closed=True)
