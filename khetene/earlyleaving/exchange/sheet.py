"""The format of the exchange: one row per pupil and semester, the same columns in CSV and XLSX. No personal code has a column."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from khetene.kernel.errors import DomainError
from khetene.kernel.workbooks import cell_name, first_sheet, refuse_codes_in

# `plan` and `plan_state` go out alone: what comes in never changes a plan.
COLUMNS = ("record", "name", "semester", "unexcused_lessons", "counted_on", "plan", "plan_state")
COMES_IN = COLUMNS[:5]
MOST_LESSONS = 2000
MOST_NAME = 120
NEVER_BEGINS = ("=", "+", "-", "@")  # a spreadsheet would take it for a formula


class BadFile(DomainError):
    message = _("The file cannot be read. Use the CSV or XLSX file of this page.")


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """`record` is the key of our own record, empty for a pupil who is new to it. `places`: which column holds what comes in."""

    line: int
    record: str
    name: str
    semester: str
    unexcused_lessons: int | None
    counted_on: date | None
    plan: str = ""
    plan_state: str = ""
    places: tuple[int, ...] = (1, 2, 3, 4, 5)

    def cell(self, name: str) -> str:
        """Where a value stands in the file: its columns come in any order."""
        return cell_name(self.line, self.places[COMES_IN.index(name)])

    def cells(self) -> list[str]:
        lessons = "" if self.unexcused_lessons is None else str(self.unexcused_lessons)
        day = self.counted_on.isoformat() if self.counted_on else ""
        return [self.record, self.name, self.semester, lessons, day, self.plan, self.plan_state]


@dataclass(frozen=True, slots=True)
class Problem:
    cell: str
    sentence: str


def as_csv(rows: Sequence[ExchangeRow]) -> bytes:
    """UTF-8 with its mark, semicolons: a Latvian spreadsheet opens it by itself."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(COLUMNS)
    writer.writerows(row.cells() for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Sequence[ExchangeRow]) -> bytes:
    """Every cell is text, so that nothing is guessed on the way."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("skoleni")
        for number, line in enumerate([list(COLUMNS), *(row.cells() for row in rows)]):
            for column, value in enumerate(line):
                sheet.write_string(number, column, value)
    return out.getvalue()


def table_of(content: bytes) -> list[list[Any]]:
    """Cells of a CSV or XLSX file. Raises BadWorkbook, BadFile."""
    if content.startswith(b"PK"):
        return first_sheet(content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise BadFile from problem
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    refuse_codes_in(rows)
    return rows


def parse(table: Sequence[Sequence[Any]]) -> tuple[list[ExchangeRow], list[Problem]]:
    """Rows and every problem by its cell. Raises BadFile where the columns are not ours."""
    head = [str(cell).strip() for cell in table[0]] if table else []
    if [name for name in COMES_IN if name not in head]:
        raise BadFile
    places = {name: head.index(name) for name in COMES_IN}
    rows, problems = [], []
    for line, cells in enumerate(table[1:], start=2):
        if any(str(cell).strip() for cell in cells):
            reader = _Line(line, cells, places)
            rows.append(reader.row())
            problems += reader.problems
    return rows, problems


class _Line:
    """One line of the file, and what is wrong in it."""

    def __init__(self, line: int, cells: Sequence[Any], places: dict[str, int]) -> None:
        self.line, self.cells, self.places = line, cells, places
        self.problems: list[Problem] = []

    def row(self) -> ExchangeRow:
        return ExchangeRow(
            line=self.line,
            record=self._record(),
            name=self._name(),
            semester=self._text("semester"),
            unexcused_lessons=self._lessons(),
            counted_on=self._day(),
            places=tuple(self.places[name] + 1 for name in COMES_IN),
        )

    def _raw(self, name: str) -> Any:
        place = self.places[name]
        return self.cells[place] if place < len(self.cells) else ""

    def _text(self, name: str) -> str:
        return str(self._raw(name)).strip()

    def _wrong(self, name: str, sentence: str) -> None:
        self.problems.append(Problem(cell_name(self.line, self.places[name] + 1), sentence))

    def _record(self) -> str:
        written = self._text("record")
        try:
            return str(uuid.UUID(written)) if written else ""
        except ValueError:
            self._wrong("record", _("This is no key of a record. Leave it empty for a new pupil."))
            return ""

    def _name(self) -> str:
        name = self._text("name")
        if not name or len(name) > MOST_NAME or name.startswith(NEVER_BEGINS):
            self._wrong("name", _("Write the name of the pupil."))
        return name

    def _lessons(self) -> int | None:
        written = self._text("unexcused_lessons")
        if not written:
            return None
        number = int(float(written)) if written.replace(".0", "").isdecimal() else -1
        if not 0 <= number <= MOST_LESSONS:
            self._wrong("unexcused_lessons", _("Write a whole number of lessons."))
            return None
        return number

    def _day(self) -> date | None:
        raw = self._raw("counted_on")
        if isinstance(raw, datetime):
            return raw.date()
        if isinstance(raw, date):
            return raw
        written = str(raw).strip()
        try:
            return date.fromisoformat(written) if written else None
        except ValueError:
            self._wrong("counted_on", _("Write the day as 2026-11-20."))
            return None
