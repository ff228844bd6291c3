"""Figures of sources, the words of the overview and the EU report, what municipalities said, and deleting words for good."""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from khetene.instruments import actions as instruments
from khetene.instruments.reads import contributed
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.wiping import wipe
from khetene.monitoring.computed import Year
from khetene.monitoring.enums import Objective, Unit
from khetene.monitoring.errors import (
    AlreadyCorrected,
    ChangedMeanwhile,
    ComputedHere,
    NothingToTake,
    NothingWritten,
    NumberOrReason,
    RateNeedsDenominator,
    StillStands,
    TakenMeanwhile,
)
from khetene.monitoring.models import Answer, Chapter, Contributions, Indicator, Value
from khetene.monitoring.period import Period
from khetene.monitoring.questions import BY_SLUG
from khetene.monitoring.rules import keeps_indicators
from khetene.monitoring.taken import without_words

Text = TypeVar("Text", Answer, Chapter)


@dataclass(frozen=True, slots=True)
class Said:
    """What a source says about one year: a number or why there is none, from where, of what."""

    year: int
    source: str
    source_kind: str
    number: Decimal | None = None
    qualifier: str = ""
    gap: str = ""
    as_of: date | None = None
    period: str = ""
    denominator: str = ""
    geography: str = ""
    document: str = ""
    note: str = ""


@transaction.atomic
def enter_value(indicator_id: uuid.UUID, said: Said, *, actor: Actor) -> Value:
    """Keep what a source says. Raises NumberOrReason, RateNeedsDenominator, ComputedHere, NoSuchYear, NotForYou."""
    return _enter(_indicator(indicator_id, actor), said, None, actor)


@transaction.atomic
def correct_value(value_id: uuid.UUID, said: Said, *, actor: Actor) -> Value:
    """A new row that names the old one, which stays. Raises AlreadyCorrected and what `enter_value` raises."""
    old = Value.objects.select_for_update(of=("self",)).filter(pk=value_id).first()
    if old is None:
        raise NotForYou
    indicator = _indicator(old.indicator_id, actor)
    if Value.objects.filter(corrects=old).exists():
        raise AlreadyCorrected
    return _enter(indicator, said, old, actor)


def _indicator(indicator_id: uuid.UUID, actor: Actor) -> Indicator:
    found = Indicator.objects.filter(pk=indicator_id).first()
    if found is None or not keeps_indicators(actor):
        raise NotForYou
    if found.computed_by:
        raise ComputedHere
    return found


def _enter(indicator: Indicator, said: Said, old: Value | None, actor: Actor) -> Value:
    Year(said.year)
    if (said.number is None) != bool(said.gap):
        raise NumberOrReason
    of_what = said.denominator or (str(old.denominator) if old else "")
    if indicator.unit == Unit.PERCENT and said.number is not None and not of_what:
        raise RateNeedsDenominator
    value = Value(
        indicator=indicator,
        year=said.year,
        as_of=said.as_of,
        period=said.period,
        number=said.number,
        qualifier=said.qualifier if said.number is not None else "",
        gap=said.gap,
        denominator=of_what,
        geography=said.geography,
        source=said.source,
        source_kind=said.source_kind,
        document=said.document,
        note=said.note,
        corrects=old,
        entered_at=clock.now(),
        entered_by_id=actor.membership_key,
    )
    value.full_clean()
    value.save(force_insert=True)
    audit.record("figure.corrected" if old else "figure.entered", value, actor=actor)
    return value


@transaction.atomic
def write_chapter(year: int, objective: str, *, text: str, seen: int, actor: Actor) -> Chapter:
    """Save what the overview of a year says about an objective over the version `seen`.

    Raises ChangedMeanwhile, NothingWritten, NoSuchYear, NotForYou.
    """
    if not keeps_indicators(actor) or objective not in Objective.values:
        raise NotForYou
    Year(year)
    newest = Chapter.objects.filter(year=year, objective=objective).order_by("-number").first()
    return _save_over(newest, Chapter(year=year, objective=objective, text=text), seen, "chapter.written", actor)


@transaction.atomic
def write_answer(last_year: int, question: str, *, text: str, seen: int, actor: Actor) -> Answer:
    """Save a block of the report to the Commission over the version `seen`.

    Raises ChangedMeanwhile, NothingWritten, NoSuchPeriod, NotForYou.
    """
    if not keeps_indicators(actor) or question not in BY_SLUG:
        raise NotForYou
    Period(last_year)
    newest = Answer.objects.filter(last_year=last_year, question=question).order_by("-number").first()
    return _save_over(newest, Answer(last_year=last_year, question=question, text=text), seen, "answer.written", actor)


