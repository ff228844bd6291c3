"""Charts of the reports: figures of one kind side by side, what a figure consists of, and sources that disagree."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khetene.charts import Bar, Cell, Chart, Gap, bars, for_pdf, for_word
from khetene.charts import written as shown_as
from khetene.kernel.documents import Picture
from khetene.monitoring.computed import Figure
from khetene.monitoring.enums import Gap as Reason
from khetene.monitoring.reads import CountedRow, IndicatorRow

MOST_BARS = 12
Line = tuple[str, int | Decimal | None, str]


def drawn(charts: Iterable[Chart]) -> list[Picture]:
    """The pictures; a chart that cannot be drawn is left out, its numbers stand in the text anyway."""
    language = (get_language() or "lv").split("-")[0]
    found = [
        Picture(one.question, one.finding, for_pdf(one, language=language), for_word(one, language=language))
        for one in charts
    ]
    return [one for one in found if one.svg and one.png]


def charts_of_a_year(code: str, computed: list[IndicatorRow], entered: list[IndicatorRow]) -> list[Chart]:
    """For one objective in one year."""
    figures = [(row, [row.figure]) for row in computed if row.figure is not None]
    return _charts(code, figures, entered, with_year=False)


def charts_of_years(code: str, computed: list[CountedRow], entered: list[IndicatorRow]) -> list[Chart]:
    """For one objective over the years of a report; parts are those of the last year."""
    return _charts(code, [(one.row, one.figures) for one in computed], entered, with_year=True)


def _charts(
    code: str, computed: list[tuple[IndicatorRow, list[Figure]]], entered: list[IndicatorRow], *, with_year: bool
) -> list[Chart]:
    found: list[Chart | None] = []
    units: dict[str, list[tuple[IndicatorRow, list[Figure]]]] = {}
    for row, figures in computed:
        units.setdefault(row.unit, []).append((row, figures))
    for unit, rows in units.items():
        alone = len(rows) == 1
        lines = [_line(_label(row, figure, with_year, alone), figure) for row, figures in rows for figure in figures]
        question = rows[0][0].name if alone else _("In comparison: %(what)s") % {"what": rows[0][0].unit_label}
        found.append(_chart(f"{code}-{unit}".lower(), question, lines))
    found += [_chart(f"{row.code}-parts", _parts_of(row, last[-1]), _parts(last[-1])) for row, last in computed]
    found += [_chart(row.code, row.name, _stated(row)) for row in entered]
    return [chart for chart in found if chart is not None]


def _label(row: IndicatorRow, figure: Figure, with_year: bool, alone: bool) -> str:
    if not with_year:
        return row.name
    return str(figure.year) if alone else f"{row.name}, {figure.year}"


def _line(label: str, figure: Figure) -> Line:
    number = figure.number if figure.high in (None, figure.number) else None
    return label, number, figure.gap or figure.shown


def _parts_of(row: IndicatorRow, figure: Figure) -> str:
    return _("%(name)s: what it consists of, %(year)s") % {"name": row.name, "year": figure.year}


def _parts(figure: Figure) -> list[Line]:
    """Only where the parts differ: sixteen programmes, one each, are a list and not a picture."""
    numbers = {number for _name, number in figure.parts}
    return [(name, number, "") for name, number in figure.parts] if len(numbers) > 1 else []


def _stated(row: IndicatorRow) -> list[Line]:
    return [(f"{one.source}, {one.year}", one.number, "") for one in row.values if one.number is not None]


def _chart(name: str, question: str, lines: list[Line]) -> Chart | None:
    """None where there is nothing to compare: fewer than two numbers, or more than fit."""
    numbers = [number for _label, number, _why in lines if number is not None]
    if len(numbers) < 2 or len(lines) > MOST_BARS or len({label for label, *_rest in lines}) < len(lines):
        return None
    cells: list[Cell] = [_cell(number, why) for _label, number, why in lines]
    drawn_bars = [
        Bar(label, None if number is None else float(number), _said(cell), is_hidden=why == Reason.SUPPRESSED)
        for (label, number, why), cell in zip(lines, cells, strict=True)
    ]
    return Chart(
        name=name,
        question=question,
        finding="; ".join(f"{bar.label}: {bar.shown}" for bar in drawn_bars) + ".",
        columns=(_("Figure"), _("How many")),
        rows=tuple((bar.label, cell) for bar, cell in zip(drawn_bars, cells, strict=True)),
        spec=bars(drawn_bars),
        rule="",
        read="",
    )


def _cell(number: int | Decimal | None, why: str) -> Cell:
    if number is not None:
        return number.normalize() if isinstance(number, Decimal) else number
    return Gap(str(Reason(why).label)) if why in Reason.values else why


def _said(cell: Cell) -> str:
    language = (get_language() or "lv").split("-")[0]
    if isinstance(cell, Gap):
        return cell.words
    return cell if isinstance(cell, str) else shown_as(cell, language)
