"""What each side of a hand-over may see: the recipient what was shared, the sender the state and the agreed outcome."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from khetene.accounts.rules import works_with_cases
from khetene.cases import reads as cases
from khetene.cases.enums import OutcomeKind
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.referrals.enums import DATA_TRAVELS, WAITS_FOR_RECIPIENT, SharedPart, State
from khetene.referrals.models import AnswerLink, Referral, ReferralMessage


@dataclass(frozen=True, slots=True)
class ReferralLine:
    id: uuid.UUID
    key: str
    other_side: str
    service_name: str
    state: str
    state_label: str
    whose_move: str
    sent_at: datetime | None
    days_waiting: int
    overdue: bool


@dataclass(frozen=True, slots=True)
class StepRow:
    state_label: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class MessageRow:
    organisation_name: str
    by: str
    words: str
    written_at: datetime
    is_ours: bool


@dataclass(frozen=True, slots=True)
class ReferralPage:
    """A referral as one side sees it. `shared` is empty where the data may not be seen (any more)."""

    line: ReferralLine
    is_sender: bool
    case_id: uuid.UUID | None
    recipient_case_id: uuid.UUID | None
    sender_name: str
    recipient_name: str
    recipient_phone: str
    way: str
    way_label: str
    parts: list[str]
    shared: dict[str, Any]
    data_gone: bool
    words: str
    report_back: bool
    decline_reason_label: str
    decline_words: str
    better_address_id: uuid.UUID | None
    better_address_name: str
    first_appointment_on: date | None
    outcome_label: str
    outcome_words: str
    outcome_on: date | None
    remind_on: date | None
    steps: list[StepRow]
    messages: list[MessageRow]


def whose_move(state: str, *, is_sender: bool) -> str:
    """Who has to do something next, in words."""
    if state in WAITS_FOR_RECIPIENT:
        return _("The office has the next move.") if is_sender else _("It is your move.")
    if state in (State.DRAFT, State.DECLINED):
        return _("It is your move.") if is_sender else _("The sender has the next move.")
    return _("Nothing is left to do.")


def _rows() -> QuerySet[Referral]:
    return Referral.objects.select_related("sender", "recipient", "service", "better_address")


def _line(referral: Referral, *, is_sender: bool) -> ReferralLine:
    today = clock.today()
    waiting = (today - referral.sent_at.astimezone(clock.HOME).date()).days if referral.sent_at else 0
    waits = referral.state in WAITS_FOR_RECIPIENT
    return ReferralLine(
        id=referral.pk,
        key=referral.key,
        other_side=referral.recipient.name if is_sender else referral.sender.name,
        service_name=str(referral.service.name) if referral.service else "",
        state=referral.state,
        state_label=referral.get_state_display(),
        whose_move=whose_move(referral.state, is_sender=is_sender),
        sent_at=referral.sent_at,
        days_waiting=waiting if waits else 0,
        overdue=bool(waits and referral.remind_on and referral.remind_on <= today and referral.state != State.IN_WORK),
    )


def of_case(case_id: uuid.UUID, *, actor: Actor) -> list[ReferralLine]:
    """Hand-overs from a case and the one it came from. Raises NotForYou."""
    if not cases.may_open(case_id, actor=actor):
        raise NotForYou
    rows = _rows().filter(Q(case_id=case_id) | Q(recipient_case_id=case_id)).order_by("-created_at", "-id")
    return [_line(row, is_sender=row.case_id == case_id) for row in rows]


def received(*, actor: Actor, state: str = "") -> QuerySet[Referral]:
    """Referrals to the actor's organisation, newest first; page it, then call `received_lines`."""
    if not works_with_cases(actor):
        return Referral.objects.none()
    rows = _rows().received_by(actor).order_by("-sent_at", "-id")  # type: ignore[attr-defined]  # our QuerySet
    return _in_state(rows, state)


def sent(*, actor: Actor, state: str = "") -> QuerySet[Referral]:
    """Referrals from cases that the actor may open, newest first."""
    visible = cases.visible_case_ids(actor=actor)
    rows = _rows().filter(sender_id=actor.organisation_key, case_id__in=visible).order_by("-created_at", "-id")
    return _in_state(rows, state)


def _in_state(rows: QuerySet[Referral], state: str) -> QuerySet[Referral]:
    if state == "waiting":
        return rows.filter(state__in=WAITS_FOR_RECIPIENT)
    return rows.filter(state=state) if state in State.values else rows


def lines(rows: Iterable[Referral], *, is_sender: bool) -> list[ReferralLine]:
    return [_line(row, is_sender=is_sender) for row in rows]


def waiting_for_me(*, actor: Actor, on: date) -> list[ReferralLine]:
    """For "my day": received and unanswered, and mine that were declined within two weeks."""
    new = received(actor=actor).filter(state__in=[State.SENT, State.SEEN])[:20]
    declined = sent(actor=actor).filter(
        state=State.DECLINED, steps__state=State.DECLINED, steps__at__date__gte=_two_weeks_before(on)
    )[:10]
    drafts = sent(actor=actor).filter(state=State.DRAFT)[:10]
    return lines(new, is_sender=False) + lines(declined, is_sender=True) + lines(drafts, is_sender=True)


def _two_weeks_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 14)


def referral(referral_id: uuid.UUID, *, actor: Actor) -> ReferralPage:
    """One referral as the actor's side may see it. Raises NotForYou."""
    row = _rows().filter(pk=referral_id).first()
    if row is None:
        raise NotForYou
    if row.sender_id == actor.organisation_key and cases.may_open(row.case_id, actor=actor):
        return _page(row, is_sender=True, ours=actor.organisation_key)
    reached = row.state not in (State.DRAFT, State.WITHDRAWN)
    if row.recipient_id == actor.organisation_key and works_with_cases(actor) and reached:
        return _page(row, is_sender=False, ours=actor.organisation_key)
    raise NotForYou


