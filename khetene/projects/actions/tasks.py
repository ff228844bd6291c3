"""Who does what for a phase, and by when."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from khetene.accounts.models import Membership
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.projects.actions._shared import locked
from khetene.projects.errors import NotACoordinatorHere, SayWhatToDo, TaskIsThere
from khetene.projects.models import PhaseTask
from khetene.projects.rules import keeps, may_keep


@transaction.atomic
def add_task(
    phase_id: uuid.UUID, *, words: str, due: date, who: uuid.UUID | None, gap: str = "", actor: Actor
) -> PhaseTask:
    """A task, of a gap of the report or of its own. Raises SayWhatToDo, TaskIsThere, NotACoordinatorHere."""
    phase = locked(phase_id, actor)
    if gap and PhaseTask.objects.filter(phase=phase, gap=gap, done_on=None).exists():
        raise TaskIsThere
    task = PhaseTask(phase=phase, gap=gap, noted_at=clock.now())
    return _write(task, words, due, who, "phase_task.added", actor)


@transaction.atomic
def write_task(task_id: uuid.UUID, *, words: str, due: date, who: uuid.UUID | None, actor: Actor) -> PhaseTask:
    """Another day, another person, other words. Raises SayWhatToDo, NotACoordinatorHere."""
    return _write(_task(task_id, actor), words, due, who, "phase_task.written", actor)


def _write(task: PhaseTask, words: str, due: date, who: uuid.UUID | None, verb: str, actor: Actor) -> PhaseTask:
    if not words.strip():
        raise SayWhatToDo
    if who is not None and not _works_here(who, actor):
        raise NotACoordinatorHere
    task.words, task.due, task.who_id = words.strip(), due, who
    task.full_clean()
    task.save()
    audit.record(verb, task, actor=actor)
    return task


def _works_here(membership_id: uuid.UUID, actor: Actor) -> bool:
    rows = Membership.objects.active_on(clock.today()).in_organisation(actor.organisation_key)
    return rows.filter(pk=membership_id, role__in=may_keep()).exists()


@transaction.atomic
def mark_task(task_id: uuid.UUID, *, done: bool, actor: Actor) -> PhaseTask:
    """Done today, or not done after all. Raises TaskIsThere when another one was made for the same gap meanwhile."""
    task = _task(task_id, actor)
    if done == (task.done_on is not None):
        return task
    others = PhaseTask.objects.filter(phase=task.phase_id, gap=task.gap, done_on=None).exclude(pk=task.pk)
    if not done and task.gap and others.exists():
        raise TaskIsThere
    task.done_on = clock.today() if done else None
    task.save(update_fields=["done_on"])
    audit.record("phase_task.done" if done else "phase_task.reopened", task, actor=actor)
    return task


def _task(task_id: uuid.UUID, actor: Actor) -> PhaseTask:
    task = PhaseTask.objects.select_related("phase").select_for_update(of=("self",)).filter(pk=task_id).first()
    if task is None or not keeps(actor, task.phase):
        raise NotForYou
    found: PhaseTask = task
    return found
