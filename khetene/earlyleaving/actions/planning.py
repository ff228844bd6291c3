"""Writing a plan: its header and application, the goal, the risks, and the supports that are tied to them."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from khetene.accounts import reads as accounts
from khetene.accounts.enums import Role
from khetene.earlyleaving.actions._shared import names_the_pupil, plan_to_write, write_step
from khetene.earlyleaving.actions.pupils import keep_until, visible_pupil
from khetene.earlyleaving.enums import Change, EndedAs, Seriousness, SignedBy, State
from khetene.earlyleaving.errors import (
    ColleagueNotFound,
    DayHasNotCome,
    GradeNotSupported,
    JustifyTheRisk,
    NameInText,
    NoSuchSemester,
    OnlyWithPoorStatus,
    OutsideSemester,
    PlanForSemesterExists,
    RiskHasSupports,
    RiskIsNamed,
    SupportWasGiven,
    UnknownCriterion,
    UnknownSupport,
)
from khetene.earlyleaving.instrument import Criterion, Instrument, Register, Semester
from khetene.earlyleaving.models import Plan, PlanNumber, Risk, School, Support
from khetene.earlyleaving.money import whole_cents
from khetene.earlyleaving.register import joined_school
from khetene.earlyleaving.rules import works_with_pupils
from khetene.earlyleaving.standing import refuse_paid_twice
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


@transaction.atomic
def draft_plan(
    pupil_id: uuid.UUID,
    *,
    semester: str,
    grade: int,
    class_name: str = "",
    education_programme: str = "",
    overseer_id: uuid.UUID,
    actor: Actor,
) -> Plan:
    """Begin a plan for one semester; what was left of the plan before comes along as risks, to be looked at anew.

    Raises NotForYou, SchoolNotJoined, NoSuchSemester, GradeNotSupported, PlanForSemesterExists, ColleagueNotFound.
    """
    pupil = visible_pupil(pupil_id, actor)
    if not works_with_pupils(actor):
        raise NotForYou
    school, version = joined_school(actor)
    register = Register(version.content)
    chosen = register.semester(semester)
    if chosen is None or chosen.ends < clock.today():
        raise NoSuchSemester
    _refuse_grade(register, school, grade, chosen)
    _refuse_stranger(overseer_id, actor)
    others = pupil.plans.filter(semester=semester).exclude(state=State.DELETED).exclude(ended_as=EndedAs.REJECTED)
    if others.exists():
        raise PlanForSemesterExists
    before = pupil.plans.filter(ended_as=EndedAs.EVALUATED).order_by("-begins", "-number").first()
    plan = Plan(
        pupil=pupil,
        version=version,
        number=_next_number(),
        kind=school.kind,
        municipality_id=school.municipality_id,
        semester=chosen.id,
        school_year=chosen.school_year,
        begins=chosen.begins,
        ends=chosen.ends,
        grade=grade,
        class_name=class_name,
        education_programme=education_programme,
        author_id=actor.membership_key,
        overseer_id=overseer_id,
        continues=before,
    )
    plan.full_clean()
    plan.save(force_insert=True)
    _carry_over(before, plan, register.instrument_on(plan.begins))
    keep_until(pupil, plan.ends)
    write_step(plan, "", reason="", actor=actor)
    audit.record("plan.drafted", plan, actor=actor)
    return plan


def _refuse_grade(register: Register, school: School, grade: int, semester: Semester) -> None:
    grades = register.grades(school.kind, semester.begins)
    if grades is None or not grades.first <= grade <= grades.last:
        said = {"first": grades.first, "last": grades.last} if grades else {"first": "–", "last": "–"}
        raise GradeNotSupported(_("In that semester plans are for grades %(first)s to %(last)s.") % said)


def _refuse_stranger(membership_id: uuid.UUID, actor: Actor) -> None:
    at_school = {Role.SCHOOL_STAFF, Role.SUPERVISOR}
    if membership_id not in {row.membership_id for row in accounts.colleagues(actor=actor) if row.role in at_school}:
        raise ColleagueNotFound(field="overseer")


def _next_number() -> str:
    year = clock.today().year
    counter, _created = PlanNumber.objects.select_for_update(of=("self",)).get_or_create(year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"IAP-{year % 100:02d}-{counter.last:04d}"


def _carry_over(before: Plan | None, plan: Plan, instrument: Instrument) -> None:
    if before is None:
        return
    for risk in before.risks.exclude(change=Change.GONE).order_by("pk"):
        if risk.criterion in instrument.criteria:
            _write_risk(plan, instrument.criteria[risk.criterion], risk.justification, risk.seriousness)


def _write_risk(plan: Plan, criterion: Criterion, justification: str, seriousness: str) -> Risk:
    risk = Risk(
        plan=plan,
        family=criterion.family,
        criterion=criterion.id,
        justification=justification,
        seriousness=Seriousness(seriousness),
    )
    risk.refresh_blind_indexes()
    risk.full_clean()
    risk.save(force_insert=True)
    return risk


@transaction.atomic
def sign_application(plan_id: uuid.UUID, *, signed_on: date, signed_by: str, informed_on: date, actor: Actor) -> Plan:
    """The application is signed and the family knows what is kept. Raises NotForYou, PlanIsClosed, DayHasNotCome."""
    plan = plan_to_write(plan_id, actor)
    for field, day in (("signed_on", signed_on), ("informed_on", informed_on)):
        if day > clock.today():
            raise DayHasNotCome(field=field)
    plan.signed_on, plan.signed_by, plan.informed_on = signed_on, SignedBy(signed_by), informed_on
    return _saved(plan, "plan.application_signed", actor)


@transaction.atomic
def write_goal(
    plan_id: uuid.UUID,
    *,
    goal: str,
    pupil_promises: str = "",
    family_promises: str = "",
    preparing_hours: Decimal = Decimal(0),
    overseeing_hours: Decimal = Decimal(0),
    actor: Actor,
) -> Plan:
    """What should be different at the end of the semester, and what each side does for it. Raises NotForYou, PlanIsClosed."""
    plan = plan_to_write(plan_id, actor)
    plan.goal, plan.has_goal = goal, bool(goal.strip())
    plan.pupil_promises, plan.family_promises = pupil_promises, family_promises
    plan.preparing_hours, plan.overseeing_hours = preparing_hours, overseeing_hours
    return _saved(plan, "plan.goal_written", actor)


@transaction.atomic
def state_no_overlap(plan_id: uuid.UUID, *, actor: Actor) -> Plan:
    """Nothing in the plan, as it stands now, is paid from elsewhere. Raises NotForYou, PlanIsClosed, PaidFromElsewhere."""
    plan = plan_to_write(plan_id, actor)
    instrument = Register(plan.version.content).instrument_on(plan.begins)
    for support in plan.supports.order_by("begins", "pk"):
        refuse_paid_twice(plan, support, _title(instrument, support.kind))
    plan.paid_nowhere_else_on = clock.today()
    return _saved(plan, "plan.no_overlap_stated", actor)


def _saved(plan: Plan, verb: str, actor: Actor) -> Plan:
    plan.full_clean()
    plan.save()
    audit.record(verb, plan, actor=actor)
    return plan


@transaction.atomic
def add_risk(plan_id: uuid.UUID, *, criterion: str, justification: str, seriousness: str, actor: Actor) -> Risk:
    """Name a risk and justify it. Raises NotForYou, PlanIsClosed, UnknownCriterion, RiskIsNamed, JustifyTheRisk, NameInText."""
    plan = plan_to_write(plan_id, actor)
    known = Register(plan.version.content).instrument_on(plan.begins).criteria.get(criterion)
    if known is None:
        raise UnknownCriterion
    if criterion in {risk.criterion for risk in plan.risks.order_by("pk")}:
        raise RiskIsNamed
    if not justification.strip():
        raise JustifyTheRisk
    if names_the_pupil(justification, plan.pupil.called):
        raise NameInText
    risk = _write_risk(plan, known, justification, seriousness)
    audit.record("risk.added", risk, actor=actor)
    return risk


@transaction.atomic
def remove_risk(risk_id: uuid.UUID, *, actor: Actor) -> Plan:
    """A risk goes with its justification, when no support is tied to it. Raises NotForYou, PlanIsClosed, RiskHasSupports."""
    risk = Risk.objects.filter(pk=risk_id).first()
    if risk is None:
        raise NotForYou
    plan = plan_to_write(risk.plan_id, actor)
    if risk.supports.exists():
        raise RiskHasSupports
    audit.record("risk.removed", risk, actor=actor)
    risk.delete()
    return plan


@transaction.atomic
def add_support(
    risk_id: uuid.UUID,
    *,
    kind: str,
    quantity: Decimal,
    unit_cents: int,
    begins: date,
    ends: date,
    responsible: str,
    meeting: str = "",
    poor_until: date | None = None,
    actor: Actor,
) -> Support:
    """Plan a support against a risk. Whoever stated that nothing is paid twice has to state it again.

    Raises NotForYou, PlanIsClosed, UnknownSupport, OutsideSemester, OnlyWithPoorStatus, PaidFromElsewhere.
    """
    risk = Risk.objects.filter(pk=risk_id).first()
    if risk is None:
        raise NotForYou
    plan = plan_to_write(risk.plan_id, actor)
    known = Register(plan.version.content).instrument_on(plan.begins).support(kind)
    if known is None:
        raise UnknownSupport
    if not (plan.begins <= begins and ends <= plan.ends):
        raise OutsideSemester
    if known.only_if_poor and (poor_until is None or poor_until < begins):
        raise OnlyWithPoorStatus
    support = Support(
        plan=plan,
        risk=risk,
        kind=kind,
        group=known.group,
        unit=known.unit,
        meeting=meeting,
        quantity=quantity,
        unit_cents=unit_cents,
        cents=whole_cents(quantity, unit_cents),
        begins=begins,
        ends=ends,
        responsible=responsible,
        only_if_poor=known.only_if_poor,
        poor_until=poor_until if known.only_if_poor else None,
    )
    support.full_clean()
    refuse_paid_twice(plan, support, str(known.title))
    support.save(force_insert=True)
    _forget_statement(plan)
    audit.record("support.planned", support, actor=actor)
    return support


def _forget_statement(plan: Plan) -> None:
    plan.paid_nowhere_else_on = None
    plan.save(update_fields=["paid_nowhere_else_on"])


@transaction.atomic
def remove_support(support_id: uuid.UUID, *, actor: Actor) -> Plan:
    """A support that was not given goes out of the plan. Raises NotForYou, PlanIsClosed, SupportWasGiven."""
    support = Support.objects.filter(pk=support_id).first()
    if support is None:
        raise NotForYou
    plan = plan_to_write(support.plan_id, actor)
    if support.deliveries.exists():
        raise SupportWasGiven
    audit.record("support.removed", support, actor=actor)
    support.delete()
    return plan


def _title(instrument: Instrument, kind: str) -> str:
    support = instrument.support(kind)
    return str(support.title) if support else kind
