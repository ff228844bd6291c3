"""One case: its head, its parts, and the page that holds everything about it."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db.models import QuerySet

from khetene.cases.models import Agreement, Case, CaseWorker, Client, DutyReport, Need, Outcome, Plan
from khetene.cases.reads import parts
from khetene.cases.reads.contents import contents_of, needs_in
from khetene.cases.reads.rows import (
    AgreementRow,
    CaseHead,
    CasePage,
    DutyRow,
    NeedRow,
    OutcomeRow,
    PlanRow,
    WorkerRow,
)
from khetene.cases.reads.timeline import timeline_rows
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.statements import kept, slim


def may_open(case_id: uuid.UUID, *, actor: Actor) -> bool:
    return bool(_openable(case_id, actor))


@kept
def _openable(case_id: uuid.UUID, actor: Actor) -> QuerySet[Case, uuid.UUID]:
    return Case.objects.visible_to(actor).filter(pk=case_id).order_by("id").values_list("pk", flat=True)


def visible_case_ids(*, actor: Actor) -> QuerySet[Case, Any]:
    """Keys of the cases that the actor may open, for another module's query to be limited by."""
    return Case.objects.visible_to(actor).values("pk")


def case_of_client(client_id: uuid.UUID, *, actor: Actor) -> uuid.UUID:
    """The case that a client belongs to. Raises NotForYou."""
    found = _case_of(client_id, actor)
    if not found:
        raise NotForYou
    return found[0]


@kept
def _case_of(client_id: uuid.UUID, actor: Actor) -> QuerySet[Client, uuid.UUID]:
    visible = Case.objects.visible_to(actor)
    return Client.objects.filter(pk=client_id, case__in=visible).order_by("id").values_list("case_id", flat=True)


def case_head(case_id: uuid.UUID, *, actor: Actor) -> CaseHead:
    """What stands at the top of a case. Raises NotForYou."""
    found = _head(case_id, actor)
    if not found:
        raise NotForYou
    return _head_row(found[0], _workers(case_id), _clients(case_id))


@kept
def _head(case_id: uuid.UUID, actor: Actor) -> QuerySet[Case]:
    found = Case.objects.visible_to(actor).telling_why(actor).filter(pk=case_id)
    found = found.select_related("organisation", "territory", "supervisor__user")
    return slim(found, "organisation__name", "territory__name", "supervisor__user__name").order_by("id")


@kept
def _workers(case_id: uuid.UUID) -> QuerySet[CaseWorker, tuple[uuid.UUID, str]]:
    active = CaseWorker.objects.active_on(clock.today()).filter(case_id=case_id).order_by("from_day", "id")
    return active.values_list("membership_id", "membership__user__name")


@kept
def _clients(case_id: uuid.UUID) -> QuerySet[Client]:
    return Client.objects.filter(case_id=case_id).order_by("added_at", "id")


def _head_row(case: Case, workers: list[tuple[uuid.UUID, str]], clients: list[Client]) -> CaseHead:
    return CaseHead(
        id=case.pk,
        key=case.key,
        organisation_id=case.organisation_id,
        organisation_name=case.organisation.name,
        purpose=case.purpose,
        purpose_label=case.get_purpose_display(),
        legal_basis_label=case.get_legal_basis_display(),
        territory_id=case.territory_id,
        territory_name=case.territory.name,
        people_concerned=case.people_concerned,
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        closing_reason_label=case.get_closing_reason_display(),
        supervisor_id=case.supervisor_id,
        supervisor_name=case.supervisor.user.name if case.supervisor else "",
        workers=[WorkerRow(*worker) for worker in workers],
        clients=[parts.client_row(client) for client in clients],
        opened_because=case.opened_because,  # type: ignore[attr-defined]  # annotated by telling_why
    )


def case_page(case_id: uuid.UUID, *, actor: Actor) -> CasePage:
    """Everything about a case from this silo, on one page. Raises NotForYou."""
    head = case_head(case_id, actor=actor)
    held = contents_of(case_id)
    return CasePage(
        head=head,
        needs=parts.need_rows(needs_in(held.need_changes)),
        agreements=parts.agreement_rows(held.agreements),
        plans=parts.plan_lines(held.plans, held.steps),
        promises=parts.promise_rows(held.promises),
        outcomes=parts.outcome_rows(held.outcomes),
        timeline=timeline_rows(held),
    )


def needs_of(case: CaseHead) -> list[NeedRow]:
    """Needs in the order in which they were noted."""
    return parts.need_rows(Need.objects.filter(case_id=case.id))


def outcomes_of(case: CaseHead) -> list[OutcomeRow]:
    """What changed, newest first."""
    return parts.outcome_rows(Outcome.objects.filter(case_id=case.id).select_related("client"))


def duty_reports_of(case: CaseHead) -> list[DutyRow]:
    """Duties to report that arose, newest first."""
    rows = DutyReport.objects.filter(case_id=case.id).select_related("reported_to", "recorded_by__user")
    return parts.duty_rows(rows)


def agreements_of(case_id: uuid.UUID, *, actor: Actor) -> list[AgreementRow]:
    """Agreements and refusals, newest first. Raises NotForYou."""
    if not may_open(case_id, actor=actor):
        raise NotForYou
    return parts.agreement_rows(Agreement.objects.filter(case_id=case_id).select_related("client", "recipient"))


def agreement(agreement_id: uuid.UUID, *, actor: Actor) -> tuple[uuid.UUID, AgreementRow]:
    """One agreement and the case it stands in. Raises NotForYou."""
    row = (
        Agreement.objects.filter(pk=agreement_id, case__in=Case.objects.visible_to(actor))
        .select_related("client", "recipient")
        .first()
    )
    if row is None:
        raise NotForYou
    return row.case_id, parts.agreement_row(row)


def covering_agreement(
    client_id: uuid.UUID, *, recipient_id: uuid.UUID, parts: set[str], on: date, actor: Actor
) -> uuid.UUID | None:
    """The newest consent in force that lets all of `parts` go to the recipient; None where there is none."""
    case_id = case_of_client(client_id, actor=actor)
    consents = Agreement.objects.in_force_on(on).filter(
        case_id=case_id, client_id=client_id, kind="data_consent", recipient_id=recipient_id
    )
    for consent in consents.order_by("-valid_from", "-id"):
        if set(parts) <= set(consent.parts):
            return consent.pk
    return None


def in_force(agreement_id: uuid.UUID, *, on: date) -> bool:
    """Whether an agreement holds on a day; asked by whoever shows data that travelled under it."""
    return Agreement.objects.in_force_on(on).filter(pk=agreement_id).exists()


def plan(plan_id: uuid.UUID, *, actor: Actor) -> tuple[uuid.UUID, PlanRow]:
    """One plan and its case. Raises NotForYou."""
    visible = Plan.objects.filter(pk=plan_id, case__in=Case.objects.visible_to(actor))
    case_id = visible.values_list("case_id", flat=True).first()
    if case_id is None:
        raise NotForYou
    return case_id, parts.plan_rows(visible)[0]
