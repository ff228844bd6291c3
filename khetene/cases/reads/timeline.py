"""What happened in a case, newest first, from this silo's own tables; referrals and contacts add theirs on the page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from khetene.cases.models import Agreement, ClientFact, DutyReport, NeedChange, Outcome, Plan, Promise
from khetene.cases.reads.contents import Contents
from khetene.cases.reads.rows import TimelineEntry
from khetene.kernel import clock


def timeline_rows(held: Contents) -> list[TimelineEntry]:
    """Newest first; of two of a kind at the same moment, the one that was recorded later."""
    entries = [
        *_needs(held.need_changes),
        *_agreements(held.agreements),
        *_plans(held.plans),
        *_promises(held.promises),
        *_outcomes(held.outcomes),
        *_duties(held.duties),
        *_facts(held.facts),
    ]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def noon_of(day: date) -> datetime:
    """Where a whole-day fact stands among moments."""
    return datetime.combine(day, time(12), tzinfo=clock.HOME)


def _needs(changes: Iterable[NeedChange]) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            at=change.changed_at,
            kind="need",
            title=_("Need: %(domain)s – %(state)s")
            % {"domain": change.need.get_domain_display(), "state": change.get_state_display()},
            words=change.words or (change.need.words if change.state == "open" else ""),
            by=change.changed_by.user.name,
        )
        for change in changes
    ]


def _agreements(agreements: Iterable[Agreement]) -> list[TimelineEntry]:
    entries = []
    for agreement in agreements:
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
                    whole_day=True,
                )
            )
    return entries


def _plans(plans: Iterable[Plan]) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            at=noon_of(plan.agreed_on),
            kind="plan",
            title=_("Plan no. %(number)s agreed") % {"number": plan.number},
            by=plan.drafted_by.user.name,
            url_name="cases:plan",
            key=plan.pk,
            whole_day=True,
        )
        for plan in plans
        if plan.agreed_on
    ]


def _promises(promises: Iterable[Promise]) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            at=promise.recorded_at,
            kind="promise",
            title=str(promise.get_side_display()).capitalize() + (f": {promise.office.name}" if promise.office else ""),
            words=promise.words,
            by=promise.recorded_by.user.name,
        )
        for promise in promises
    ]


def _outcomes(outcomes: Iterable[Outcome]) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            at=outcome.recorded_at,
            kind="outcome",
            title=str(outcome.get_kind_display()),
            words=outcome.words,
            by=outcome.recorded_by.user.name,
        )
        for outcome in outcomes
    ]


def _duties(reports: Iterable[DutyReport]) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            at=report.arose_at,
            kind="duty",
            title=_("A duty to report arose"),
            by=report.recorded_by.user.name,
            url_name="cases:duty",
            key=report.case_id,
        )
        for report in reports
    ]


def _facts(facts: Iterable[ClientFact]) -> list[TimelineEntry]:
    days: dict[tuple[date, str], TimelineEntry] = {}
    counts: dict[tuple[date, str], int] = {}
    for fact in sorted(facts, key=lambda fact: (fact.recorded_at, fact.pk)):
        spot = (fact.recorded_at.astimezone(clock.HOME).date(), fact.recorded_by.user.name)
        counts[spot] = counts.get(spot, 0) + 1
        days[spot] = TimelineEntry(
            at=fact.recorded_at,
            kind="fact",
            title=_("Answers about the person recorded: %(number)s") % {"number": counts[spot]},
            by=spot[1],
        )
    return list(days.values())
