"""Who opened a case and why: for the supervisor, the data protection officer, and on paper for the person."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from khetene.accounts.models import Membership
from khetene.accounts.rules import sees_access_log
from khetene.cases.enums import OpeningReason
from khetene.cases.models import Case
from khetene.cases.reads.rows import OpeningRow
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry


@dataclass(frozen=True, slots=True)
class OpeningsPage:
    case_id: uuid.UUID
    case_key: str
    rows: list[OpeningRow]


def who_opened(case_id: uuid.UUID, *, actor: Actor, openings_only: bool = True) -> OpeningsPage:
    """Entries of the audit trail of one case, newest first. It tells who looked, never what is in the case.

    For the case's supervisor and for the organisation's data protection officer and auditor. Raises NotForYou.
    """
    case = Case.objects.in_silo(actor.organisation_key).filter(pk=case_id).first()
    if case is None or not (sees_access_log(actor) or case.supervisor_id == actor.membership_key):
        raise NotForYou
    entries = AuditEntry.objects.filter(silo=case.organisation_id, case=case_id)
    if openings_only:
        entries = entries.filter(verb="case.opened")
    rows = list(entries.order_by("-position")[:500])
    people = Membership.objects.select_related("user").in_bulk({row.membership for row in rows if row.membership})
    return OpeningsPage(case.pk, case.key, [_row(entry, people) for entry in rows])


def opened_cases(*, actor: Actor) -> list[tuple[uuid.UUID, str, int]]:
    """For the data protection officer: cases of the organisation by key, with how often each was opened."""
    if not sees_access_log(actor):
        raise NotForYou
    rows = Case.objects.in_silo(actor.organisation_key).order_by("-last_activity_on", "-id")[:200]
    counts: dict[uuid.UUID, int] = {}
    entries = AuditEntry.objects.filter(
        silo=actor.organisation_key, verb="case.opened", case__in=[case.pk for case in rows]
    )
    for case_id in entries.order_by("position").values_list("case", flat=True):
        if case_id:
            counts[case_id] = counts.get(case_id, 0) + 1
    return [(case.pk, case.key, counts.get(case.pk, 0)) for case in rows]


def _row(entry: AuditEntry, people: dict[uuid.UUID, Membership]) -> OpeningRow:
    membership = people.get(entry.membership) if entry.membership else None
    known_reasons = {reason.value: str(reason.label) for reason in OpeningReason}
    return OpeningRow(
        at=entry.at,
        who=membership.user.name if membership else entry.system_task,
        role_label=membership.get_role_display() if membership else "",
        verb=entry.verb,
        reason_label=known_reasons.get(entry.reason, entry.reason),
    )
