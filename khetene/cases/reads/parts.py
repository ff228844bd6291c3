"""The parts of one case as rows. Whoever calls these has made sure that the reader may open the case."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from khetene.cases.enums import MEASURE_NEXT, NEED_NEXT, MeasureState, NeedState, PlanState
from khetene.cases.models import Agreement, Client, DutyReport, Goal, Measure, Need, Outcome, Plan, Promise
from khetene.cases.reads.rows import (
    AgreementRow,
    ClientRow,
    DutyRow,
    GoalRow,
    MeasureRow,
    NeedRow,
    OutcomeRow,
    PlanLine,
    PlanRow,
    PromiseRow,
)
from khetene.kernel import clock


def client_row(client: Client) -> ClientRow:
    return ClientRow(
        id=client.pk,
        called=client.called,
        legal_name=client.legal_name,
        birth_date=client.birth_date,
        age_band=client.age_band,
        age_band_label=client.get_age_band_display(),
        phone=client.phone,
        other_contact=client.other_contact,
        languages=client.languages,
        interpreter=client.interpreter,
        interpreter_label=client.get_interpreter_display(),
    )


def need_rows(needs: Iterable[Need]) -> list[NeedRow]:
    """Needs in the order in which they were noted."""
    return [_need_row(need) for need in sorted(needs, key=lambda need: (need.noted_on, need.pk))]


def _need_row(need: Need) -> NeedRow:
    return NeedRow(
        need.pk,
        need.domain,
        need.get_domain_display(),
        need.words,
        need.state,
        need.get_state_display(),
        need.noted_on,
        [(state.value, str(state.label)) for state in NeedState if state in NEED_NEXT[need.state]],
    )


def agreement_rows(agreements: Iterable[Agreement]) -> list[AgreementRow]:
    """Agreements and refusals, newest first."""
    newest_first = sorted(agreements, key=lambda agreement: (agreement.valid_from, agreement.pk), reverse=True)
    return [agreement_row(agreement) for agreement in newest_first]


def agreement_row(agreement: Agreement) -> AgreementRow:
    today = clock.today()
    holds = agreement.answer == "agreed" and agreement.withdrawn_on is None and agreement.valid_from <= today
    return AgreementRow(
        id=agreement.pk,
        client_id=agreement.client_id,
        client_called=agreement.client.called,
        kind=agreement.kind,
        kind_label=agreement.get_kind_display(),
        answer=agreement.answer,
        answer_label=agreement.get_answer_display(),
        explained=agreement.explained,
        explained_in_label=agreement.get_explained_in_display(),
        given_how_label=agreement.get_given_how_display(),
        witness=agreement.witness,
        recipient_id=agreement.recipient_id,
        recipient_name=agreement.recipient.name if agreement.recipient else "",
        parts=agreement.parts,
        purpose=agreement.purpose,
        programme=agreement.programme,
        report_back=agreement.report_back,
        valid_from=agreement.valid_from,
        valid_to=agreement.valid_to,
        withdrawn_on=agreement.withdrawn_on,
        in_force=holds and (agreement.valid_to is None or agreement.valid_to >= today),
    )


def plan_lines(plans: Iterable[Plan], steps: Iterable[Measure]) -> list[PlanLine]:
    """Versions of the plan, newest first; `steps` are those of the plan in force, the nearest day first."""
    rows = [_measure_row(step) for step in sorted(steps, key=lambda step: (step.due_on, step.pk))]
    newest_first = sorted(plans, key=lambda plan: plan.number, reverse=True)
    return [
        PlanLine(
            plan.pk,
            plan.number,
            plan.state,
            plan.get_state_display(),
            plan.review_on,
            rows if plan.state == PlanState.AGREED else [],
        )
        for plan in newest_first
    ]


def plan_rows(plans: QuerySet[Plan]) -> list[PlanRow]:
    """Versions of the individual support plan with goals and steps, newest first."""
    goals = Goal.objects.order_by("position", "id").prefetch_related(
        Prefetch("needs", queryset=Need.objects.order_by("noted_on", "id")),
        Prefetch("measures", queryset=Measure.objects.order_by("due_on", "id")),
    )
    newest_first = plans.order_by("-number").prefetch_related(Prefetch("goals", queryset=goals))
    return [_plan_row(plan) for plan in newest_first]


def _plan_row(plan: Plan) -> PlanRow:
    return PlanRow(
        plan.pk,
        plan.number,
        plan.state,
        plan.get_state_display(),
        plan.agreed_on,
        plan.review_on,
        [
            GoalRow(
                goal.pk,
                goal.words,
                [need.get_domain_display() for need in goal.needs.all()],
                [_measure_row(measure) for measure in goal.measures.all()],
            )
            for goal in plan.goals.all()
        ],
    )


def _measure_row(measure: Measure) -> MeasureRow:
    waiting = measure.state in (MeasureState.PLANNED, MeasureState.UNDER_WAY)
    return MeasureRow(
        measure.pk,
        measure.words,
        measure.responsible,
        measure.due_on,
        measure.state,
        measure.get_state_display(),
        measure.reason,
        waiting and measure.due_on < clock.today(),
        [(state.value, str(state.label)) for state in MeasureState if state in MEASURE_NEXT[measure.state]],
    )


def promise_rows(promises: Iterable[Promise]) -> list[PromiseRow]:
    """Promises, the waiting ones first."""
    today = clock.today()
    return [
        PromiseRow(
            promise.pk,
            promise.get_side_display(),
            promise.office.name if promise.office else "",
            promise.words,
            promise.due_on,
            promise.kept,
            promise.settled_on,
            promise.kept is None and promise.due_on < today,
        )
        for promise in sorted(promises, key=lambda promise: (promise.kept is not None, promise.due_on, promise.pk))
    ]


def outcome_rows(outcomes: Iterable[Outcome]) -> list[OutcomeRow]:
    """What changed, newest first."""
    return [
        OutcomeRow(
            outcome.pk,
            outcome.client.called,
            outcome.kind,
            outcome.get_kind_display(),
            outcome.words,
            outcome.happened_on,
            outcome.get_proof_display(),
        )
        for outcome in sorted(outcomes, key=lambda outcome: (outcome.happened_on, outcome.pk), reverse=True)
    ]


def duty_rows(reports: Iterable[DutyReport]) -> list[DutyRow]:
    """Duties to report that arose, newest first."""
    return [
        DutyRow(
            report.pk,
            report.arose_at,
            report.reported_to.name if report.reported_to else report.reported_to_other,
            report.reported_at,
            report.reported_how,
            report.recorded_by.user.name,
        )
        for report in sorted(reports, key=lambda report: report.arose_at, reverse=True)
    ]
