"""Long tasks: started after commit, watched by the one who started them, and never run twice."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from khetene.kernel import actions, clock, jobs, reads
from khetene.kernel.actor import Actor, System
from khetene.kernel.enums import JobState
from khetene.kernel.errors import DomainError, JobIsOver, JobStillRuns, NotForYou, NotRepeatable, OnlyWhoBeganIt
from khetene.kernel.models import AuditEntry, JobProgress, LoadedData
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


@jobs.job("Keeping all or nothing", repeatable=True)
def keep_whole(progress: jobs.Progress, *, rows: int) -> Mapping[str, Any]:
    progress.expect(rows)
    with progress.whole():
        for number in range(rows):
            LoadedData.objects.create(name=f"row {number}", digest="", loaded_at=NOW)
            progress.step()
        return progress.finish({"rows": rows})


@jobs.job("Cancelled at its last step", repeatable=True)
def cancelled_meanwhile(progress: jobs.Progress) -> Mapping[str, Any]:
    with progress.whole():
        LoadedData.objects.create(name="row", digest="", loaded_at=NOW)
        actions.cancel_job(JobProgress.objects.get().pk, actor=ANNA)
        return progress.finish({"rows": 1})


@jobs.job("Begun anew meanwhile", repeatable=True)
def begun_anew_meanwhile(progress: jobs.Progress) -> Mapping[str, Any]:
    JobProgress.objects.update(starts=2)
    with progress.whole():
        LoadedData.objects.create(name="row", digest="", loaded_at=NOW)
        return progress.finish({"rows": 1})


def test_what_is_kept_and_that_it_is_done_become_true_together(django_capture_on_commit_callbacks):
    row = run(keep_whole, django_capture_on_commit_callbacks, rows=3)

    assert (row.state, row.done, row.total, row.result) == ("done", 3, 3, {"rows": 3})
    assert LoadedData.objects.count() == 3


def test_cancelled_before_its_end_it_keeps_nothing(django_capture_on_commit_callbacks):
    row = run(cancelled_meanwhile, django_capture_on_commit_callbacks)

    assert (row.state, LoadedData.objects.count()) == ("cancelled", 0)


def test_an_earlier_start_that_still_runs_keeps_nothing(django_capture_on_commit_callbacks):
    run(begun_anew_meanwhile, django_capture_on_commit_callbacks)

    assert (JobProgress.objects.get().state, LoadedData.objects.count()) == ("running", 0)


def test_what_is_over_is_not_cancelled(django_capture_on_commit_callbacks):
    row = run(count_sheep, django_capture_on_commit_callbacks, sheep=1)

    with pytest.raises(JobIsOver):
        actions.cancel_job(row.id, actor=ANNA)


def test_another_person_cancels_nothing():
    started = jobs.start(count_sheep, actor=ANNA, sheep=1)

    with pytest.raises(NotForYou):
        actions.cancel_job(started.pk, actor=EVA)
    assert actions.cancel_job(started.pk, actor=EVA, whole_house=True).state == "cancelled"


def test_what_keeps_all_or_nothing_is_taken_up_after_a_stop_of_the_site(django_capture_on_commit_callbacks):
    started = jobs.start(keep_whole, actor=ANNA, rows=2)
    JobProgress.objects.update(state=JobState.RUNNING, starts=1)

    with clock.set_to(NOW + timedelta(minutes=2)), django_capture_on_commit_callbacks(execute=True):
        found = actions.take_up_lost(silent_for=reads.LOST_AFTER)

    assert (found, reads.job(started.pk, actor=ANNA).state) == ({"waiting": 1}, "done")


@pytest.mark.parametrize(("what", "starts"), [(count_sheep, 1), (keep_whole, 3)])
def test_what_cannot_be_repeated_or_was_often_enough_has_failed(what, starts):
    jobs.start(what, actor=ANNA)
    JobProgress.objects.update(state=JobState.RUNNING, starts=starts)

    with clock.set_to(NOW + timedelta(minutes=2)):
        actions.take_up_lost(silent_for=reads.LOST_AFTER)

    row = JobProgress.objects.get()
    assert (row.state, row.problem) == ("failed", "Vietne apstājās, kamēr šis darbs ritēja.")


def test_a_running_task_is_not_begun_a_second_time():
    started = jobs.start(keep_whole, actor=ANNA, rows=2)
    JobProgress.objects.update(state=JobState.RUNNING, starts=1)

    with pytest.raises(JobStillRuns):
        actions.start_job_again(started.pk, actor=ANNA)


@pytest.mark.parametrize("state", [JobState.CANCELLED, JobState.FAILED])
def test_a_colleague_who_sees_it_does_not_start_it_in_the_name_of_who_began_it(state):
    started = jobs.start(keep_whole, actor=ANNA, rows=2)
    JobProgress.objects.update(state=state, ended_at=NOW)
    keeper = replace(ANNA, membership_key=uuid.UUID(int=77))

    with pytest.raises(OnlyWhoBeganIt):
        actions.start_job_again(started.pk, actor=keeper, whole_house=True)

    offered = [reads.job(started.pk, actor=who, whole_house=True).may_start_again for who in (keeper, ANNA)]
    assert offered == [False, True]


def test_what_a_person_cancelled_the_keeper_of_the_site_does_not_begin_anew():
    started = jobs.start(keep_whole, actor=ANNA, rows=2)
    actions.cancel_job(started.pk, actor=ANNA)

    with pytest.raises(OnlyWhoBeganIt):
        actions.start_job_again(started.pk, actor=System("jobs"))


def test_what_cannot_be_repeated_is_not_started_again(django_capture_on_commit_callbacks):
    row = run(refuse, django_capture_on_commit_callbacks)

    with pytest.raises(NotRepeatable):
        actions.start_job_again(row.id, actor=ANNA)
