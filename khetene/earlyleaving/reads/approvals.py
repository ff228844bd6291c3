"""What those see who approve from outside the school: plans that lie with them, by number, and what they decided."""

from __future__ import annotations

import uuid

from django.db.models import Max

from khetene.earlyleaving.enums import TAKEN, Level, Part, Verb
from khetene.earlyleaving.models import Plan, PlanQuerySet, PlanStep
from khetene.earlyleaving.reads._parts import Contents, next_steps
from khetene.earlyleaving.reads.rows import DecidedRow, SubmittedPlan, WaitingRow
from khetene.earlyleaving.register import holder_id
from khetene.earlyleaving.rules import coordinates_in_a_municipality, holds_the_programme
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou

MOST = 200
DECISIONS = (Verb.APPROVE, Verb.RETURN, Verb.REJECT)


def holds_the_register(*, actor: Actor) -> bool:
    """Whether the actor works for the office that approves last."""
    return holds_the_programme(actor) and holder_id() == actor.organisation_key


def _lying_with(actor: Actor) -> PlanQuerySet:
    plans = Plan.objects.select_related("pupil__organisation", "version")
    if coordinates_in_a_municipality(actor):
        return plans.at(Level.MUNICIPALITY).filter(municipality_id=actor.organisation_key)
    return plans.at(Level.HOLDER) if holds_the_register(actor=actor) else plans.none()


def waiting(*, actor: Actor) -> list[WaitingRow]:
    """The plan that has waited longest first."""
    rows = _lying_with(actor).annotate(since=Max("steps__at")).order_by("since", "number")
    named = rows.values_list("pk", "number", "pupil__organisation__name", "since")
    return [WaitingRow(*row) for row in named[:MOST]]


def decided(*, actor: Actor) -> list[DecidedRow]:
    """What the own office decided, the newest first; what became of it later is the school's."""
    rows = PlanStep.objects.filter(by__organisation_id=actor.organisation_key, verb__in=DECISIONS)
    rows = rows.select_related("plan__pupil__organisation").order_by("-at", "-pk")
    return [
        DecidedRow(row.plan.number, row.plan.pupil.organisation.name, TAKEN[Verb(row.verb)], row.at)
        for row in rows[:MOST]
    ]


def submitted_plan(plan_id: uuid.UUID, *, actor: Actor) -> SubmittedPlan:
    """A plan that lies with the actor's office now. Raises NotForYou."""
    plan = _lying_with(actor).filter(pk=plan_id).first()
    if plan is None:
        raise NotForYou
    contents = Contents(plan)
    part = Part.MUNICIPALITY if coordinates_in_a_municipality(actor) else Part.HOLDER
    return SubmittedPlan(
        id=plan.pk,
        silo=plan.pupil.organisation_id,
        number=plan.number,
        school=plan.pupil.organisation.name,
        school_year=plan.school_year,
        semester=int(plan.semester[-1]),
        level_label=plan.get_level_display(),
        paid_nowhere_else_on=plan.paid_nowhere_else_on,
        risks=contents.risk_rows(),
        next=next_steps(contents.situation(), part),
    )
