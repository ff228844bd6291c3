"""Letters of the sign-in go the way of all others: after the commit, by the worker, sealed while they wait."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import transaction
from django_tasks import default_task_backend

from khetene.accounts.mail import queue_letter

pytestmark = pytest.mark.django_db
LETTER = EmailMessage("Jauna parole", "https://khetene.example/a-link-that-opens", to=["anna@example.org"])


def test_a_letter_leaves_after_the_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        queue_letter(LETTER)
        before = list(mail.outbox)

    (sent,) = mail.outbox
    assert before == []
    assert (sent.to, sent.subject, sent.body) == (LETTER.to, LETTER.subject, LETTER.body)


def test_what_was_taken_back_sends_no_letter(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        queue_letter(LETTER)
        transaction.set_rollback(True)

    assert mail.outbox == []


def test_a_letter_waits_sealed(settings, django_capture_on_commit_callbacks):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    with django_capture_on_commit_callbacks(execute=True):
        queue_letter(LETTER)

    (waiting,) = default_task_backend.results
    assert [word for word in ("anna", "a-link", "parole") if word in repr(waiting.args)] == []
