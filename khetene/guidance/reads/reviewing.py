"""What a report of a gathering tells out of the register: what was said there, and what became of an earlier year."""

from __future__ import annotations

from django.utils.translation import gettext as _

from khetene.gatherings.reads import GatheringPage
from khetene.guidance.reads.register import said_at, yearly_check
from khetene.guidance.reads.rows import AddresseeRow, StatementRow


def said_and_reviewed(page: GatheringPage) -> list[tuple[str, list[str]]]:
    """Headings with their lines: behind a point of the agenda that reviews a year stands its list."""
    reviewed = [(item.title, review_of(item.review_year)) for item in page.agenda if item.review_year]
    return [*reviewed, *((heading, [row.words for row in rows]) for heading, rows in said_at(page.row.id))]


def review_of(year: int) -> list[str]:
    """What was asked in a year and how each addressee stands today, one line for each; a line also when nothing was."""
    return [_line(row) for row in yearly_check(year).rows] or [_("Nothing was asked of anybody in that year.")]


def _line(row: StatementRow) -> str:
    return f"{row.words} – {'; '.join(_addressee(one) for one in row.addressees)}"


def _addressee(one: AddresseeRow) -> str:
    overdue = _("overdue") if one.overdue else ""
    state = ", ".join(part for part in (one.answer_label, overdue) if part)
    return f"{one.name}: {state}" if state else one.name
