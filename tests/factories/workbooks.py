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


SURVEY = ["type", "name", "label::Latviešu (lv)", "required", "relevant", "constraint", "bind::khetene:domain"]
YES_NO = [["yn", "yes", "jā"], ["yn", "no", "nē"]]
FORM = {"form_title": "Anketa", "form_id": "anketa", "version": "1", "namespaces": 'khetene="urn:khetene:xlsform"'}


def xlsform(
    survey: Sequence[Sequence[Any]],
    *,
    head: Sequence[str] = SURVEY,
    choices: Sequence[Sequence[Any]] = YES_NO,
    choices_head: Sequence[str] = ("list_name", "name", "label::Latviešu (lv)"),
    more: dict[str, Sequence[Sequence[Any]]] | None = None,
    **settings: str,
) -> bytes:
    """An XLSForm with these rows; `more` are further sheets."""
    named = FORM | settings
    tables = {"survey": [head, *survey], "choices": [choices_head, *choices]}
    tables |= {"settings": [list(named), list(named.values())], **(more or {})}
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name, rows in tables.items():
            sheet = book.add_worksheet(name)
            for number, line in enumerate(rows):
                sheet.write_row(number, 0, line)
    return out.getvalue()
