"""Remembering in the database itself what was loaded into it."""

from __future__ import annotations

from django.db import transaction

from khetene.kernel import audit, clock
from khetene.kernel.actor import System
from khetene.kernel.models import LoadedData


@transaction.atomic
def remember_loaded(name: str, digest: str, *, actor: System) -> LoadedData:
    """Write down that the pack `name` lies in this database in the state that `digest` names."""
    marker, _made = LoadedData.objects.update_or_create(
        name=name, defaults={"digest": digest, "loaded_at": clock.now()}
    )
    audit.record("data.loaded", marker, actor=actor)
    return marker
