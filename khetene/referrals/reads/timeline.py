"""Hand-overs among everything else that happened in a case."""

from __future__ import annotations

import uuid

from django.db.models import Q
from django.utils.translation import gettext as _

from khetene.cases import reads as cases
from khetene.kernel.actor import Actor
from khetene.referrals.models import Referral, ReferralStep


def timeline_of(case_id: uuid.UUID, *, actor: Actor) -> list[cases.TimelineEntry]:
    """Steps of the hand-overs of a case that the actor may open; of the other office no person is named."""
    if not cases.may_open(case_id, actor=actor):
        return []
    found = (
        Referral.objects.filter(Q(case_id=case_id) | Q(recipient_case_id=case_id))
        .select_related("recipient", "sender")
        .prefetch_related("steps__by__user")
        .order_by("created_at", "id")
    )
    return [
        _entry(row, step, outgoing=row.case_id == case_id)
        for row in found
        for step in sorted(row.steps.all(), key=lambda step: (step.at, step.pk))
        if row.case_id == case_id or step.state != "draft"
    ]


def _entry(row: Referral, step: ReferralStep, *, outgoing: bool) -> cases.TimelineEntry:
    ours = row.sender_id if outgoing else row.recipient_id
    return cases.TimelineEntry(
        at=step.at,
        kind="referral",
        title=_("Referral %(key)s: %(state)s") % {"key": row.key, "state": step.get_state_display()},
        words=row.recipient.name if outgoing else row.sender.name,
        by=step.by.user.name if step.by and step.by.organisation_id == ours else "",
        url_name="referrals:referral",
        key=row.pk,
    )
