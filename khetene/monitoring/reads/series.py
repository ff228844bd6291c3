"""Series of municipalities through the reforms (D 6.1): old places are added up on the boundaries of one day, never split."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khetene.charts import Chart, Gap, Mark, matrix
from khetene.gatherings import reads as gatherings
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.translated import short_day
from khetene.monitoring.rules import at_work
from khetene.territory.models import Territory
from khetene.territory.reads import Boundaries, reforms

Counted = list[tuple[int, uuid.UUID | None]]


@dataclass(frozen=True, slots=True)
class Series:
    """What is counted by place and year; each item is one and lies in one place, so that places can be added up."""

    name: Any
    rule: Any
    read: str
    count: Callable[[], Counted]


SERIES = {
    "gatherings": Series(
        gettext_lazy("Gatherings by the municipality in which they were held"),
        gettext_lazy("Gatherings with the state “held”, in the year in which they began, where they were held."),
        "gatherings.reads.places_by_year",
        gatherings.places_by_year,
    ),
    "rows": Series(
        gettext_lazy("Participants of gatherings by their municipality"),
        gettext_lazy(
            "Rows of those who were there, by the municipality for which they came. Who came twice has two rows."
        ),
        "gatherings.reads.rows_by_place_and_year",
        gatherings.rows_by_place_and_year,
    ),
}


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A municipality of the day; `came_from` are the places of the time that were added up in it."""

    name: str
    numbers: dict[int, int]
    came_from: list[str]


@dataclass(frozen=True, slots=True)
class UnplacedRow:
    """What cannot be put on these boundaries, and why. It is divided among nobody."""

    name: str
    year: int
    number: int
    why: str


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """`placed` plus `unplaced` is what came in, year by year. `breaks` are the reforms inside of the years shown."""

    slug: str
    name: str
    on: date
    years: list[int]
    rows: list[SeriesRow]
    unplaced: list[UnplacedRow]
    totals: dict[int, int]
    breaks: list[date]
    chart: Chart


def series_choices() -> list[tuple[str, str]]:
    return [(slug, str(one.name)) for slug, one in SERIES.items()]


def boundary_choices() -> list[tuple[str, str]]:
    """The boundaries that there were, the newest first: a day of each, and since when and until when."""
    days = reforms()
    choices = [(clock.today().isoformat(), _("as they are today"))]
    for first, following in zip(reversed(days), [None, *reversed(days)], strict=False):
        if following is not None:
            words = {"first": short_day(first), "last": short_day(following - timedelta(days=1))}
            choices.append((first.isoformat(), _("as they were from %(first)s to %(last)s") % words))
    if days:
        last = days[0] - timedelta(days=1)
        choices.append((last.isoformat(), _("as they were until %(last)s") % {"last": short_day(last)}))
    return choices


def series(slug: str, *, on: date, actor: Actor) -> SeriesPage:
    """One series on the boundaries of a day. Four queries. Raises NotForYou, also for a series that there is not."""
    if not at_work(actor) or slug not in SERIES:
        raise NotForYou
    found = SERIES[slug]
    counted = Counter(found.count())
    years = sorted({year for year, _place in counted})
    years = list(range(years[0], years[-1] + 1)) if years else []
    boundaries = Boundaries(on)
    rows, unplaced = _placed(counted, boundaries)
    totals = {year: sum(number for (one, _place), number in counted.items() if one == year) for year in years}
    breaks = [day for day in reforms() if years and years[0] < day.year <= years[-1]]
    return SeriesPage(
        slug=slug,
        name=str(found.name),
        on=on,
        years=years,
        rows=rows,
        unplaced=unplaced,
        totals=totals,
        breaks=breaks,
        chart=_chart(slug, rows, years, breaks, on),
    )


def _placed(
    counted: Counter[tuple[int, uuid.UUID | None]], boundaries: Boundaries
) -> tuple[list[SeriesRow], list[UnplacedRow]]:
    numbers: dict[Territory, Counter[int]] = {}
    names: dict[Territory, set[str]] = {}
    unplaced: list[UnplacedRow] = []
    for (year, place), number in counted.items():
        ends = boundaries.where(place)
        if len(ends) == 1:
            numbers.setdefault(ends[0], Counter())[year] += number
            names.setdefault(ends[0], set()).add(boundaries.name_of(place))
        else:
            unplaced.append(UnplacedRow(boundaries.name_of(place), year, number, _why(place, ends)))
    rows = [SeriesRow(end.name, dict(numbers[end]), sorted(names[end])) for end in numbers]
    return sorted(rows, key=lambda row: row.name), sorted(unplaced, key=lambda row: (row.year, row.name, row.why))


def _why(place: uuid.UUID | None, ends: list[Territory]) -> str:
    if place is None:
        return _("No place is recorded.")
    if not ends:
        return _("It lies in no municipality of Latvia.")
    return _("It lies in several on this day: %(names)s. Nobody says in which part.") % {
        "names": ", ".join(end.name for end in ends)
    }


def _chart(slug: str, rows: list[SeriesRow], years: list[int], breaks: list[date], on: date) -> Chart:
    found = SERIES[slug]
    marks = [Mark(row.name, str(year), number, str(number)) for row in rows for year, number in row.numbers.items()]
    changed = [str(year) for year in years if year in {day.year for day in breaks}]
    return Chart(
        name=f"series-{slug}",
        question=str(found.name),
        finding=_finding(rows, years, on),
        columns=(_("Municipality"), *(str(year) for year in years), _("Added up from")),
        rows=tuple(
            (row.name, *(row.numbers.get(year, Gap("–")) for year in years), ", ".join(row.came_from)) for row in rows
        ),
        spec=matrix(marks, [row.name for row in rows], [str(year) for year in years], changed) if marks else None,
        rule=f"{found.rule} " + _("Old places are added up on the boundaries of the day and never divided."),
        read=found.read,
        sources=("Khetene",),
        notes=tuple(
            _("On %(day)s boundaries changed; the dashed line stands before that year.") % {"day": short_day(day)}
            for day in breaks
        ),
        is_wide=True,
    )


def _finding(rows: list[SeriesRow], years: list[int], on: date) -> str:
    if not rows:
        return _("Nothing is recorded that lies in a municipality.")
    return _("%(number)s municipalities on the boundaries of %(day)s, %(first)s–%(last)s.") % {
        "number": len(rows),
        "day": short_day(on),
        "first": years[0],
        "last": years[-1],
    }
