"""A plan as its keepers write it: what stands in each part, what is missing, and how the grant is divided to the cent."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from khetene.gatherings.enums import State
from khetene.gatherings.models import Gathering
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.numbers import euros
from khetene.projects.amending import begins_of, dropped_keys, ends_of, total_of
from khetene.projects.missing import missing_in
from khetene.projects.models import Phase
from khetene.projects.money import split
from khetene.projects.plan import PARTS
from khetene.projects.rules import keeps

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One part in short."""

    id: uuid.UUID
    words: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class PlanShare:
    label: str
    percent: Decimal
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Plan:
    """`parts` by the names of `plan.PARTS`."""

    id: uuid.UUID
    ordinal: int
    title: str
    is_draft: bool
    agreed_on: date | None
    total: Decimal | None
    planned: Decimal
    shares: list[PlanShare]
    parts: dict[str, list[PlanRow]]
    missing: list[str]


def plan(ordinal: int, *, actor: Actor) -> Plan:
    """The plan of a phase that was begun here. Raises NotForYou."""
    phase = _written_here(ordinal, actor)
    parts = {
        "goal": [PlanRow(row.pk, str(row.words)) for row in phase.goals.order_by("order", "pk")],
        "activity": [PlanRow(row.pk, str(row.words)) for row in phase.activities.order_by("order", "pk")],
        "line": [
            PlanRow(row.pk, f"{row.code} {row.words}", euros(row.planned)) for row in phase.lines.order_by("code", "pk")
        ],
        "indicator": [
            PlanRow(row.pk, str(row.words), "" if row.target is None else str(row.target))
            for row in phase.indicators.order_by("order", "pk")
        ],
        "deliverable": [PlanRow(row.pk, str(row.words)) for row in phase.deliverables.order_by("order", "pk")],
        "visibility": [PlanRow(row.pk, row.object or row.text) for row in phase.visibility.order_by("slug")],
        "result": [
            PlanRow(row.pk, str(row.words), "" if row.number is None else str(row.number))
            for row in phase.results.order_by("order", "pk")
        ],
    }
    amendments = list(phase.amendments.order_by("number"))
    gone = dropped_keys(amendments)
    parts = {name: [row for row in rows if str(row.id) not in gone] for name, rows in parts.items()}
    shares = list(phase.shares.order_by("-percent", "source"))
    planned = sum(phase.lines.order_by("pk").values_list("planned", flat=True), Decimal(0))
    found = {"has_shares": shares, "has_goals": parts["goal"], "has_activities": parts["activity"]}
    return Plan(
        id=phase.pk,
        ordinal=phase.ordinal,
        title=phase.title,
        is_draft=phase.is_draft,
        agreed_on=phase.agreed_on,
        total=total_of(phase, amendments),
        planned=planned,
        shares=_shares(total_of(phase, amendments), shares),
        parts=parts,
        missing=missing_in(phase, planned=planned, **{name: bool(rows) for name, rows in found.items()}),
    )


def _shares(total: Decimal | None, shares: list[Any]) -> list[PlanShare]:
    amounts = (
        split(total, [share.percent for share in shares]) if total is not None and shares else [None] * len(shares)
    )
    return [
        PlanShare(str(share.get_source_display()), share.percent, amount)
        for share, amount in zip(shares, amounts, strict=True)
    ]


def head(ordinal: int, *, actor: Actor) -> dict[str, Any]:
    """What stands at the beginning of a draft, as a form shows it. Raises NotForYou."""
    phase = _written_here(ordinal, actor)
    names = ("title", "known_as", "agreement", "programme", "programme_years", "begins", "ends", "total", "task")
    percents = {f"percent_{share.source}": share.percent for share in phase.shares.order_by("source")}
    return {"ordinal": phase.ordinal, **{name: getattr(phase, name) for name in names}, **percents}


def next_ordinal() -> int:
    """The number after the newest phase; drafts of others count, because their number is taken."""
    newest = Phase.objects.order_by("-ordinal").values_list("ordinal", flat=True).first()
    return (newest or 0) + 1


def part(name: str, part_id: uuid.UUID, *, actor: Actor) -> tuple[Plan, dict[str, Any]]:
    """The plan, and what stands in one part of it, by field. Raises NotForYou."""
    found = (
        PARTS[name].model._base_manager.select_related("phase").filter(pk=part_id).first() if name in PARTS else None
    )
    if found is None:
        raise NotForYou
    row: Any = found
    shown = plan(row.phase.ordinal, actor=actor)
    values = {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields}
    values |= {many: list(getattr(row, many).values_list("pk", flat=True)) for many in PARTS[name].many}
    return shown, values


def gatherings_to_choose(ordinal: int, *, actor: Actor) -> Choices:
    """Announced and held gatherings while the phase runs, whoever holds them, and those of its activities. Raises NotForYou."""
    phase = _written_here(ordinal, actor)
    rows = Gathering.objects.exclude(state=State.PLANNED)
    amendments = list(phase.amendments.order_by("number"))
    begins, ends = begins_of(phase, amendments), ends_of(phase, amendments)
    if begins and ends:
        rows = rows.filter(year__gte=begins.year, year__lte=ends.year)
    return [(str(row.pk), f"{row.title} ({row.year})") for row in rows.order_by("year", "starts", "title", "pk")]


def _written_here(ordinal: int, actor: Actor) -> Phase:
    phase = Phase.objects.filter(ordinal=ordinal, is_written_here=True).first()
    if phase is None or not keeps(actor, phase):
        raise NotForYou
    return phase
