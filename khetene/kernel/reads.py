"""What the program can tell about itself: long tasks, what is overdue for deletion, what was loaded."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from khetene.kernel import audit, beside, clock
from khetene.kernel.actor import Actor, Doer
from khetene.kernel.database import every_row_of
from khetene.kernel.enums import JobState
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry, JobProgress, LoadedData
from khetene.kernel.retention import KeptFor

SILENT_AFTER = timedelta(minutes=15)
LOST_AFTER = timedelta(seconds=90)  # a running task gives a sign every second; reading a large workbook takes some
WORKER_LATE_AFTER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class JobRow:
    """A long task as the page of its progress shows it."""

    id: uuid.UUID
    title: str
    task: str
    arguments: dict[str, Any]
    state: str
    state_label: str
    done: int
    total: int | None
    percent: int | None
    is_over: bool
    is_lost: bool
    is_own: bool
    may_cancel: bool
    may_start_again: bool
    problem: str
    outcome: str
    result: dict[str, Any]
    asked_at: datetime
    seen_at: datetime
    ended_at: datetime | None


def job(job_id: uuid.UUID, *, actor: Actor, whole_house: bool = False) -> JobRow:
    """One long task that the actor started, or somebody of their house. Raises NotForYou."""
    rows = JobProgress.objects.visible_to(actor, whole_house=whole_house)
    found = rows.filter(pk=job_id).order_by("pk").first()
    if found is None:
        raise NotForYou
    return _job_row(found, actor)


def jobs_of(actor: Actor, *, whole_house: bool = False, limit: int = 20) -> list[JobRow]:
    """The newest long tasks of the actor, or of their whole house."""
    rows = JobProgress.objects.visible_to(actor, whole_house=whole_house).order_by("-asked_at", "-id")
    return [_job_row(found, actor) for found in rows[:limit]]


def unfinished_and_failed(*, limit: int) -> list[JobProgress]:
    """What runs, waits or stopped with a problem, of all houses; for whoever keeps the site."""
    rows = JobProgress.objects.filter(state__in=[JobState.WAITING, JobState.RUNNING, JobState.FAILED])
    return list(rows.order_by("-asked_at", "-pk")[:limit])


def _job_row(found: JobProgress, actor: Actor) -> JobRow:
    what = import_string(found.task)
    told = beside.told(found.pk) if found.state == JobState.RUNNING else None
    done, seen_at = max((found.done, found.seen_at), told) if told else (found.done, found.seen_at)
    lost, is_over = is_lost(found), found.ended_at is not None
    return JobRow(
        id=found.pk,
        title=str(what.title),
        task=found.task,
        arguments=found.arguments,
        state=found.state,
        state_label=_state_label(found, lost),
        done=done,
        total=found.total,
        percent=100 * done // found.total if found.total else None,
        is_over=is_over,
        is_lost=lost,
        is_own=found.started_by == actor.membership_key,
        may_cancel=not is_over and found.cancel_asked_at is None,
        may_start_again=what.repeatable
        and found.state != JobState.DONE
        and (is_over or lost)
        and in_own_name(found, actor),
        problem=found.problem or (_("It stopped with a problem that was reported.") if _has_failed(found) else ""),
        outcome=str(what.outcome(found.result)) if found.state == JobState.DONE else "",
        result=found.result,
        asked_at=found.asked_at,
        seen_at=seen_at,
        ended_at=found.ended_at,
    )


def in_own_name(found: JobProgress, actor: Doer) -> bool:
    """Whether the actor may begin a task anew: it runs in the name of the person who began it."""
    if isinstance(actor, Actor):
        return found.started_by == actor.membership_key
    return found.state != JobState.CANCELLED


def _state_label(found: JobProgress, lost: bool) -> str:
    if lost:
        return _("interrupted")
    if found.ended_at is None and found.cancel_asked_at is not None:
        return _("being cancelled")
    return str(JobState(found.state).label)


def _has_failed(found: JobProgress) -> bool:
    return found.state == JobState.FAILED


def is_lost(found: JobProgress, silent_for: timedelta = LOST_AFTER) -> bool:
    """Whether a task that should be running gave no sign for so long that it was interrupted."""
    if found.state != JobState.RUNNING or found.seen_at >= clock.now() - silent_for:
        return False
    told = beside.told(found.pk)
    return told is None or told[1] < clock.now() - silent_for


def lost_jobs(silent_for: timedelta = LOST_AFTER) -> list[JobProgress]:
    """Long tasks that should be running or wait for long, and of which nobody hears."""
    rows = JobProgress.objects.unfinished().filter(seen_at__lt=clock.now() - silent_for).order_by("seen_at", "pk")
    return [row for row in rows if row.state == JobState.WAITING or is_lost(row, silent_for)]


def silent_jobs() -> list[JobProgress]:
    """Long tasks that should be running, but gave no sign for a quarter of an hour."""
    return lost_jobs(SILENT_AFTER)


def worker_is_late() -> bool:
    """Whether a task that is due has waited so long that no worker can be running."""
    due = DBTaskResult.objects.ready().filter(enqueued_at__lt=clock.now() - WORKER_LATE_AFTER)
    return bool(due.exists())


def kept_for_a_time() -> list[KeptFor]:
    """The rules by which records are deleted, one for each purpose, the shortest time first."""
    policies = (getattr(model, "retention", None) for model in apps.get_models())
    rules = {str(policy.purpose): policy for policy in policies if isinstance(policy, KeptFor)}
    return sorted(rules.values(), key=lambda rule: (rule.years, str(rule.purpose)))


def overdue(on: date) -> Iterator[tuple[str, int]]:
    """Object types of which records should have been deleted before the day `on`, and how many."""
    for model in apps.get_models():
        policy = getattr(model, "retention", None)
        if not isinstance(policy, KeptFor):
            continue
        how_many = _overdue_entries(on) if model is AuditEntry else policy.expired(every_row_of(model), on).count()
        if how_many:
            yield str(model._meta.verbose_name), how_many


def _overdue_entries(on: date) -> int:
    expired = AuditEntry.retention.expired(AuditEntry.objects.all(), on)
    silos = list(expired.order_by("silo").values_list("silo", flat=True).distinct())
    return sum(audit.removable(silo, on).count() for silo in silos)


def loaded_digest(name: str) -> str | None:
    """In which state a pack lies in this database; None when it was never loaded."""
    found = LoadedData.objects.filter(name=name).order_by("pk").first()
    return found.digest if found else None