def _save_over(newest: Text | None, new: Text, seen: int, verb: str, actor: Actor) -> Text:
    """A further version; the same text twice is saved once, and who has not seen the newest is refused."""
    if not new.text.strip():
        raise NothingWritten
    if newest is not None and newest.text == new.text:
        return newest
    if (newest.number if newest else 0) != seen:
        raise ChangedMeanwhile
    new.number = seen + 1
    new.written_at, new.written_by_id = clock.now(), actor.membership_key
    new.clean_fields()
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError as problem:  # two savings over one version at once: the other one was first
        raise ChangedMeanwhile from problem
    audit.record(verb, new, actor=actor)
    return new


@transaction.atomic
def wipe_chapter(chapter_id: uuid.UUID, *, actor: Actor) -> Chapter:
    """Delete the words of an earlier version for good; that there was one stays. Raises StillStands, NotForYou."""
    found = _saved(Chapter.objects.filter(pk=chapter_id), actor)
    _wipe(found, Chapter.objects.filter(year=found.year, objective=found.objective), "chapter.wiped", actor)
    return found


@transaction.atomic
def wipe_answer(answer_id: uuid.UUID, *, actor: Actor) -> Answer:
    """The same for a block of the report to the Commission. Raises StillStands, NotForYou."""
    found = _saved(Answer.objects.filter(pk=answer_id), actor)
    _wipe(found, Answer.objects.filter(last_year=found.last_year, question=found.question), "answer.wiped", actor)
    return found


def _saved(rows: QuerySet[Text], actor: Actor) -> Text:
    found = rows.select_for_update(of=("self",)).first()
    if found is None or not keeps_indicators(actor):
        raise NotForYou
    return found


def _wipe(found: Text, versions: QuerySet[Text], verb: str, actor: Actor) -> None:
    if not versions.filter(number__gt=found.number).exists():
        raise StillStands
    wipe(found, verb=verb, actor=actor, text="")


@transaction.atomic
def take_contributions(year: int, *, actor: Actor) -> Contributions:
    """Keep what municipalities told the actor's organisation about a year, with who gave no answer. The same again is kept once.

    Raises NothingToTake, NoSuchYear, TakenMeanwhile, NotForYou.
    """
    if not keeps_indicators(actor):
        raise NotForYou
    Year(year)
    instruments.hold_contributions(year, actor=actor)
    found = contributed(year, actor=actor)
    if not any(one.is_answered for one in found):
        raise NothingToTake
    content = json.loads(json.dumps([asdict(one) for one in found], ensure_ascii=False, default=str))
    newest = _taken_by(actor).filter(year=year).order_by("-number").first()
    if newest is not None and newest.content == content:
        return newest
    taken = Contributions(year=year, number=newest.number + 1 if newest else 1, content=content)
    taken.organisation_id = actor.organisation_key
    taken.taken_at, taken.taken_by_id = clock.now(), actor.membership_key
    taken.clean_fields()
    try:
        with transaction.atomic():
            taken.save(force_insert=True)
    except IntegrityError as problem:  # two takings at once: the other one was first
        raise TakenMeanwhile from problem
    audit.record("contributions.taken", taken, actor=actor)
    return taken


@transaction.atomic
def wipe_said(part_id: uuid.UUID, question: str, *, actor: Actor) -> bool:
    """Delete for good what an institution typed as its answer: where it was given, and in every taking of it.

    Raises NotForYou, also where there are no such words.
    """
    if not keeps_indicators(actor):
        raise NotForYou
    is_given = _wiped_where_given(part_id, question, actor)
    is_taken = False
    for row in _taken_by(actor).select_for_update(of=("self",)).order_by("year", "number"):
        if without_words(row.content, part_id, question):
            wipe(row, verb="contributions.words_wiped", actor=actor, content=row.content)
            is_taken = True
    if not (is_given or is_taken):
        raise NotForYou
    return True


def _wiped_where_given(part_id: uuid.UUID, question: str, actor: Actor) -> bool:
    """Answers are deleted after three years; what was taken of them stays."""
    try:
        instruments.wipe_words(part_id, question, actor=actor)
    except NotForYou:
        return False
    return True


def _taken_by(actor: Actor) -> QuerySet[Contributions]:
    return Contributions.objects.filter(organisation_id=actor.organisation_key)
