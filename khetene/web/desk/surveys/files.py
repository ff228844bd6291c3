"""What came back as a file: with names each answer, without names exactly what the page of results shows and no more."""

from __future__ import annotations

import csv
import io

import xlsxwriter
from django.http import HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from khetene.surveys.reads import NamedAnswer, QuestionResult, Results
from khetene.web.components.files import to_be_saved
from khetene.web.desk.network.files import WORKBOOK

Row = list[str | int]
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
NAME = "aptauja"


def answers_table(questions: list[str], answers: list[NamedAnswer]) -> list[Row]:
    """A row for each answer under a name."""
    head: Row = [_("Name"), _("Sector"), _("Municipality"), _("On paper"), *questions]
    rows: list[Row] = [
        [one.who, one.sector, one.place, _("yes") if one.on_paper else "", *one.words] for one in answers
    ]
    return [head, *rows]


def counts_table(shown: Results) -> list[Row]:
    """Question by question, never answer by answer: who answers one thing and another stays apart."""
    head: Row = [_("Question"), _("Answer given"), _("All"), *(capfirst(name) for name in shown.group_names)]
    return [head, *(row for question in shown.questions for row in _counts(question))]


def words_table(shown: Results) -> list[Row]:
    """What people wrote, in the order of the alphabet and beside no group."""
    head: Row = [_("Question"), _("What people wrote")]
    rows: list[Row] = [[question.label, one.words] for question in shown.questions for one in question.texts]
    return [head, *rows]


def _counts(question: QuestionResult) -> list[Row]:
    lines = [(capfirst(line.label), line) for line in question.lines]
    lines.append((_("No answer to this question"), question.silent))
    if question.not_asked.number:
        lines.append((_("Not asked, because of an earlier answer"), question.not_asked))
    return [[question.label, label, line.number, *line.by_group] for label, line in lines]


def as_xlsx(tables: dict[str, list[Row]]) -> HttpResponse:
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        for title, rows in tables.items():
            sheet, bold = book.add_worksheet(title), book.add_format({"bold": True})
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row, bold if number == 0 else None)
            sheet.autofit()
            sheet.freeze_panes(1, 0)
    return _handed(HttpResponse(stream.getvalue(), content_type=WORKBOOK), "xlsx")


def as_csv(tables: dict[str, list[Row]]) -> HttpResponse:
    """One table after another, with an empty line between. No cell begins a formula in a spreadsheet program."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";")
    for number, rows in enumerate(tables.values()):
        if number:
            writer.writerow([])
        writer.writerows([_plain(cell) for cell in row] for row in rows)
    return _handed(HttpResponse("\ufeff" + stream.getvalue(), content_type="text/csv; charset=utf-8"), "csv")


def _plain(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(STARTS_A_FORMULA) else cell


def _handed(answer: HttpResponse, ending: str) -> HttpResponse:
    return to_be_saved(answer, f"{NAME}.{ending}")
