"""The report to the Commission as content: what the templates print, in the reader's language."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from khetene.kernel import documents
from khetene.kernel.documents import Picture
from khetene.kernel.prose import Block
from khetene.kernel.translated import short_day
from khetene.layouts import writing
from khetene.monitoring.computed import Figure
from khetene.monitoring.reads import AnswerRow, CountedRow, EuPart, EuReport, FieldContributed
from khetene.monitoring.reports.content import Missing, Stated, missing_of, stated_of
from khetene.monitoring.reports.pictures import charts_of_years, drawn
from khetene.monitoring.reports.said import Contributed, contributed_of

WORD = "eu-report.docx"
TYPST = "eu-report.typ"
AUTHOR = "Khetene"


@dataclass(frozen=True, slots=True)
class Written:
    """A block of text with what became of it since the last report."""

    heading: str
    kept: str
    changed: str
    added: list[str]
    removed: list[str]
    blocks: list[Block]


@dataclass(frozen=True, slots=True)
class Counted:
    """A computed figure: one cell for each year, the rule once, what stands outside of it."""

    name: str
    cells: list[str]
    rule: str
    more: list[str]


@dataclass(frozen=True, slots=True)
class ContributedYear:
    """What municipalities said about one year of the report."""

    heading: str
    fields: list[Contributed]


@dataclass(frozen=True, slots=True)
class Part:
    heading: str
    answers: list[Written]
    contributed: list[ContributedYear]
    counted: list[Counted]
    stated: list[Stated]
    pictures: list[Picture]
    missing: list[Missing]
    sources: list[str]


@dataclass(frozen=True, slots=True)
class Report:
    language: str
    title: str
    period: str
    as_of: str
    years: list[str]
    general: list[Written]
    parts: list[Part]
    labels: dict[str, str]


def eu_report_of(shown: EuReport, *, with_pictures: bool = True) -> Report:
    return Report(
        language=(get_language() or "lv").split("-")[0],
        title=_("Report to the European Commission on Roma equality, inclusion and participation, %(years)s")
        % {"years": shown.period.words},
        period=shown.period.words,
        as_of=_("Figures as of %(day)s") % {"day": short_day(shown.as_of)},
        years=[str(year) for year in shown.period.years],
        general=[_written(answer) for answer in shown.general],
        parts=[_part(part, with_pictures) for part in shown.parts],
        labels=fixed_words(),
    )


def fixed_words() -> dict[str, str]:
    """Words that stand in every document, for the template."""
    return {
        "country": _("The country as a whole"),
        "figures": _("Figures"),
        "figure": _("Figure"),
        "how": _("How it is counted"),
        "counted": _("Counted in Khetene"),
        "stated": _("What sources say"),
        "missing": _("What is missing, and why"),
        "sources": _("Sources"),
        "no_text": _("Nobody has written this part yet."),
        "added": _("New:"),
        "removed": _("Taken out:"),
    }


def _part(part: EuPart, with_pictures: bool) -> Part:
    charts = charts_of_years(part.code, part.computed, part.entered) if with_pictures else []
    return Part(
        heading=part.name,
        answers=[_written(answer) for answer in part.answers],
        contributed=[_year(year, fields) for year, fields in part.contributed],
        counted=[_counted(one) for one in part.computed],
        stated=[stated_of(row) for row in part.entered],
        pictures=drawn(charts),
        missing=[_missing(row, part) for row in part.gaps],
        sources=part.sources,
    )


def _year(year: int, fields: list[FieldContributed]) -> ContributedYear:
    heading = _("From municipalities, %(year)s") % {"year": year}
    return ContributedYear(heading, [contributed_of(one) for one in fields])


def _missing(row: Any, part: EuPart) -> Missing:
    """A headline indicator of the framework names its baseline and target, also where Latvia has no figure."""
    found = missing_of(row)
    baseline, target = part.headline.get(row.code, ("", ""))
    named = ((pgettext("indicator", "Where it began"), baseline), (pgettext("indicator", "Target"), target))
    more = [f"{label}: {words}." for label, words in named if words]
    return Missing(found.name, " ".join([found.why, *more]))


def _written(answer: AnswerRow) -> Written:
    return Written(
        answer.heading,
        kept_answer(answer),
        changed_answer(answer),
        answer.added if answer.compared_with else [],
        answer.removed if answer.compared_with else [],
        answer.blocks,
    )


def kept_answer(answer: AnswerRow) -> str:
    if not answer.kept_from:
        return ""
    return _("This text stood in the report for %(years)s and is kept unchanged.") % {"years": answer.kept_from}


def changed_answer(answer: AnswerRow) -> str:
    if not (answer.added or answer.removed):
        return ""
    return _("What changed since the report for %(years)s") % {"years": answer.compared_with}


def _counted(one: CountedRow) -> Counted:
    last = one.figures[-1]
    more = [f"{last.year}: {last.consists_of}"] if last.parts else []
    for figure in one.figures:
        said = " ".join([*figure.notes, *([figure.gap_reason] if figure.gap else [])])
        more += [f"{figure.year}: {said}"] if said else []
    return Counted(one.row.name, [_cell(figure) for figure in one.figures], last.rule, more)


def _cell(figure: Figure) -> str:
    return capfirst(figure.gap_label) if figure.number is None else _of(figure)


def _of(figure: Figure) -> str:
    if figure.out_of is None:
        return figure.shown
    return _("%(number)s of %(all)s") % {"number": figure.shown, "all": figure.out_of}


def eu_as_json(shown: EuReport) -> str:
    """Figures as data: numbers stay numbers and a gap has a code."""
    content = {
        "years": shown.period.years,
        "as_of": shown.as_of.isoformat(),
        "due": shown.period.due.isoformat(),
        "general": [_text(answer) for answer in shown.general],
        "objectives": [
            {
                "code": part.code,
                "name": part.name,
                "texts": [_text(answer) for answer in part.answers],
                "municipalities": [
                    {"year": year, "fields": [one.as_dict() for one in fields]} for year, fields in part.contributed
                ],
                "computed": [
                    {"code": one.row.code, "name": one.row.name, "unit": one.row.unit}
                    | {"years": [figure.as_dict() for figure in one.figures]}
                    for one in part.computed
                ],
                "entered": [row.as_dict() for row in part.entered],
                "missing": [row.as_dict() for row in part.gaps],
                "headline": {code: {"baseline": a, "target": b} for code, (a, b) in part.headline.items()},
                "sources": part.sources,
            }
            for part in shown.parts
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _text(answer: AnswerRow) -> dict[str, Any]:
    return {
        "question": answer.slug,
        "heading": answer.heading,
        "text": answer.text or None,
        "kept_from": answer.kept_from or None,
        "compared_with": answer.compared_with or None,
        "added": answer.added,
        "removed": answer.removed,
    }


def eu_as_pdf(report: Report, *, issuer: uuid.UUID | None = None) -> bytes:
    """A tagged PDF (PDF/UA-1). Raises DomainError for a broken template."""
    return writing.pdf(TYPST, documents.for_typst(report), issuer=issuer)


def eu_as_docx(report: Report) -> bytes:
    """An editable Word document; running text takes the styles of the template."""
    return writing.word(WORD, documents.for_word(report), title=report.title, author=AUTHOR, language=report.language)
