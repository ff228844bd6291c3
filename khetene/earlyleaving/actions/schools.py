"""Which schools take part, and what is already paid for all pupils."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from khetene.earlyleaving.enums import SchoolKind
from khetene.earlyleaving.errors import AlreadyJoined, NameMunicipality, SchoolLeavesLater, UnknownSupport
from khetene.earlyleaving.models import PaidElsewhere, School
from khetene.earlyleaving.register import current, holder_id
from khetene.earlyleaving.rules import holds_the_programme, knows_who_pays
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


@transaction.atomic
def join_school(
    organisation_id: uuid.UUID,
    *,
    kind: str,
    municipality_id: uuid.UUID | None = None,
    joined_on: date,
    actor: Actor,
) -> School:
    """A school takes part from a day. Raises NotForYou, AlreadyJoined, NameMunicipality."""
    if not holds_the_programme(actor) or holder_id() != actor.organisation_key:
        raise NotForYou
    if (kind == SchoolKind.GENERAL) != (municipality_id is not None):
        raise NameMunicipality
    if School.objects.filter(organisation_id=organisation_id, left_on=None).exists():
        raise AlreadyJoined
    school = School(
        organisation_id=organisation_id,
        kind=kind,
        municipality_id=municipality_id,
        joined_on=joined_on,
        recorded_by_id=actor.membership_key,
    )
    school.full_clean()
    school.save(force_insert=True)
    audit.record("school.joined", school, actor=actor)
    return school


@transaction.atomic
def leave_programme(school_id: uuid.UUID, *, left_on: date, actor: Actor) -> School:
    """From that day the school begins no plan; those that it has go on. Raises NotForYou, SchoolLeavesLater."""
    school = School.objects.select_for_update(of=("self",)).filter(pk=school_id, left_on=None).first()
    if school is None or not holds_the_programme(actor) or holder_id() != actor.organisation_key:
        raise NotForYou
    if left_on <= school.joined_on:
        raise SchoolLeavesLater
    school.left_on = left_on
    school.save(update_fields=["left_on"])
    audit.record("school.left", school, actor=actor)
    return school


@transaction.atomic
def note_paid_elsewhere(
    *,
    kind: str,
    payer: str,
    first_grade: int,
    last_grade: int,
    covers_from: date,
    covers_to: date,
    actor: Actor,
) -> PaidElsewhere:
    """The own school or municipality says what is paid for all pupils of some grades. Raises NotForYou, UnknownSupport."""
    if not knows_who_pays(actor):
        raise NotForYou
    register = current()
    if register is None or register.instrument_on(clock.today()).support(kind) is None:
        raise UnknownSupport
    row = PaidElsewhere(
        organisation_id=actor.organisation_key,
        kind=kind,
        payer=payer,
        first_grade=first_grade,
        last_grade=last_grade,
        covers_from=covers_from,
        covers_to=covers_to,
        recorded_by_id=actor.membership_key,
    )
    row.full_clean()
    row.save(force_insert=True)
    audit.record("paid_elsewhere.noted", row, actor=actor)
    return row


@transaction.atomic
def take_back_paid_elsewhere(row_id: uuid.UUID, *, actor: Actor) -> None:
    """It is paid no more, or was noted by mistake. Raises NotForYou."""
    rows = PaidElsewhere.objects.filter(organisation_id=actor.organisation_key, taken_back_on=None)
    row = rows.select_for_update(of=("self",)).filter(pk=row_id).first()
    if row is None or not knows_who_pays(actor):
        raise NotForYou
    row.taken_back_on = clock.today()
    row.save(update_fields=["taken_back_on"])
    audit.record("paid_elsewhere.taken_back", row, actor=actor)
