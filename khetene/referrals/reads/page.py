"""One referral as one side may see it."""

from __future__ import annotations

import json
import uuid

from khetene.cases import reads as cases
from khetene.cases.enums import AgreementAnswer, AgreementKind, OutcomeKind
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.referrals.enums import (
    DATA_TRAVELS,
    TAKEN_OVER,
    TOLD_TO_THE_SENDER,
    UNANSWERED,
    SharedPart,
    State,
    WithdrawnWhy,
)
from khetene.referrals.models import AnswerLink, Referral, ReferralMessage
from khetene.referrals.reads.lists import inbox, line, outbox, rows, state_of
from khetene.referrals.reads.rows import Handover, MessageRow, ReferralPage, StepRow


def referral(referral_id: uuid.UUID, *, actor: Actor) -> ReferralPage:
    """One referral as the actor's side may see it. Raises NotForYou."""
    if row := outbox(actor=actor).filter(pk=referral_id).first():
        return _page(row, is_sender=True)
    if row := inbox(actor=actor).filter(pk=referral_id).first():
        return _page(row, is_sender=False)
    raise NotForYou


def referral_by_link(link: AnswerLink) -> ReferralPage:
    """What an office without an account sees: exactly what was shared."""
    return _page(rows().get(pk=link.referral_id), is_sender=False)


def handover(referral_id: uuid.UUID, *, actor: Actor) -> Handover:
    """What a consent to this hand-over has to cover. Raises NotForYou."""
    row = Referral.objects.filter(pk=referral_id, sender_id=actor.organisation_key).first()
    if row is None or not cases.may_open(row.case_id, actor=actor):
        raise NotForYou
    return Handover(row.key, row.case_id, row.client_id, row.recipient_id, row.parts)


def is_covered(referral_id: uuid.UUID, *, actor: Actor) -> bool:
    """Whether an agreement in force covers the hand-over. Raises NotForYou."""
    row = handover(referral_id, actor=actor)
    covering = cases.covering_agreement(
        row.client_id, recipient_id=row.recipient_id, parts=set(row.parts), on=clock.today(), actor=actor
    )
    return covering is not None


def may_be_sent(referral_id: uuid.UUID, *, actor: Actor) -> bool:
    """Covered by an agreement, or nothing travels; what was sent before may be "sent" again without effect."""
    row = Referral.objects.filter(pk=referral_id).first()
    if row and (row.state != State.DRAFT or row.way not in DATA_TRAVELS):
        return True
    return is_covered(referral_id, actor=actor)


def was_refused(referral_id: uuid.UUID, *, actor: Actor) -> bool:
    """Whether the newest answer of the person about this office is no. Raises NotForYou."""
    row = handover(referral_id, actor=actor)
    answers = [
        given.answer
        for given in cases.agreements_of(row.case_id, actor=actor)
        if given.kind == AgreementKind.DATA_CONSENT
        and given.client_id == row.client_id
        and given.recipient_id == row.recipient_id
    ]
    return answers[:1] == [AgreementAnswer.REFUSED]


def recipient_of(referral_id: uuid.UUID) -> uuid.UUID:
    """The organisation that a referral goes to."""
    return Referral.objects.values_list("recipient_id", flat=True).get(pk=referral_id)


def _page(row: Referral, *, is_sender: bool) -> ReferralPage:
    state = state_of(row)
    # Whoever declined has no task left for which to see a person's data.
    hidden = not is_sender and state in (State.WITHDRAWN, State.DECLINED)
    # The sender learns no more than the state unless the person agreed; on paper and by phone it wrote the result itself.
    told = row.report_back or not is_sender or row.agreement_id is None
    labels = dict(SharedPart.choices)
    service = row.service
    return ReferralPage(
        line=line(row, is_sender=is_sender),
        is_sender=is_sender,
        may_answer=not is_sender or (row.way in TOLD_TO_THE_SENDER and row.recipient_case_id is None),
        case_id=row.case_id if is_sender else None,
        recipient_case_id=None if is_sender else row.recipient_case_id,
        sender_id=row.sender_id,
        sender_name=row.sender.name,
        recipient_id=row.recipient_id,
        recipient_name=row.recipient.name,
        recipient_phone=(service.phone if service else "") or row.recipient.phone,
        recipient_email=(service.email if service else "") or row.recipient.email,
        service_id=row.service_id,
        way=row.way,
        way_label=row.get_way_display(),
        parts=[] if hidden else [str(labels[part]) for part in row.parts],
        shared={} if hidden else json.loads(row.shared or "{}"),
        data_gone=hidden or state == State.WITHDRAWN,
        consent_ended=state in TAKEN_OVER and not _consent_holds(row),
        withdrawn_why_label=_why(row) if state == State.WITHDRAWN else "",
        words="" if hidden else row.words,
        report_back=row.report_back,
        decline_reason_label=row.get_decline_reason_display(),
        decline_words=row.decline_words,
        better_address_id=row.better_address_id,
        better_address_name=row.better_address.name if row.better_address else "",
        first_appointment_on=row.first_appointment_on if told else None,
        outcome_label=str(OutcomeKind(row.outcome_kind).label) if row.outcome_kind and told else "",
        outcome_words=row.outcome_words if told else "",
        outcome_on=row.outcome_on if told else None,
        steps=_steps(row, is_sender),
        messages=[] if state == State.WITHDRAWN else _messages(row, row.sender_id if is_sender else row.recipient_id),
    )


def _consent_holds(row: Referral) -> bool:
    return bool(getattr(row, "consent_holds"))  # noqa: B009  an annotation, unknown to the type checker


def _why(row: Referral) -> str:
    if row.state in UNANSWERED:
        taken_back = row.agreement is not None and row.agreement.withdrawn_on is not None
        return str((WithdrawnWhy.CONSENT_WITHDRAWN if taken_back else WithdrawnWhy.CONSENT_ENDED).label)
    return row.get_withdrawn_why_display()


def _steps(row: Referral, is_sender: bool) -> list[StepRow]:
    """Each side reads the names of its own people; of the other side only that it happened."""
    ours = row.sender_id if is_sender else row.recipient_id
    return [
        StepRow(
            step.get_state_display(), step.at, step.by.user.name if step.by and step.by.organisation_id == ours else ""
        )
        for step in row.steps.select_related("by__user").order_by("at", "id")
        if is_sender or step.state != State.DRAFT
    ]


def _messages(row: Referral, ours: uuid.UUID) -> list[MessageRow]:
    found = ReferralMessage.objects.filter(referral=row).select_related("organisation", "written_by__user")
    return [
        MessageRow(
            message.organisation.name,
            message.written_by.user.name if message.written_by else "",
            message.words,
            message.written_at,
            message.organisation_id == ours,
        )
        for message in found.order_by("written_at", "id")
    ]
