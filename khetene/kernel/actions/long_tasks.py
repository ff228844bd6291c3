"""Stopping a long task, beginning one anew, and what becomes of those that a stop of the site left behind."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from khetene.kernel import audit, beside, clock
from khetene.kernel.actor import Actor, Doer
from khetene.kernel.enums import JobState
from khetene.kernel.errors import JobIsOver, JobStillRuns, NotForYou, NotRepeatable, OnlyWhoBeganIt
from khetene.kernel.jobs import run_job
from khetene.kernel.models import JobProgress
from khetene.kernel.reads import in_own_name, is_lost, lost_jobs

MOST_STARTS = 3


def cancel_job(job_id: uuid.UUID, *, actor: Doer, whole_house: bool = False) -> JobProgress:
    """Stop a long task; of one that keeps all or nothing, nothing stays. Raises NotForYou, JobIsOver."""
    if _seen(job_id, actor, whole_house).ended_at is not None:
        raise JobIsOver
    # Said first: with SQLite the next statement waits until the task hears it and lets go of the database.
    beside.ask_to_stop(job_id)
    with transaction.atomic():
        row = _locked(job_id)
        if row.ended_at is not None and row.state != JobState.CANCELLED:
            raise JobIsOver
        if row.ended_at is None:
            _stop(row)
        audit.record("job.cancelled", row, actor=actor)
    return row


def _stop(row: JobProgress) -> None:
    row.cancel_asked_at = clock.now()
    if row.state == JobState.WAITING or is_lost(row):
        row.state, row.ended_at = JobState.CANCELLED, clock.now()
        beside.forget(row.pk)
    row.save(update_fields=["cancel_asked_at", "state", "ended_at"])


@transaction.atomic
def start_job_again(job_id: uuid.UUID, *, actor: Doer, whole_house: bool = False) -> JobProgress:
    """Begin anew what failed, was cancelled or was left behind.

    It runs in the name of whoever began it, so nobody else begins it anew; whoever keeps the site only what nobody cancelled.
    Raises NotForYou, JobStillRuns, NotRepeatable, OnlyWhoBeganIt.
    """
    _seen(job_id, actor, whole_house)
    row = _locked(job_id)
    if row.state == JobState.DONE or not import_string(row.task).repeatable:
        raise NotRepeatable
    if row.ended_at is None and not is_lost(row):
        raise JobStillRuns
    if not in_own_name(row, actor):
        raise OnlyWhoBeganIt
    _begin_anew(row)
    audit.record("job.started_again", row, actor=actor)
    return row


def _seen(job_id: uuid.UUID, actor: Doer, whole_house: bool) -> JobProgress:
    rows = JobProgress.objects.filter(pk=job_id)
    if isinstance(actor, Actor):
        rows = rows.visible_to(actor, whole_house=whole_house)
    row = rows.order_by("pk").first()
    if row is None:
        raise NotForYou
    return row


def _locked(job_id: uuid.UUID) -> JobProgress:
    row = JobProgress.objects.select_for_update(of=("self",)).filter(pk=job_id).order_by("pk").first()
    if row is None:
        raise NotForYou
    return row


def _begin_anew(row: JobProgress) -> None:
    beside.forget(row.pk)
    row.state, row.done, row.total, row.problem = JobState.WAITING, 0, None, ""
    row.ended_at, row.cancel_asked_at, row.seen_at = None, None, clock.now()
    row.save()
    transaction.on_commit(lambda: run_job.enqueue(str(row.pk)))


def take_up_lost(*, silent_for: timedelta) -> Counter[str]:
    """What a stop of the site left behind goes on where it can be repeated; the rest is said to have failed."""
    found: Counter[str] = Counter()
    for each in lost_jobs(silent_for):
        with transaction.atomic():
            row = _locked(each.pk)
            if row.ended_at is None and (row.state == JobState.WAITING or is_lost(row, silent_for)):
                found[_settle(row)] += 1
    return found


def _settle(row: JobProgress) -> str:
    if row.state == JobState.WAITING:
        if not _is_queued(row):
            transaction.on_commit(lambda: run_job.enqueue(str(row.pk)))
    elif row.cancel_asked_at is not None:
        row.state, row.ended_at = JobState.CANCELLED, clock.now()
        row.save(update_fields=["state", "ended_at"])
    elif import_string(row.task).repeatable and row.starts < MOST_STARTS:
        _begin_anew(row)
    else:
        with translation.override(row.language or settings.LANGUAGE_CODE):
            row.problem = _("The site stopped while this ran.")
        row.state, row.ended_at = JobState.FAILED, clock.now()
        row.save(update_fields=["state", "ended_at", "problem"])
    return str(row.state)


def _is_queued(row: JobProgress) -> bool:
    waiting = DBTaskResult.objects.ready().filter(task_path=run_job.module_path)
    return bool(waiting.filter(args_kwargs={"args": [str(row.pk)], "kwargs": {}}).exists())
