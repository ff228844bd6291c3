"""The files of materials, for whoever sees the gathering: at work, or by their own letter.

They carry the title of the material: under what name somebody kept a file at home may say whose it was.
"""

from __future__ import annotations

import uuid

from khetene.files.storing import Opened, named, opened
from khetene.gatherings.models import MaterialFile, Participation
from khetene.gatherings.reads.pages import gathering
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


def opened_material(gathering_id: uuid.UUID, material_id: uuid.UUID, *, actor: Actor) -> Opened:
    """Its bytes as they were kept. Raises NotForYou."""
    gathering(gathering_id, actor=actor)
    return _opened(gathering_id, material_id)


def opened_material_for_participant(row: Participation, material_id: uuid.UUID) -> Opened:
    """The same for somebody on the list. Raises NotForYou."""
    return _opened(row.gathering_id, material_id)


def _opened(gathering_id: uuid.UUID, material_id: uuid.UUID) -> Opened:
    rows = MaterialFile.objects.select_related("material")
    kept = rows.filter(material_id=material_id, material__gathering_id=gathering_id).first()
    if kept is None:
        raise NotForYou
    return named(opened(kept), kept.material.title)
