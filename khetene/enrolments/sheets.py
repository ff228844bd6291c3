"""Support given, as rows of a spreadsheet: what stands in each column, and every cell that cannot be meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from khetene.kernel.workbooks import BadWorkbook, cell_name

COLUMNS = {
    "enrolment": ("dalība", "dalības numurs", "participation"),
    "support": ("atbalsts", "support"),
    "on": ("datums", "date"),
    "quantity": ("daudzums", "apjoms", "quantity"),
    "euro": ("eiro", "euro"),
    "given_as": ("sniedza", "given by"),
    "giver": ("speciālists", "specialist"),
}
NEEDED = ("enrolment", "support", "on")
LONGEST = 200


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One support given, as it was written; `number` is the row in the sheet."""

    number: int
    enrolment: str
    support: str
    on: date
    quantity: Decimal
    cents: int
    given_as: str
    giver: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and in which cell; the cell is only a row where the whole row is meant."""

    row: int
    cell: str
    sentence: str


def parse(cells: Sequence[Sequence[Any]]) -> tuple[list[SheetRow], list[Problem]]:
    """Rows that can be read, and every problem of those that cannot. Raises BadWorkbook when a column is missing."""
    places = _places(cells[0] if cells else ())
    rows: list[SheetRow] = []
    problems: list[Problem] = []
    for number, line in enumerate(cells[1:], start=2):
        if any(cell not in ("", None) for cell in line):
            row = _Row(number, line, places)
            problems.extend(row.problems)
            rows.extend([row.read] if row.read else [])
    return rows, problems


def _places(header: Sequence[Any]) -> dict[str, int]:
    names = {name: column for column, words in COLUMNS.items() for name in words}
    places: dict[str, int] = {}
    for place, title in enumerate(header):
        column = names.get(str(title).strip().casefold())
        if column in places:
            raise BadWorkbook(_("The column %(name)s stands twice.") % {"name": title})
        if column:
            places[column] = place
    for column in NEEDED:
        if column not in places:
            raise BadWorkbook(_("The first row has no column %(name)s.") % {"name": COLUMNS[column][0]})
    return places


class _Row:
    """One line of the sheet while it is read."""

    def __init__(self, number: int, line: Sequence[Any], places: dict[str, int]) -> None:
        self.number, self.line, self.places = number, line, places
        self.problems: list[Problem] = []
        self.read = self._read()

    def _read(self) -> SheetRow | None:
        on = self._day()
        texts = {name: self._text(name) for name in ("enrolment", "support", "given_as", "giver")}
        quantity, euro = self._number("quantity"), self._number("euro")
        for name in ("enrolment", "support"):
            if not texts[name]:
                self._wrong(name, _("Fill in this cell."))
        if self.problems or on is None:
            return None
        return SheetRow(self.number, on=on, quantity=quantity, cents=int(euro * 100), **texts)

    def _cell(self, name: str) -> Any:
        place = self.places.get(name)
        return "" if place is None or place >= len(self.line) else self.line[place]

    def _text(self, name: str) -> str:
        written = str(self._cell(name) or "").strip()
        if len(written) > LONGEST:
            self._wrong(name, _("The text is too long."))
        return written[:LONGEST]

    def _day(self) -> date | None:
        written = self._cell("on")
        if isinstance(written, datetime):
            return written.date()
        if isinstance(written, date):
            return written
        for shape in ("%d.%m.%Y.", "%d.%m.%Y", "%Y-%m-%d"):
            try:
                return datetime.strptime(str(written).strip(), shape).date()  # noqa: DTZ007  a whole day has no time zone
            except ValueError:
                continue
        self._wrong("on", _("Write the day like this: 21.11.2026."))
        return None

    def _number(self, name: str) -> Decimal:
        written = self._cell(name)
        if written in ("", None):
            return Decimal(0)
        try:
            number = Decimal(str(written).replace("\u00a0", "").replace(" ", "").replace(",", "."))
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or isinstance(written, bool):
            self._wrong(name, _("This is not a number."))
            return Decimal(0)
        if not 0 <= number < 10**7 or number != number.quantize(Decimal("0.01")):
            self._wrong(name, _("Write a number from 0 with at most two decimals."))
            return Decimal(0)
        return number

    def _wrong(self, name: str, sentence: str) -> None:
        self.problems.append(Problem(self.number, cell_name(self.number, self.places[name] + 1), sentence))


def whole_row(row: SheetRow, sentences: Iterator[str] | Sequence[str]) -> list[Problem]:
    """Problems of a row that could be read."""
    return [Problem(row.number, str(row.number), sentence) for sentence in sentences]
