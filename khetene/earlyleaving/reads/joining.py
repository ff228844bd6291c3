"""Two records side by side, for the head of the school to decide whether they are the same pupil."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from khetene.earlyleaving.models import Plan, Pupil, PupilQuerySet
from khetene.earlyleaving.reads._parts import live
from khetene.earlyleaving.reads.rows import PlanLine
from khetene.earlyleaving.rules import leads_a_school
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.encryption import blind_indexes
from khetene.kernel.errors import NotForYou


@dataclass(frozen=True, slots=True)
class OneOfTwo:
    """What hangs on a record, in numbers; its words are read on its own page."""

    id: uuid.UUID
    called: str
    since: date
    needed_until: date
    plans: list[PlanLine]
    observations: int
    absences: int
    followed: int
    people: int


def perhaps_the_same(pupil_id: uuid.UUID, *, actor: Actor, called: str = "") -> list[OneOfTwo]:
    """Other records of the school with that name, or with the name of this one. Raises NotForYou."""
    pupil = _mine(actor).filter(pk=pupil_id).first()
    if pupil is None:
        raise NotForYou
    indexes = blind_indexes(called or pupil.called, actor.organisation_key)
    others = Pupil.objects.visible_to(actor).filter(called_index__in=indexes).exclude(pk=pupil_id)
    return _rows(list(others.order_by("added_at", "pk").values_list("pk", flat=True)), actor)


def two_records(pupil_id: uuid.UUID, other_id: uuid.UUID, *, actor: Actor) -> tuple[OneOfTwo, OneOfTwo]:
    """Both, in the order asked for. Two queries. Raises NotForYou."""
    found = {row.id: row for row in _rows([pupil_id, other_id], actor)}
    if pupil_id == other_id or len(found) != 2:
        raise NotForYou
    return found[pupil_id], found[other_id]


def _mine(actor: Actor) -> PupilQuerySet:
    if not leads_a_school(actor):
        raise NotForYou
    return Pupil.objects.visible_to(actor)


def _rows(keys: list[uuid.UUID], actor: Actor) -> list[OneOfTwo]:
    rows = _mine(actor).filter(pk__in=keys).order_by("added_at", "pk")
    counted: Any = rows.annotate(
        **{f"{name}_there": Count(name, distinct=True) for name in ("observations", "absences", "followed", "involved")}
    )
    plans: dict[uuid.UUID, list[Plan]] = {}
    for plan in Plan.objects.filter(pupil__in=keys).order_by("begins", "number"):
        plans.setdefault(plan.pupil_id, []).append(plan)
    return [
        OneOfTwo(
            id=row.pk,
            called=row.called,
            since=clock.day_of(row.added_at),
            needed_until=row.needed_until,
            plans=live(plans.get(row.pk, [])),
            observations=row.observations_there,
            absences=row.absences_there,
            followed=row.followed_there,
            people=row.involved_there,
        )
        for row in counted
    ]
