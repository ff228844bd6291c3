"""The two years of a report to the European Commission: from 2023 on it is due every second June (D 1.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from khetene.kernel import clock
from khetene.monitoring.errors import NoSuchPeriod

FIRST = 2022


@dataclass(frozen=True, slots=True)
class Period:
    """Two years, known by the second one, which is even; it may still run. Raises NoSuchPeriod."""

    last: int

    def __post_init__(self) -> None:
        if self.last % 2 or not self.last >= FIRST or self.first > clock.today().year:
            raise NoSuchPeriod

    @property
    def first(self) -> int:
        return self.last - 1

    @property
    def years(self) -> list[int]:
        """The years that have begun."""
        return [year for year in (self.first, self.last) if year <= clock.today().year]

    @property
    def as_of(self) -> date:
        return min(date(self.last, 12, 31), clock.today())

    @property
    def due(self) -> date:
        return date(self.last + 1, 6, 30)

    @property
    def words(self) -> str:
        return f"{self.first}–{self.last}"


def newest() -> Period:
    """The period that runs today."""
    today = clock.today().year
    return Period(today + today % 2)


def periods() -> list[Period]:
    """All of them, the newest first."""
    return [Period(year) for year in range(newest().last, FIRST - 1, -2)]


def period_of(words: str) -> Period:
    """From `2025-2026`. Raises NoSuchPeriod."""
    first, _dash, last = words.replace("–", "-").partition("-")
    if not (first.isdecimal() and last.isdecimal()) or int(last) - int(first) != 1:
        raise NoSuchPeriod
    return Period(int(last))
