"""Long tasks that people can watch: started after commit, run by the worker, telling how far they are."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from django.db import transaction
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django_tasks import task

from khetene.kernel import audit, clock
from khetene.kernel.actor import Doer
from khetene.kernel.enums import JobState
from khetene.kernel.errors import DomainError
from khetene.kernel.models import JobProgress

WRITE_EVERY_SECONDS = 1.0


class Job(Protocol):
    """A function of a module's `tasks.py` that `job` made startable; it returns counts and keys, never names."""

    title: str | Promise
    task: str

    def __call__(self, progress: Progress, /, **arguments: Any) -> Mapping[str, Any]: ...


class Progress:
    """How a running task tells how far it is; written at most once a second."""

    def __init__(self, job_id: uuid.UUID) -> None:
        self._row = JobProgress.objects.filter(pk=job_id)
        self._done = 0
        self._written = 0.0

    def expect(self, total: int) -> None:
        """There are `total` steps to do."""
        self._row.update(total=total, done=0, seen_at=clock.now())

    def step(self, steps: int = 1) -> None:
        """So many more steps are done."""
        self._done += steps
        if time.monotonic() - self._written >= WRITE_EVERY_SECONDS:
            self.write()

    def write(self) -> None:
        self._written = time.monotonic()
        self._row.update(done=self._done, seen_at=clock.now())


def job(title: str | Promise) -> Callable[[Callable[..., Mapping[str, Any]]], Job]:
    """Let a function be started with `start`; people see it under `title`."""

    def mark(function: Any) -> Job:
        function.title = title
        function.task = f"{function.__module__}.{function.__qualname__}"
        marked: Job = function
        return marked

    return mark


@transaction.atomic
def start(what: Job, *, actor: Doer, **arguments: str | int | list[str]) -> JobProgress:
    """Begin a long task once the caller's transaction is committed. Arguments are keys and counts, never names."""
    row = JobProgress.objects.create(
        task=what.task,
        organisation=actor.organisation_key,
        started_by=getattr(actor, "membership_key", None),
        arguments=arguments,
        asked_at=clock.now(),
        seen_at=clock.now(),
    )
    audit.record("job.started", row, actor=actor)
    transaction.on_commit(lambda: run_job.enqueue(str(row.pk)))
    return row


@task()
def run_job(job_id: str) -> None:
    """Run a waiting task once, and keep what came of it. What is already running or over is left alone."""
    taken = JobProgress.objects.filter(pk=job_id, state=JobState.WAITING).update(
        state=JobState.RUNNING, seen_at=clock.now()
    )
    if not taken:
        return
    row, progress = JobProgress.objects.get(pk=job_id), Progress(uuid.UUID(job_id))
    what: Job = import_string(row.task)
    try:
        result = what(progress, **row.arguments)
    except DomainError as refusal:
        _end(job_id, JobState.FAILED, problem=str(refusal.message)[:300])
    except BaseException:
        _end(job_id, JobState.FAILED)
        raise
    else:
        progress.write()
        _end(job_id, JobState.DONE, result=dict(result))


def _end(job_id: str, state: JobState, **values: Any) -> None:
    JobProgress.objects.filter(pk=job_id).update(state=state, ended_at=clock.now(), seen_at=clock.now(), **values)
