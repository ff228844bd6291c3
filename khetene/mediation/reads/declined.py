"""Cases of which somebody stepped back and on which nobody works now."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from khetene.accounts.rules import supervises
from khetene.cases import reads as cases
from khetene.kernel.actor import Actor
from khetene.mediation.models import Decline


@dataclass(frozen=True, slots=True)
class DeclinedCase:
    """`is_mine`: the reader supervises the case and can open it; a case without a supervisor waits for one."""

    case_id: uuid.UUID
    case_key: str
    is_mine: bool
    reason_label: str
    declined_on: date


def need_another_person(*, actor: Actor) -> list[DeclinedCase]:
    """For the supervisor: open cases of the organisation that wait for somebody, the longest first. Two queries."""
    if not supervises(actor):
        return []
    rows = Decline.objects.filter(organisation_id=actor.organisation_key).order_by("declined_on", "pk")
    newest = {row.case_id: row for row in rows}
    waiting = cases.without_anybody(newest, actor=actor) if newest else []
    found = [
        DeclinedCase(
            case_id=one.id,
            case_key=one.key,
            is_mine=one.supervisor_id == actor.membership_key,
            reason_label=newest[one.id].get_reason_display(),
            declined_on=newest[one.id].declined_on,
        )
        for one in waiting
        if one.supervisor_id in (None, actor.membership_key)
    ]
    return sorted(found, key=lambda one: (one.declined_on, one.case_key))
