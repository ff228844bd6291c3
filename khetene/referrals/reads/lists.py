"""Lists of referrals: received, sent, of one case, and what waits for me today. Each takes a fixed number of queries."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from khetene.accounts.rules import works_with_cases
from khetene.cases import reads as cases
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.statements import Listed, Typed, kept
from khetene.referrals.enums import (
    TAKEN_OVER,
    TOLD_TO_THE_SENDER,
    UNANSWERED,
    WAITS_FOR_RECIPIENT,
    WAITS_FOR_SENDER,
    State,
)
from khetene.referrals.models import Referral, ReferralMessage, ReferralQuerySet
from khetene.referrals.reads.rows import ReferralLine

SORTS = ("", "oldest", "due")
_LONGEST = 20


def rows() -> ReferralQuerySet:
    """Referrals with all that a line of a list shows."""
    last = ReferralMessage.objects.filter(referral=OuterRef("pk")).order_by("-written_at", "-id")
    with_outcome = Referral.objects.filter(pk=OuterRef("pk"), recipient_case__outcomes__isnull=False)
    shown: ReferralQuerySet = (
        Referral.objects.with_consent_on(clock.today())
        .select_related("sender", "recipient", "service", "better_address", "agreement")
        .annotate(last_message_by=Subquery(last.values("organisation_id")[:1]), case_has_outcome=Exists(with_outcome))
    )
    return shown


def inbox(*, actor: Actor, state: str = "", sort: str = "", key: str = "") -> QuerySet[Referral]:
    """Referrals to the actor's organisation; page it, then call `lines`. Once taken over, for those on the case alone."""
    if not works_with_cases(actor):
        return Referral.objects.none()
    mine = Q(recipient_case=None) | Q(recipient_case__in=cases.visible_case_ids(actor=actor))
    return _chosen(rows().received_by(actor).filter(mine), state, sort, key)


def outbox(*, actor: Actor, state: str = "", sort: str = "", key: str = "") -> QuerySet[Referral]:
    """Referrals from cases that the actor may open."""
    visible = cases.visible_case_ids(actor=actor)
    mine = rows().filter(sender_id=actor.organisation_key, case_id__in=visible)
    return _chosen(mine, state, sort, key)


def listed(*, actor: Actor, is_sender: bool, state: str = "", sort: str = "", key: str = "") -> Listed[Referral]:
    """`outbox` or `inbox` for a page of the desk: take a part of it, then call `lines`."""
    return _listed.listed(actor, is_sender, state, sort, Typed(key))


@kept
def _listed(actor: Actor, is_sender: bool, state: str, sort: str, key: str) -> QuerySet[Referral]:
    mine = outbox if is_sender else inbox
    return _for_a_line(mine(actor=actor, state=state, sort=sort, key=key))


def _for_a_line(found: QuerySet[Referral]) -> QuerySet[Referral]:
    """With the columns that `line` shows, and no more."""
    own = ("key", "state", "way", "sent_at", "remind_on", "case_id")
    shown = found.select_related(None).select_related("sender", "recipient", "service")
    return shown.only(*own, "sender__name", "recipient__name", "service__name")


def _chosen(found: ReferralQuerySet, state: str, sort: str, key: str) -> QuerySet[Referral]:
    standing = ~Q(state__in=UNANSWERED) | Q(consent_holds=True)
    if state == "waiting":
        found = found.filter(standing, state__in=WAITS_FOR_RECIPIENT)
    elif state == State.WITHDRAWN:
        found = found.filter(~standing | Q(state=State.WITHDRAWN))
    elif state in State.values:
        found = found.filter(standing, state=state)
    if key:
        found = found.filter(key__iendswith=key.strip())
    if sort == "oldest":
        return found.order_by(F("sent_at").asc(nulls_last=True), "id")
    if sort == "due":
        return found.order_by(F("remind_on").asc(nulls_last=True), "id")
    return found.order_by(F("sent_at").desc(nulls_first=True), "-id")


def lines(found: Iterable[Referral], *, is_sender: bool) -> list[ReferralLine]:
    return [line(row, is_sender=is_sender) for row in found]


def of_case(case: cases.CaseHead) -> list[ReferralLine]:
    """Hand-overs from a case and the one it came from."""
    return [line(row, is_sender=row.case_id == case.id) for row in _of_case(case.id)]


