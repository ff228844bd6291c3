"""Cases on which nobody works."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from khetene.accounts.rules import supervises
from khetene.cases.models import Case, CaseWorker
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


@dataclass(frozen=True, slots=True)
class WaitingCase:
    """The key alone: what a case is about is read by whoever may open it."""

    id: uuid.UUID
    key: str
    supervisor_id: uuid.UUID | None


def without_anybody(case_ids: Iterable[uuid.UUID], *, actor: Actor) -> list[WaitingCase]:
    """Which of these open cases of the actor's organisation nobody works on today. Raises NotForYou for all but supervisors."""
    if not supervises(actor):
        raise NotForYou
    attended = CaseWorker.objects.active_on(clock.today()).values("case_id")
    rows = Case.objects.in_silo(actor.organisation_key).open_on(clock.today()).filter(pk__in=list(case_ids))
    rows = rows.exclude(pk__in=attended).order_by("key").only("key", "supervisor_id")
    return [WaitingCase(row.pk, row.key, row.supervisor_id) for row in rows]
