"""A protected table as a CSV that people and programs read: `count` is empty where `why` says that it is hidden."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

from khetene.cli.reading import text_of
from khetene.disclosure.enums import Why
from khetene.disclosure.protect import Hidden, ProtectedTable, Shown
from khetene.disclosure.tables import CellId, Key, Table
from khetene.kernel.errors import DomainError

WHY = "why"
NOT_MEASURED = "not_measured"


def write_safe(name: str, shown: ProtectedTable, count: str) -> None:
    """Every cell with its margins, in the order of the table; `-` is standard output."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*(dimension.name for dimension in shown.table.dimensions), count, WHY])
    for key, cell in shown.cells.items():
        if isinstance(cell, Shown):
            writer.writerow([*key, int(cell.value), ""])
        else:
            writer.writerow([*key, "", cell.why.value if isinstance(cell, Hidden) else NOT_MEASURED])
    if name == "-":
        sys.stdout.write(out.getvalue())
    else:
        Path(name).write_text(out.getvalue(), encoding="utf-8")


def hidden_in(name: str, table: Table, count: str) -> dict[CellId, Why]:
    """What a protected file hides of a table; a cell that it leaves out is hidden without a reason.

    Raises DomainError where it is no such file, or shows another number than the table has.
    """
    told = _told(name, [dimension.name for dimension in table.dimensions], count)
    if strange := next((key for key in told if key not in table.cells), None):
        raise DomainError(f"{name}: {', '.join(strange)} is no cell of the table")
    hidden = {}
    for key, cell in table.cells.items():
        number, why = told.get(key, ("", ""))
        if cell is None:
            if number:
                raise DomainError(f"{name}: {', '.join(key)} was not measured and shows a number")
        elif not number:
            hidden[table.cell_id(key)] = _reason(name, why)
        elif not (number.isascii() and number.isdecimal()) or int(number) != cell.value:
            raise DomainError(f"{name}: {', '.join(key)} shows another number than the table")
    return hidden


def _told(name: str, dimensions: list[str], count: str) -> dict[Key, tuple[str, str]]:
    reader = csv.DictReader(io.StringIO(text_of(name)), strict=True)
    missing = [column for column in (*dimensions, count) if column not in (reader.fieldnames or ())]
    if missing:
        raise DomainError(f"{name}: there is no column {missing[0]}")
    told: dict[Key, tuple[str, str]] = {}
    try:
        for row in reader:
            if None in row or None in row.values():
                raise DomainError(f"{name}, line {reader.line_num}: it has another number of columns than the header")
            key = tuple(row[dimension].strip() for dimension in dimensions)
            if key in told:
                raise DomainError(f"{name}, line {reader.line_num}: the same codes were there before")
            told[key] = row[count].strip(), row.get(WHY, "").strip()
    except csv.Error as problem:
        raise DomainError(f"{name}: {problem}") from problem
    return told


def _reason(name: str, why: str) -> Why:
    if why and why not in set(Why):
        raise DomainError(f"{name}: {why} is no reason; known: {', '.join(Why)}")
    return Why(why) if why else Why.WITHHELD
