"""Materials of a gathering are named, kept as files, and taken away."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.db.models import Max

from khetene.files import storing
from khetene.gatherings.actions.planning import locked
from khetene.gatherings.enums import WhyTakenAway
from khetene.gatherings.errors import NeitherAddressNorFile, SayWhyTheFileGoes
from khetene.gatherings.models import Gathering, Material, MaterialFile
from khetene.gatherings.rules import holds
from khetene.kernel import audit
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


@transaction.atomic
def add_material(
    gathering_id: uuid.UUID,
    *,
    title: str,
    language: str,
    address: str = "",
    file: storing.Given | None = None,
    actor: Actor,
) -> Material:
    """An address, a file, or both. Raises NeitherAddressNorFile, files.errors.FileRefused, ValidationError."""
    gathering = locked(gathering_id, actor)
    if not address and file is None:
        raise NeitherAddressNorFile
    last = gathering.materials.aggregate(last=Max("order"))["last"] or 0
    material = Material(gathering=gathering, title=title, language=language, address=address, order=last + 1)
    material.full_clean()
    material.save(force_insert=True)
    if file is not None:
        storing.store(MaterialFile(material=material), file, actor=actor)
    audit.record("material.added", material, actor=actor)
    return material


@transaction.atomic
def remove_material(material_id: uuid.UUID, *, why: str = "", actor: Actor) -> Gathering:
    """It stands there no more. A file goes with its bytes and a reason; what lies at an address is not ours to delete.

    Raises SayWhyTheFileGoes.
    """
    rows = Material.objects.select_related("gathering").select_for_update(of=("self",))
    material = rows.filter(pk=material_id).first()
    if material is None or not holds(actor, material.gathering):
        raise NotForYou
    has_file = MaterialFile.objects.filter(material=material).exists()
    if has_file and why not in WhyTakenAway.values:
        raise SayWhyTheFileGoes
    audit.record("material.removed", material, actor=actor, reason=why if has_file else "")
    material.delete()
    return material.gathering