@dataclass(frozen=True, slots=True)
class Handover:
    """Keys of a prepared hand-over, for the consent that it needs."""

    key: str
    case_id: uuid.UUID
    client_id: uuid.UUID
    recipient_id: uuid.UUID
    parts: list[str]


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


def recipient_of(referral_id: uuid.UUID) -> uuid.UUID:
    """The organisation that a referral goes to."""
    return Referral.objects.values_list("recipient_id", flat=True).get(pk=referral_id)


def referral_by_link(link: AnswerLink) -> ReferralPage:
    """What an office without an account sees: exactly what was shared."""
    row = _rows().get(pk=link.referral_id)
    return _page(row, is_sender=False, ours=row.recipient_id)


def _page(row: Referral, *, is_sender: bool, ours: uuid.UUID) -> ReferralPage:
    gone = _data_gone(row)
    told = row.report_back or not is_sender
    steps = row.steps.select_related("by__user").order_by("at", "id")
    messages = ReferralMessage.objects.filter(referral=row).select_related("organisation", "written_by__user")
    labels = dict(SharedPart.choices)
    return ReferralPage(
        line=_line(row, is_sender=is_sender),
        is_sender=is_sender,
        case_id=row.case_id if is_sender else None,
        recipient_case_id=None if is_sender else row.recipient_case_id,
        sender_name=row.sender.name,
        recipient_name=row.recipient.name,
        recipient_phone=row.recipient.phone,
        way=row.way,
        way_label=row.get_way_display(),
        parts=[str(labels[part]) for part in row.parts],
        shared={} if gone and not is_sender else json.loads(row.shared or "{}"),
        data_gone=gone,
        words="" if gone and not is_sender else row.words,
        report_back=row.report_back,
        decline_reason_label=row.get_decline_reason_display(),
        decline_words=row.decline_words,
        better_address_id=row.better_address_id,
        better_address_name=row.better_address.name if row.better_address else "",
        first_appointment_on=row.first_appointment_on,
        outcome_label=str(OutcomeKind(row.outcome_kind).label) if row.outcome_kind and told else "",
        outcome_words=row.outcome_words if told else "",
        outcome_on=row.outcome_on if told else None,
        remind_on=row.remind_on,
        steps=[StepRow(step.get_state_display(), step.at, step.by.user.name if step.by else "") for step in steps],
        messages=[
            MessageRow(
                message.organisation.name,
                message.written_by.user.name if message.written_by else "",
                message.words,
                message.written_at,
                message.organisation_id == ours,
            )
            for message in messages.order_by("written_at", "id")
        ],
    )


def _data_gone(row: Referral) -> bool:
    """The agreement was withdrawn or ended before the office took the data over."""
    if row.way not in DATA_TRAVELS or row.state in (State.DRAFT, State.ACCEPTED, State.IN_WORK, State.OUTCOME):
        return False
    return not (row.agreement_id and cases.in_force(row.agreement_id, on=clock.today()))


def timeline_of(case_id: uuid.UUID, *, actor: Actor) -> list[cases.TimelineEntry]:
    """Steps of the hand-overs of a case that the actor may open."""
    if not cases.may_open(case_id, actor=actor):
        return []
    rows = (
        Referral.objects.filter(Q(case_id=case_id) | Q(recipient_case_id=case_id))
        .select_related("recipient", "sender")
        .prefetch_related("steps__by__user")
        .order_by("created_at", "id")
    )
    entries = []
    for row in rows:
        outgoing = row.case_id == case_id
        other = row.recipient.name if outgoing else row.sender.name
        for step in sorted(row.steps.all(), key=lambda step: step.at):
            entries.append(
                cases.TimelineEntry(
                    at=step.at,
                    kind="referral",
                    title=_("Referral %(key)s: %(state)s") % {"key": row.key, "state": step.get_state_display()},
                    words=other,
                    by=step.by.user.name if step.by and step.by.organisation_id == _side(row, outgoing) else "",
                    url_name="referrals:referral",
                    key=row.pk,
                )
            )
    return entries


def _side(row: Referral, outgoing: bool) -> uuid.UUID:
    """The silo whose people are named; of the other side only the office is."""
    return row.sender_id if outgoing else row.recipient_id


def state_totals(year: int) -> list[tuple[str, uuid.UUID, int]]:
    """Referrals sent in a year, by state and sending organisation. Unit: referral. For protected totals only."""
    rows = (
        Referral.objects.filter(sent_at__year=year)
        .values("state", "sender_id")
        .annotate(referrals=Count("pk"))
        .order_by("state", "sender_id")
    )
    return [(row["state"], row["sender_id"], row["referrals"]) for row in rows]


def reminders_due(*, on: date) -> tuple[dict[uuid.UUID, list[uuid.UUID]], dict[uuid.UUID, list[uuid.UUID]]]:
    """Referrals whose clock ran out, by recipient: to remind, and to tell the supervisor about. Keys only."""
    remind: dict[uuid.UUID, list[uuid.UUID]] = {}
    escalate: dict[uuid.UUID, list[uuid.UUID]] = {}
    for pk, recipient in Referral.objects.to_remind_on(on).order_by("pk").values_list("pk", "recipient_id"):
        remind.setdefault(recipient, []).append(pk)
    for pk, recipient in Referral.objects.to_escalate_on(on).order_by("pk").values_list("pk", "recipient_id"):
        escalate.setdefault(recipient, []).append(pk)
    return remind, escalate
