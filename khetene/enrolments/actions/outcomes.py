"""Measuring what became of a participant, inside the windows after the exit."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from khetene.enrolments import windows
from khetene.enrolments.actions._steps import locked
from khetene.enrolments.errors import DayNotPossible, NotMeasured
from khetene.enrolments.models import Enrolment, MeasuredOutcome
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.translated import short_day
from khetene.programmes.operations.definition import Result, Window


@transaction.atomic
def measure_outcome(
    enrolment_id: uuid.UUID, *, window: str, result: str, situation_on: date, evidence: str = "", actor: Actor
) -> MeasuredOutcome:
    """Write down the situation on a day inside the window; what counts as good needs its evidence.

    Paper that comes late may be entered late: the day of the situation decides. Raises NotMeasured, DayNotPossible.
    """
    enrolment, operation = locked(enrolment_id, actor)
    found, meant = operation.window(window), operation.result(result)
    if found is None or meant is None:
        raise NotForYou
    _refuse(enrolment, found, meant, situation_on, evidence)
    newest = MeasuredOutcome.objects.filter(
        enrolment=enrolment, entry=enrolment.entry, window=window, replaced_by=None
    ).first()
    outcome = MeasuredOutcome(
        enrolment=enrolment,
        entry=enrolment.entry,
        window=window,
        result=result,
        positive=meant.positive,
        situation_on=situation_on,
        evidence=evidence,
        replaces=newest,
        recorded_by_id=actor.membership_key,
        recorded_at=clock.now(),
    )
    outcome.full_clean()
    outcome.save(force_insert=True)
    audit.record("outcome.measured", outcome, actor=actor, case=enrolment.case_id)
    return outcome


def _refuse(enrolment: Enrolment, window: Window, result: Result, on: date, evidence: str) -> None:
    if enrolment.exited_on is None or enrolment.started_on is None:
        raise NotMeasured(_("A result is measured after the person took part and the participation ended."))
    first, last = windows.opens_on(window, enrolment.exited_on), windows.closes_on(window, enrolment.exited_on)
    if on > clock.today():
        raise DayNotPossible(_("This day has not come yet."), field="situation_on")
    if not first <= on <= last:
        sentence = _("Only the situation from %(first)s to %(last)s counts.")
        raise DayNotPossible(sentence % {"first": short_day(first), "last": short_day(last)}, field="situation_on")
    if result.evidence and not evidence.strip():
        raise NotMeasured(_("Say what shows it: without evidence this result does not count."), field="evidence")
