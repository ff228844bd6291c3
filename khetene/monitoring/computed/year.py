"""What several figures of one year need, read once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from khetene.accounts import reads as accounts
from khetene.disclosure.door import Cell, Hidden, Rule, protect_series, protect_sum
from khetene.disclosure.tally import Tally
from khetene.gatherings import reads as gatherings
from khetene.guidance import reads as guidance
from khetene.guidance.reads import AddresseeRow
from khetene.kernel import clock
from khetene.mediation import reads as mediation
from khetene.mediation.reads import NationalMonth
from khetene.monitoring.computed.figure import Figure
from khetene.monitoring.enums import Gap
from khetene.monitoring.errors import NoSuchYear
from khetene.projects import reads as projects
from khetene.territory.reads import Boundaries

FIRST_YEAR = 2000
RULE = Rule(minimum=10, contributors=3)


@dataclass
class Year:
    """A calendar year up to its last day, or up to today while it runs. Raises NoSuchYear for one that has not begun."""

    number: int

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.number <= clock.today().year:
            raise NoSuchYear

    @property
    def as_of(self) -> date:
        return min(date(self.number, 12, 31), clock.today())

    @property
    def runs(self) -> bool:
        return self.number == clock.today().year

    def figure(self, read: str, rule: Any, **more: Any) -> Figure:
        return Figure(year=self.number, as_of=self.as_of, rule=str(rule), read=read, **more)

    def nothing(self, read: str, rule: Any, reason: Any, *, gap: Gap = Gap.NOT_RECORDED, **more: Any) -> Figure:
        return self.figure(read, rule, gap=gap.value, gap_reason=str(reason), **more)

    @cached_property
    def posts(self) -> list[accounts.Post]:
        return accounts.mediators_between(date(self.number, 1, 1), self.as_of)

    @cached_property
    def phases(self) -> projects.PhasesOfAYear:
        return projects.in_year(self.number)

    @cached_property
    def boundaries(self) -> Boundaries:
        """Local governments on the day for which the year is counted."""
        return Boundaries(self.as_of)

    @cached_property
    def months(self) -> list[NationalMonth]:
        """Signed months of the whole country, for each month of the year that has ended."""
        firsts = [date(self.number, month, 1) for month in range(1, 13)]
        today = clock.today()
        return [mediation.national_month(first) for first in firsts if mediation.month_after(first) <= today]

    @cached_property
    def gatherings(self) -> gatherings.GatheringsOfAYear:
        return gatherings.held_in(self.number)

    @cached_property
    def check(self) -> guidance.YearlyCheck:
        return guidance.yearly_check(self.number)

    @cached_property
    def requests(self) -> list[AddresseeRow]:
        """What organisations were asked or answered by themselves; one that only a document names was never asked."""
        rows = [one for row in self.check.rows for one in row.addressees if one.organisation_id]
        return [one for one in rows if one.asked_on or one.answer != "asked"]

    @cached_property
    def never_asked(self) -> int:
        named = sum(1 for row in self.check.rows for one in row.addressees if one.organisation_id)
        return named - len(self.requests)


def protected(name: str, months: list[NationalMonth]) -> Cell:
    """A year's sum from enough organisations, which cannot be turned into a month that its page hides."""
    year = protect_sum(sum((month.by_organisation[name] for month in months), Tally(())), RULE)
    series = protect_series([month.by_mediator[name] for month in months], mediation.MONTH_RULE)
    return year if isinstance(year, Hidden) else series
