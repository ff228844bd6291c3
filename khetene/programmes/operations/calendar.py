"""Months as programmes count them: from a day to the same day of a later month."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal


def months_later(day: date, months: int) -> date:
    """The same day `months` later; the 31st becomes the last day of a shorter month."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def programme_month(started: date, day: date) -> int:
    """In which month of the programme a day lies; the first one is 1."""
    whole = (day.year - started.year) * 12 + day.month - started.month
    return whole + 1 if months_later(started, whole) <= day else whole


@dataclass(frozen=True, slots=True)
class Month:
    """One calendar month of an enrolment, or the part of it that lies between start and exit."""

    first: date
    last: date
    whole: bool

    def part_of(self, least: Decimal) -> Decimal:
        """What a monthly minimum asks for: all of it, or for a partial month its share by days, rounded down to 0.01."""
        if self.whole:
            return least
        days = (self.last - self.first).days + 1
        in_month = calendar.monthrange(self.first.year, self.first.month)[1]
        return (least * days / in_month).quantize(Decimal("0.01"), ROUND_DOWN)


def calendar_months(first: date, last: date) -> Iterator[Month]:
    """The calendar months from a day to a day, both included."""
    while first <= last:
        end = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        yield Month(first, min(end, last), first.day == 1 and end <= last)
        first = end + timedelta(days=1)
