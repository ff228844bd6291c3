"""The two-yearly report to the Commission: blocks of text, figures of both years, gaps with reasons, sources."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.prose import Block, as_blocks
from khetene.monitoring.computed import Figure, figures
from khetene.monitoring.enums import Gap, Objective
from khetene.monitoring.models import Answer, Indicator, Value
from khetene.monitoring.period import Period
from khetene.monitoring.questions import BY_SLUG, QUESTIONS, Question
from khetene.monitoring.reads.contributions import Contributed, contributions_of
from khetene.monitoring.reads.indicators import newest_of_each, row_of, value_row
from khetene.monitoring.reads.overview import changes_between
from khetene.monitoring.reads.rows import IndicatorRow, SavedText, saved_texts
from khetene.monitoring.reads.said import FieldContributed
from khetene.monitoring.rules import at_work, keeps_indicators


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A block of text; `kept_from` names the report it was written for while nobody wrote a new one."""

    slug: str
    objective: str
    heading: str
    asked: str
    text: str = ""
    kept_from: str = ""
    number: int = 0
    written_at: datetime | None = None
    compared_with: str = ""
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    versions: list[SavedText] = field(default_factory=list)

    @property
    def blocks(self) -> list[Block]:
        return as_blocks(self.text)


@dataclass(frozen=True, slots=True)
class CountedRow:
    """A computed figure, year by year in the order of the period."""

    row: IndicatorRow
    figures: list[Figure]

    @property
    def has_a_number(self) -> bool:
        return any(figure.number is not None for figure in self.figures)


