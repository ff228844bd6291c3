"""Moving a participation from stage to stage, as its definition lets it: who may, and what must be there first."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from khetene.enrolments import rules
from khetene.enrolments.actions._steps import locked, write_step
from khetene.enrolments.actions.enrolling import refuse_full_programme
from khetene.enrolments.enums import Phase
from khetene.enrolments.errors import (
    DayNotPossible,
    NotYoursToMove,
    ReentryNotPossible,
    SayWhy,
    SomethingMissing,
    StageNotPossible,
)
from khetene.enrolments.models import Delivery, Enrolment, EnrolmentStep
from khetene.enrolments.reads.presence import missing_for
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.translated import short_day
from khetene.programmes.operations.definition import Operation, Stage


@transaction.atomic
def move(enrolment_id: uuid.UUID, *, stage: str, on: date, exit_reason: str = "", actor: Actor) -> Enrolment:
    """Move a participation to a stage on a day; to the stage in which it is changes nothing.

    Raises StageNotPossible, NotYoursToMove, SomethingMissing, SayWhy, DayNotPossible, NoFreePlace, ReentryNotPossible.
    """
    enrolment, operation = locked(enrolment_id, actor)
    target = operation.stage(stage)
    if enrolment.stage == stage:
        return enrolment
    present = operation.stage(enrolment.stage)
    if target is None or present is None or stage not in present.next:
        raise StageNotPossible
    if not rules.may_move(actor, target):
        raise NotYoursToMove
    _refuse_day(enrolment, target, on)
    missing = missing_for(enrolment, operation, target, on=on, actor=actor)
    if missing:
        raise SomethingMissing(_("First needed: %(what)s") % {"what": " ".join(missing)})
    _enter(enrolment, operation, target, on, exit_reason)
    write_step(enrolment, on_day=on, actor=actor)
    audit.record(f"enrolment.{target.phase}", enrolment, actor=actor, case=enrolment.case_id)
    return enrolment


def _refuse_day(enrolment: Enrolment, target: Stage, on: date) -> None:
    if on > clock.today():
        raise DayNotPossible(_("This day has not come yet."))
    last = EnrolmentStep.objects.filter(enrolment=enrolment).order_by("-at", "-id").first()
    if last and on < last.on_day:
        raise DayNotPossible(_("The stage before began on %(day)s.") % {"day": short_day(last.on_day)})
    if target.phase == Phase.ENDED:
        newest = Delivery.objects.counted().filter(enrolment=enrolment).order_by("-given_on", "-id").first()
        if newest and on < newest.given_on:
            raise DayNotPossible(_("Support was given until %(day)s.") % {"day": short_day(newest.given_on)})


def _enter(enrolment: Enrolment, operation: Operation, target: Stage, on: date, exit_reason: str) -> None:
    """What the phase of the new stage means for the days of the participation."""
    if target.phase == Phase.ENDED:
        _exit(enrolment, operation, on, exit_reason)
    else:
        _go_on(enrolment, operation, target, on)
    enrolment.stage, enrolment.phase = target.id, Phase(target.phase)
    enrolment.full_clean()
    enrolment.save()


def _exit(enrolment: Enrolment, operation: Operation, on: date, exit_reason: str) -> None:
    if exit_reason not in {entry.id for entry in operation.exit_reasons}:
        raise SayWhy
    enrolment.exited_on, enrolment.exit_reason = on, exit_reason


def _go_on(enrolment: Enrolment, operation: Operation, target: Stage, on: date) -> None:
    """A start, a pause, a return: first entry and final exit are what counts (D 4)."""
    comes_back = enrolment.phase == Phase.ENDED and enrolment.started_on is not None
    if comes_back and (operation.reentry != "same_participant" or target.phase == Phase.BEFORE):
        raise ReentryNotPossible
    enrolment.exited_on, enrolment.exit_reason = None, ""
    if comes_back:
        enrolment.entry += 1
    if target.phase == Phase.RUNNING:
        refuse_full_programme(operation, enrolment, on=on)
        enrolment.started_on = enrolment.started_on or on
