"""Hand-overs among everything else that happened in a case."""

from __future__ import annotations

import uuid

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from khetene.cases import reads as cases
from khetene.kernel.statements import kept
from khetene.referrals.enums import State
from khetene.referrals.models import ReferralStep


def timeline_of(case: cases.CaseHead) -> list[cases.TimelineEntry]:
    """Steps of the hand-overs of a case; of the other office no person is named."""
    return [_entry(step, outgoing=step.referral.case_id == case.id) for step in _steps(case.id)]


@kept
def _steps(case_id: uuid.UUID) -> QuerySet[ReferralStep]:
    ours = Q(referral__case_id=case_id)
    taken_over = Q(referral__recipient_case_id=case_id) & ~Q(state=State.DRAFT)
    steps = ReferralStep.objects.filter(ours | taken_over)
    shown = steps.select_related("referral__recipient", "referral__sender", "by__user").order_by("-at", "-id")
    of_referral = ("key", "case_id", "recipient__name", "sender__name")
    return shown.only(
        "at", "state", "by__organisation_id", "by__user__name", *(f"referral__{name}" for name in of_referral)
    )


def _entry(step: ReferralStep, *, outgoing: bool) -> cases.TimelineEntry:
    row = step.referral
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
