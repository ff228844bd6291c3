"""What several actions of a phase need."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Max

from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.ids import new_key
from khetene.projects.errors import NotAgreedYet, NotOfThisPhase
from khetene.projects.models import Goal, Phase
from khetene.projects.rules import keeps


def locked(phase_id: uuid.UUID, actor: Actor, **which: Any) -> Phase:
    """One that the actor keeps, until the caller's transaction ends. Raises NotForYou."""
    phase = Phase.objects.select_for_update(of=("self",)).filter(pk=phase_id, **which).first()
    if phase is None or not keeps(actor, phase):
        raise NotForYou
    return phase


def agreed(phase_id: uuid.UUID, actor: Actor) -> Phase:
    """The same, when its plan is not written any more. Raises NotForYou, NotAgreedYet."""
    phase = locked(phase_id, actor)
    if phase.is_draft:
        raise NotAgreedYet
    return phase


def new_part(model: Any, phase: Phase, **given: Any) -> Any:
    """Something to be added to a plan, not saved: with a short name where it has one, behind those that are there."""
    row = model(phase=phase, **given)
    names = {each.name for each in model._meta.concrete_fields}
    if "slug" in names:
        row.slug = f"p{phase.ordinal}-{new_key().hex[-16:]}"
    if "order" in names:
        rows = model._base_manager.filter(phase=phase)
        row.order = (rows.aggregate(newest=Max("order"))["newest"] or 0) + 1
    return row


def set_many(row: Any, name: str, keys: Iterable[Any], phase: Phase) -> None:
    """Parts of a phase are never joined with those of another one. Raises NotOfThisPhase."""
    model = row._meta.get_field(name).related_model
    chosen = model._base_manager.filter(pk__in=list(keys))
    if model is Goal and chosen.exclude(phase=phase).exists():
        raise NotOfThisPhase
    getattr(row, name).set(chosen.order_by("pk"))
