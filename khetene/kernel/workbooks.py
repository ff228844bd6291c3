"""Spreadsheets from people: refused before they are unpacked when they are too large, and when they hold formulas.

A workbook of 2 MB can unpack to gigabytes (reliability: a zip bomb), so the directory of the archive is read first, and what a
sheet really unpacks to is counted while it is looked through.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import python_calamine
from django.utils.translation import gettext as _

from khetene.kernel.errors import DomainError
from khetene.kernel.personal_codes import first_in

LARGEST_FILE = 25 * 1024 * 1024
LARGEST_UNPACKED = 400 * 1024 * 1024
MOST_PARTS = 500
MOST_ROWS = 200_000
MOST_COLUMNS = 40
_CHUNK = 1024 * 1024
_OVERLAP = 256
_FORMULA = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]*><f[ >/]')


class BadWorkbook(DomainError):
    """The file is not a workbook that can be read safely; the message says why."""


def first_sheet(content: bytes) -> list[list[Any]]:
    """The cells of the first sheet, row by row, as text, numbers, days and truths. Raises BadWorkbook."""
    _refuse_dangerous(content)
    try:
        sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        if sheet.height > MOST_ROWS or sheet.width > MOST_COLUMNS:
            raise BadWorkbook(_("The table is too large: at most %(rows)s rows.") % {"rows": MOST_ROWS})
        return _without_personal_codes(sheet.to_python(skip_empty_area=False))
    except (python_calamine.CalamineError, OSError, ValueError, IndexError) as problem:
        raise BadWorkbook(_("The file cannot be read as an Excel workbook (.xlsx).")) from problem


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    """The cells of every sheet by its name, as `first_sheet` gives those of the first. Raises BadWorkbook."""
    _refuse_dangerous(content)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        found = {name: book.get_sheet_by_name(name) for name in book.sheet_names}
        if any(sheet.height > MOST_ROWS or sheet.width > MOST_COLUMNS for sheet in found.values()):
            raise BadWorkbook(_("The table is too large: at most %(rows)s rows.") % {"rows": MOST_ROWS})
        return {name: _without_personal_codes(sheet.to_python(skip_empty_area=False)) for name, sheet in found.items()}
    except (python_calamine.CalamineError, OSError, ValueError, IndexError) as problem:
        raise BadWorkbook(_("The file cannot be read as an Excel workbook (.xlsx).")) from problem


def _without_personal_codes(rows: list[list[Any]]) -> list[list[Any]]:
    refuse_codes_in(rows)
    return rows


def refuse_codes_in(rows: Sequence[Sequence[Any]]) -> None:
    """No table that comes in holds a personal code, whatever its column is called. Raises BadWorkbook with the cell."""
    if found := first_in(rows):
        told = _("Cell %(cell)s holds what looks like a personal code. Take it out and send the file again.")
        raise BadWorkbook(told % {"cell": cell_name(*found)})


def _refuse_dangerous(content: bytes) -> None:
    if len(content) > LARGEST_FILE:
        raise BadWorkbook(_("The file is too large."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise BadWorkbook(_("The file unpacks to more than can be read safely."))
            if any(part.filename.lower().endswith(".bin") and "vba" in part.filename.lower() for part in parts):
                raise BadWorkbook(_("The file holds macros. Save it as an .xlsx workbook without macros."))
            formula = next(_formulas(archive, parts), None)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as problem:
        raise BadWorkbook(_("The file cannot be read as an Excel workbook (.xlsx).")) from problem
    if formula:
        raise BadWorkbook(
            _("Cell %(cell)s holds a formula. Put its value there and send the file again.") % {"cell": formula}
        )


def _formulas(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> Iterator[str]:
    """Cells with a formula. Every part is looked through to its end, so that a size that lies is found here."""
    left = LARGEST_UNPACKED
    for part in parts:
        is_sheet = part.filename.startswith("xl/worksheets/")
        with archive.open(part) as stream:
            rest = b""
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise BadWorkbook(_("The file unpacks to more than can be read safely."))
                if is_sheet and (found := _FORMULA.search(rest + chunk)):
                    yield found[1].decode()
                rest = chunk[-_OVERLAP:]


def cell_name(row: int, column: int) -> str:
    """`(5, 3)` → `C5`; both count from 1."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"
