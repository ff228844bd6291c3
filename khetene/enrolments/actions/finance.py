"""Noting what else is paid for a client, and asking about a person who was handed over."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from khetene.cases import actions as cases
from khetene.cases import reads as case_reads
from khetene.enrolments import rules
from khetene.enrolments.enums import WhyAsked
from khetene.enrolments.models import Delivery, OtherFinance
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.referrals import reads as referrals


@transaction.atomic
def note_other_finance(
    client_id: uuid.UUID,
    *,
    need: str,
    kind: str,
    payer: str,
    covers_from: date,
    covers_to: date | None,
    actor: Actor,
) -> OtherFinance:
    """Write down that a need is paid by somebody else from a day to a day; then no programme pays it a second time."""
    case_id = case_reads.case_of_client(client_id, actor=actor)
    cases.touch(case_id, actor=actor)
    noted = OtherFinance(
        case_id=case_id,
        client_id=client_id,
        need=need,
        kind=kind,
        payer=payer,
        covers_from=covers_from,
        covers_to=covers_to,
        noted_by_id=actor.membership_key,
        noted_at=clock.now(),
    )
    noted.full_clean()
    noted.save(force_insert=True)
    audit.record("other_finance.noted", noted, actor=actor, case=case_id)
    return noted


@transaction.atomic
def take_back_other_finance(noted_id: uuid.UUID, *, actor: Actor) -> OtherFinance:
    """It was noted by mistake: it no longer counts and stays readable. Doing it twice changes nothing."""
    noted = OtherFinance.objects.select_for_update(of=("self",)).filter(pk=noted_id).first()
    if noted is None or not case_reads.may_open(noted.case_id, actor=actor):
        raise NotForYou
    if noted.taken_back_at is None:
        noted.taken_back_at = clock.now()
        noted.save(update_fields=["taken_back_at"])
        audit.record("other_finance.taken_back", noted, actor=actor, case=noted.case_id)
    return noted


@transaction.atomic
def ask_if_paid(
    client_id: uuid.UUID, *, need: str, kind: str, first: date, last: date, why: str, actor: Actor
) -> bool | None:
    """Whether an institution that this person was handed over to or from pays for it in this time: yes or no, nothing more.

    None when the person is known to no other institution here. Every question is written into the trail of those asked.
    Raises NotForYou for what nobody is asked about.
    """
    case_reads.case_of_client(client_id, actor=actor)
    if need in rules.NEVER_ASKED_ELSEWHERE:
        raise NotForYou
    people = referrals.linked_people([client_id], actor=actor)
    for person in people:
        audit.record(
            "overlap.asked",
            person.referral,
            actor=actor,
            silo=person.other_silo,
            case=person.other_case,
            reason=WhyAsked(why).value,
        )
    if not people:
        return None
    others = [person.other_client for person in people]
    in_this_time = {"covers_from__lte": last, "covers_to__gte": first}
    given = Delivery.objects.counted().filter(enrolment__client_id__in=others, need=need, kind=kind, **in_this_time)
    return given.exists()
