"""Long tasks that people can watch: started after commit, run by the worker, telling how far they are, stopped when asked.

A task that keeps all or nothing does its writing in `progress.whole()`: what it wrote and that it is done become true together.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django_tasks import task

from khetene.kernel import audit, beside, clock
from khetene.kernel.actor import Doer
from khetene.kernel.enums import JobState
from khetene.kernel.errors import DomainError
from khetene.kernel.models import JobProgress

WRITE_EVERY_SECONDS = 1.0
Result = Mapping[str, Any]
Outcome = Callable[[Result], str]


class JobStopped(Exception):
    """Somebody cancelled the task, or it was begun anew because it gave no sign for too long."""


class Job(Protocol):
    """A function of a module's `tasks.py` that `job` made startable; it returns counts and keys, never names."""

    title: str | Promise
    task: str
    outcome: Outcome
    repeatable: bool

    def __call__(self, progress: Progress, /, **arguments: Any) -> Result: ...


class Progress:
    """How a running task tells how far it is; written at most once a second. Raises JobStopped when it shall go no further."""

    def __init__(self, job_id: uuid.UUID, start: int = 1) -> None:
        self._id = job_id
        self._row = JobProgress.objects.filter(pk=job_id, state=JobState.RUNNING, starts=start, cancel_asked_at=None)
        self._done = 0
        self._written = 0.0
        self._signs: beside.Signs | None = None

    def expect(self, total: int) -> None:
        """There are `total` steps to do. Said before `whole`, because inside of it nobody would hear it."""
        self._done = 0
        self._row.update(total=total, done=0, seen_at=clock.now())

    def step(self, steps: int = 1) -> None:
        """So many more steps are done."""
        self._done += steps
        if time.monotonic() - self._written >= WRITE_EVERY_SECONDS:
            self.write()

    def write(self) -> None:
        self._written = time.monotonic()
        if self._signs is None:
            if not self._row.update(done=self._done, seen_at=clock.now()):
                raise JobStopped
            return
        self._signs.tell(self._done)
        if self._signs.is_asked_to_stop():
            raise JobStopped

    @contextmanager
    def whole(self) -> Iterator[None]:
        """One transaction in which steps can be seen from outside. Its last line is `finish`."""
        with beside.signs_of(self._id) as signs, transaction.atomic():
            self._signs = signs
            try:
                yield
            finally:
                self._signs = None

    def finish(self, result: Result) -> Result:
        """The task is done when the transaction of `whole` is kept, and not otherwise. Raises JobStopped."""
        if self._signs is not None:
            self.write()
        now = clock.now()
        kept = self._row.update(state=JobState.DONE, done=self._done, result=dict(result), seen_at=now, ended_at=now)
        if not kept:
            raise JobStopped
        return result


def job(
    title: str | Promise, *, outcome: Outcome = lambda _result: "", repeatable: bool = False
) -> Callable[[Callable[..., Result]], Job]:
    """Let a function be started with `start`; people see it under `title`, and what came of it as `outcome` says it.

    A `repeatable` one may be begun anew when the site stopped under it: it keeps all or nothing, or goes on where it was.
    """

    def mark(function: Any) -> Job:
        function.title, function.outcome, function.repeatable = title, outcome, repeatable
        function.task = f"{function.__module__}.{function.__qualname__}"
        marked: Job = function
        return marked

    return mark


@transaction.atomic
def start(what: Job, *, actor: Doer, at_once: bool = False, **arguments: str | int | list[str]) -> JobProgress:
    """Begin a long task once the caller's transaction is committed. Arguments are keys and counts, never names.

    `at_once` is for what is over in a moment: the caller waits for it, instead of for the worker.
    """
    row = _asked(what, actor, arguments)
    transaction.on_commit(lambda: (run_job.call if at_once else run_job.enqueue)(str(row.pk)))
    return row


def _asked(what: Job, actor: Doer, arguments: dict[str, Any]) -> JobProgress:
    row = JobProgress.objects.create(
        task=what.task,
        organisation=actor.organisation_key,
        started_by=getattr(actor, "membership_key", None),
        arguments=arguments,
        language=translation.get_language() or "",
        asked_at=clock.now(),
        seen_at=clock.now(),
    )
    audit.record("job.started", row, actor=actor)
    return row


@task()
def run_job(job_id: str) -> None:
    """Run a waiting task once, and keep what came of it. What is already running or over is left alone."""
    row = _taken(job_id)
    if row is None:
        return
    what: Job = import_string(row.task)
    progress = Progress(row.pk, row.starts)
    try:
        with translation.override(row.language or settings.LANGUAGE_CODE):
            result = what(progress, **row.arguments)
            if not JobProgress.objects.filter(pk=row.pk, state=JobState.DONE).exists():
                progress.finish(result)
    except JobStopped:
        _end(row, JobState.CANCELLED)
    except DomainError as refusal:
        with translation.override(row.language or settings.LANGUAGE_CODE):
            _end(row, JobState.FAILED, problem=str(refusal.message)[:300])
    except BaseException:
        _end(row, JobState.FAILED)
        raise
    finally:
        beside.forget(row.pk)


def _taken(job_id: str) -> JobProgress | None:
    with transaction.atomic():
        row = (
            JobProgress.objects.select_for_update(of=("self",))
            .filter(pk=job_id, state=JobState.WAITING)
            .order_by("pk")
            .first()
        )
        if row is not None:
            row.state, row.starts, row.seen_at = JobState.RUNNING, row.starts + 1, clock.now()
            row.save(update_fields=["state", "starts", "seen_at"])
    return row


def _end(row: JobProgress, state: JobState, **values: Any) -> None:
    mine = JobProgress.objects.filter(pk=row.pk, state=JobState.RUNNING, starts=row.starts)
    mine.update(state=state, ended_at=clock.now(), seen_at=clock.now(), **values)
