"""Beginning a participation: who may, whether there is a place, what is planned and what was signed."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from khetene.accounts.models import Membership
from khetene.cases import actions as cases
from khetene.cases import reads as case_reads
from khetene.cases.enums import AgreementAnswer, AgreementKind
from khetene.cases.errors import CaseIsClosed
from khetene.directory.models import Organisation
from khetene.enrolments import rules
from khetene.enrolments.actions._steps import locked, write_step
from khetene.enrolments.enums import Phase
from khetene.enrolments.errors import AlreadyTakesPart, NoFreePlace, NotJoined
from khetene.enrolments.models import Enrolment, EnrolmentNumber, PlannedComponent
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.programmes import reads as programmes
from khetene.programmes.operations.definition import Operation
from khetene.referrals import reads as referrals

TAKING_PART = (Phase.RUNNING, Phase.PAUSED)


@transaction.atomic
def enrol(client_id: uuid.UUID, *, programme: str, actor: Actor) -> Enrolment:
    """Begin a participation in its first stage; nothing is given and nothing is signed yet.

    Raises NotForYou, NotJoined, AlreadyTakesPart, NoFreePlace.
    """
    case_id = case_reads.case_of_client(client_id, actor=actor)
    cases.touch(case_id, actor=actor)
    if case_reads.case_head(case_id, actor=actor).closed_on:
        raise CaseIsClosed
    operation, today = programmes.operation(programme), clock.today()
    if not operation.enrols:
        raise NotForYou
    organisation = Organisation.objects.select_related("parent__parent__parent").get(pk=actor.organisation_key)
    if not rules.is_joined(operation, organisation, on=today):
        raise NotJoined
    if Enrolment.objects.filter(client_id=client_id, operation=operation.operation).exists():
        raise AlreadyTakesPart
    first = operation.first_stage
    enrolment = Enrolment(
        organisation=organisation,
        key=_next_key(organisation.pk, today.year),
        case_id=case_id,
        client_id=client_id,
        programme=programme,
        operation=operation.operation,
        stage=first.id,
        phase=Phase(first.phase),
        begun_on=today,
        referral_id=referrals.received_as(case_id),
    )
    enrolment.full_clean()
    enrolment.save(force_insert=True)
    write_step(enrolment, on_day=today, actor=actor)
    audit.record("enrolment.begun", enrolment, actor=actor, case=case_id)
    return enrolment


def _next_key(organisation: uuid.UUID, year: int) -> str:
    counter, _made = EnrolmentNumber.objects.select_for_update(of=("self",)).get_or_create(
        organisation_id=organisation, year=year
    )
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"D-{year % 100:02d}-{counter.last:04d}"


@transaction.atomic
def plan_component(enrolment_id: uuid.UUID, *, component: str, words: str, actor: Actor) -> PlannedComponent:
    """Write what one obligatory part means for this person. Raises NotForYou for a part that the programme has not."""
    enrolment, operation = locked(enrolment_id, actor)
    if component not in {entry.id for entry in operation.components or ()}:
        raise NotForYou
    plan, _made = PlannedComponent.objects.get_or_create(
        enrolment=enrolment,
        component=component,
        defaults={"words": words, "written_at": clock.now(), "written_by_id": actor.membership_key},
    )
    plan.words, plan.written_at, plan.written_by_id = words, clock.now(), actor.membership_key
    plan.full_clean(exclude=["enrolment"])
    plan.save()
    audit.record("component.planned", plan, actor=actor, case=enrolment.case_id)
    return plan


@transaction.atomic
def name_mentor(enrolment_id: uuid.UUID, *, membership_id: uuid.UUID, actor: Actor) -> Enrolment:
    """Say who of the own organisation is the mentor. Raises NoFreePlace when that one has enough clients."""
    enrolment, operation = locked(enrolment_id, actor)
    mentor = Membership.objects.active_on(clock.today()).filter(
        pk=membership_id, organisation_id=actor.organisation_key
    )
    if not mentor.exists():
        raise NotForYou
    if enrolment.phase in TAKING_PART:
        refuse_full_mentor(operation, membership_id, besides=enrolment)
    enrolment.mentor_id = membership_id
    enrolment.save(update_fields=["mentor"])
    audit.record("enrolment.mentor_named", enrolment, actor=actor, case=enrolment.case_id)
    return enrolment


@transaction.atomic
def sign_participation(
    enrolment_id: uuid.UUID,
    *,
    signed_on: date,
    given_how: str,
    explained_in: str,
    explained: str,
    witness: str = "",
    actor: Actor,
) -> Enrolment:
    """Record the person's agreement to take part: a record of its own kind in the case, apart from every other (D 5.2)."""
    enrolment, _operation = locked(enrolment_id, actor)
    agreement = cases.record_agreement(
        enrolment.case_id,
        client_id=enrolment.client_id,
        kind=AgreementKind.PARTICIPATION,
        answer=AgreementAnswer.AGREED,
        explained=explained,
        explained_in=explained_in,
        given_how=given_how,
        witness=witness,
        programme=enrolment.programme,
        valid_from=signed_on,
        actor=actor,
    )
    audit.record("enrolment.signed", agreement, actor=actor, case=enrolment.case_id)
    return enrolment


def refuse_full_mentor(operation: Operation, mentor_id: uuid.UUID, *, besides: Enrolment) -> None:
    """Raises NoFreePlace when the mentor accompanies as many people of the programme as it allows."""
    clients = Enrolment.objects.filter(mentor_id=mentor_id, operation=operation.operation, phase__in=TAKING_PART)
    taken = clients.exclude(pk=besides.pk).count()
    sentence = _("This mentor accompanies %(number)s people already: at most %(most)s.")
    _refuse_above(operation, "clients_per_mentor", taken, sentence, on=clock.today())


def refuse_without_place(operation: Operation, enrolment: Enrolment, *, on: date) -> None:
    """Raises NoFreePlace when the programme, or this organisation in it, has no place left for one more."""
    others = Enrolment.objects.filter(operation=operation.operation).exclude(pk=enrolment.pk)
    if operation.limits_on(on, "participants"):
        sentence = _("The programme has had %(number)s participants: at most %(most)s.")
        _refuse_above(operation, "participants", others.begun().count(), sentence, on=on)
    if operation.limits_on(on, "places"):
        here = others.filter(organisation_id=enrolment.organisation_id, phase__in=TAKING_PART)
        _refuse_above(operation, "places", here.count(), _("%(number)s places of %(most)s are taken."), on=on)


def _refuse_above(operation: Operation, of: str, taken: int, sentence: str, *, on: date) -> None:
    for limit in operation.limits_on(on, of):
        if limit.most is not None and taken >= limit.most:
            raise NoFreePlace(sentence % {"number": taken, "most": limit.most})


def refuse_full_programme(operation: Operation, enrolment: Enrolment, *, on: date) -> None:
    """Every cap that a start could break. Raises NoFreePlace."""
    refuse_without_place(operation, enrolment, on=on)
    if enrolment.mentor_id:
        refuse_full_mentor(operation, enrolment.mentor_id, besides=enrolment)