@kept
def _of_case(case_id: uuid.UUID) -> QuerySet[Referral]:
    ours = Referral.objects.filter(case_id=case_id).order_by().values("pk")
    taken_over = Referral.objects.filter(recipient_case_id=case_id).order_by().values("pk")
    found = rows().filter(Q(pk__in=ours) | Q(pk__in=taken_over)).order_by("-created_at", "-id")
    return _for_a_line(found)


def waiting_for_me(*, actor: Actor, on: date) -> list[ReferralLine]:
    """For "my day": what is received and unanswered, what my side has to send, send on, ask about, or report back."""
    received, handed_over = _received_and_waiting(actor), _handed_over_and_waiting(actor, on)
    return lines(received, is_sender=False) + lines(handed_over, is_sender=True)


@kept
def _received_and_waiting(actor: Actor) -> QuerySet[Referral]:
    unanswered = Q(state__in=UNANSWERED, consent_holds=True)
    to_report = Q(state__in=TAKEN_OVER, case_has_outcome=True)
    waiting = inbox(actor=actor, sort="oldest").filter(unanswered | to_report | _asked_by_others(actor))
    return _for_a_line(waiting)[:_LONGEST]


@kept
def _handed_over_and_waiting(actor: Actor, on: date) -> QuerySet[Referral]:
    """A declined one waits until the need was handed over elsewhere."""
    unresolved = Referral.objects.unresolved().filter(pk=OuterRef("pk"))
    declined = Q(Q(state=State.DECLINED), Exists(unresolved))
    to_ask = Q(state__in=WAITS_FOR_RECIPIENT, way__in=TOLD_TO_THE_SENDER, remind_on__lte=on)
    mine = outbox(actor=actor, sort="oldest")
    waiting = mine.filter(Q(state=State.DRAFT) | declined | to_ask | _asked_by_others(actor))
    return _for_a_line(waiting)[:_LONGEST]


def _asked_by_others(actor: Actor) -> Q:
    talked_about = Q(state__in=[*WAITS_FOR_RECIPIENT, State.DECLINED], last_message_by__isnull=False)
    return talked_about & ~Q(last_message_by=actor.organisation_key)


def state_of(row: Referral) -> State:
    """What the state is worth today: an unanswered referral whose consent is gone is withdrawn already."""
    gone = row.state in UNANSWERED and not _noted(row, "consent_holds")
    return State.WITHDRAWN if gone else State(row.state)


def line(row: Referral, *, is_sender: bool) -> ReferralLine:
    today = clock.today()
    state = state_of(row)
    waiting = (today - row.sent_at.astimezone(clock.HOME).date()).days if row.sent_at else 0
    waits = state in WAITS_FOR_RECIPIENT
    last_by = _noted(row, "last_message_by")
    ours = row.sender_id if is_sender else row.recipient_id
    return ReferralLine(
        id=row.pk,
        key=row.key,
        other_side=row.recipient.name if is_sender else row.sender.name,
        service_name=str(row.service.name) if row.service else "",
        state=state,
        state_label=str(state.label),
        whose_move=_move_in_words(row, state, is_sender),
        sent_at=row.sent_at,
        days_waiting=waiting if waits else 0,
        due_on=row.remind_on if waits else None,
        overdue=bool(waits and row.remind_on and row.remind_on <= today),
        message_waits=last_by is not None and last_by != ours and state != State.WITHDRAWN,
    )


def _noted(row: Referral, name: str) -> Any:
    """What `rows` has counted beside the record."""
    return getattr(row, name)


def _move_in_words(row: Referral, state: State, is_sender: bool) -> str:
    if not is_sender and state in TAKEN_OVER and _noted(row, "case_has_outcome"):
        return _("Your case has an outcome. Tell the sender.")
    if is_sender and state in WAITS_FOR_RECIPIENT and row.way in TOLD_TO_THE_SENDER:
        return _("The office has the next move. Write down here what it answers.")
    return whose_move(state, is_sender=is_sender)


def whose_move(state: str, *, is_sender: bool) -> str:
    """Who has to do something next, in words."""
    if state in WAITS_FOR_RECIPIENT:
        return _("The office has the next move.") if is_sender else _("It is your move.")
    if state in WAITS_FOR_SENDER:
        return _("It is your move.") if is_sender else _("The sender has the next move.")
    return _("Nothing is left to do.")
