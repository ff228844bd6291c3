"""Entering a figure of a source, correcting one by a new row, writing the words of the overview and of the EU report."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.monitoring.computed import Year
from khetene.monitoring.enums import Unit
from khetene.monitoring.errors import (
    AlreadyCorrected,
    ChangedMeanwhile,
    ComputedHere,
    NothingWritten,
    NumberOrReason,
    RateNeedsDenominator,
)
from khetene.monitoring.models import Answer, Chapter, Indicator, Value
from khetene.monitoring.period import Period
from khetene.monitoring.questions import BY_SLUG
from khetene.monitoring.rules import keeps_indicators


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
def write_chapter(year: int, objective: str, *, text: str, actor: Actor) -> Chapter:
    """What the overview of a year says about an objective. Raises NothingWritten, NoSuchYear, NotForYou."""
    if not keeps_indicators(actor):
        raise NotForYou
    Year(year)
    if not text.strip():
        raise NothingWritten
    found = Chapter.objects.select_for_update(of=("self",)).filter(year=year, objective=objective).first()
    chapter = found or Chapter(year=year, objective=objective)
    chapter.text = text
    chapter.written_at = clock.now()
    chapter.written_by_id = actor.membership_key
    chapter.full_clean()
    chapter.save()
    audit.record("chapter.written", chapter, actor=actor)
    return chapter


@transaction.atomic
def write_answer(last_year: int, question: str, *, text: str, seen: int, actor: Actor) -> Answer:
    """Save a block of the report to the Commission over the version `seen`. The same text twice is saved once.

    Raises ChangedMeanwhile, NothingWritten, NoSuchPeriod, NotForYou.
    """
    if not keeps_indicators(actor) or question not in BY_SLUG:
        raise NotForYou
    Period(last_year)
    if not text.strip():
        raise NothingWritten
    versions = Answer.objects.filter(last_year=last_year, question=question)
    newest = versions.order_by("-number").first()
    if newest is not None and newest.text == text:
        return newest
    if (newest.number if newest else 0) != seen:
        raise ChangedMeanwhile
    answer = Answer(last_year=last_year, question=question, number=seen + 1, text=text)
    answer.written_at, answer.written_by_id = clock.now(), actor.membership_key
    answer.clean_fields()
    try:
        with transaction.atomic():
            answer.save(force_insert=True)
    except IntegrityError as problem:  # two savings over one version at once: the other one was first
        raise ChangedMeanwhile from problem
    audit.record("answer.written", answer, actor=actor)
    return answer
