"""Letters of surveys go as letters of gatherings do: each is taken out of the queue before the mail server gets it.

The link is made when the letter goes, so no queue and no job ever holds one.
"""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django_tasks import task

from khetene.gatherings.enums import LetterState
from khetene.kernel import clock
from khetene.surveys.letters import letter_for
from khetene.surveys.models import Letter

MOST_TRIES = 5
A_SENDING_TAKES_AT_MOST = timedelta(minutes=10)


@task()
def send_survey_letters() -> dict[str, int]:
    """What the worker does as soon as a letter stands in the queue."""
    return deliver()


def wake() -> None:
    """A site that starts again goes on with what waits."""
    if Letter.objects.filter(state__in=[LetterState.WAITING, LetterState.GOING]).exists():
        send_survey_letters.enqueue()


def deliver() -> dict[str, int]:
    """Send what waits; how many letters ended in which state."""
    _ask_about_those_left_behind()
    waiting = Letter.objects.filter(state=LetterState.WAITING).order_by("asked_at", "pk")
    keys = list(waiting.values_list("pk", flat=True))
    if not keys:
        return {}
    connection = get_connection()
    try:
        connection.open()
    except (OSError, SMTPException):
        return {LetterState.WAITING.value: len(keys)}
    try:
        states = Counter(state.value for key in keys if (state := _send(key, connection)))
    finally:
        connection.close()
    return dict(sorted(states.items()))


def _ask_about_those_left_behind() -> None:
    """What was going when the site stopped may have gone: a person decides."""
    long_ago = clock.now() - A_SENDING_TAKES_AT_MOST
    left = Letter.objects.filter(state=LetterState.GOING, moved_at__lt=long_ago)
    left.update(state=LetterState.UNSURE, moved_at=clock.now())


def _send(key: uuid.UUID, connection: BaseEmailBackend) -> LetterState | None:
    """Take one letter, send it and note what became of it; None when somebody else took it."""
    mine = Letter.objects.filter(pk=key, state=LetterState.WAITING)
    if not mine.update(state=LetterState.GOING, moved_at=clock.now()):
        return None
    letter = Letter.objects.select_related("asked__survey__organisation", "asked__survey__gathering").get(pk=key)
    state = _hand_over(letter_for(letter), connection) if _is_needed(letter) else LetterState.NOT_NEEDED
    tries = letter.tries + 1
    if state == LetterState.WAITING and tries >= MOST_TRIES:
        state = LetterState.REFUSED
    Letter.objects.filter(pk=key).update(state=state, tries=tries, moved_at=clock.now())
    return state


def _is_needed(letter: Letter) -> bool:
    asked = letter.asked
    return bool(asked.email) and not asked.answered and not asked.survey.is_over(clock.today())


def _hand_over(message: EmailMessage, connection: BaseEmailBackend) -> LetterState:
    """SENT, WAITING where the server surely did not take it and may later, REFUSED where it never will, else UNSURE."""
    message.connection = connection
    try:
        message.send()
    except SMTPRecipientsRefused as refusal:
        return _after_refusal(max((code for code, _words in refusal.recipients.values()), default=0))
    except SMTPResponseException as refusal:
        return _after_refusal(refusal.smtp_code)
    except (OSError, SMTPException):
        return LetterState.UNSURE
    return LetterState.SENT


def _after_refusal(code: int) -> LetterState:
    """4xx: later perhaps; 5xx: never (RFC 5321, 4.2.1)."""
    return LetterState.WAITING if 400 <= code < 500 else LetterState.REFUSED
