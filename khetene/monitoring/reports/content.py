"""What stands in the overview: words, figures with rules, figures of sources, gaps with reasons, citations."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khetene.kernel.documents import Picture
from khetene.kernel.prose import Block
from khetene.kernel.translated import short_day
from khetene.monitoring.reads import (
    ChapterRow,
    IndicatorRow,
    Overview,
    OverviewPart,
    ValueRow,
)
from khetene.monitoring.reports.pictures import charts_of_a_year, drawn
from khetene.monitoring.reports.said import Contributed, contributed_of


@dataclass(frozen=True, slots=True)
class Counted:
    """A computed figure with its rule and, in `more`, what it consists of and what stands outside."""

    name: str
    shown: str
    rule: str
    more: list[str]


@dataclass(frozen=True, slots=True)
class Stated:
    """What sources say, each with its number, denominator and citation."""

    name: str
    lines: list[tuple[str, str]]
    difference: str


@dataclass(frozen=True, slots=True)
class Missing:
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Part:
    heading: str
    kept: str
    blocks: list[Block]
    contributed: list[Contributed]
    counted: list[Counted]
    stated: list[Stated]
    pictures: list[Picture]
    missing: list[Missing]
    sources: list[str]


@dataclass(frozen=True, slots=True)
class Report:
    """All that the templates print. Labels are words in the reader's language."""

    language: str
    title: str
    year: int
    as_of: str
    parts: list[Part]
    labels: dict[str, str] = field(default_factory=dict)


def report_of(shown: Overview, *, with_pictures: bool = True) -> Report:
    return Report(
        language=(get_language() or "lv").split("-")[0],
        title=_("Overview of the situation of Roma in %(year)s") % {"year": shown.year},
        year=shown.year,
        as_of=_("Figures as of %(day)s") % {"day": short_day(shown.as_of)},
        parts=[_part(one, with_pictures) for one in shown.parts],
        labels=fixed_words(),
    )


def fixed_words() -> dict[str, str]:
    """Words that stand in every document, for the template."""
    return {
        "contributed": _("From municipalities"),
        "counted": _("Counted in Khetene"),
        "stated": _("What sources say"),
        "missing": _("What is missing, and why"),
        "sources": _("Sources"),
        "no_text": _("Nobody has written about this objective yet."),
    }


def _part(part: OverviewPart, with_pictures: bool) -> Part:
    charts = charts_of_a_year(part.code, part.computed, part.entered) if with_pictures else []
    return Part(
        heading=part.name,
        kept=kept_words(part.chapter),
        blocks=part.blocks,
        contributed=[contributed_of(one) for one in part.contributed],
        counted=[_counted(row) for row in part.computed],
        stated=[stated_of(row) for row in part.entered],
        pictures=drawn(charts),
        missing=[missing_of(row) for row in part.gaps],
        sources=part.sources,
    )


def kept_words(chapter: ChapterRow) -> str:
    """That the text is an older one; empty when it was written for the year."""
    if chapter.kept_from is None:
        return ""
    return _("This text was written for %(year)s and is kept unchanged.") % {"year": chapter.kept_from}


def _counted(row: IndicatorRow) -> Counted:
    figure = row.figure
    assert figure is not None
    parts = [figure.consists_of] if figure.parts else []
    return Counted(row.name, row.counted, figure.rule, [*parts, *figure.notes])


def stated_of(row: IndicatorRow) -> Stated:
    return Stated(row.name, [(_number(one, row), one.cited_with_note) for one in row.values], difference_words(row))


def missing_of(row: IndicatorRow) -> Missing:
    return Missing(row.name, capfirst(row.why_none))


def _number(one: ValueRow, row: IndicatorRow) -> str:
    if not one.shown:
        return one.gap_label
    of_what = one.denominator or row.denominator
    return one.said + (" (" + _("of: %(what)s") % {"what": of_what} + ")" if of_what else "")


def difference_words(row: IndicatorRow) -> str:
    """How far sources lie apart, as a sentence; empty when they do not."""
    found = row.comparison
    if found is None or not found.differs:
        return ""
    words = {"difference": found.difference, "low": found.low.source, "high": found.high.source}
    said = _("The sources differ by %(difference)s (from %(low)s to %(high)s). Both stay as they are.") % words
    return said if found.same_year else said + " " + _("They are of different years.")
