"""The overview of a year: for each objective its words, computed and entered figures, gaps with reasons, and sources."""

from __future__ import annotations

import difflib
import uuid
from dataclasses import replace

from django.utils.translation import gettext as _

from khetene.instruments.rules import is_asked_about
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.prose import as_blocks
from khetene.monitoring.computed import Figure, Year, figures
from khetene.monitoring.enums import Gap, Objective
from khetene.monitoring.models import Chapter, Indicator, Value
from khetene.monitoring.reads.contributions import contributions_of
from khetene.monitoring.reads.indicators import newest_of_each, row_of, value_row
from khetene.monitoring.reads.rows import (
    ChapterRow,
    IndicatorRow,
    Overview,
    OverviewPart,
    SavedText,
    saved_texts,
)
from khetene.monitoring.reads.said import FieldContributed
from khetene.monitoring.rules import at_work, keeps_indicators

YEARS_SHOWN = 12


def overview(year: int, *, actor: Actor | None = None) -> Overview:
    """All of a year. Figures of other sources are those for the year itself. Raises NoSuchYear, NotForYou.

    Without an actor for the command line, as nothing in it names anybody.
    """
    if actor is not None and not at_work(actor):
        raise NotForYou
    counted = figures(year)
    values: dict[object, list[Value]] = {}
    stated = Value.objects.select_related("corrected_by").filter(year__lte=year)
    for value in stated.order_by("-year", "-as_of", "source", "-entered_at", "pk"):
        values.setdefault(value.indicator_id, []).append(value)
    rows = [
        _row(found, counted, newest_of_each(values.get(found.pk, [])), year)
        for found in Indicator.objects.order_by("objective", "order", "code")
    ]
    chapters = _chapters(year)
    said = contributions_of([year], actor=actor)[year]
    return Overview(
        year=year,
        as_of=Year(year).as_of,
        parts=[_part(one, rows, chapters[one], said.by_objective.get(one, [])) for one in Objective],
        keeps=actor is not None and keeps_indicators(actor),
        taken=said.taken,
        asks=is_asked_about(year),
    )


def _row(found: Indicator, counted: dict[str, Figure], newest: list[Value], year: int) -> IndicatorRow:
    """With what sources say for the year itself; what they said earlier is named in the reason, and fills nothing."""
    row = row_of(found, counted, [value for value in newest if value.year == year])
    if row.figure is not None or row.values or not newest:
        return row
    older = value_row(newest[0], found.unit)
    reason = _("No source gives a figure for %(year)s. The newest is older: %(shown)s (%(cited)s).") % {
        "year": year,
        "shown": older.said,
        "cited": older.cited,
    }
    return replace(row, gap=Gap.NOT_KNOWN.value, gap_label=str(Gap.NOT_KNOWN.label), gap_reason=reason)


def _part(
    objective: Objective, rows: list[IndicatorRow], chapter: ChapterRow, contributed: list[FieldContributed]
) -> OverviewPart:
    mine = [row for row in rows if row.objective == objective]
    there = [row for row in mine if not row.is_gap]
    return OverviewPart(
        code=objective.value,
        name=str(objective.label),
        chapter=chapter,
        blocks=as_blocks(chapter.text),
        computed=[row for row in there if row.figure is not None],
        entered=[row for row in there if row.figure is None],
        gaps=[row for row in mine if row.is_gap],
        sources=list(dict.fromkeys(_cited(one) for row in there for one in _sources(row))),
        contributed=contributed,
    )


def _sources(row: IndicatorRow) -> list[object]:
    return [row.figure] if row.figure is not None else list(row.values)


def _cited(one: object) -> str:
    return f"Khetene: {one.read}" if isinstance(one, Figure) else str(getattr(one, "cited", ""))


def _chapters(year: int) -> dict[Objective, ChapterRow]:
    """The text of the year or, kept, the newest before it; compared with the newest before it."""
    found = Chapter.objects.filter(year__lte=year).order_by("objective", "-year", "-number")
    by_objective: dict[str, list[Chapter]] = {}
    for one in found:
        by_objective.setdefault(one.objective, []).append(one)
    return {one: _chapter(year, by_objective.get(one, [])) for one in Objective}


def _chapter(year: int, newest_first: list[Chapter]) -> ChapterRow:
    if not newest_first:
        return ChapterRow("", None, None)
    newest = newest_first[0]
    if newest.year < year:
        return ChapterRow(newest.text, newest.year, newest.written_at)
    saved = saved_texts(one for one in newest_first if one.year == year)
    row = ChapterRow(newest.text, None, newest.written_at, number=newest.number, versions=saved)
    before = next((one for one in newest_first if one.year < year), None)
    if before is None:
        return row
    added, removed = changes_between(before.text, newest.text)
    return replace(row, added=added, removed=removed, compared_with=before.year)


def changes_between(before: str, after: str) -> tuple[list[str], list[str]]:
    """Lines that came and lines that went, in the order in which they stand."""
    old, new = ([line.strip() for line in text.splitlines() if line.strip()] for text in (before, after))
    compared = list(difflib.ndiff(old, new))
    return [line[2:] for line in compared if line[:2] == "+ "], [line[2:] for line in compared if line[:2] == "- "]


def chapter(year: int, objective: str, *, actor: Actor) -> ChapterRow:
    """The words about one objective, for whoever writes them. Raises NoSuchYear, NotForYou."""
    if not keeps_indicators(actor) or objective not in Objective.values:
        raise NotForYou
    Year(year)
    return _chapters(year)[Objective(objective)]


def earlier_chapter(chapter_id: uuid.UUID, *, actor: Actor) -> tuple[int, str, SavedText]:
    """The year, the objective and a version that is not the newest, before its words are deleted. Raises NotForYou."""
    found = Chapter.objects.filter(pk=chapter_id).first() if keeps_indicators(actor) else None
    saved = _chapters(found.year)[Objective(found.objective)].versions if found else []
    one = next((each for each in saved if each.id == chapter_id and each.may_be_wiped), None)
    if found is None or one is None:
        raise NotForYou
    return found.year, found.objective, one


def years() -> list[int]:
    """Years of which there may be an overview, the newest first: the last ones and every year with a figure or words."""
    today = clock.today().year
    kept = set(Value.objects.order_by("year").values_list("year", flat=True))
    kept |= set(Chapter.objects.order_by("year").values_list("year", flat=True))
    return sorted({year for year in kept if year <= today} | set(range(today, today - YEARS_SHOWN, -1)), reverse=True)
