"""For which grades a programme opens a measure, asked of the programme's own rules."""

from __future__ import annotations

from datetime import date

from khetene.eligibility.screening import is_open
from khetene.programmes import rulebook
from khetene.schoolstaff.staffing import Payer


def refused_grades(payer: Payer, first: int, last: int, *, on: date) -> list[int]:
    """Grades of a span that the payer's measure does not open; none where the payer names no measure."""
    if payer.grades is None:
        return []
    programme, name = payer.grades
    measure = next(each for each in rulebook.current()[1][programme].measures if each.id == name)
    return [grade for grade in range(first, last + 1) if not is_open(measure, {"grade": grade}, on)]
