"""Stepping back from a case: no explanation is owed, and nobody goes without help."""

from __future__ import annotations

import uuid

from django.db import transaction

from khetene.cases import actions as cases
from khetene.cases import reads as case_reads
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.mediation.errors import NotWorkingOnIt
from khetene.mediation.models import Decline


@transaction.atomic
def decline_case(case_id: uuid.UUID, *, reason: str, actor: Actor) -> Decline:
    """The actor works on the case no longer and does not see it any more; the supervisor sees that it needs another person.

    Raises NotForYou, NotWorkingOnIt, ValidationError.
    """
    if not case_reads.may_open(case_id, actor=actor):
        raise NotForYou
    head = case_reads.case_head(case_id, actor=actor)
    if actor.membership_key not in {worker.membership_id for worker in head.workers}:
        raise NotWorkingOnIt
    decline = Decline(
        organisation_id=actor.organisation_key,
        membership_id=actor.membership_key,
        case_id=case_id,
        reason=reason,
        declined_on=clock.today(),
    )
    decline.full_clean()
    decline.save(force_insert=True)
    cases.end_work(case_id, membership_id=actor.membership_key, actor=actor)
    audit.record("case.declined", decline, actor=actor, case=case_id, reason=reason)
    return decline
