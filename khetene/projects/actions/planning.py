"""A phase that is begun in the product: its plan is written part by part, agreed, and then only amended."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.db.models import Sum

from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.projects.actions._shared import locked, new_part, set_many
from khetene.projects.errors import (
    AgreedAlready,
    AgreedInTheFuture,
    NotOfThisPhase,
    PhaseIsThere,
    PlanIsNotWhole,
    SharesAreNotWhole,
    UsedElsewhere,
)
from khetene.projects.missing import missing_in
from khetene.projects.models import Cost, GrantShare, Phase
from khetene.projects.money import split
from khetene.projects.plan import FOUND, PARTS, Head, Part
from khetene.projects.rules import runs_phases


@transaction.atomic
def begin_phase(ordinal: int, head: Head, *, actor: Actor) -> Phase:
    """A draft of the coordinator's organisation. Raises PhaseIsThere, SharesAreNotWhole."""
    if not runs_phases(actor):
        raise NotForYou
    if Phase.objects.filter(ordinal=ordinal).exists():
        raise PhaseIsThere
    phase = Phase(ordinal=ordinal, beneficiary_id=actor.organisation_key, is_written_here=True)
    return _write_head(phase, head, "phase.begun", actor)


@transaction.atomic
def write_head(phase_id: uuid.UUID, head: Head, *, actor: Actor) -> Phase:
    """Raises AgreedAlready, SharesAreNotWhole."""
    return _write_head(_draft(phase_id, actor), head, "phase.written", actor)


def _write_head(phase: Phase, head: Head, verb: str, actor: Actor) -> Phase:
    percents = {source: percent for source, percent in head.percents.items() if percent is not None}
    if percents:
        _refuse_broken(percents, head.total)
    for name in ("title", "known_as", "agreement", "programme", "programme_years", "begins", "ends", "total", "task"):
        setattr(phase, name, getattr(head, name))
    phase.full_clean()
    phase.save()
    phase.shares.exclude(source__in=percents).delete()
    for source, percent in percents.items():
        GrantShare.objects.update_or_create(phase=phase, source=source, defaults={"percent": percent})
    audit.record(verb, phase, actor=actor)
    return phase


def _refuse_broken(percents: Mapping[str, Decimal], total: Decimal | None) -> None:
    try:
        split(total or Decimal(0), list(percents.values()))
    except ValueError as problem:
        raise SharesAreNotWhole from problem


@transaction.atomic
def write_part(
    name: str,
    phase_id: uuid.UUID,
    values: Mapping[str, Any],
    *,
    part_id: uuid.UUID | None = None,
    actor: Actor,
) -> models.Model:
    """Add a part, or write another; to a recorded phase what its documents state. Raises AgreedAlready, NotOfThisPhase,
    ValidationError.
    """
    part, phase = _part_of(name, phase_id, actor)
    row: models.Model = _part_row(part, phase, part_id)
    plain = {field: value for field, value in values.items() if field not in part.many}
    for field, model in part.own.items():
        plain[field] = _own(model, phase, plain.get(field))
    for field, value in plain.items():
        setattr(row, field, value)
    row.full_clean()
    row.save()
    for field in part.many:
        set_many(row, field, values.get(field, []), phase)
    audit.record("phase_part.written", row, actor=actor)
    return row


def _part_of(name: str, phase_id: uuid.UUID, actor: Actor) -> tuple[Part, Phase]:
    part = (PARTS | FOUND)[name]
    phase = locked(phase_id, actor, is_written_here=not part.found)
    if not part.always and not phase.is_draft:
        raise AgreedAlready
    return part, phase


def _part_row(part: Part, phase: Phase, part_id: uuid.UUID | None) -> Any:
    if part_id is not None:
        return _found(_rows_to_write(part).filter(pk=part_id, phase=phase).first())
    if not part.is_added:
        raise NotForYou
    row = new_part(part.model, phase)
    if part.found:
        row.added_on = clock.today()
    return row


def _rows_to_write(part: Part) -> Any:
    """What country data recorded is nobody's to change."""
    rows: Any = part.model._base_manager
    return rows.filter(added_on__isnull=False) if part.found else rows


def _found(row: models.Model | None) -> models.Model:
    if row is None:
        raise NotForYou
    return row


def _own(model: type[models.Model], phase: Phase, key: Any) -> Any:
    if not key:
        return None
    if not model._base_manager.filter(pk=key, phase=phase).exists():
        raise NotOfThisPhase
    return key


@transaction.atomic
def remove_part(name: str, phase_id: uuid.UUID, part_id: uuid.UUID, *, actor: Actor) -> None:
    """Raises AgreedAlready; UsedElsewhere when something else of the phase hangs on it."""
    part, phase = _part_of(name, phase_id, actor)
    if not part.is_added:
        raise AgreedAlready
    row = _found(_rows_to_write(part).filter(pk=part_id, phase=phase).first())
    audit.record("phase_part.removed", row, actor=actor)
    try:
        row.delete()
    except models.ProtectedError as problem:
        raise UsedElsewhere from problem


@transaction.atomic
def agree_phase(phase_id: uuid.UUID, *, agreed_on: date, agreement: str, actor: Actor) -> Phase:
    """The plan is agreed as it stands: from now on it is amended.

    Raises AgreedAlready, AgreedInTheFuture, PlanIsNotWhole with what is missing.
    """
    phase = _draft(phase_id, actor)
    if agreed_on > clock.today():
        raise AgreedInTheFuture
    phase.agreement, phase.agreed_on = agreement.strip(), agreed_on
    planned = phase.lines.aggregate(sum=Sum("planned"))["sum"]
    missing = missing_in(
        phase,
        planned=planned,
        has_shares=phase.shares.exists(),
        has_goals=phase.goals.exists(),
        has_activities=phase.activities.exists(),
    )
    if missing:
        raise PlanIsNotWhole(missing)
    phase.full_clean()
    phase.save(update_fields=["agreement", "agreed_on"])
    audit.record("phase.agreed", phase, actor=actor)
    return phase


@transaction.atomic
def discard_phase(phase_id: uuid.UUID, *, actor: Actor) -> None:
    """A draft that comes to nothing goes with all its parts; an agreed phase never does. Raises AgreedAlready."""
    phase = _draft(phase_id, actor)
    assert not Cost.objects.filter(line__phase=phase).exists(), "no money is noted before an agreement"
    audit.record("phase.discarded", phase, actor=actor)
    phase.delete()


def _draft(phase_id: uuid.UUID, actor: Actor) -> Phase:
    """Locked, so that nothing is written into a plan while it is agreed."""
    phase = locked(phase_id, actor, is_written_here=True)
    if not phase.is_draft:
        raise AgreedAlready
    return phase
