"""Years that are over: only what cannot grow any more is published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from khetene.kernel import clock

YEARS_BACK = 5
SCHOOL_YEAR_BEGINS = 9


class Calendar(StrEnum):
    YEAR = "year"
    SCHOOL_YEAR = "school_year"


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar year or a school year, by its first year. `code` stands in addresses, `title` before people."""

    calendar: Calendar
    year: int

    @property
    def code(self) -> str:
        return str(self.year) if self.calendar == Calendar.YEAR else f"{self.year}-{self.year + 1}"

    @property
    def title(self) -> str:
        return str(self.year) if self.calendar == Calendar.YEAR else f"{self.year}/{self.year + 1}"

    @property
    def first(self) -> date:
        return date(self.year, 1, 1) if self.calendar == Calendar.YEAR else date(self.year, SCHOOL_YEAR_BEGINS, 1)

    @property
    def last(self) -> date:
        if self.calendar == Calendar.YEAR:
            return date(self.year, 12, 31)
        return date(self.year + 1, SCHOOL_YEAR_BEGINS, 1) - date.resolution


def periods_over(calendar: Calendar) -> list[Period]:
    """The last five that are over, the newest first."""
    today = clock.today()
    found = [Period(calendar, today.year - back) for back in range(YEARS_BACK + 2)]
    return [period for period in found if period.last < today][:YEARS_BACK]
