"""Beginning an application, its call, and the steps from a draft to the closed project."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.proposals.actions.writing import locked, refuse_unless_open, write
from khetene.proposals.contents import Text
from khetene.proposals.enums import ENDED, NEXT, Part, State
from khetene.proposals.errors import NotThisStep, WriteTheAmount
from khetene.proposals.models import Application, Call
from khetene.proposals.rules import writes_applications


@dataclass(frozen=True, slots=True)
class Terms:
    """A call as its text has it; what it does not say stays None."""

    title: str
    funder: str
    source: str
    closes: date | None = None
    project_from: date | None = None
    project_to: date | None = None
    largest: Decimal | None = None
    own_percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Where the application goes, since which day, and what the grant says."""

    state: str
    on: date | None = None
    granted: Decimal | None = None
    agreement: str = ""
    report_due: date | None = None


@transaction.atomic
def write_call(terms: Terms, *, call_id: uuid.UUID | None = None, actor: Actor) -> Call:
    """Enter a call, or correct what was entered. Raises NotForYou."""
    if not writes_applications(actor):
        raise NotForYou
    call: Call | None = Call(organisation_id=actor.organisation_key)
    if call_id is not None:
        rows = Call.objects.filter(organisation_id=actor.organisation_key).select_for_update(of=("self",))
        call = rows.filter(pk=call_id).first()
    if call is None:
        raise NotForYou
    for name, value in asdict(terms).items():
        setattr(call, name, value)
    call.full_clean()
    call.save()
    audit.record("call.written", call, actor=actor)
    return call


@transaction.atomic
def begin(*, title: str, call_id: uuid.UUID | None = None, actor: Actor) -> Application:
    """Begin an application of the own organisation. Raises PersonalCodeFound, NotForYou."""
    if not writes_applications(actor):
        raise NotForYou
    application = Application(
        organisation_id=actor.organisation_key,
        call=_call(call_id, actor),
        state_on=clock.today(),
        begun_at=clock.now(),
        changed_on=clock.today(),
    )
    application.full_clean()
    application.save(force_insert=True)
    audit.record("application.begun", application, actor=actor)
    write(application.pk, Part.TITLE, Text(title), actor=actor)
    return application


@transaction.atomic
def choose_call(application_id: uuid.UUID, *, call_id: uuid.UUID | None, actor: Actor) -> Application:
    """Say for which call it is. Raises PlanStands, NotForYou."""
    application = locked(application_id, actor)
    refuse_unless_open(application, Part.TIME)
    application.call = _call(call_id, actor)
    application.changed_on = clock.today()
    application.save(update_fields=["call", "changed_on"])
    audit.record("application.call_chosen", application, actor=actor)
    return application


@transaction.atomic
def move(application_id: uuid.UUID, decision: Decision, *, actor: Actor) -> Application:
    """One step on, or back from sent to being written. Raises NotThisStep, WriteTheAmount, NotForYou."""
    application = locked(application_id, actor)
    if decision.state not in NEXT[State(application.state)]:
        raise NotThisStep
    if decision.state == State.GRANTED:
        if not decision.granted:
            raise WriteTheAmount
        application.granted, application.agreement = decision.granted, decision.agreement.strip()
        application.report_due = decision.report_due
    application.state = decision.state
    application.state_on = decision.on or clock.today()
    application.closed_on = application.state_on if decision.state in ENDED else None
    application.changed_on = max(clock.today(), application.state_on)
    application.full_clean()
    application.save()
    audit.record(f"application.{decision.state}", application, actor=actor)
    return application


def _call(call_id: uuid.UUID | None, actor: Actor) -> Call | None:
    if call_id is None:
        return None
    found = Call.objects.filter(pk=call_id, organisation_id=actor.organisation_key).first()
    if found is None:
        raise NotForYou
    return found
