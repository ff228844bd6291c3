"""What came back, question by question. Silence is named and nothing is averaged; a group is shown only where it is large."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from khetene.disclosure.door import Hidden, Rule, Shown, Table, Why, protect_kinds
from khetene.disclosure.tally import Tally
from khetene.gatherings.enums import Sector
from khetene.instruments.enums import Kind
from khetene.instruments.questionnaire import Item, Questionnaire, from_dict, shown
from khetene.kernel.actor import Actor
from khetene.kernel.alphabet import in_alphabet
from khetene.surveys.enums import GroupedBy
from khetene.surveys.models import Answer, Box, Survey
from khetene.surveys.reads.lists import SurveyRow, counted, found, row_of

COUNTED = (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.ACKNOWLEDGE)
ELSEWHERE = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One answer with the group that stands beside it."""

    group: str
    said: dict[str, str]
    asked: frozenset[str]
    who: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A possible answer and how often it was given, in all and in each group that is shown."""

    label: str
    number: int
    by_group: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Free words; `who` is empty where no names were announced."""

    words: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """Counts where there was something to choose, words elsewhere; `silent` were asked this question and left it out.

    Words stand in the order of the alphabet and beside no group: their order and place tell nothing about who wrote them.
    """

    label: str
    lines: list[Line]
    texts: list[Words]
    several: bool
    silent: Line
    not_asked: Line


@dataclass(frozen=True, slots=True)
class GroupResult:
    """A sector or a municipality: how many answered, or why that is hidden. Hidden is not zero."""

    label: str
    number: int | None
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """`questions` is empty where nothing may be read; `group_names` are the groups whose counts stand in the lines."""

    row: SurveyRow
    minimum: int
    grouped_by: str
    grouped_label: str
    groups: list[GroupResult] = field(default_factory=list)
    group_names: list[str] = field(default_factory=list)
    questions: list[QuestionResult] = field(default_factory=list)


def results(survey_id: uuid.UUID, *, actor: Actor) -> Results:
    """For whoever asked. Raises NotForYou."""
    one = found(survey_id, actor)
    return results_of(one, row_of(one))


def results_of_gathering(gathering_id: uuid.UUID) -> list[Results]:
    """For the report of a gathering: surveys that are over, the oldest first; small ones without their answers."""
    rows = counted(Survey.objects.filter(gathering_id=gathering_id)).order_by("opened_on", "pk")
    over = [(one, row) for one in rows if (row := row_of(one)).is_over]
    return [results_of(one, row) if row.answered >= one.minimum else _closed_book(one, row) for one, row in over]


def results_of(one: Any, row: SurveyRow) -> Results:
    if not row.may_read:
        return _closed_book(one, row)
    questions = from_dict(one.version.content)
    papers = _papers(one, questions)
    groups, shown_groups = _groups(one, papers)
    return Results(
        row=row,
        minimum=one.minimum,
        grouped_by=one.grouped_by,
        grouped_label=str(one.get_grouped_by_display()),
        groups=groups,
        group_names=[_label(one, code) for code in shown_groups],
        questions=[_question(item, papers, shown_groups) for item in questions.questions()],
    )


def _closed_book(one: Any, row: SurveyRow) -> Results:
    return Results(row, one.minimum, one.grouped_by, str(one.get_grouped_by_display()))


def _papers(one: Survey, questions: Questionnaire) -> list[Paper]:
    if one.is_anonymous:
        given = [(paper["group"], paper["said"], "") for paper in json.loads(Box.objects.get(survey=one).content)]
    else:
        rows = Answer.objects.filter(asked__survey=one).select_related("asked__survey").order_by("pk")
        given = [(_group_of(row, one), json.loads(row.content), row.asked.name) for row in rows]
    return [Paper(group, said, _asked(questions, said), who) for group, said, who in given]


