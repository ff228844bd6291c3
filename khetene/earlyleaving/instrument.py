"""The register's country data as types: semesters, supported grades, risk families, criteria and supports, with dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from khetene.earlyleaving.enums import Group, SchoolKind, Unit
from khetene.kernel.translated import Translated

JULY, SEPTEMBER = 7, 9


@dataclass(frozen=True, slots=True)
class Semester:
    """`ends` is its last day. The school year is named by the year in which it begins."""

    id: str
    school_year: int
    number: int
    begins: date
    ends: date


@dataclass(frozen=True, slots=True)
class Criterion:
    id: str
    family: str
    title: Translated


@dataclass(frozen=True, slots=True)
class Family:
    id: str
    title: Translated
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """A kind of support; `only_if_poor` marks what a household gets only with the status of a poor one."""

    id: str
    group: Group
    unit: Unit
    title: Translated
    only_if_poor: bool


@dataclass(frozen=True, slots=True)
class Instrument:
    """Risk families and supports as they hold in one span of time."""

    version: str
    families: tuple[Family, ...]
    supports: tuple[Support, ...]

    @property
    def criteria(self) -> dict[str, Criterion]:
        return {criterion.id: criterion for family in self.families for criterion in family.criteria}

    def support(self, kind: str) -> Support | None:
        return next((support for support in self.supports if support.id == kind), None)

    def family_title(self, family: str) -> str:
        return str(next((each.title for each in self.families if each.id == family), family))


@dataclass(frozen=True, slots=True)
class Grades:
    """Which grades or years of study may have a plan."""

    first: int
    last: int
    assumed: bool


def school_year_on(day: date) -> int:
    """A school year begins on 1 September and is named by that year; in summer it is still the one that ended."""
    return day.year if day.month >= SEPTEMBER else day.year - 1


def school_years_to_plan(day: date) -> list[int]:
    """The school year of the day; from July on also the coming one, for which schools prepare before it begins."""
    year = school_year_on(day)
    return [year, year + 1] if JULY <= day.month < SEPTEMBER else [year]


class Register:
    """The content of one published version of the country file."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self._content = content
        self.holder = str(content["holder"])

    @property
    def semesters(self) -> list[Semester]:
        return [_semester(row) for row in self._content["semesters"]]

    def semester(self, semester_id: str) -> Semester | None:
        return next((each for each in self.semesters if each.id == semester_id), None)

    def semesters_to_plan(self, on: date, *, ahead: int = 2) -> list[Semester]:
        """The semester of the day and the ones that follow: a plan may be prepared before its semester begins."""
        return [each for each in self.semesters if each.ends >= on][:ahead]

    def grades(self, kind: str, on: date) -> Grades | None:
        row = _in_force(self._content["grades"], on)
        if row is None:
            return None
        first, last = row["vocational" if kind == SchoolKind.VOCATIONAL else "general"]
        return Grades(first, last, bool(row.get("assumed")))

    def instrument_on(self, on: date) -> Instrument:
        """The instrument in force on a day; the file was refused if there were none for a semester."""
        row = _in_force(self._content["instruments"], on)
        assert row is not None
        return Instrument(
            str(row["version"]),
            tuple(_family(each) for each in row["families"]),
            tuple(_support(each) for each in row["supports"]),
        )


def _in_force(rows: list[dict[str, Any]], on: date) -> dict[str, Any] | None:
    """The row whose span holds the day; `to` is the first day on which it holds no more."""
    text = on.isoformat()
    return next((row for row in rows if row["from"] <= text < row.get("to", "9999-12-31")), None)


def _semester(row: dict[str, Any]) -> Semester:
    ends = date.fromisoformat(row["to"]) - timedelta(days=1)
    return Semester(row["id"], row["school_year"], row["number"], date.fromisoformat(row["from"]), ends)


def _family(row: dict[str, Any]) -> Family:
    criteria = tuple(Criterion(each["id"], row["id"], Translated(each["title"])) for each in row["criteria"])
    return Family(row["id"], Translated(row["title"]), criteria)


def _support(row: dict[str, Any]) -> Support:
    return Support(
        row["id"], Group(row["group"]), Unit(row["unit"]), Translated(row["title"]), bool(row.get("only_if_poor"))
    )
