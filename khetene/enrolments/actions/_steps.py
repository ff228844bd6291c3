"""What the actions share: the lock, the definition, and the written step."""

from __future__ import annotations

import uuid
from datetime import date

from khetene.cases import actions as cases
from khetene.cases import reads as case_reads
from khetene.enrolments.models import Enrolment, EnrolmentStep
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.programmes import reads as programmes
from khetene.programmes import rulebook
from khetene.programmes.operations.definition import Operation


def locked(enrolment_id: uuid.UUID, actor: Actor) -> tuple[Enrolment, Operation]:
    """The participation and how its programme is run; the case is locked first, so that two people take turns.

    Raises NotForYou.
    """
    case_id = Enrolment.objects.filter(pk=enrolment_id).values_list("case_id", flat=True).first()
    if case_id is None or not case_reads.may_open(case_id, actor=actor):
        raise NotForYou
    cases.touch(case_id, actor=actor)
    enrolment = Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment_id)
    return enrolment, programmes.operation(enrolment.programme)


def write_step(enrolment: Enrolment, *, on_day: date, actor: Actor) -> EnrolmentStep:
    return EnrolmentStep.objects.create(
        enrolment=enrolment,
        stage=enrolment.stage,
        phase=enrolment.phase,
        entry=enrolment.entry,
        on_day=on_day,
        reason=enrolment.exit_reason,
        at=clock.now(),
        by_id=actor.membership_key,
        rules_id=rulebook.current_version().pk,
    )
