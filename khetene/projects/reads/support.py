"""What a programme gave, beside an activity that works with it: the protected totals that its holder reads, and no others.

They are of the whole programme, over all organisations, until the end of the last quarter. A total for the days of one activity
would differ from them by few people, and the difference would give those away (docs/disclosure.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from khetene.disclosure.door import Cell, Shown, Why
from khetene.enrolments import reads as enrolments
from khetene.kernel import clock
from khetene.programmes import reads as programmes
from khetene.publishing.known import participants_by_year

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Given:
    """One line: how many people, or why that is hidden."""

    words: str
    number: int | None
    why: str


@dataclass(frozen=True, slots=True)
class SupportGiven:
    programme: str
    until: date
    lines: list[Given]


def support_of(wanted: Iterable[str]) -> dict[str, SupportGiven]:
    """By programme; one that has no definition any more is left out."""
    names = {name for name in wanted if name}
    if not names or not programmes.are_loaded():
        return {}
    until = enrolments.quarter_before(clock.today())
    titles = dict(enrolments.programme_choices(programmes.published(), names))
    given = {name: _given(name, title, until) for name, title in titles.items()}
    return {name: one for name, one in given.items() if one}


def programmes_to_choose() -> Choices:
    return enrolments.programme_choices(programmes.published()) if programmes.are_loaded() else []


def _given(name: str, title: str, until: date) -> SupportGiven | None:
    found = enrolments.whole_totals(name, on=until, known=participants_by_year(name))
    if found is None:
        return None
    lines = [_line(_standing(_("people who took part"), found.stands_on, until), found.people)]
    lines += [_line(_standing(support.title, support.stands_on, until), support.people) for support in found.supports]
    return SupportGiven(title, until, lines)


def _standing(words: str, day: date, until: date) -> str:
    """A figure that few people changed since an earlier day says so."""
    if day == until:
        return words
    return _("%(words)s, until %(day)s") % {"words": words, "day": date_format(day, "SHORT_DATE_FORMAT")}


def _line(words: str, cell: Cell) -> Given:
    if isinstance(cell, Shown):
        return Given(words, cell.number, "")
    reasons = {
        Why.TOO_SMALL: _("hidden: the number is small"),
        Why.TOO_FEW_CONTRIBUTORS: _("hidden: it comes from few organisations"),
        Why.PROTECTS_ANOTHER: _("hidden: it would give away a small number"),
    }
    return Given(words, None, reasons[cell.why])
