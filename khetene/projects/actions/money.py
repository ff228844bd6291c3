"""Entries about money, and what became of an activity. Nothing that was entered is changed: it is replaced."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

from django.db import transaction

from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.projects.actions._shared import agreed
from khetene.projects.amending import dropped_keys
from khetene.projects.enums import ActivityState, CostState
from khetene.projects.errors import (
    AgreedAlready,
    LineIsClosed,
    NameTheDocument,
    NotAgreedYet,
    NotOfThisPhase,
    ReplacedAlready,
    SayHowItDiffers,
    SayWhatChanged,
)
from khetene.projects.models import Activity, BudgetLine, Cost
from khetene.projects.rules import keeps


@transaction.atomic
def add_line(phase_id: uuid.UUID, *, code: str, words: str, planned: Decimal, actor: Actor) -> BudgetLine:
    """A line of the budget of a recorded phase, as its agreement has it. What was agreed here is amended.

    Raises AgreedAlready, NotAgreedYet.
    """
    phase = agreed(phase_id, actor)
    if phase.is_written_here:
        raise AgreedAlready
    line = BudgetLine(phase=phase, code=code, words=words, planned=planned)
    line.full_clean()
    line.save(force_insert=True)
    audit.record("budget_line.added", line, actor=actor)
    return line


@transaction.atomic
def add_cost(
    line_id: uuid.UUID,
    *,
    state: str,
    amount: Decimal,
    on: date,
    words: str,
    document: str,
    activity_id: uuid.UUID | None = None,
    actor: Actor,
) -> Cost:
    """Money that was committed or paid, with the document that proves it.

    Raises NameTheDocument, NotOfThisPhase, LineIsClosed.
    """
    line = BudgetLine.objects.select_related("phase").filter(pk=line_id).first()
    if line is None or not keeps(actor, line.phase):
        raise NotForYou
    if line.phase.is_draft:
        raise NotAgreedYet
    if str(line.pk) in dropped_keys(line.phase.amendments.order_by("number")):
        raise LineIsClosed
    cost = Cost(line=line, state=state, amount=amount, on=on, words=words, document=document)
    return _write(cost, activity_id, "cost.added", actor)


@transaction.atomic
def replace_cost(
    cost_id: uuid.UUID,
    *,
    state: str,
    amount: Decimal,
    on: date,
    words: str,
    document: str,
    reason: str,
    activity_id: uuid.UUID | None = None,
    actor: Actor,
) -> Cost:
    """A payment of what was committed, a correction or a withdrawal: a new entry in the place of an earlier one.

    Raises ReplacedAlready, SayWhatChanged, NameTheDocument, NotOfThisPhase.
    """
    rows = Cost.objects.select_related("line__phase").select_for_update(of=("self",))
    old = rows.filter(pk=cost_id).first()
    if old is None or not keeps(actor, old.line.phase):
        raise NotForYou
    if Cost.objects.filter(replaces=old).exists() or old.state == CostState.WITHDRAWN:
        raise ReplacedAlready
    if not reason.strip():
        raise SayWhatChanged
    cost = Cost(line=old.line, state=state, amount=amount, on=on, words=words, document=document)
    cost.replaces, cost.reason = old, reason.strip()
    return _write(cost, activity_id, "cost.replaced", actor)


def _write(cost: Cost, activity_id: uuid.UUID | None, verb: str, actor: Actor) -> Cost:
    if not cost.document.strip():
        raise NameTheDocument
    if activity_id is not None:
        cost.activity = Activity.objects.filter(pk=activity_id, phase=cost.line.phase_id).first()
        if cost.activity is None:
            raise NotOfThisPhase
    cost.noted_at = clock.now()
    cost.full_clean()
    cost.save(force_insert=True)
    audit.record(verb, cost, actor=actor)
    return cost


@transaction.atomic
def write_activity(activity_id: uuid.UUID, *, state: str, actual: str, deviation: str, actor: Actor) -> Activity:
    """What became of an activity. One that was not done as planned says how it differs. Raises SayHowItDiffers."""
    rows = Activity.objects.select_related("phase").select_for_update(of=("self",))
    activity = rows.filter(pk=activity_id).first()
    if activity is None or not keeps(actor, activity.phase):
        raise NotForYou
    if activity.phase.is_draft:
        raise NotAgreedYet
    if state in (ActivityState.PARTLY, ActivityState.NOT_DONE) and not deviation.strip():
        raise SayHowItDiffers
    activity.state, activity.actual, activity.deviation = state, actual.strip(), deviation.strip()
    activity.full_clean()
    activity.save(update_fields=["state", "actual", "deviation"])
    audit.record("activity.written", activity, actor=actor)
    return activity
