"""The papers behind one thing that was given, for those of the school who may open the plan."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from khetene.earlyleaving.models import Delivery, Plan, Proof
from khetene.earlyleaving.reads._parts import Contents
from khetene.earlyleaving.rules import works_at_school, works_with_pupils
from khetene.files.storing import FileRow, Opened, file_row, opened
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


@dataclass(frozen=True, slots=True)
class Proofs:
    """What was given, in short, and its papers, the oldest first."""

    delivery_id: uuid.UUID
    plan_id: uuid.UUID
    silo: uuid.UUID
    number: str
    title: str
    given_on: date
    is_consultation: bool
    may_add: bool
    may_remove: bool
    files: list[FileRow]


def proofs(delivery_id: uuid.UUID, *, actor: Actor) -> Proofs:
    """Raises NotForYou."""
    delivery = Delivery.objects.select_related("support").filter(pk=delivery_id).first()
    if delivery is None:
        raise NotForYou
    plan = _plan(delivery.support.plan_id, actor)
    writes = works_with_pupils(actor)
    return Proofs(
        delivery_id=delivery.pk,
        plan_id=plan.pk,
        silo=plan.pupil.organisation_id,
        number=plan.number,
        title=Contents(plan).support_row(delivery.support).title,
        given_on=delivery.given_on,
        is_consultation=delivery.is_consultation,
        may_add=writes and delivery.taken_back_on is None,
        may_remove=writes,
        files=[file_row(row) for row in delivery.proofs.order_by("added_at", "pk")],
    )


def proof(proof_id: uuid.UUID, *, actor: Actor) -> tuple[Proofs, FileRow]:
    """What it proves, and one paper. Raises NotForYou."""
    row = _proof(proof_id)
    return proofs(row.delivery_id, actor=actor), file_row(row)


def opened_proof(proof_id: uuid.UUID, *, actor: Actor) -> tuple[Proofs, Opened]:
    """What it proves, and its bytes as they were kept. Raises NotForYou."""
    row = _proof(proof_id)
    return proofs(row.delivery_id, actor=actor), opened(row)


def _proof(proof_id: uuid.UUID) -> Proof:
    row: Proof | None = Proof.objects.filter(pk=proof_id).first()
    if row is None:
        raise NotForYou
    return row


def _plan(plan_id: uuid.UUID, actor: Actor) -> Plan:
    rows = Plan.objects.visible_to(actor).select_related("pupil", "version")
    plan = rows.filter(pk=plan_id).first() if works_at_school(actor) else None
    if plan is None:
        raise NotForYou
    return plan
