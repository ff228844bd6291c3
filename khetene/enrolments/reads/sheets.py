"""Spreadsheets that wait: what was found in them, and what would be recorded."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from khetene.enrolments.models import DeliverySheet
from khetene.kernel import reads as kernel
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.translated import Translated
from khetene.programmes import reads as programmes
from khetene.programmes.enums import Unit


@dataclass(frozen=True, slots=True)
class SupportTotal:
    """How much of one support a sheet would record."""

    programme_title: str
    support_label: str
    unit: str
    unit_label: str
    rows: int
    quantity: Decimal
    cents: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a check said. Of very many problems the first are kept; `how_many` counts them all."""

    rows: int
    participations: int
    problems: list[tuple[str, str]]
    how_many: int
    totals: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class SheetLine:
    id: uuid.UUID
    name: str
    added_at: datetime
    waits_until: date
    is_checked: bool
    problems: int


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One spreadsheet, the task that works on it, and what was found."""

    line: SheetLine
    job: kernel.JobRow | None
    found: Found | None
    totals: list[SupportTotal]
    may_record: bool


def sheets_of(actor: Actor) -> list[SheetLine]:
    """The spreadsheets of the actor that wait, the newest first."""
    rows = DeliverySheet.objects.filter(brought_by_id=actor.membership_key).order_by("-added_at", "-id")
    return [_line(row) for row in rows]


def waits(sheet_id: uuid.UUID, *, actor: Actor) -> bool:
    """Whether a sheet of the actor is still there."""
    return DeliverySheet.objects.filter(pk=sheet_id, brought_by_id=actor.membership_key).exists()


def sheet_page(sheet_id: uuid.UUID, *, actor: Actor) -> SheetPage:
    """Only who brought a sheet sees it: it was checked with their eyes. Raises NotForYou."""
    rows = DeliverySheet.objects.filter(pk=sheet_id, brought_by_id=actor.membership_key)
    sheet: DeliverySheet | None = rows.order_by("pk").first()
    if sheet is None:
        raise NotForYou
    job = kernel.job(sheet.job, actor=actor) if sheet.job else None
    found = found_in(sheet)
    ready = found is not None and found.rows > 0 and not found.how_many
    return SheetPage(
        line=_line(sheet),
        job=job,
        found=found,
        totals=_totals(found) if found else [],
        may_record=ready and (job is None or job.is_over),
    )


def found_in(sheet: DeliverySheet) -> Found | None:
    """What the last check of a sheet said; None before it."""
    if sheet.found is None:
        return None
    kept = json.loads(sheet.found)
    problems = [(cell, sentence) for cell, sentence in kept["problems"]]
    return Found(kept["rows"], kept["participations"], problems, kept["how_many"], kept["totals"])


def _line(row: DeliverySheet) -> SheetLine:
    found = found_in(row)
    problems = found.how_many if found else 0
    return SheetLine(row.pk, row.shown_name, row.added_at, row.waits_until, row.checked_at is not None, problems)


def _totals(found: Found) -> list[SupportTotal]:
    published = programmes.published()
    shown = []
    for total in found.totals:
        operation = published.operations.get(total["programme"])
        support = operation.support(total["support"]) if operation else None
        shown.append(
            SupportTotal(
                programme_title=published.titles.get(total["programme"], total["programme"]),
                support_label=str(Translated(support.title)) if support else total["support"],
                unit=total["unit"],
                unit_label=str(Unit(total["unit"]).label),
                rows=total["rows"],
                quantity=Decimal(total["quantity"]),
                cents=total["cents"],
            )
        )
    return shown
