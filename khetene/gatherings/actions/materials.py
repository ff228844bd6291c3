"""Materials of a gathering are named and taken away."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.db.models import Max

from khetene.gatherings.actions.planning import locked
from khetene.gatherings.models import Gathering, Material
from khetene.gatherings.rules import holds
from khetene.kernel import audit
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


@transaction.atomic
def add_material(gathering_id: uuid.UUID, *, title: str, language: str, address: str, actor: Actor) -> Material:
    """Raises ValidationError."""
    gathering = locked(gathering_id, actor)
    last = gathering.materials.aggregate(last=Max("order"))["last"] or 0
    material = Material(gathering=gathering, title=title, language=language, address=address, order=last + 1)
    material.full_clean()
    material.save(force_insert=True)
    audit.record("material.added", material, actor=actor)
    return material


@transaction.atomic
def remove_material(material_id: uuid.UUID, *, actor: Actor) -> Gathering:
    """It stands there no more; what lies at its address is not ours to delete."""
    material = Material.objects.select_related("gathering").filter(pk=material_id).first()
    if material is None or not holds(actor, material.gathering):
        raise NotForYou
    audit.record("material.removed", material, actor=actor)
    material.delete()
    return material.gathering
