"""Planning what a school or a municipality does so that fewer leave early, and saying what came of it."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from khetene.earlyleaving.enums import ENDED, Aim, Progress
from khetene.earlyleaving.errors import MeasureHasEnded, OutsideSchoolYear, SayWhatCameOfIt
from khetene.earlyleaving.instrument import school_year_on, school_years_to_plan
from khetene.earlyleaving.models import EarlierMeasure, ReductionMeasure, ReductionStep
from khetene.earlyleaving.register import joined_school
from khetene.earlyleaving.rules import leads_a_school, plans_reduction
from khetene.kernel import audit, clock, wiping
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou

SAID = ("aim", "words", "responsible", "due_on", "outcome")


@transaction.atomic
def plan_measure(*, aim: str, words: str, responsible: str, due_on: date, actor: Actor) -> ReductionMeasure:
    """A measure of this school year, from July on also of the coming one; its day says of which.

    Raises NotForYou, SchoolNotJoined, OutsideSchoolYear.
    """
    if not plans_reduction(actor):
        raise NotForYou
    if leads_a_school(actor):
        joined_school(actor)
    year = school_year_on(due_on)
    if year not in school_years_to_plan(clock.today()):
        raise OutsideSchoolYear
    measure = ReductionMeasure(
        organisation_id=actor.organisation_key,
        school_year=year,
        aim=Aim(aim),
        words=words,
        responsible=responsible,
        due_on=due_on,
    )
    measure.full_clean()
    measure.save(force_insert=True)
    _write(measure, "", actor)
    audit.record("reduction.planned", measure, actor=actor)
    return measure


@transaction.atomic
def move_measure(measure_id: uuid.UUID, *, progress: str, words: str = "", actor: Actor) -> ReductionMeasure:
    """Where it stands now; at its end, what came of it. Raises NotForYou, MeasureHasEnded, SayWhatCameOfIt."""
    measure = _own_measure(measure_id, actor)
    if measure.progress in ENDED:
        raise MeasureHasEnded
    measure.progress = Progress(progress)
    if measure.progress in ENDED:
        if not words.strip():
            raise SayWhatCameOfIt
        measure.outcome = words
    measure.full_clean()
    measure.save(update_fields=["progress", "outcome"])
    _write(measure, words, actor)
    audit.record("reduction.moved", measure, actor=actor)
    return measure


@transaction.atomic
def correct_measure(
    measure_id: uuid.UUID, *, aim: str, words: str, responsible: str, due_on: date, outcome: str = "", actor: Actor
) -> ReductionMeasure:
    """What was mistyped, also after the end; what stood there before stays in the history.

    Raises NotForYou, OutsideSchoolYear, SayWhatCameOfIt.
    """
    measure = _own_measure(measure_id, actor)
    if school_year_on(due_on) != measure.school_year:
        raise OutsideSchoolYear
    has_ended = measure.progress in ENDED
    if has_ended and not outcome.strip():
        raise SayWhatCameOfIt(field="outcome")
    before = {name: getattr(measure, name) for name in SAID}
    now = {"aim": Aim(aim), "words": words, "responsible": responsible, "due_on": due_on}
    now |= {"outcome": outcome if has_ended else ""}
    if before == now:
        return measure
    EarlierMeasure.objects.create(measure=measure, **before, replaced_at=clock.now(), by_id=actor.membership_key)
    for name, value in now.items():
        setattr(measure, name, value)
    measure.full_clean()
    measure.save(update_fields=SAID)
    audit.record("reduction.corrected", measure, actor=actor)
    return measure


@transaction.atomic
def wipe_reduction_words(measure_id: uuid.UUID, written_id: uuid.UUID, *, actor: Actor) -> None:
    """Delete words of the history for good: those that were corrected, or those of a step. Raises NotForYou."""
    measure = _own_measure(measure_id, actor)
    earlier = measure.earlier.filter(pk=written_id).first()
    step = measure.steps.exclude(words="", wiped_at=None).filter(pk=written_id).first()
    if earlier is not None:
        wiping.wipe(earlier, verb="reduction.wiped", actor=actor, words="", responsible="", outcome="")
    elif step is not None:
        wiping.wipe(step, verb="reduction_step.wiped", actor=actor, words="")
    else:
        raise NotForYou


def _own_measure(measure_id: uuid.UUID, actor: Actor) -> ReductionMeasure:
    rows = ReductionMeasure.objects.filter(organisation_id=actor.organisation_key)
    measure = rows.select_for_update(of=("self",)).filter(pk=measure_id).first()
    if measure is None or not plans_reduction(actor):
        raise NotForYou
    return measure


def _write(measure: ReductionMeasure, words: str, actor: Actor) -> None:
    step = ReductionStep(
        measure=measure, progress=measure.progress, words=words, at=clock.now(), by_id=actor.membership_key
    )
    step.full_clean()
    step.save(force_insert=True)
