"""The register of recommendations as a file: JSON, or a workbook with a line for each request."""

from __future__ import annotations

import io
from collections.abc import Iterable

import xlsxwriter
from django.http import HttpResponse, JsonResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from khetene.guidance.reads import StatementRow
from khetene.web.components.files import to_be_saved

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (7, 14, 80, 40, 30, 40, 24, 16, 14, 30)


def as_file(rows: Iterable[StatementRow], kind: str) -> HttpResponse | None:
    """The rows as `json` or `xlsx`; None for any other kind."""
    writers = {"json": _json, "xlsx": _xlsx}
    if kind not in writers:
        return None
    response = writers[kind](rows)
    return to_be_saved(response, f"ieteikumi.{kind}")


def _json(rows: Iterable[StatementRow]) -> HttpResponse:
    found = {"recommendations": [row.as_dict() for row in rows]}
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _xlsx(rows: Iterable[StatementRow]) -> HttpResponse:
    stream = io.BytesIO()
    # Nothing that somebody typed becomes a formula or a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet, bold = book.add_worksheet(_("Recommendations")), book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width, wrapped)
        sheet.write_row(0, 0, _heading(), bold)
        lines = [line for row in rows for line in _lines(row)]
        for number, line in enumerate(lines, start=1):
            sheet.write_row(number, 0, line)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(lines), 1), len(WIDTHS) - 1)
    return HttpResponse(stream.getvalue(), content_type=WORKBOOK)


def _heading() -> list[str]:
    return [
        _("Year"),
        _("Kind"),
        _("What was said"),
        _("Where it was said"),
        _("Themes"),
        _("Source"),
        _("Asked of"),
        pgettext("recommendation", "Answer"),
        _("Until"),
        _("What documents say became of it"),
    ]


def _lines(row: StatementRow) -> list[list[str | int]]:
    """One line for each addressee, so that answers can be filtered; one without any where nobody is addressed."""
    source = ", ".join(part for part in (row.source, row.place_in_source) if part)
    said: list[str | int] = [row.year, row.kind_label, row.words, row.occasion, ", ".join(row.themes), source]
    asked = [
        [one.name, one.answer_label, date_format(one.due_on, "SHORT_DATE_FORMAT") if one.due_on else ""]
        for one in row.addressees
    ]
    return [[*said, *one, row.recorded_label] for one in asked or [["", "", ""]]]
