"""Surveys newest first, and one of them with who is asked and what became of the letters."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.formats import date_format

from khetene.gatherings.enums import State
from khetene.gatherings.models import Gathering
from khetene.instruments import reads as instruments
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.alphabet import in_alphabet
from khetene.kernel.enums import LetterState
from khetene.kernel.errors import NotForYou
from khetene.surveys.models import Asked, FromPaper, Letter, Link, PaperCount, Survey
from khetene.surveys.queue import to_be_asked, to_be_reminded
from khetene.surveys.rules import keeps, keeps_surveys, may_be_read
from khetene.surveys.words import promises, what_about

DECIDE = (LetterState.UNSURE, LetterState.REFUSED)
MOST_TO_ASK = 60


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """One survey in a list, with how many answered of how many asked."""

    id: uuid.UUID
    title: str
    about: str
    moment_label: str
    gathering_id: uuid.UUID | None
    is_anonymous: bool
    opened_on: date
    closes_on: date
    is_over: bool
    asked: int
    answered: int
    may_read: bool
    on_paper: int = 0

    @property
    def silent(self) -> int:
        """None where somebody answered twice, by link and on paper."""
        return max(0, self.asked - self.answered)


@dataclass(frozen=True, slots=True)
class AskedRow:
    """Somebody asked. `answered` is None where no names were announced: then nobody is shown it."""

    id: uuid.UUID
    name: str
    email: str
    described: str
    answered: bool | None
    is_undecided: bool
    may_be_corrected: bool
    paper_id: uuid.UUID | None = None

    @property
    def on_paper(self) -> bool:
        """Whether the answer was typed from paper."""
        return self.paper_id is not None


@dataclass(frozen=True, slots=True)
class SurveyPage:
    """`letters`: how many letters are in which state."""

    row: SurveyRow
    purpose: str
    promises: list[str]
    to_write_to: int
    to_remind: int
    letters: list[tuple[str, int]]
    may_be_discarded: bool
    people: list[AskedRow] = field(default_factory=list)


def surveys(*, actor: Actor) -> list[SurveyRow]:
    """Those of the own organisation. Raises NotForYou."""
    if not keeps_surveys(actor):
        raise NotForYou
    return [row_of(one) for one in _rows(actor)]


def running(*, actor: Actor) -> list[SurveyRow]:
    """Those that take answers now, for whoever asked."""
    return [row_of(one) for one in _rows(actor).open_on(clock.today())] if keeps_surveys(actor) else []


def of_gathering(gathering_id: uuid.UUID, *, actor: Actor) -> list[SurveyRow]:
    """Those about one gathering, for whoever asked."""
    return [row_of(one) for one in _rows(actor).filter(gathering_id=gathering_id)] if keeps_surveys(actor) else []


def _rows(actor: Actor) -> Any:
    return counted(Survey.objects.kept_by(actor.organisation_key)).order_by("-opened_on", "-pk")


def counted(rows: Any) -> Any:
    """With how many are asked and how many answered."""
    related = rows.select_related("version__instrument", "gathering", "body", "organisation")
    sheets = PaperCount.objects.filter(survey=OuterRef("pk")).order_by().values("survey").annotate(all=Sum("number"))
    return related.annotate(
        all_papers=Coalesce(Subquery(sheets.values("all")), 0),
        all_typed=Count("asked__answer__paper", distinct=True),
        all_asked=Count("asked", distinct=True),
        all_answered=Count("asked", filter=Q(asked__answered=True), distinct=True),
    )


def row_of(one: Any) -> SurveyRow:
    today, answered = clock.today(), one.all_answered + one.all_papers
    return SurveyRow(
        id=one.pk,
        title=str(one.version.instrument.title),
        about=what_about(one),
        moment_label=str(one.get_moment_display()) if one.moment else "",
        gathering_id=one.gathering_id,
        is_anonymous=one.is_anonymous,
        opened_on=one.opened_on,
        closes_on=one.closes_on,
        is_over=one.is_over(today),
        asked=one.all_asked,
        answered=answered,
        may_read=may_be_read(one, answered=answered, on_paper=one.all_papers, on=today),
        on_paper=one.all_papers + one.all_typed,
    )


def found(survey_id: uuid.UUID, actor: Actor) -> Any:
    """Raises NotForYou."""
    one = counted(Survey.objects.filter(pk=survey_id)).order_by("pk").first()
    if one is None or not keeps(actor, one):
        raise NotForYou
    return one


def asked(asked_id: uuid.UUID, *, actor: Actor) -> tuple[uuid.UUID, Asked]:
    """Somebody who is asked, with the key of the survey, for whoever asks. Raises NotForYou."""
    one = Asked.objects.select_related("survey").filter(pk=asked_id).first()
    if one is None or not keeps(actor, one.survey):
        raise NotForYou
    return one.survey_id, one


def typed_paper(paper_id: uuid.UUID, *, actor: Actor) -> tuple[SurveyRow, str]:
    """The survey of a sheet that was typed in under a name, and whose it is. Raises NotForYou."""
    paper = FromPaper.objects.select_related("answer__asked").filter(pk=paper_id).first()
    if paper is None:
        raise NotForYou
    return row_of(found(paper.answer.asked.survey_id, actor)), paper.answer.asked.name


def survey(survey_id: uuid.UUID, *, actor: Actor) -> SurveyPage:
    """One survey with those who are asked. Raises NotForYou."""
    one = found(survey_id, actor)
    row = row_of(one)
    letters = list(Letter.objects.filter(asked__survey=one).order_by("number", "pk"))
    # A reminder goes to the silent only: without names its fate would tell who was silent.
    told = [letter for letter in letters if not (one.is_anonymous and letter.number)]
    undecided = {letter.asked_id for letter in told if letter.state in DECIDE}
    reached = {letter.asked_id for letter in letters if not letter.number and letter.state not in DECIDE}
    states = _states(letters, one)
    papers = FromPaper.objects.filter(answer__asked__survey=one).order_by("pk")
    on_paper = dict(papers.values_list("answer__asked_id", "pk"))
    people = [_asked_row(each, one, undecided, reached, on_paper) for each in one.asked.order_by("pk")]
    return SurveyPage(
        row=row,
        purpose=one.purpose,
        promises=promises(one),
        to_write_to=0 if row.is_over else len(to_be_asked(one)),
        to_remind=0 if row.is_over else len(to_be_reminded(one)),
        may_be_discarded=not row.is_over and not row.answered and not letters and not _links(one),
        letters=[(str(state.label), states[state]) for state in LetterState if states[state]],
        people=sorted(people, key=lambda each: (in_alphabet(each.name), each.id)),
    )


def _links(one: Survey) -> bool:
    return Link.objects.filter(asked__survey=one).exists()


def _states(letters: list[Letter], one: Survey) -> Counter[str]:
    """Without names a letter that was not needed any more would say that somebody answered: it counts as sent."""
    states = Counter(letter.state for letter in letters)
    if one.is_anonymous:
        states[LetterState.SENT] += states.pop(LetterState.NOT_NEEDED, 0)
    return states


def _asked_row(
    each: Asked, one: Survey, undecided: set[uuid.UUID], reached: set[uuid.UUID], on_paper: dict[uuid.UUID, uuid.UUID]
) -> AskedRow:
    parts = (str(each.get_sector_display()) if each.sector else "", each.place)
    return AskedRow(
        id=each.pk,
        name=each.name,
        email=each.email,
        described=", ".join(part for part in parts if part),
        answered=None if one.is_anonymous else each.answered,
        is_undecided=each.pk in undecided,
        may_be_corrected=each.pk not in reached and not one.is_over(clock.today()),
        paper_id=on_paper.get(each.pk),
    )


def versions() -> list[tuple[str, str]]:
    """Questionnaires that can be asked in a survey, as choices."""
    return [(str(version.id), str(version.questions.title)) for version in instruments.surveys()]


def gatherings_to_ask(*, actor: Actor) -> list[tuple[str, str]]:
    """Announced gatherings and those that were held, newest first, as choices."""
    rows = Gathering.objects.of(actor.organisation_key).filter(state__in=[State.ANNOUNCED, State.HELD])
    wanted = rows.filter(starts__isnull=False).order_by("-starts", "pk")[:MOST_TO_ASK]
    return [(str(row.pk), f"{date_format(row.days[0], 'SHORT_DATE_FORMAT')} {row.title}") for row in wanted]
