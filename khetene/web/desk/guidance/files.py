"""The register of recommendations and the practices as files: JSON, or a workbook."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterable, Mapping

import xlsxwriter
from django.http import HttpResponse, JsonResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from khetene.guidance.reads import PracticeRow, StatementRow
from khetene.web.components.files import to_be_saved

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PRACTICE_WIDTHS = (50, 30, 40, 40, 16, 14, 10)
WIDTHS = (7, 14, 80, 40, 30, 40, 24, 16, 14, 30, 60)


def as_file(rows: Iterable[StatementRow], kind: str) -> HttpResponse | None:
    """The rows as `json` or `xlsx`; None for any other kind."""
    writers = {"json": _json, "xlsx": _xlsx}
    if kind not in writers:
        return None
    response = writers[kind](rows)
    return to_be_saved(response, f"ieteikumi.{kind}")


def practices_as_file(rows: Iterable[PracticeRow], pictures: Mapping[uuid.UUID, int], kind: str) -> HttpResponse | None:
    """Practices with how many pictures are shown of each; None for any other kind."""
    if kind == "json":
        found = [_practice(row) | {"pictures": pictures.get(row.id, 0)} for row in rows]
        options = {"ensure_ascii": False, "indent": 1}
        response: HttpResponse = JsonResponse({"practices": found}, json_dumps_params=options)
    elif kind == "xlsx":
        lines: list[list[str | int]] = [
            [
                row.title,
                ", ".join(row.where),
                row.organisation_name,
                ", ".join(row.themes),
                row.state_label,
                row.taken_over,
                pictures.get(row.id, 0),
            ]
            for row in rows
        ]
        heading = [_("Title"), _("Where?"), _("Organisation"), _("Themes"), _("State"), _("Taken over by")]
        heading.append(pgettext("pages", "Pictures"))
        response = _workbook(_("Good practices"), PRACTICE_WIDTHS, heading, lines)
    else:
        return None
    return to_be_saved(response, f"prakse.{kind}")


def _practice(row: PracticeRow) -> dict[str, object]:
    return {
        "id": str(row.id),
        "title": row.title,
        "where": row.where,
        "organisation": row.organisation_name,
        "themes": row.themes,
        "state": row.state,
        "taken_over": row.taken_over,
    }


def _json(rows: Iterable[StatementRow]) -> HttpResponse:
    found = {"recommendations": [row.as_dict() for row in rows]}
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _xlsx(rows: Iterable[StatementRow]) -> HttpResponse:
    return _workbook(_("Recommendations"), WIDTHS, _heading(), [line for row in rows for line in _lines(row)])


def _workbook(name: str, widths: tuple[int, ...], heading: list[str], lines: list[list[str | int]]) -> HttpResponse:
    stream = io.BytesIO()
    # Nothing that somebody typed becomes a formula or a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet, bold = book.add_worksheet(name), book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width, wrapped)
        sheet.write_row(0, 0, heading, bold)
        for number, line in enumerate(lines, start=1):
            sheet.write_row(number, 0, line)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(lines), 1), len(widths) - 1)
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
        _("Corrected, and what the source says"),
    ]


def _lines(row: StatementRow) -> list[list[str | int]]:
    """One line for each addressee, so that answers can be filtered; one without any where nobody is addressed."""
    source = ", ".join(part for part in (row.source, row.place_in_source) if part)
    said: list[str | int] = [row.year, row.kind_label, row.words, row.occasion, ", ".join(row.themes), source]
    asked = [
        [one.name, one.answer_label, date_format(one.due_on, "SHORT_DATE_FORMAT") if one.due_on else ""]
        for one in row.addressees
    ]
    corrected = row.correction.in_words if row.correction else ""
    return [[*said, *one, row.recorded_label, corrected] for one in asked or [["", "", ""]]]
