"""Planning what a school or a municipality does so that fewer leave early, and saying what came of it."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from khetene.earlyleaving.enums import ENDED, Aim, Progress
from khetene.earlyleaving.errors import MeasureHasEnded, OutsideSchoolYear, SayWhatCameOfIt
from khetene.earlyleaving.instrument import school_year_on
from khetene.earlyleaving.models import ReductionMeasure, ReductionStep
from khetene.earlyleaving.register import joined_school
from khetene.earlyleaving.rules import leads_a_school, plans_reduction
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


@transaction.atomic
def plan_measure(*, aim: str, words: str, responsible: str, due_on: date, actor: Actor) -> ReductionMeasure:
    """A measure of this school year. Raises NotForYou, SchoolNotJoined, OutsideSchoolYear."""
    if not plans_reduction(actor):
        raise NotForYou
    if leads_a_school(actor):
        joined_school(actor)
    year = school_year_on(clock.today())
    if school_year_on(due_on) != year:
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
    rows = ReductionMeasure.objects.filter(organisation_id=actor.organisation_key)
    measure = rows.select_for_update(of=("self",)).filter(pk=measure_id).first()
    if measure is None or not plans_reduction(actor):
        raise NotForYou
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


def _write(measure: ReductionMeasure, words: str, actor: Actor) -> None:
    step = ReductionStep(
        measure=measure, progress=measure.progress, words=words, at=clock.now(), by_id=actor.membership_key
    )
    step.full_clean()
    step.save(force_insert=True)
