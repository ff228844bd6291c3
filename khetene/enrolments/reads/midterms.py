"""Mid-term evaluations: when one is due, what it changes in the plan, and who still waits for one."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from khetene.enrolments.enums import MidtermState, Phase
from khetene.enrolments.models import Enrolment, MidtermEvaluation
from khetene.enrolments.reads.lists import visible
from khetene.instruments import reads as instruments
from khetene.instruments.questionnaire import shown
from khetene.kernel.actor import Actor
from khetene.kernel.statements import kept
from khetene.programmes.operations.calendar import months_later
from khetene.programmes.operations.definition import Operation
from khetene.programmes.operations.midterm import Midterm
from khetene.programmes.reads import Published

MOST = 50
SHORT_MONTH = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class MidtermRow:
    """The evaluation of one participation, and what of it goes into the plan: question and answer."""

    due_on: date
    state: str
    filled_on: date | None
    plan: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class MidtermDue:
    """One that is due soon or was due already; for "my day"."""

    enrolment_id: uuid.UUID
    key: str
    programme_title: str
    due_on: date
    overdue: bool


def due_on(asked: Midterm, row: Enrolment) -> date | None:
    return months_later(row.started_on, asked.due_months) if row.started_on else None


def state(due: date, *, made: bool, exited: date | None, on: date) -> MidtermState:
    """Who left before it was due needs none. Whoever is still there on the day it is due does."""
    if made:
        return MidtermState.MADE
    if exited and exited < due:
        return MidtermState.NOT_NEEDED
    return MidtermState.MISSING if due <= on else MidtermState.LATER


def midterm_row(row: Enrolment, operation: Operation, *, on: date) -> MidtermRow | None:
    """None where the programme has no such evaluation, or nothing has begun. At most two queries."""
    asked = operation.midterm
    due = due_on(asked, row) if asked else None
    if asked is None or due is None:
        return None
    found = MidtermEvaluation.objects.newest_of(row)
    said = state(due, made=found is not None, exited=row.exited_on, on=on)
    return MidtermRow(due, said, found.filled_on if found else None, _plan(asked, found) if found else [])


def _plan(asked: Midterm, found: MidtermEvaluation) -> list[tuple[str, str]]:
    answers = json.loads(found.answers)
    items = {item.name: item for item in instruments.version(found.version_id).questions.questions()}
    return [
        (str(items[name].label), shown(items[name], answers[name]))
        for name in asked.to_plan
        if name in items and answers.get(name)
    ]


def made_for(rows: Iterable[Enrolment]) -> set[uuid.UUID]:
    """Which of these participations have an evaluation. One query."""
    return set(_evaluated(tuple(row.pk for row in rows)))


@kept
def _evaluated(of: tuple[uuid.UUID, ...]) -> QuerySet[MidtermEvaluation, uuid.UUID]:
    found = MidtermEvaluation.objects.newest().filter(enrolment__in=of)
    return found.order_by("enrolment_id").values_list("enrolment_id", flat=True)


def midterms_due(published: Published, *, actor: Actor, on: date, until: date) -> list[MidtermDue]:
    """Participations that run and have none, though it is due by `until`; what is due longest first. One query."""
    asked = {key: each.midterm for key, each in published.operations.items() if each.midterm}
    if not asked:
        return []
    begun_by = tuple(months_later(until, -midterm.due_months) + SHORT_MONTH for midterm in asked.values())
    found = [
        MidtermDue(row.pk, row.key, published.titles.get(row.programme, row.programme), due, due < on)
        for row in _without_one(actor, tuple(asked), begun_by)
        if (due := due_on(asked[row.programme], row)) is not None and due <= until
    ]
    return sorted(found, key=lambda each: (each.due_on, each.key))[:MOST]


@kept
def _without_one(actor: Actor, programmes: tuple[str, ...], begun_by: tuple[date, ...]) -> QuerySet[Enrolment]:
    wanted = Q()
    for programme, last in zip(programmes, begun_by, strict=True):
        wanted |= Q(programme=programme, started_on__lte=last)
    rows = visible(actor).filter(wanted, phase__in=(Phase.RUNNING, Phase.PAUSED), midterms=None)
    return rows.order_by("started_on", "id")
