"""Spreadsheets of support as somebody would send them in, checked and left waiting."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import xlsxwriter

from khetene.enrolments import reads, tasks
from khetene.enrolments.sheets import COLUMNS
from khetene.files.storing import Given
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.programmes import reads as programmes


def bring(row: Mapping[str, Any], working: Mapping[str, Actor]) -> None:
    """One file; who it is about stands in it by the number of the participation."""
    actor = working[row["by"]]
    rows = reads.listed(actor=actor, programme=row["programme"])
    keys = {line.called: line.key for line in reads.lines(rows, programmes.published())}
    lines = [
        [keys.get(called, ""), support, (clock.today() - timedelta(days=ago)).isoformat(), amount]
        for called, support, ago, amount in row["rows"]
    ]
    tasks.bring_sheet(Given(row["name"], _workbook(lines)), actor=actor)


def _workbook(lines: list[list[Any]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, line in enumerate([[names[0] for names in COLUMNS.values()][:4], *lines]):
            sheet.write_row(number, 0, line)
    return out.getvalue()
