"""Long tasks: started after commit, watched by the one who started them, and never run twice."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from khetene.kernel import clock, jobs, reads
from khetene.kernel.actor import Actor
from khetene.kernel.enums import JobState
from khetene.kernel.errors import DomainError, NotForYou
from khetene.kernel.models import AuditEntry, JobProgress
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

ANNA = Actor(uuid.UUID(int=1), uuid.UUID(int=2), uuid.UUID(int=3), "mediator")
EVA = Actor(uuid.UUID(int=4), uuid.UUID(int=5), uuid.UUID(int=3), "mediator")


@jobs.job("Counting sheep")
def count_sheep(progress: jobs.Progress, *, sheep: int) -> Mapping[str, Any]:
    progress.expect(sheep)
    for _number in range(sheep):
        progress.step()
    return {"sheep": sheep}


@jobs.job("Refusing")
def refuse(progress: jobs.Progress) -> Mapping[str, Any]:
    raise DomainError("The file has no rows.")


@jobs.job("Breaking")
def break_down(progress: jobs.Progress) -> Mapping[str, Any]:
    raise ValueError("Haris")


def run(what: jobs.Job, capture: Any, **arguments: Any) -> reads.JobRow:
    with capture(execute=True):
        started = jobs.start(what, actor=ANNA, **arguments)
    return reads.job(started.pk, actor=ANNA)


def test_a_task_runs_to_its_end_and_keeps_what_came_of_it(django_capture_on_commit_callbacks):
    row = run(count_sheep, django_capture_on_commit_callbacks, sheep=3)

    assert (row.title, row.state, row.done, row.total, row.percent) == ("Counting sheep", "done", 3, 3, 100)
    assert (row.result, row.problem, row.is_over) == ({"sheep": 3}, "", True)


def test_a_task_waits_for_the_commit():
    started = jobs.start(count_sheep, actor=ANNA, sheep=3)

    row = reads.job(started.pk, actor=ANNA)
    assert (row.state, row.is_over, row.percent) == ("waiting", False, None)


def test_a_task_whose_transaction_was_taken_back_never_runs(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as called, transaction.atomic():
        jobs.start(count_sheep, actor=ANNA, sheep=3)
        transaction.set_rollback(True)

    assert (called, JobProgress.objects.count()) == ([], 0)


def test_a_refusal_says_its_sentence(django_capture_on_commit_callbacks):
    row = run(refuse, django_capture_on_commit_callbacks)

    assert (row.state, row.problem) == ("failed", "The file has no rows.")


def test_a_breakdown_says_nothing_of_what_it_worked_on(django_capture_on_commit_callbacks):
    row = run(break_down, django_capture_on_commit_callbacks)

    assert row.state == "failed"
    assert row.problem != ""
    assert "Haris" not in row.problem


def test_a_task_never_runs_twice(django_capture_on_commit_callbacks):
    row = run(count_sheep, django_capture_on_commit_callbacks, sheep=3)
    JobProgress.objects.update(result={})

    jobs.run_job.call(str(row.id))

    assert JobProgress.objects.get().result == {}


def test_starting_is_in_the_audit_trail():
    started = jobs.start(count_sheep, actor=ANNA, sheep=1)

    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.object, entry.membership) == ("job.started", started.pk, ANNA.membership_key)


def test_a_task_is_seen_by_the_one_who_started_it():
    started = jobs.start(count_sheep, actor=ANNA, sheep=1)
    jobs.start(count_sheep, actor=EVA, sheep=1)

    assert [row.id for row in reads.jobs_of(ANNA)] == [started.pk]
    with pytest.raises(NotForYou):
        reads.job(started.pk, actor=EVA)


def test_a_task_that_gave_no_sign_is_told():
    started = jobs.start(count_sheep, actor=ANNA, sheep=1)
    assert reads.silent_jobs() == []

    with clock.set_to(NOW + timedelta(minutes=16)):
        assert reads.silent_jobs() == [started]


@pytest.mark.parametrize(
    "broken", [{"done": 2, "total": 1}, {"state": JobState.DONE}, {"ended_at": NOW}, {"state": JobState.FAILED}]
)
def test_the_database_refuses_a_task_that_contradicts_itself(broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        JobProgress.objects.create(**{"task": "x", "asked_at": NOW, "seen_at": NOW, **broken})
