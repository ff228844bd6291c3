"""Who may do what with a case: the same answer for one case as `Case.objects.visible_to` gives for many."""

from __future__ import annotations

from khetene.cases.enums import OpeningReason
from khetene.cases.models import AccessRequest, Case, CaseWorker
from khetene.kernel import clock
from khetene.kernel.actor import Actor


def opening_reason(actor: Actor, case: Case) -> OpeningReason | None:
    """Why the actor may open the case; None when they may not."""
    if case.organisation_id != actor.organisation_key:
        return None
    if CaseWorker.objects.active_on(clock.today()).filter(case=case, membership_id=actor.membership_key).exists():
        return OpeningReason.WORKS_ON_IT
    if case.supervisor_id == actor.membership_key:
        return OpeningReason.SUPERVISES
    granted = AccessRequest.objects.open_on(clock.today()).filter(case=case, requested_by_id=actor.membership_key)
    return OpeningReason.GRANTED if granted.exists() else None
