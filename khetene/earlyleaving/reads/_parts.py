"""Making rows of risks, supports and next steps; shared by the school's page and by that of those who approve."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.db.models import Count

from khetene.earlyleaving.enums import Group, Part, State, Verb
from khetene.earlyleaving.instrument import Instrument, Register
from khetene.earlyleaving.machine import Situation, missing, steps_from
from khetene.earlyleaving.models import Delivery, Plan, Risk, Support
from khetene.earlyleaving.reads.rows import DeliveryRow, NextStep, PlanLine, RiskRow, SupportRow
from khetene.earlyleaving.standing import paid_elsewhere, situation


class Contents:
    """A plan's parts, read once: four queries."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.instrument = Register(plan.version.content).instrument_on(plan.begins)
        self.risks = list(plan.risks.order_by("family", "pk"))
        self.supports = list(plan.supports.order_by("begins", "kind", "pk"))
        given = Delivery.objects.filter(support__plan=plan).annotate(papers=Count("proofs"))
        self.deliveries = list(given.order_by("given_on", "pk"))

    def situation(self) -> Situation:
        was_given = any(row.taken_back_on is None for row in self.deliveries)
        return situation(self.plan, self.risks, self.supports, was_given=was_given, paid=paid_elsewhere(self.plan))

    def risk_rows(self) -> list[RiskRow]:
        order = [family.id for family in self.instrument.families]
        rows = sorted(self.risks, key=lambda risk: order.index(risk.family) if risk.family in order else len(order))
        return [self._risk(risk) for risk in rows]

    def _risk(self, risk: Risk) -> RiskRow:
        return RiskRow(
            id=risk.pk,
            criterion=risk.criterion,
            family=self.instrument.family_title(risk.family),
            title=criterion_title(self.instrument, risk.criterion),
            justification=risk.justification,
            seriousness=risk.get_seriousness_display(),
            change=risk.change,
            change_label=risk.get_change_display(),
            supports=[self.support_row(row) for row in self.supports if row.risk_id == risk.pk],
        )

    def support_row(self, row: Support) -> SupportRow:
        known = self.instrument.support(row.kind)
        given = [each for each in self.deliveries if each.support_id == row.pk]
        counted = [each for each in given if each.taken_back_on is None]
        return SupportRow(
            id=row.pk,
            plan_id=row.plan_id,
            number=self.plan.number,
            title=str(known.title) if known else row.kind,
            unit=row.unit,
            unit_label=row.get_unit_display(),
            is_consultation=row.group == Group.CONSULTATIVE,
            meeting=row.get_meeting_display(),
            quantity=row.quantity,
            unit_cents=row.unit_cents,
            cents=row.cents,
            begins=row.begins,
            ends=row.ends,
            responsible=row.responsible,
            poor_until=row.poor_until,
            given=sum((each.quantity for each in counted), Decimal(0)),
            given_cents=sum(each.cents for each in counted),
            deliveries=[_delivery(each) for each in given],
        )


def _delivery(row: Delivery) -> DeliveryRow:
    return DeliveryRow(
        id=row.pk,
        given_on=row.given_on,
        quantity=row.quantity,
        cents=row.cents,
        remote=row.remote,
        order_number=row.order_number,
        confirmed_on=row.confirmed_on,
        signature=row.get_signature_display(),
        document=row.document,
        taken_back=row.taken_back_on is not None,
        papers=int(getattr(row, "papers")),  # noqa: B009  an annotation, unknown to the type checker
    )


def criterion_title(instrument: Instrument, criterion: str) -> str:
    known = instrument.criteria.get(criterion)
    return str(known.title) if known else criterion


def titles(instrument: Instrument, signs: str) -> list[str]:
    return [criterion_title(instrument, sign) for sign in signs.split()]


def line(plan: Plan) -> PlanLine:
    return PlanLine(
        id=plan.pk,
        number=plan.number,
        school_year=plan.school_year,
        semester=int(plan.semester[-1]),
        state=plan.state,
        state_label=plan.get_state_display(),
        with_whom=plan.get_level_display(),
    )


def next_steps(here: Situation, part: Part) -> list[NextStep]:
    """What somebody in this part may do now, each step once; putting away is no step before the semester is over."""
    return [
        NextStep(step.verb, step.verb.label, step.asks_reason, [need.label for need in missing(step, here)])
        for step in steps_from(here)
        if part in step.who and not (step.verb == Verb.LAPSE and missing(step, here))
    ]


def live(plans: Sequence[Plan]) -> list[PlanLine]:
    """The newest first, without those that were deleted."""
    shown = [plan for plan in plans if plan.state != State.DELETED]
    return [line(plan) for plan in sorted(shown, key=lambda plan: (plan.begins, plan.number), reverse=True)]
