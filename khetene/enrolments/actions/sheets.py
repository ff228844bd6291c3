"""A spreadsheet of support: kept sealed, checked, and recorded as a whole or not at all; then it goes with its bytes."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from khetene.enrolments.actions.importing import LookedThrough, import_deliveries, look_through
from khetene.enrolments.errors import ImportRefused, SheetChanged, SheetInWork, SheetNotReady
from khetene.enrolments.models import DeliverySheet
from khetene.enrolments.reads.sheets import found_in
from khetene.enrolments.sheets import Problem, SheetRow, parse
from khetene.files import storing
from khetene.files.enums import FileKind
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.jobs import Job, Progress, Result, start
from khetene.kernel.models import JobProgress
from khetene.kernel.workbooks import first_sheet

KEPT_DAYS = 7
MOST_PROBLEMS = 2000


@transaction.atomic
def bring_sheet(given: storing.Given, *, check: Job, at_once: bool, actor: Actor) -> DeliverySheet:
    """Keep a workbook until its rows are recorded, a week at most, and begin its check, in this page or in the worker.

    Raises files.errors.FileRefused.
    """
    sheet = DeliverySheet(
        organisation_id=actor.organisation_key,
        brought_by_id=actor.membership_key,
        waits_until=clock.today() + timedelta(days=KEPT_DAYS),
    )
    storing.store(sheet, given, actor=actor, only=FileKind.XLSX)
    audit.record("delivery_sheet.brought", sheet, actor=actor)
    _begin(check, sheet, actor, at_once=at_once)
    return sheet


@transaction.atomic
def begin_recording(sheet_id: uuid.UUID, *, record: Job, most_at_once: int, actor: Actor) -> uuid.UUID:
    """Begin to record what was checked; the key of the task. Two who press at once get the same.

    Up to `most_at_once` rows nobody waits for the worker. Raises NotForYou, SheetNotReady.
    """
    sheet = locked_sheet(sheet_id, actor)
    if sheet.job is not None and is_in_work(sheet):
        return sheet.job
    found = found_in(sheet)
    if found is None or found.how_many or not found.rows:
        raise SheetNotReady
    return _begin(record, sheet, actor, at_once=found.rows <= most_at_once)


def _begin(what: Job, sheet: DeliverySheet, actor: Actor, *, at_once: bool) -> uuid.UUID:
    arguments: dict[str, Any] = {"sheet": str(sheet.pk), "membership": str(actor.membership_key)}
    begun = start(what, actor=actor, at_once=at_once, **arguments)
    sheet.job = begun.pk
    sheet.save(update_fields=["job"])
    return begun.pk


def check_sheet(sheet_id: uuid.UUID, progress: Progress, *, actor: Actor) -> Result:
    """Look through every row and keep what was found beside the file. Raises NotForYou, BadWorkbook, JobStopped."""
    rows, problems = _rows_of(sheet_id, actor)
    progress.expect(len(rows))
    unreadable = {problem.row for problem in problems}
    looked = look_through(rows, actor=actor, watch=_watching(progress))
    problems += looked.problems
    with progress.whole():
        sheet = locked_sheet(sheet_id, actor)
        checked = len(rows) + len(unreadable)
        _keep(sheet, _as_found(checked, looked, problems))
        audit.record("delivery_sheet.checked", sheet, actor=actor)
        return progress.finish({"rows": checked, "problems": len(problems)})


def record_sheet(sheet_id: uuid.UUID, progress: Progress, *, actor: Actor) -> Result:
    """Check every row once more and keep all of them, or none. Raises NotForYou, SheetChanged, JobStopped."""
    rows, _unreadable = _rows_of(sheet_id, actor)
    progress.expect(2 * len(rows))
    try:
        with progress.whole():
            sheet = locked_sheet(sheet_id, actor)
            recorded = import_deliveries(rows, actor=actor, watch=_watching(progress))
            audit.record("delivery_sheet.recorded", sheet, actor=actor)
            sheet.delete()
            return progress.finish({"recorded": recorded, "participations": len({row.enrolment for row in rows})})
    except ImportRefused as refusal:
        with transaction.atomic():
            _keep(locked_sheet(sheet_id, actor), _as_found(len(rows), LookedThrough([], []), refusal.problems))
        raise SheetChanged from refusal


@transaction.atomic
def forget_sheet(sheet_id: uuid.UUID, *, actor: Actor) -> None:
    """The file goes with its bytes; what was recorded of it stays. Raises NotForYou, SheetInWork."""
    sheet = locked_sheet(sheet_id, actor)
    if is_in_work(sheet):
        raise SheetInWork
    audit.record("delivery_sheet.forgotten", sheet, actor=actor)
    sheet.delete()


def locked_sheet(sheet_id: uuid.UUID, actor: Actor) -> DeliverySheet:
    """The sheet of the actor; two who press at once take turns. Raises NotForYou."""
    rows = DeliverySheet.objects.select_for_update(of=("self",))
    sheet: DeliverySheet | None = rows.filter(pk=sheet_id, brought_by_id=actor.membership_key).order_by("pk").first()
    if sheet is None:
        raise NotForYou
    return sheet


def is_in_work(sheet: DeliverySheet) -> bool:
    return sheet.job is not None and JobProgress.objects.unfinished().filter(pk=sheet.job).exists()


def _rows_of(sheet_id: uuid.UUID, actor: Actor) -> tuple[list[SheetRow], list[Problem]]:
    sheet = DeliverySheet.objects.filter(pk=sheet_id, brought_by_id=actor.membership_key).order_by("pk").first()
    if sheet is None:
        raise NotForYou
    return parse(first_sheet(storing.opened(sheet).content))


def _keep(sheet: DeliverySheet, found: dict[str, Any]) -> None:
    sheet.found, sheet.checked_at = json.dumps(found, ensure_ascii=False), clock.now()
    sheet.save(update_fields=["found", "checked_at"])


def _as_found(rows: int, looked: LookedThrough, problems: list[Problem]) -> dict[str, Any]:
    shown = sorted(problems, key=lambda problem: problem.row)[:MOST_PROBLEMS]
    return {
        "rows": rows,
        "participations": len({one.enrolment.pk for one in looked.accepted}),
        "problems": [[problem.cell, problem.sentence] for problem in shown],
        "how_many": len(problems),
        "totals": _totals(looked),
    }


def _totals(looked: LookedThrough) -> list[dict[str, Any]]:
    """What would be recorded: rows, amount and money of each support."""
    sums: dict[tuple[str, str, str], list[Any]] = {}
    for one in looked.accepted:
        key = (one.enrolment.programme, one.support.id, one.support.unit)
        total = sums.setdefault(key, [0, Decimal(0), 0])
        total[0], total[1], total[2] = total[0] + 1, total[1] + one.new.quantity, total[2] + one.new.cents
    return [
        {"programme": key[0], "support": key[1], "unit": key[2], "rows": rows, "quantity": str(amount), "cents": cents}
        for key, (rows, amount, cents) in sorted(sums.items())
    ]


def _watching(progress: Progress) -> Callable[[int, int], None]:
    """Checking counts to the end, writing counts once more: both are steps of one task."""
    last = 0

    def watch(done: int, _all: int) -> None:
        nonlocal last
        progress.step(done - last if done >= last else done)
        last = done

    return watch