def _asked(questions: Questionnaire, said: dict[str, str]) -> frozenset[str]:
    """The questions that stood before somebody who answered so: not asked and left out are different things."""
    return frozenset(item.name for item in questions.relevant_items(said))


def _group_of(row: Answer, one: Survey) -> str:
    if one.grouped_by == GroupedBy.NOTHING:
        return ELSEWHERE
    return row.asked.sector if one.grouped_by == GroupedBy.SECTOR else row.asked.place


def _groups(one: Any, papers: Sequence[Paper]) -> tuple[list[GroupResult], list[str]]:
    """Each group's number by the rule of totals: what stays hidden is several groups that are large together.

    So everything that can be worked out from a shown group, or by taking it from the whole, is about at least `minimum`
    people.
    """
    if one.grouped_by == GroupedBy.NOTHING:
        return [], []
    numbers = Counter(paper.group for paper in papers)
    table, too_few_by_link = _protected(one, numbers), _known_by_the_sheets(one, numbers)
    groups = []
    for code in sorted(numbers, key=lambda code: (code == ELSEWHERE, in_alphabet(_label(one, code)))):
        cell = too_few_by_link.get(code, table.cells[code])
        groups.append(
            GroupResult(_label(one, code), None, cell.why)
            if isinstance(cell, Hidden)
            else GroupResult(_label(one, code), cell.number)
        )
    safe = isinstance(table.total, Shown)
    open_cells = {code for code in numbers if isinstance(too_few_by_link.get(code, table.cells[code]), Shown)}
    named = [code for code in numbers if code != ELSEWHERE and safe and code in open_cells]
    return groups, sorted(named, key=lambda code: in_alphabet(_label(one, code)))


def _protected(one: Survey, numbers: Counter[str]) -> Table:
    rule = Rule(minimum=one.minimum, contributors=1)
    return protect_kinds(Tally(((code,), one.organisation_id, number) for code, number in numbers.items()), rule)


def _known_by_the_sheets(one: Any, numbers: Counter[str]) -> dict[str, Hidden]:
    """Groups that whoever typed the sheets in could see through: they take the sheets away, and too few are left.

    The same rule is asked about the answers by link alone. A group that it hides too makes what stays hidden only larger.
    """
    by_link = numbers - Counter(dict(one.papers.values_list("group", "number"))) if one.all_papers else None
    if not by_link:
        return {}
    table = _protected(one, by_link)
    return {code: cell for code, cell in table.cells.items() if isinstance(cell, Hidden)}


def _label(one: Survey, code: str) -> str:
    if code == ELSEWHERE:
        return ""
    return str(Sector(code).label) if one.grouped_by == GroupedBy.SECTOR else code


def _question(item: Item, papers: Sequence[Paper], groups: Sequence[str]) -> QuestionResult:
    given = [paper for paper in papers if paper.said.get(item.name)]
    several = item.kind == Kind.SELECT_MULTIPLE
    if item.kind in COUNTED:
        lines = [_line(label, [one for one in given if name in one.said[item.name].split()], groups)
                 for name, label in _choices(item)]  # fmt: skip
        texts = []
    else:
        lines, texts = [], [Words(shown(item, one.said[item.name]), one.who) for one in given]
    return QuestionResult(
        label=str(item.label),
        lines=lines,
        texts=sorted(texts, key=lambda one: (in_alphabet(one.words), one.who)),
        several=several,
        silent=_line("", [one for one in papers if item.name in one.asked and not one.said.get(item.name)], groups),
        not_asked=_line("", [one for one in papers if item.name not in one.asked], groups),
    )


def _choices(item: Item) -> list[tuple[str, str]]:
    return [(choice.name, str(choice.label)) for choice in item.choices] or [("OK", shown(item, "OK"))]


def _line(label: str, papers: Sequence[Paper], groups: Sequence[str]) -> Line:
    by_group = Counter(paper.group for paper in papers)
    return Line(label, len(papers), tuple(by_group[group] for group in groups))
