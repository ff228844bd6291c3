"""Letters of the worker: tried again while the server is away, and never an address in the record of a job."""

from __future__ import annotations

import traceback
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPSenderRefused

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from khetene.kernel import clock
from khetene.kernel.post import WAITS, NotHandedOn, hand_on

pytestmark = pytest.mark.django_db
ANNA = "anna@example.org"


class Refusing(EmailBackend):
    """A mail server that answers as it is told."""

    problem: Exception

    def send_messages(self, messages):
        raise self.problem


@pytest.fixture
def refusal(settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    return lambda problem: monkeypatch.setattr(Refusing, "problem", problem, raising=False)


@task()
def write(word: str, tried: int = 0) -> None:
    hand_on(EmailMessage("Ziņa", word, to=[ANNA]), write, word, tried=tried)


def test_a_letter_that_goes_leaves_no_job_behind():
    write.call("labdien")

    assert [letter.body for letter in mail.outbox] == ["labdien"]
    assert DBTaskResult.objects.count() == 0


@pytest.mark.parametrize(
    "problem", [ConnectionRefusedError(), SMTPRecipientsRefused({ANNA: (451, b"greylisted")})], ids=["away", "busy"]
)
def test_a_server_that_is_away_is_asked_again_after_longer_and_longer(refusal, problem):
    refusal(problem)

    for tried in range(len(WAITS)):
        write.call("labdien", tried=tried)

    jobs = list(DBTaskResult.objects.order_by("run_after"))
    assert [job.args_kwargs for job in jobs] == [
        {"args": ["labdien"], "kwargs": {"tried": tried}} for tried in range(1, len(WAITS) + 1)
    ]
    waits = [round((job.run_after - clock.now()) / timedelta(minutes=1)) for job in jobs]
    assert waits == [5, 15, 60, 240, 720]


@pytest.mark.parametrize(
    ("problem", "tried"),
    [
        (SMTPRecipientsRefused({ANNA: (550, b"<anna@example.org> unknown")}), 0),
        (SMTPSenderRefused(553, b"anna@example.org not allowed", ANNA), 0),
        (SMTPRecipientsRefused({ANNA: (451, b"anna@example.org: later")}), len(WAITS)),
        (UnicodeError("anna@example.org: label too long"), 0),
    ],
    ids=["unknown address", "sender refused", "tried for long enough", "no address of any line"],
)
def test_what_never_goes_fails_without_naming_the_address(refusal, problem, tried):
    refusal(problem)

    with pytest.raises(NotHandedOn) as failed:
        write.call("labdien", tried=tried)

    assert "anna" not in "".join(traceback.format_exception(failed.value))
    assert DBTaskResult.objects.count() == 0
