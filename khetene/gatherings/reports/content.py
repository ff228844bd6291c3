"""What a report says, in the reader's language and in order; how it looks is the templates' business."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from khetene.gatherings.counting import Count
from khetene.gatherings.enums import ItemKind, Reply
from khetene.gatherings.reads import AgendaRow, Figures, GatheringPage, ParticipantRow
from khetene.kernel.prose import Block, as_blocks

SPOKEN_ABOUT = (ItemKind.TALK, ItemKind.DISCUSSION, ItemKind.VISIT, ItemKind.FAMILY_VISIT)


@dataclass(frozen=True, slots=True)
class Said:
    """Things of one kind that were said: recommendations, needs, gains; as they stand in the register."""

    heading: str
    words: list[str]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the report: a heading, who spoke, the text."""

    heading: str
    by: str
    blocks: list[Block]


@dataclass(frozen=True, slots=True)
class AgendaLine:
    time: str
    title: str
    speakers: list[str]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the annex with the participants: `who` is a name or the post where no name is shown."""

    who: str
    described: str


@dataclass(frozen=True, slots=True)
class SurveyQuestion:
    """What was asked, and how it was answered: counts or words, without names."""

    label: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class SurveyPart:
    """A survey before or after the gathering: who answered of whom, and question by question."""

    heading: str
    sentences: list[str]
    questions: list[SurveyQuestion]


@dataclass(frozen=True, slots=True)
class Report:
    """All that the templates print. Labels are words in the reader's language."""

    language: str
    title: str
    kind: str
    when: str
    place: str
    organiser: str
    purpose: str
    phase: str
    funding: str
    parts: list[Part]
    said: list[Said]
    figures: list[str]
    stated: list[str]
    by_sector: list[tuple[str, int]]
    agenda: list[AgendaLine]
    participants: list[Line]
    sources: list[str]
    surveys: list[SurveyPart] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def report_of(
    page: GatheringPage, figures: Figures, said: list[Said], *, names: bool, surveys: Sequence[SurveyPart] = ()
) -> Report:
    """`names`: with the names of participants, for the funder; without, with those who agreed to be listed."""
    return Report(
        language=(get_language() or "lv").split("-")[0],
        title=page.row.title,
        kind=capfirst(page.row.kind_label),
        when=when(page),
        place=page.row.place,
        organiser=page.row.organiser,
        purpose=page.purpose,
        phase=page.phase,
        funding=page.funding_statement,
        parts=[Part(row.heading, "", as_blocks(row.text)) for row in page.sections if row.text.strip()]
        + [_part(item) for item in page.agenda if item.kind in SPOKEN_ABOUT and item.notes.strip()],
        said=[one for one in said if one.words],
        figures=figure_sentences(page, figures),
        stated=[f"{one.what}: {one.number} ({one.source})" for one in figures.stated],
        by_sector=[*figures.by_sector, *_remainder(figures.not_classified["sector"])],
        agenda=[_agenda_line(item) for item in page.agenda],
        participants=[_line(row, names=names) for row in page.participants if _took_part(row, page)],
        sources=page.sources,
        surveys=list(surveys),
        labels=fixed_words(),
    )


def when(page: GatheringPage) -> str:
    """Its days in words; a recorded gathering may know its year only."""
    if not page.days:
        return page.row.when_words or str(page.row.year)
    first, last = page.days[0], page.days[-1]
    words = date_format(first, "DATE_FORMAT")
    return words if first == last else f"{words} – {date_format(last, 'DATE_FORMAT')}"


def figure_sentences(page: GatheringPage, figures: Figures) -> list[str]:
    """Sentences that name what they count; a number of persons is a span while a question about a name is open."""
    if not figures.rows.high and not figures.heads:
        return []
    sentences = [_rows_and_persons(figures.rows, figures.persons)] if figures.rows.high else []
    if figures.rows.team:
        sentences.append(
            ngettext("%(number)s of them organised it.", "%(number)s of them organised it.", figures.rows.team)
            % {"number": figures.rows.team}
        )
    if figures.municipalities["all"]:
        sentences.append(_municipalities(figures.municipalities))
    for heads in figures.heads:
        words = (
            _("%(group)s: about %(number)s (no names)") if heads.is_estimate else _("%(group)s: %(number)s (no names)")
        )
        sentences.append(words % {"group": heads.group, "number": heads.number})
    return sentences


def _municipalities(figures: dict[str, int]) -> str:
    """One number where all three meanings agree."""
    if len(set(figures.values())) == 1:
        return _("Municipalities: %(all)s.") % figures
    return (
        _(
            "Municipalities: %(staff)s by their own staff, %(first)s with everybody who came for one, "
            "%(all)s with further posts of participants."
        )
        % figures
    )


def _rows_and_persons(rows: Count, persons: Count) -> str:
    counted = ngettext("%(number)s row", "%(number)s rows", rows.high) % {"number": rows.high}
    if persons.is_exact:
        people = ngettext("%(number)s person", "%(number)s persons", persons.high) % {"number": persons.high}
        return _("The list has %(rows)s: %(people)s.") % {"rows": counted, "people": people}
    span = {"rows": counted, "low": persons.low, "high": persons.high}
    people = _("The list has %(rows)s: %(low)s or %(high)s persons.") % span
    return people + " " + _("A name stands on two rows, and nobody has said yet whether that is one person.")


def _remainder(number: int) -> list[tuple[str, int]]:
    return [(_("not classified"), number)] if number else []


def _part(item: AgendaRow) -> Part:
    return Part(item.title, "; ".join(item.speakers), as_blocks(item.notes))


def _agenda_line(item: AgendaRow) -> AgendaLine:
    at = time_format(item.starts, "H.i") if item.starts else ""
    return AgendaLine(at, item.title, item.speakers)


def _took_part(row: ParticipantRow, page: GatheringPage) -> bool:
    """Before the end the annex says who comes; afterwards who was there."""
    return bool(row.days) if page.is_over else row.reply == Reply.COMING


def _line(row: ParticipantRow, *, names: bool) -> Line:
    shown = row.name if names or row.may_be_listed else ""
    described = [row.described, *(f"{also['position']}, {also['represents']}" for also in row.also)]
    described += [_("(in place of a member)")] if row.stands_in else []
    words = "; ".join(part for part in described if part)
    return Line(shown or words, words if shown else "")


def fixed_words() -> dict[str, str]:
    """Words that stand in every document, for the template."""
    return {
        "report": _("Report"),
        "organiser": _("Organiser"),
        "when": _("When"),
        "place": _("Place"),
        "purpose": _("Purpose"),
        "counted": _("How many took part"),
        "stated": _("What documents state"),
        "by_sector": _("Rows of the list by sector"),
        "said": _("What was said and asked"),
        "survey": _("Survey"),
        "agenda": _("Annex 1. Agenda"),
        "participants": _("Annex 2. Participants"),
        "time": _("Time"),
        "item": _("What is on the agenda"),
        "who": _("Participant"),
        "sources": _("Sources"),
        "page": _("page"),
    }
