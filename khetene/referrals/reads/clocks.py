"""Whose clock ran out, and totals that name nobody."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db.models import Count, QuerySet

from khetene.accounts import reads as accounts
from khetene.accounts.models import Membership
from khetene.disclosure.tally import Tally
from khetene.kernel import clock
from khetene.kernel.statements import kept
from khetene.referrals.enums import State, Way
from khetene.referrals.models import Referral


@dataclass(slots=True)
class Reminders:
    """Which referrals are to be reminded of, and told about above; by key, with the people to write to."""

    remind: dict[uuid.UUID, list[uuid.UUID]] = field(default_factory=dict)
    escalate: dict[uuid.UUID, list[uuid.UUID]] = field(default_factory=dict)


def reminders_due(*, on: date) -> Reminders:
    """Referrals whose clock ran out, with the memberships of the owner or of the supervisors on the owner's side.

    Where an office has no supervisor, the sender learns that the office is silent.
    """
    remind = list(Referral.objects.to_remind_on(on).order_by("pk"))
    escalate = list(Referral.objects.to_escalate_on(on).order_by("pk"))
    staff = {office: accounts.case_staff_of(office, on=on) for office in {row.recipient_id for row in remind}}
    supervisors = _supervisors({row.recipient_id for row in escalate} | {row.sender_id for row in escalate}, on)
    return Reminders(
        remind={row.pk: staff[row.recipient_id] if _asks_recipient(row) else [row.created_by_id] for row in remind},
        escalate={
            row.pk: supervisors.get(row.recipient_id if _asks_recipient(row) else row.sender_id) or [row.created_by_id]
            for row in escalate
        },
    )


def _asks_recipient(row: Referral) -> bool:
    """On paper, by phone, on foot and by link nobody of the office has an account: the sender asks there."""
    taken_over_here = row.recipient_case_id is not None
    return row.state != State.DECLINED and (row.way == Way.PRODUCT or taken_over_here)


def _supervisors(offices: Iterable[uuid.UUID], day: date) -> dict[uuid.UUID, list[uuid.UUID]]:
    rows = Membership.objects.active_on(day).filter(organisation_id__in=offices, role="supervisor").order_by("pk")
    found: dict[uuid.UUID, list[uuid.UUID]] = {}
    for membership in rows:
        found.setdefault(membership.organisation_id, []).append(membership.pk)
    return found


def state_totals(year: int) -> Tally:
    """Referrals sent in a year, by state and sending organisation. Unit: referral."""
    rows = (
        Referral.objects.filter(sent_at__year=year)
        .values("state", "sender_id")
        .annotate(referrals=Count("pk"))
        .order_by("state", "sender_id")
    )
    return Tally(((row["state"],), row["sender_id"], row["referrals"]) for row in rows)


def sent_by(membership_id: uuid.UUID, *, since: date, until: date) -> dict[str, int]:
    """What became of the referrals that somebody sent from `since` to the day before `until`, by state."""
    first, last = (datetime.combine(day, time(), tzinfo=clock.HOME) for day in (since, until))
    return dict(_sent_by(membership_id, first, last))


@kept
def _sent_by(membership_id: uuid.UUID, first: datetime, last: datetime) -> QuerySet[Referral, tuple[str, int]]:
    rows = Referral.objects.filter(created_by_id=membership_id, sent_at__gte=first, sent_at__lt=last)
    return rows.order_by("state").values_list("state").annotate(referrals=Count("pk"))
