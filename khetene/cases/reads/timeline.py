"""What happened in a case, newest first, from this silo's own tables; referrals and contacts add theirs on the page."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from khetene.cases.models import Agreement, ClientFact, DutyReport, NeedChange, Outcome, Plan, Promise
from khetene.cases.reads.rows import TimelineEntry
from khetene.kernel import clock


def timeline_rows(case_id: uuid.UUID) -> list[TimelineEntry]:
    """Whoever calls this has made sure that the reader may open the case."""
    entries = [
        *_needs(case_id),
        *_agreements(case_id),
        *_plans(case_id),
        *_promises(case_id),
        *_outcomes(case_id),
        *_duties(case_id),
        *_facts(case_id),
    ]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def noon_of(day: date) -> datetime:
    """Where a whole-day fact stands among moments."""
    return datetime.combine(day, time(12), tzinfo=clock.HOME)


def _needs(case_id: uuid.UUID) -> list[TimelineEntry]:
    changes = NeedChange.objects.filter(need__case_id=case_id).select_related("need", "changed_by__user")
    return [
        TimelineEntry(
            at=change.changed_at,
            kind="need",
            title=_("Need: %(domain)s – %(state)s")
            % {"domain": change.need.get_domain_display(), "state": change.get_state_display()},
            words=change.words or (change.need.words if change.state == "open" else ""),
            by=change.changed_by.user.name,
        )
        for change in changes.order_by("changed_at", "id")
    ]


def _agreements(case_id: uuid.UUID) -> list[TimelineEntry]:
    rows = Agreement.objects.filter(case_id=case_id).select_related("recipient", "recorded_by__user")
    entries = []
    for agreement in rows.order_by("recorded_at", "id"):
        names = {"kind": agreement.get_kind_display(), "answer": agreement.get_answer_display()}
        recipient = agreement.recipient.name if agreement.recipient else ""
        entries.append(
            TimelineEntry(
                at=agreement.recorded_at,
                kind="agreement",
                title=_("%(kind)s: %(answer)s") % names,
                words=recipient,
                by=agreement.recorded_by.user.name,
                url_name="cases:agreement",
                key=agreement.pk,
            )
        )
        if agreement.withdrawn_on:
            entries.append(
                TimelineEntry(
                    at=noon_of(agreement.withdrawn_on),
                    kind="agreement",
                    title=_("%(kind)s: withdrawn") % names,
                    words=recipient,
                )
            )
    return entries


def _plans(case_id: uuid.UUID) -> list[TimelineEntry]:
    rows = Plan.objects.filter(case_id=case_id, agreed_on__isnull=False).select_related("drafted_by__user")
    return [
        TimelineEntry(
            at=noon_of(plan.agreed_on),
            kind="plan",
            title=_("Plan no. %(number)s agreed") % {"number": plan.number},
            by=plan.drafted_by.user.name,
            url_name="cases:plan",
            key=plan.pk,
        )
        for plan in rows.order_by("number")
        if plan.agreed_on
    ]


def _promises(case_id: uuid.UUID) -> list[TimelineEntry]:
    rows = Promise.objects.filter(case_id=case_id).select_related("office", "recorded_by__user")
    return [
        TimelineEntry(
            at=promise.recorded_at,
            kind="promise",
            title=str(promise.get_side_display()).capitalize() + (f": {promise.office.name}" if promise.office else ""),
            words=promise.words,
            by=promise.recorded_by.user.name,
        )
        for promise in rows.order_by("recorded_at", "id")
    ]


def _outcomes(case_id: uuid.UUID) -> list[TimelineEntry]:
    rows = Outcome.objects.filter(case_id=case_id).select_related("recorded_by__user")
    return [
        TimelineEntry(
            at=outcome.recorded_at,
            kind="outcome",
            title=str(outcome.get_kind_display()),
            words=outcome.words,
            by=outcome.recorded_by.user.name,
        )
        for outcome in rows.order_by("recorded_at", "id")
    ]


def _duties(case_id: uuid.UUID) -> list[TimelineEntry]:
    rows = DutyReport.objects.filter(case_id=case_id).select_related("recorded_by__user")
    return [
        TimelineEntry(
            at=report.arose_at,
            kind="duty",
            title=_("A duty to report arose"),
            by=report.recorded_by.user.name,
            url_name="cases:duty",
            key=case_id,
        )
        for report in rows.order_by("arose_at", "id")
    ]


def _facts(case_id: uuid.UUID) -> list[TimelineEntry]:
    rows = (
        ClientFact.objects.filter(client__case_id=case_id)
        .select_related("recorded_by__user")
        .order_by("recorded_at", "id")
    )
    days: dict[tuple[date, str], TimelineEntry] = {}
    counts: dict[tuple[date, str], int] = {}
    for fact in rows:
        spot = (fact.recorded_at.astimezone(clock.HOME).date(), fact.recorded_by.user.name)
        counts[spot] = counts.get(spot, 0) + 1
        days[spot] = TimelineEntry(
            at=fact.recorded_at,
            kind="fact",
            title=_("Answers about the person recorded: %(number)s") % {"number": counts[spot]},
            by=spot[1],
        )
    return list(days.values())
