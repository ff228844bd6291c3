"""Needs, facts, promises and outcomes of a case, and the duty to report."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db import transaction

from khetene.cases.actions._silo import client_in, locked_case, mark_activity, refuse_future
from khetene.cases.enums import NEED_NEXT, NeedDomain, NeedState
from khetene.cases.errors import StepNotPossible
from khetene.cases.models import DutyReport, Need, NeedChange, Outcome, Promise
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


@transaction.atomic
def note_need(case_id: uuid.UUID, *, domain: str, words: str = "", actor: Actor) -> Need:
    """Note what the person needs."""
    case = locked_case(case_id, actor)
    need = Need(
        case=case,
        domain=NeedDomain(domain),
        words=words,
        noted_on=clock.today(),
        noted_by_id=actor.membership_key,
    )
    need.full_clean()
    need.save(force_insert=True)
    _add_change(need, "", actor)
    mark_activity(case)
    audit.record("need.noted", need, actor=actor, case=case.pk)
    return need


@transaction.atomic
def change_need(need_id: uuid.UUID, *, state: str, words: str = "", actor: Actor) -> Need:
    """Move a need to its next state, with words if there is something to say."""
    need = Need.objects.filter(pk=need_id).first()
    if need is None:
        raise NotForYou
    case = locked_case(need.case_id, actor)
    need.refresh_from_db()
    if state == need.state:
        return need
    if state not in NEED_NEXT[need.state]:
        raise StepNotPossible
    need.state = NeedState(state)
    need.save(update_fields=["state"])
    _add_change(need, words, actor)
    mark_activity(case)
    audit.record(f"need.{state}", need, actor=actor, case=case.pk)
    return need


def _add_change(need: Need, words: str, actor: Actor) -> None:
    NeedChange.objects.create(
        need=need,
        state=need.state,
        words=words,
        changed_at=clock.now(),
        changed_by_id=actor.membership_key,
    )


@transaction.atomic
def make_promise(
    case_id: uuid.UUID,
    *,
    side: str,
    words: str,
    due_on: date,
    office_id: uuid.UUID | None = None,
    actor: Actor,
) -> Promise:
    """Write down who promised what by when."""
    case = locked_case(case_id, actor)
    promise = Promise(
        case=case,
        side=side,
        words=words,
        due_on=due_on,
        office_id=office_id,
        recorded_by_id=actor.membership_key,
        recorded_at=clock.now(),
    )
    promise.full_clean()
    promise.save(force_insert=True)
    mark_activity(case)
    audit.record("promise.made", promise, actor=actor, case=case.pk)
    return promise


@transaction.atomic
def settle_promise(promise_id: uuid.UUID, *, kept: bool, actor: Actor) -> Promise:
    """A promise was kept or broken today; settling it the same way twice changes nothing."""
    promise = Promise.objects.filter(pk=promise_id).first()
    if promise is None:
        raise NotForYou
    case = locked_case(promise.case_id, actor)
    promise.refresh_from_db()
    if promise.kept is kept:
        return promise
    promise.kept, promise.settled_on = kept, clock.today()
    promise.save(update_fields=["kept", "settled_on"])
    mark_activity(case)
    audit.record("promise.kept" if kept else "promise.broken", promise, actor=actor, case=case.pk)
    return promise


@transaction.atomic
def record_outcome(
    case_id: uuid.UUID,
    *,
    client_id: uuid.UUID,
    kind: str,
    words: str = "",
    happened_on: date,
    proof: str,
    need_id: uuid.UUID | None = None,
    actor: Actor,
) -> Outcome:
    """Write down what changed for the person and how we know it."""
    case = locked_case(case_id, actor)
    refuse_future(happened_on, "happened_on")
    need = Need.objects.filter(pk=need_id, case=case).first() if need_id else None
    outcome = Outcome(
        case=case,
        client=client_in(case, client_id),
        kind=kind,
        words=words,
        happened_on=happened_on,
        proof=proof,
        need=need,
        recorded_by_id=actor.membership_key,
        recorded_at=clock.now(),
    )
    outcome.full_clean()
    outcome.save(force_insert=True)
    if need and need.state in (NeedState.OPEN, NeedState.UNDER_WAY):
        change_need(need.pk, state=NeedState.MET, actor=actor)
    mark_activity(case)
    audit.record("outcome.recorded", outcome, actor=actor, case=case.pk)
    return outcome


@transaction.atomic
def record_duty_to_report(
    case_id: uuid.UUID,
    *,
    arose_at: datetime,
    reported_to_id: uuid.UUID | None = None,
    reported_to_other: str = "",
    reported_at: datetime | None = None,
    reported_how: str = "",
    actor: Actor,
) -> DutyReport:
    """Write down that a duty to report arose, to whom and when it was reported (D 5.2); what was seen is not noted here."""
    case = locked_case(case_id, actor, also_closed=True)
    refuse_future(arose_at.astimezone(clock.HOME).date(), "arose_at")
    report = DutyReport(
        case=case,
        arose_at=arose_at,
        reported_to_id=reported_to_id,
        reported_to_other=reported_to_other,
        reported_at=reported_at,
        reported_how=reported_how,
        recorded_by_id=actor.membership_key,
        recorded_at=clock.now(),
    )
    report.full_clean()
    report.save(force_insert=True)
    mark_activity(case)
    audit.record("duty.recorded", report, actor=actor, case=case.pk)
    return report


@transaction.atomic
def complete_duty_report(
    report_id: uuid.UUID,
    *,
    reported_to_id: uuid.UUID | None = None,
    reported_to_other: str = "",
    reported_at: datetime,
    reported_how: str,
    actor: Actor,
) -> DutyReport:
    """Write down that it was reported now."""
    report = DutyReport.objects.filter(pk=report_id).first()
    if report is None:
        raise NotForYou
    case = locked_case(report.case_id, actor, also_closed=True)
    report.reported_to_id, report.reported_to_other = reported_to_id, reported_to_other
    report.reported_at, report.reported_how = reported_at, reported_how
    report.full_clean()
    report.save(update_fields=["reported_to", "reported_to_other", "reported_at", "reported_how"])
    mark_activity(case)
    audit.record("duty.reported", report, actor=actor, case=case.pk)
    return report