@dataclass(frozen=True, slots=True)
class EuPart:
    """`contributed` is what municipalities said, year by year; a year of which nothing was taken is not there."""

    code: str
    name: str
    answers: list[AnswerRow]
    computed: list[CountedRow]
    entered: list[IndicatorRow]
    gaps: list[IndicatorRow]
    headline: dict[str, tuple[str, str]]
    sources: list[str]
    contributed: list[tuple[int, list[FieldContributed]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class EuReport:
    period: Period
    as_of: date
    general: list[AnswerRow]
    parts: list[EuPart]
    keeps: bool

    @property
    def answers(self) -> list[AnswerRow]:
        return [*self.general, *(answer for part in self.parts for answer in part.answers)]

    @property
    def unwritten(self) -> int:
        return sum(not answer.text for answer in self.answers)

    @property
    def kept(self) -> int:
        return sum(bool(answer.kept_from) for answer in self.answers)

    @property
    def gaps(self) -> int:
        return sum(len(part.gaps) for part in self.parts)


def eu_report(last_year: int, *, actor: Actor | None = None) -> EuReport:
    """All of a report by the seven objectives. Raises NoSuchPeriod, NotForYou.

    Without an actor for the command line, as nothing in it names anybody.
    """
    if actor is not None and not at_work(actor):
        raise NotForYou
    period = Period(last_year)
    found = list(Indicator.objects.order_by("objective", "order", "code"))
    counted = [figures(year, {one.computed_by for one in found}) for year in period.years]
    answers = _answers(period)
    values = _values(period)
    parts = [
        _part(
            objective,
            [one for one in found if one.objective == objective],
            counted,
            values,
            [answer for answer in answers if answer.objective == objective],
            period,
        )
        for objective in Objective
    ]
    said = contributions_of(period.years, actor=actor)
    parts = [replace(part, contributed=_said(part.code, said)) for part in parts]
    return EuReport(
        period,
        period.as_of,
        [answer for answer in answers if not answer.objective],
        parts,
        actor is not None and keeps_indicators(actor),
    )


def _said(code: str, said: dict[int, Contributed]) -> list[tuple[int, list[FieldContributed]]]:
    found = ((year, one.by_objective.get(Objective(code), [])) for year, one in said.items())
    return [(year, fields) for year, fields in found if fields]


def _values(period: Period) -> dict[object, list[Value]]:
    """What sources say up to the end of the period, the newest first."""
    said = Value.objects.select_related("corrected_by").filter(year__lte=period.last)
    values: dict[object, list[Value]] = {}
    for value in said.order_by("-year", "-as_of", "source", "-entered_at", "pk"):
        values.setdefault(value.indicator_id, []).append(value)
    return values


def _part(
    objective: Objective,
    found: list[Indicator],
    counted: list[dict[str, Figure]],
    values: dict[object, list[Value]],
    answers: list[AnswerRow],
    period: Period,
) -> EuPart:
    computed, entered, gaps = [], [], []
    for one in found:
        row = _row(one, counted[-1], values.get(one.pk, []), period)
        years = CountedRow(row, [year[one.computed_by] for year in counted if one.computed_by in year])
        if years.has_a_number:
            computed.append(years)
        elif row.is_gap:
            gaps.append(row)
        else:
            entered.append(row)
    cited = [f"Khetene: {year.read}" for one in computed for year in one.figures]
    cited += [value.cited for row in entered for value in row.values]
    return EuPart(
        code=objective.value,
        name=str(objective.label),
        answers=answers,
        computed=computed,
        entered=entered,
        gaps=gaps,
        headline={one.code: (str(one.baseline or ""), str(one.target or "")) for one in found if one.is_headline},
        sources=list(dict.fromkeys(cited)),
    )


def _row(found: Indicator, counted: dict[str, Figure], said: list[Value], period: Period) -> IndicatorRow:
    """What each source says for each year of the period; an older figure is named in the reason and fills nothing."""
    mine = [value for year in period.years for value in newest_of_each([one for one in said if one.year == year])]
    row = row_of(found, counted, mine)
    older = newest_of_each(said)
    if row.figure is not None or row.values or not older:
        return row
    newest = value_row(older[0], found.unit)
    reason = _("No source gives a figure for %(years)s. The newest is older: %(shown)s (%(cited)s).") % {
        "years": period.words,
        "shown": newest.said,
        "cited": newest.cited,
    }
    return replace(row, gap=Gap.NOT_KNOWN.value, gap_label=str(Gap.NOT_KNOWN.label), gap_reason=reason)


def _answers(period: Period, questions: tuple[Question, ...] = QUESTIONS) -> list[AnswerRow]:
    """Each block with the newest version of this period or, kept, of the newest one before it. One query."""
    rows = Answer.objects.filter(last_year__lte=period.last, question__in=[one.slug for one in questions])
    by_question: dict[str, list[Answer]] = {}
    for row in rows.order_by("-last_year", "-number"):
        by_question.setdefault(row.question, []).append(row)
    return [_answer(one, by_question.get(one.slug, []), period) for one in questions]


def _answer(question: Question, newest_first: list[Answer], period: Period) -> AnswerRow:
    row = AnswerRow(question.slug, question.objective, str(question.heading), str(question.asked))
    mine = [one for one in newest_first if one.last_year == period.last]
    before = next((one for one in newest_first if one.last_year < period.last), None)
    if not mine:
        return _kept(row, before)
    compared: dict[str, Any] = {}
    if before is not None:
        added, removed = changes_between(before.text, mine[0].text)
        compared = {"added": added, "removed": removed, "compared_with": Period(before.last_year).words}
    newest: dict[str, Any] = {"text": mine[0].text, "number": mine[0].number, "written_at": mine[0].written_at}
    return replace(row, versions=saved_texts(mine), **newest, **compared)


def _kept(row: AnswerRow, before: Answer | None) -> AnswerRow:
    if before is None:
        return row
    return replace(row, text=before.text, kept_from=Period(before.last_year).words, written_at=before.written_at)


def eu_answer(last_year: int, question: str, *, actor: Actor) -> AnswerRow:
    """One block for whoever writes it, with its versions. Raises NoSuchPeriod, NotForYou."""
    if not keeps_indicators(actor) or question not in BY_SLUG:
        raise NotForYou
    return _answers(Period(last_year), (BY_SLUG[question],))[0]


def earlier_answer(answer_id: uuid.UUID, *, actor: Actor) -> tuple[int, str, SavedText]:
    """The last year, the question and a version that is not the newest, before its words are deleted. Raises NotForYou."""
    found = Answer.objects.filter(pk=answer_id).first() if keeps_indicators(actor) else None
    block = BY_SLUG.get(found.question) if found else None
    saved = _answers(Period(found.last_year), (block,))[0].versions if found and block else []
    one = next((each for each in saved if each.id == answer_id and each.may_be_wiped), None)
    if found is None or one is None:
        raise NotForYou
    return found.last_year, found.question, one
