"""What the report lacks becomes a task with who and by when; it waits on the first page of whoever does it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.projects import actions, reads, reports
from khetene.projects.errors import NotACoordinatorHere, SayWhatToDo, TaskIsThere
from khetene.projects.models import PhaseTask
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.projects import TODAY, ActivityFactory, phase_of, task_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def phase(janis):
    return phase_of(janis)


def gaps(phase, by):
    return {gap.code: gap.words for gap in reports.gaps_of(reads.phase(phase.ordinal, actor=actor_of(by)))}


def shown(phase, by):
    return reads.tasks(phase.ordinal, gaps=gaps(phase, by), actor=actor_of(by))


def waiting(by, until=None):
    return [row.words for row in reads.tasks_waiting_for_me(actor=actor_of(by), until=until)]


def test_a_gap_is_one_open_task(phase, janis):
    task_of(phase, janis, gap="results")

    with pytest.raises(TaskIsThere):
        task_of(phase, janis, gap="results")
    with pytest.raises(IntegrityError), transaction.atomic():
        PhaseTask.objects.bulk_create(
            [PhaseTask(phase=phase, gap="results", words="Vēlreiz", due=TODAY, noted_at=clock.now())]
        )


def test_a_gap_keeps_its_task_when_its_words_change(phase, janis):
    activity = ActivityFactory(phase=phase)
    code = f"activity:{activity.pk}"
    task_of(phase, janis, gap=code)
    activity.words = {"lv": "Cits nosaukums"}
    activity.save()

    assert code in gaps(phase, janis)
    assert [row.is_closed for row in shown(phase, janis)] == [False]


def test_a_task_says_that_the_report_does_not_lack_it_any_more(phase, janis):
    activity = ActivityFactory(phase=phase)
    task_of(phase, janis, gap=f"activity:{activity.pk}")
    actions.write_activity(activity.pk, state="done", actual="Notika.", deviation="", actor=actor_of(janis))

    assert [(row.is_closed, row.done_on) for row in shown(phase, janis)] == [(True, None)]


def test_a_task_is_ticked_off_and_opened_again_once(phase, janis):
    task = task_of(phase, janis, gap="results")
    actions.mark_task(task.pk, done=True, actor=actor_of(janis))
    done = [row.done_on for row in shown(phase, janis)]
    task_of(phase, janis, gap="results", words="Otrreiz")

    with pytest.raises(TaskIsThere):
        actions.mark_task(task.pk, done=False, actor=actor_of(janis))

    assert done == [TODAY]
    assert [row.words for row in shown(phase, janis)] == ["Otrreiz", "Sagatavot pielikumus"]


def test_tasks_wait_for_whoever_does_them_and_those_of_nobody_for_all(phase, janis):
    ilze = MembershipFactory(role="national_coordinator", organisation=janis.organisation)
    task_of(phase, janis, words="Jāņa")
    task_of(phase, janis, words="Ilzes", who=ilze.pk)
    task_of(phase, janis, words="neviena", who=None)
    late = task_of(phase, janis, words="vēlāk", due=date(2027, 5, 1))
    elsewhere = MembershipFactory(role="national_coordinator")

    assert waiting(janis, date(2026, 12, 20)) == ["Jāņa", "neviena"]
    assert waiting(ilze, date(2026, 12, 20)) == ["Ilzes", "neviena"]
    assert waiting(elsewhere) == []
    actions.mark_task(late.pk, done=True, actor=actor_of(ilze))
    assert "vēlāk" not in waiting(janis)


def test_a_task_is_given_to_a_coordinator_of_the_house(phase, janis):
    for other in (
        MembershipFactory(role="national_coordinator"),
        MembershipFactory(role="supervisor", organisation=janis.organisation),
    ):
        with pytest.raises(NotACoordinatorHere):
            task_of(phase, janis, who=other.pk)
    with pytest.raises(SayWhatToDo):
        task_of(phase, janis, words="  ")


def test_tasks_do_not_exist_for_others(phase, janis):
    task = task_of(phase, janis)
    for other in (
        MembershipFactory(role="national_coordinator"),
        MembershipFactory(role="supervisor", organisation=janis.organisation),
    ):
        assert reads.tasks(phase.ordinal, actor=actor_of(other)) == []
        for question in (
            lambda actor: reads.task(task.pk, actor=actor),
            lambda actor: actions.mark_task(task.pk, done=True, actor=actor),
            lambda actor: actions.add_task(phase.pk, words="x", due=TODAY, who=None, actor=actor),
        ):
            with pytest.raises(NotForYou):
                question(actor_of(other))


def test_a_late_task_says_so(phase, janis):
    task_of(phase, janis, due=date(2026, 11, 1))

    assert [row.is_late for row in shown(phase, janis)] == [True]
