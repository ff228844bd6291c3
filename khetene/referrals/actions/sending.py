"""The sender's side until the referral is on its way: prepare, leave the data out, discard, send."""

from __future__ import annotations

import json
import uuid

from django.db import transaction
from django.db.models import Q

from khetene.accounts import reads as accounts
from khetene.cases import actions as cases
from khetene.cases import reads as case_reads
from khetene.cases.errors import CaseIsClosed
from khetene.directory.models import Organisation, Service
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.referrals.actions._steps import locked, move, record_step, refuse_unless_sender
from khetene.referrals.enums import DATA_TRAVELS, UNANSWERED, State, Way
from khetene.referrals.errors import (
    AgreementMissing,
    AlreadyOnItsWay,
    NobodyThere,
    NothingChosen,
    OrganisationGone,
    OwnOrganisation,
    StepNotPossible,
)
from khetene.referrals.models import Referral, ReferralNumber
from khetene.referrals.shared import Chosen, snapshot


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
    """Prepare a hand-over; nothing leaves the silo yet. Preparing the same one again replaces what was prepared.

    Raises NotForYou, CaseIsClosed, OrganisationGone, OwnOrganisation, NobodyThere, NothingChosen.
    """
    _refuse_other_clients(case_id, client_id, actor)
    recipient = _recipient(recipient_id, way, actor)
    travels = way in DATA_TRAVELS
    if travels and not chosen.parts:
        raise NothingChosen
    service = Service.objects.filter(pk=service_id, organisation=recipient).first() if service_id else None
    data = snapshot(case_id, client_id, chosen, actor=actor) if travels else None
    referral = _earlier_draft(case_id, client_id, recipient, service) or _new_draft(
        case_id, client_id, recipient, actor
    )
    referral.service, referral.way = service, Way(way)
    referral.parts = sorted(chosen.parts) if travels else []
    referral.shared = json.dumps(data, ensure_ascii=False) if travels else None
    referral.words = words if travels else ""
    referral.save()
    audit.record("referral.drafted", referral, actor=actor, case=case_id)
    return referral


def _refuse_other_clients(case_id: uuid.UUID, client_id: uuid.UUID, actor: Actor) -> None:
    head = case_reads.case_head(case_id, actor=actor)
    if client_id not in {client.id for client in head.clients}:
        raise NotForYou
    if head.closed_on:
        raise CaseIsClosed


def _earlier_draft(
    case_id: uuid.UUID, client_id: uuid.UUID, recipient: Organisation, service: Service | None
) -> Referral | None:
    """Two presses of the button, or a second thought, are one draft."""
    drafts = Referral.objects.select_for_update(of=("self",)).filter(state=State.DRAFT, case_id=case_id)
    return drafts.filter(client_id=client_id, recipient=recipient, service=service).order_by("created_at").first()


def _new_draft(case_id: uuid.UUID, client_id: uuid.UUID, recipient: Organisation, actor: Actor) -> Referral:
    referral = Referral.objects.create(
        key=_next_key(clock.today().year),
        case_id=case_id,
        client_id=client_id,
        sender_id=actor.organisation_key,
        recipient=recipient,
        way=Way.ON_FOOT,
        created_by_id=actor.membership_key,
        created_at=clock.now(),
    )
    record_step(referral, actor)
    return referral


@transaction.atomic
def hand_over_without_data(referral_id: uuid.UUID, *, actor: Actor) -> Referral:
    """Turn a draft into a card that the person takes along; what was prepared to travel is erased."""
    referral = locked(referral_id)
    refuse_unless_sender(referral, actor)
    if referral.state != State.DRAFT:
        raise StepNotPossible
    referral.way, referral.parts, referral.shared, referral.words = Way.ON_FOOT, [], None, ""
    referral.save()
    audit.record("referral.without_data", referral, actor=actor, case=referral.case_id)
    return referral


@transaction.atomic
def discard_draft(referral_id: uuid.UUID, *, actor: Actor) -> None:
    """Throw a draft away; it never left. Doing it twice changes nothing."""
    referral = Referral.objects.select_for_update(of=("self",)).filter(pk=referral_id).first()
    if referral is None:
        return
    refuse_unless_sender(referral, actor)
    if referral.state != State.DRAFT:
        raise StepNotPossible
    audit.record("referral.discarded", referral, actor=actor, case=referral.case_id)
    referral.delete()


@transaction.atomic
def send_referral(referral_id: uuid.UUID, *, actor: Actor) -> Referral:
    """Send a drafted referral; sending the same one twice changes nothing.

    Raises AgreementMissing, OrganisationGone, NobodyThere, AlreadyOnItsWay.
    """
    referral = locked(referral_id)
    refuse_unless_sender(referral, actor)
    if referral.state != State.DRAFT:
        return referral
    cases.touch(referral.case_id, actor=actor)  # locks the case, so that two drafts cannot both be the first
    _recipient(referral.recipient_id, referral.way, actor)
    _refuse_a_second_one(referral)
    if referral.way in DATA_TRAVELS:
        _attach_agreement(referral, actor)
    referral.sent_at = clock.now()
    move(referral, State.SENT, actor)
    audit.record("referral.sent", referral, actor=actor, case=referral.case_id)
    return referral


def _refuse_a_second_one(referral: Referral) -> None:
    same = Referral.objects.with_consent_on(clock.today()).filter(
        client_id=referral.client_id, recipient_id=referral.recipient_id, service=referral.service
    )
    waiting = same.filter(Q(consent_holds=True), state__in=UNANSWERED).order_by("sent_at").first()
    if waiting:
        raise AlreadyOnItsWay(waiting.key)


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


def _recipient(recipient_id: uuid.UUID, way: str, actor: Actor) -> Organisation:
    """The organisation, if this can reach it today."""
    recipient = Organisation.objects.select_related("successor").filter(pk=recipient_id).first()
    if recipient is None:
        raise NotForYou
    if not recipient.exists_on(clock.today()):
        successor = recipient.successor
        raise OrganisationGone(successor.pk, successor.name) if successor else OrganisationGone
    if recipient.pk == actor.organisation_key:
        raise OwnOrganisation
    if way == Way.PRODUCT and not accounts.case_staff_of(recipient.pk, on=clock.today()):
        raise NobodyThere
    return recipient


def _next_key(year: int) -> str:
    counter, _created = ReferralNumber.objects.select_for_update(of=("self",)).get_or_create(year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"N-{year % 100:02d}-{counter.last:04d}"
