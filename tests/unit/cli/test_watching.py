"""Long tasks of all houses on the command line."""

from __future__ import annotations

import uuid

import pytest

from khetene.cli.main import main
from khetene.enrolments import tasks
from khetene.kernel import jobs
from khetene.kernel.actor import Actor
from khetene.kernel.models import JobProgress

pytestmark = pytest.mark.django_db
ANNA = Actor(uuid.UUID(int=1), uuid.UUID(int=2), uuid.UUID(int=3), "mediator")


def begun(**values):
    row = jobs.start(tasks.check_sheet, actor=ANNA, sheet=str(uuid.UUID(int=4)), membership=str(ANNA.membership_key))
    JobProgress.objects.filter(pk=row.pk).update(**values)
    return row


def test_what_failed_is_told_with_its_sentence_and_begun_anew(capsys):
    row = begun(state="failed", ended_at="2026-11-20T10:00Z", problem="Kolonnas trūkst.", done=3, total=9)

    assert main(["jobs"]) == 0
    told = capsys.readouterr().out.strip().split("\t")
    assert (told[:4], told[5]) == ([str(row.pk), "check_sheet", "failed", "3/9"], "Kolonnas trūkst.")

    assert main(["jobs", "--again", str(row.pk)]) == 0
    assert JobProgress.objects.get().state == "waiting"


def test_a_task_that_waits_is_cancelled_and_told_no_more(capsys):
    row = begun()

    assert main(["jobs", "--cancel", str(row.pk)]) == 0

    assert (capsys.readouterr().out, JobProgress.objects.get().state) == ("", "cancelled")
    assert main(["jobs", "--cancel", str(row.pk)]) == 1


@pytest.mark.parametrize("what", ["--again", "--cancel"])
def test_a_key_that_nobody_knows_is_refused_in_words(what, capsys):
    assert main(["jobs", what, str(uuid.UUID(int=9))]) == 1

    assert "Ilga uzdevuma ar šādu atslēgu nav." in capsys.readouterr().err
