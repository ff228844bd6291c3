"""The paper behind what was given: the signed confirmation of a consultation, the receipt of an expense."""

from __future__ import annotations

import uuid

from django.db import transaction

from khetene.earlyleaving.actions._shared import own_plan, why_opened
from khetene.earlyleaving.errors import TakenBackAlready
from khetene.earlyleaving.models import Delivery, Proof
from khetene.files import storing
from khetene.kernel import audit
from khetene.kernel.actor import Actor
from khetene.kernel.database import declared_write
from khetene.kernel.errors import NotForYou


@transaction.atomic
def add_proof(delivery_id: uuid.UUID, given: storing.Given, *, actor: Actor) -> Proof:
    """Also after the plan has ended: papers come late. Raises NotForYou, TakenBackAlready, files.errors.FileRefused."""
    delivery = _delivery(delivery_id, actor)
    if delivery.taken_back_on:
        raise TakenBackAlready
    proof = Proof(delivery=delivery)
    storing.store(proof, given, actor=actor)
    audit.record("proof.added", proof, actor=actor)
    return proof


@transaction.atomic
def remove_proof(proof_id: uuid.UUID, *, actor: Actor) -> uuid.UUID:
    """It goes with its bytes; the trail says that it was there. Returns the key of what it proved. Raises NotForYou."""
    proof = Proof.objects.filter(pk=proof_id).first()
    if proof is None:
        raise NotForYou
    delivery = _delivery(proof.delivery_id, actor)
    audit.record("proof.removed", proof, actor=actor)
    proof.delete()
    return delivery.pk


def _delivery(delivery_id: uuid.UUID, actor: Actor) -> Delivery:
    delivery = Delivery.objects.select_related("support").filter(pk=delivery_id).first()
    if delivery is None:
        raise NotForYou
    own_plan(delivery.support.plan_id, actor)
    return delivery


def record_proof_opening(proof_id: uuid.UUID, *, actor: Actor, silo: uuid.UUID) -> None:
    """Write down that somebody took the paper as a file: from then on it lies outside."""
    with declared_write():
        audit.record("proof.opened", Proof(pk=proof_id), actor=actor, silo=silo, reason=why_opened(actor, silo))
