"""One plan as the school sees it: everything that it holds, how it went, and what can be done next."""

from __future__ import annotations

import uuid

from khetene.earlyleaving.enums import BEGUN, EDITABLE, TAKEN, Level, Part, State, Verb
from khetene.earlyleaving.models import Delivery, Plan, PlanQuerySet, PlanStep, Risk, Support
from khetene.earlyleaving.reads._parts import Contents, line, next_steps, titles
from khetene.earlyleaving.reads.rows import PlanLine, PlanPage, RiskRow, StepRow, SupportRow
from khetene.earlyleaving.rules import leads_a_school, works_with_pupils
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou

_WITH = ("pupil__organisation", "version", "municipality", "author__user", "overseer__user")


def plan_page(plan_id: uuid.UUID, *, actor: Actor) -> PlanPage:
    """Six queries. Raises NotForYou."""
    plan = _visible(actor).filter(pk=plan_id).first()
    if plan is None:
        raise NotForYou
    contents = Contents(plan)
    writes = works_with_pupils(actor)
    part = Part.DIRECTOR if leads_a_school(actor) else Part.AUTHOR
    steps = next_steps(contents.situation(), part)
    return PlanPage(
        id=plan.pk,
        silo=plan.pupil.organisation_id,
        line=line(plan),
        pupil_id=plan.pupil_id,
        called=plan.pupil.called,
        school=plan.pupil.organisation.name,
        municipality=plan.municipality.name if plan.municipality else "",
        kind_label=plan.get_kind_display(),
        begins=plan.begins,
        ends=plan.ends,
        grade=plan.grade,
        class_name=plan.class_name,
        education_programme=plan.education_programme,
        author=plan.author.user.name,
        overseer=plan.overseer.user.name,
        signed_on=plan.signed_on,
        signed_by=plan.get_signed_by_display(),
        informed_on=plan.informed_on,
        goal=plan.goal,
        pupil_promises=plan.pupil_promises,
        family_promises=plan.family_promises,
        preparing_hours=plan.preparing_hours,
        overseeing_hours=plan.overseeing_hours,
        paid_nowhere_else_on=plan.paid_nowhere_else_on,
        risks=contents.risk_rows(),
        steps=_steps(plan),
        next=[step for step in steps if step.verb != Verb.EVALUATE],
        may_write=writes and plan.state in EDITABLE,
        may_give=writes and plan.state == State.UNDER_WAY,
        may_evaluate=writes and plan.state == State.UNDER_WAY,
        result=plan.get_result_display(),
        evaluation=plan.evaluation,
        new_signs=titles(contents.instrument, plan.new_signs),
    )


def _visible(actor: Actor) -> PlanQuerySet:
    return Plan.objects.visible_to(actor).select_related(*_WITH)


def _steps(plan: Plan) -> list[StepRow]:
    rows = PlanStep.objects.filter(plan=plan).select_related("by__user").order_by("-at", "-pk")
    return [
        StepRow(
            verb=row.verb,
            said=TAKEN[Verb(row.verb)] if row.verb else BEGUN,
            state_label=row.get_state_display(),
            with_whom=row.get_level_display(),
            reason=row.reason,
            at=row.at,
            by=row.by.user.name,
        )
        for row in rows
    ]


def waiting_at_school(*, actor: Actor) -> list[PlanLine]:
    """For the head, plans to approve; for staff, plans that wait for their author: approved ones and those being revised."""
    plans = Plan.objects.visible_to(actor)
    mine = plans.at(Level.DIRECTOR) if leads_a_school(actor) else plans.filter(state__in=[State.APPROVED, State.REVIEW])
    return [line(plan) for plan in mine.order_by("begins", "number")]


def plan_of_risk(risk_id: uuid.UUID, *, actor: Actor) -> tuple[PlanPage, RiskRow]:
    """A risk with its plan. Raises NotForYou."""
    plan_id = Risk.objects.filter(pk=risk_id).values_list("plan_id", flat=True).first()
    page = plan_page(plan_id, actor=actor) if plan_id else None
    if page is None:
        raise NotForYou
    return page, next(risk for risk in page.risks if risk.id == risk_id)


def plan_of_support(support_id: uuid.UUID, *, actor: Actor) -> tuple[PlanPage, SupportRow]:
    """A support with its plan. Raises NotForYou."""
    plan_id = Support.objects.filter(pk=support_id).values_list("plan_id", flat=True).first()
    page = plan_page(plan_id, actor=actor) if plan_id else None
    if page is None:
        raise NotForYou
    return page, next(row for risk in page.risks for row in risk.supports if row.id == support_id)


def plan_of_delivery(delivery_id: uuid.UUID, *, actor: Actor) -> tuple[PlanPage, SupportRow]:
    """The plan and the support under which something was given that counts. Raises NotForYou."""
    support_id = Delivery.objects.that_count().filter(pk=delivery_id).values_list("support_id", flat=True).first()
    if support_id is None:
        raise NotForYou
    return plan_of_support(support_id, actor=actor)
