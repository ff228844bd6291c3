"""Workbooks as people make them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter

HEADER = ["dalība", "atbalsts", "datums", "daudzums", "eiro", "sniedza", "speciālists"]


def workbook(rows: Sequence[Sequence[Any]], *, header: Sequence[str] = HEADER, formula: str = "") -> bytes:
    """An .xlsx with these rows under the header; `formula` is put into cell H2."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd.mm.yyyy"})
        for number, line in enumerate([header, *rows]):
            for column, value in enumerate(line):
                sheet.write(number, column, value, *([day] if isinstance(value, date) else []))
        if formula:
            sheet.write_formula("H2", formula)
    return out.getvalue()
