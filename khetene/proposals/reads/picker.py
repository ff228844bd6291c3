"""What may be cited: figures that are published or protected, with source and day, and what was said in documents."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from khetene.directory.search import folded, wanted
from khetene.guidance import reads as guidance
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.monitoring import reads as monitoring
from khetene.monitoring.reads import IndicatorRow
from khetene.proposals.enums import Behind
from khetene.proposals.rules import writes_applications

MOST = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that may be cited. A figure that is hidden, not measured or corrected is no choice."""

    behind: str
    key: uuid.UUID
    year: int
    name: str
    said: str
    of_what: str
    source: str

    @property
    def value(self) -> str:
        return f"{self.behind}:{self.key}"

    @property
    def hint(self) -> str:
        of_what = _("of: %(what)s") % {"what": self.of_what} if self.of_what else ""
        return " · ".join(part for part in (of_what, self.source) if part)


def choices(*, words: str, behind: str, actor: Actor) -> list[Choice]:
    """At most twenty and one, so that a page can say that there are more. Raises NotForYou."""
    if not writes_applications(actor):
        raise NotForYou
    if behind == Behind.QUOTATION:
        return quotations(words)
    asked = wanted(words)
    found = [one for one in figures(actor=actor) if all(f" {part}" in _folded(one) for part in asked)]
    return found[: MOST + 1]


def figures(*, year: int | None = None, actor: Actor) -> list[Choice]:
    """Every figure that may be cited, of sources and counted here, in the order of the objectives."""
    groups = monitoring.indicators(year=year, actor=actor)
    return [choice for group in groups for row in group.indicators for choice in _figures_of(row)]


def _figures_of(row: IndicatorRow) -> Iterator[Choice]:
    for one in row.values:
        if one.shown:
            of_what = one.denominator or row.denominator
            yield Choice(Behind.FIGURE, one.id, one.year, row.name, one.said, of_what, one.cited_with_note)
    figure = row.figure
    if figure and figure.number is not None:
        day = _("counted in Khetene, %(year)s. %(rule)s") % {"year": figure.year, "rule": figure.rule}
        of_what = str(figure.out_of) if figure.out_of is not None else row.denominator
        yield Choice(Behind.COMPUTED, row.id, figure.year, row.name, figure.shown, of_what, day)


def _folded(choice: Choice) -> str:
    return folded(choice.name, choice.source, choice.of_what, choice.said)


def quotations(words: str) -> list[Choice]:
    rows = guidance.lines(guidance.statements(words=words).filter(source__isnull=False)[: MOST + 1])
    return [_quotation(row) for row in rows]


def _quotation(row: guidance.StatementRow) -> Choice:
    return Choice(Behind.QUOTATION, row.id, row.year, row.kind_label, row.words, "", _cited(row))


def _cited(row: guidance.StatementRow) -> str:
    where = ", ".join(part for part in (row.source, row.place_in_source, row.occasion) if part)
    return where if str(row.year) in where else f"{where}, {row.year}"


def choice_of(value: str, *, year: int | None = None, actor: Actor) -> Choice | None:
    """The choice with this value, if it may be cited; figures that are counted here for `year`, today's without one."""
    behind, _colon, key = value.partition(":")
    if behind != Behind.QUOTATION:
        return next((one for one in figures(year=year, actor=actor) if one.value == value), None)
    try:
        rows = guidance.statements().filter(source__isnull=False, pk=uuid.UUID(key))
    except ValueError:
        return None
    return next((_quotation(row) for row in guidance.lines(rows)), None)
