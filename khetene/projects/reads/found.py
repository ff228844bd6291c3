"""What the keepers of a recorded phase added to it, beside what country data tells."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.projects.models import Phase
from khetene.projects.plan import FOUND
from khetene.projects.rules import keeps

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class FoundRow:
    id: uuid.UUID
    words: str
    more: str
    source: str
    added_on: date


@dataclass(frozen=True, slots=True)
class FoundPage:
    """Additions by the names of `plan.FOUND`, and what each may be joined with."""

    phase_id: uuid.UUID
    ordinal: int
    title: str
    parts: dict[str, list[FoundRow]]
    choices: dict[str, dict[str, Choices]]


def found(ordinal: int, *, actor: Actor) -> FoundPage:
    """For those who keep a recorded phase; four queries. Raises NotForYou."""
    phase = Phase.objects.filter(ordinal=ordinal, is_written_here=False).first()
    if phase is None or not keeps(actor, phase):
        raise NotForYou
    results = list(phase.results.order_by("order", "pk"))
    deliverables = list(phase.deliverables.order_by("order", "pk"))
    indicators = list(phase.indicators.order_by("order", "pk"))
    activities = [(str(row.pk), str(row.words)) for row in phase.activities.order_by("order", "pk")]
    measured = [(str(row.pk), str(row.words)) for row in indicators]
    rows: dict[str, list[Any]] = {
        "found_result": results,
        "found_deliverable": deliverables,
        "found_indicator": indicators,
    }
    recorded = {
        name: [(str(row.pk), _short(row)) for row in of_part if row.added_on is None]
        for name, of_part in rows.items()
        if name != "found_indicator"
    }
    return FoundPage(
        phase_id=phase.pk,
        ordinal=ordinal,
        title=phase.title,
        parts={name: [_row(row) for row in of_part if row.added_on] for name, of_part in rows.items()},
        choices={
            "found_result": {
                "beside_id": recorded["found_result"],
                "indicator_id": measured,
                "activity_id": activities,
            },
            "found_deliverable": {"beside_id": recorded["found_deliverable"], "activity_id": activities},
            "found_indicator": {},
        },
    )


def found_part(name: str, part_id: uuid.UUID, *, actor: Actor) -> tuple[FoundPage, dict[str, Any]]:
    """The page of its phase, and what stands in one addition, by field. Raises NotForYou."""
    rows: Any = FOUND[name].model._base_manager if name in FOUND else None
    row = rows.select_related("phase").filter(pk=part_id, added_on__isnull=False).first() if rows else None
    if row is None:
        raise NotForYou
    shown = found(row.phase.ordinal, actor=actor)
    return shown, {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields}


def _row(row: Any) -> FoundRow:
    number = getattr(row, "number", None)
    target = getattr(row, "target", None)
    more = "" if number is None and target is None else str(number if number is not None else target)
    return FoundRow(row.pk, str(row.words), more, row.source, row.added_on)


def _short(row: Any) -> str:
    number = getattr(row, "number", None)
    return str(row.words) if number is None else f"{row.words}: {number}"
