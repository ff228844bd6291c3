"""Editions as they are read: lists, tables with hidden cells and their reasons, and the preview of the next one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.translated import Translated
from khetene.publishing.errors import NoSuchPeriod
from khetene.publishing.making import Draft, digest_of, draft_of
from khetene.publishing.models import Edition
from khetene.publishing.periods import Period, periods_over
from khetene.publishing.rules import at_work, makes_editions
from khetene.publishing.sets import DATA_SETS, DataSet

PLACE = "PLACE"


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One edition in a list."""

    data_set: str
    period: str
    period_title: str
    number: int
    reason: str
    published_at: datetime
    is_newest: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: the name of its place, how deep it lies, and a cell for each column."""

    title: str
    depth: int
    cells: list[tuple[int | None, str]]


@dataclass(frozen=True, slots=True)
class TableShown:
    """A table to be read: `columns` are places, or the unit alone. `hidden` counts reasons."""

    first_column: str
    columns: list[str]
    lines: list[Line]
    shown: int
    hidden: dict[str, int]


@dataclass(frozen=True, slots=True)
class EditionPage:
    line: EditionLine
    content: dict[str, Any]
    title: str
    unit: str
    rule: str
    policy: dict[str, int]
    table: TableShown
    digest: str
    is_whole: bool
    others: list[EditionLine]


@dataclass(frozen=True, slots=True)
class SetLine:
    """A data set with its published editions and, for who makes them, the periods that may be published."""

    id: str
    title: str
    rule: str
    editions: list[EditionLine]
    open_periods: list[Period]


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """What would leave, and what the audit found. `tightest` is how far the ends of the best known hidden cell lie apart.

    Not how many insiders were tried, nor what they know: that would tell its reader which hidden numbers are zero.
    """

    data_set: DataSet
    period: Period
    number: int
    table: TableShown
    digest: str
    withdrawn: list[str]
    hidden: int
    tightest: int | None
    same_as_before: bool


def data_sets(*, actor: Actor) -> list[SetLine]:
    """Every declared data set. One query."""
    if not at_work(actor):
        raise NotForYou
    return _sets(makes=makes_editions(actor))


def open_data_sets() -> list[SetLine]:
    """The data sets of which something was published, for everybody. One query."""
    return [found for found in _sets(makes=False) if found.editions]


def _sets(*, makes: bool) -> list[SetLine]:
    by_set: dict[str, list[Edition]] = defaultdict(list)
    for edition in Edition.objects.newest_first():
        by_set[edition.data_set].append(edition)
    return [
        SetLine(
            found.id,
            str(found.title),
            str(found.rule),
            _lines(by_set[found.id]),
            periods_over(found.calendar) if makes else [],
        )
        for found in DATA_SETS.values()
    ]


def _lines(editions: Iterable[Edition]) -> list[EditionLine]:
    """From newest to oldest."""
    seen: set[str] = set()
    found = []
    for one in editions:
        title = one.content["period_title"]
        newest = one.period not in seen
        seen.add(one.period)
        found.append(EditionLine(one.data_set, one.period, title, one.number, one.reason, one.published_at, newest))
    return found


def edition_page(data_set: str, period: str, number: int) -> EditionPage:
    """One edition with all of its period. What was published is for everybody. Raises NotForYou."""
    editions = list(Edition.objects.filter(data_set=data_set, period=period).newest_first())
    edition = next((one for one in editions if one.number == number), None)
    if edition is None:
        raise NotForYou
    content, lines = edition.content, _lines(editions)
    return EditionPage(
        line=next(line for line in lines if line.number == number),
        content=content,
        title=str(Translated(content["title"])),
        unit=str(Translated(content["unit"])),
        rule=str(Translated(content["rule"])),
        policy=content["policy"],
        table=table_of(content),
        digest=edition.digest,
        is_whole=edition.digest == digest_of(content, edition.release),
        others=[line for line in lines if line.number != number],
    )


def published() -> list[Edition]:
    """Every edition in the order in which it left, for files that anybody may take."""
    return list(Edition.objects.in_order())


def published_of(data_set: str) -> list[Edition]:
    """The editions of one data set in the order in which they left."""
    return list(Edition.objects.filter(data_set=data_set).in_order())


def wholes_of(data_set: str) -> dict[str, int | None]:
    """The number for the whole country in the newest edition of each period; None where that edition hides it."""
    newest = {one.period: one for one in published_of(data_set)}
    return {period: _whole(one.content) for period, one in newest.items()}


def _whole(content: dict[str, Any]) -> int | None:
    (places,) = content["dimensions"]
    top = next(code["code"] for code in places["codes"] if not code["parent"])
    number: int | None = next(number for key, number, _why in content["cells"] if key == [top])
    return number


def edition(data_set: str, period: str, number: int) -> Edition:
    """Raises NotForYou."""
    found = Edition.objects.filter(data_set=data_set, period=period, number=number).first()
    if found is None:
        raise NotForYou
    return found


def period_of(data_set: str, period: str) -> tuple[DataSet, Period]:
    """A declared data set and a period of it that is over. Raises NotForYou, NoSuchPeriod."""
    found = DATA_SETS.get(data_set)
    if found is None:
        raise NotForYou
    over = {one.code: one for one in periods_over(found.calendar)}
    if period not in over:
        raise NoSuchPeriod
    return found, over[period]


def next_number(data_set: str, period: str, *, actor: Actor) -> int:
    """Which edition of the period would be the next. Raises NotForYou, NoSuchPeriod."""
    if not makes_editions(actor):
        raise NotForYou
    found, span = period_of(data_set, period)
    return 1 + Edition.objects.filter(data_set=found.id, period=span.code).count()


def preview(data_set: str, period: str, *, actor: Actor) -> PreviewPage:
    """What the next edition would show. Raises NotForYou, NoSuchPeriod, WouldUnlock."""
    if not makes_editions(actor):
        raise NotForYou
    draft = draft_of(*period_of(data_set, period))
    found = draft.leaving
    exact = not any(seen.at_least for seen in found.intervals)
    widths = [seen.high - seen.low for seen in found.intervals if seen.high is not None] if exact else []
    names = _names(draft.content)
    return PreviewPage(
        data_set=draft.data_set,
        period=draft.period,
        number=draft.number,
        table=table_of(draft.content),
        digest=draft.digest,
        withdrawn=[names(key) for key in sorted(found.withdrawn)],
        hidden=len(found.intervals),
        tightest=int(min(widths)) if widths else None,
        same_as_before=draft.number > 1 and shown_alike(draft),
    )


def shown_alike(draft: Draft) -> bool:
    """Whether the newest edition of the period shows the very same cells."""
    newest = Edition.objects.filter(data_set=draft.data_set.id, period=draft.period.code).newest_first().first()
    return newest is not None and newest.content["cells"] == draft.content["cells"]


def _names(content: dict[str, Any]) -> Any:
    titles = [
        {code["code"]: str(Translated(code["title"])) for code in axis["codes"]} for axis in content["dimensions"]
    ]
    return lambda key: " · ".join(by_code[code] for by_code, code in zip(titles, key, strict=True))


def table_of(content: dict[str, Any]) -> TableShown:
    """Places down and the unit across; where there is another dimension, that one down and the places across."""
    axes = content["dimensions"]
    cells = {tuple(key): (value, why) for key, value, why in content["cells"]}
    places = next(axis for axis in axes if axis["id"] == PLACE)
    others = [axis for axis in axes if axis["id"] != PLACE]
    depth = _depths(places["codes"])
    columns = [code["code"] for code in places["codes"]]
    if not others:
        lines = [
            Line(str(Translated(code["title"])), depth[code["code"]], [cells[code["code"],]])
            for code in places["codes"]
        ]
        titles = [str(Translated(content["unit"]))]
    else:
        lines = [
            Line(str(Translated(code["title"])), 0, [cells[code["code"], place] for place in columns])
            for code in others[0]["codes"]
        ]
        titles = [str(Translated(code["title"])) for code in places["codes"]]
    reasons = Counter(why for _value, why in cells.values() if why)
    first = str(Translated((others or [places])[0]["title"]))
    return TableShown(first, titles, lines, sum(value is not None for value, _why in cells.values()), dict(reasons))


def _depths(codes: list[dict[str, Any]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for code in codes:
        found[code["code"]] = 0 if code["parent"] is None else found[code["parent"]] + 1
    return found
