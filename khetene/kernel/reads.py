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

from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.database import every_row_of
from khetene.kernel.enums import JobState
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry, DeletionProof, JobProgress, LoadedData
from khetene.kernel.retention import KeptFor

SILENT_AFTER = timedelta(minutes=15)
WORKER_LATE_AFTER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class JobRow:
    """A long task as the page of its progress shows it."""

    id: uuid.UUID
    title: str
    state: str
    state_label: str
    done: int
    total: int | None
    percent: int | None
    is_over: bool
    problem: str
    result: dict[str, Any]
    asked_at: datetime
    ended_at: datetime | None


def job(job_id: uuid.UUID, *, actor: Actor) -> JobRow:
    """One long task that the actor started. Raises NotForYou."""
    found = JobProgress.objects.visible_to(actor).filter(pk=job_id).order_by("pk").first()
    if found is None:
        raise NotForYou
    return _job_row(found)


def jobs_of(actor: Actor, *, limit: int = 20) -> list[JobRow]:
    """The newest long tasks of the actor."""
    return [_job_row(found) for found in JobProgress.objects.visible_to(actor).order_by("-asked_at", "-id")[:limit]]


def _job_row(found: JobProgress) -> JobRow:
    title = getattr(import_string(found.task), "title", found.task)
    return JobRow(
        id=found.pk,
        title=str(title),
        state=found.state,
        state_label=str(JobState(found.state).label),
        done=found.done,
        total=found.total,
        percent=100 * found.done // found.total if found.total else None,
        is_over=found.ended_at is not None,
        problem=found.problem or (_("It stopped with a problem that was reported.") if _has_failed(found) else ""),
        result=found.result,
        asked_at=found.asked_at,
        ended_at=found.ended_at,
    )


def _has_failed(found: JobProgress) -> bool:
    return found.state == JobState.FAILED


def silent_jobs() -> list[JobProgress]:
    """Long tasks that should be running, but gave no sign for a quarter of an hour."""
    rows = JobProgress.objects.unfinished().filter(seen_at__lt=clock.now() - SILENT_AFTER)
    return list(rows.order_by("seen_at", "pk"))


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


def proofs_of_deletion(silo: uuid.UUID) -> list[DeletionProof]:
    """What was deleted from a silo when its time had come, the newest first."""
    return list(DeletionProof.objects.filter(silo=silo).order_by("-deleted_at", "-id"))
