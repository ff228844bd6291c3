"""Letters go: each is taken out of the queue before it is handed to the mail server, so no stop of the site sends one twice.

Taken and not known to have gone, because the site stopped in between, stays a question for a person: `unsure`.
"""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django_tasks import task

from khetene.gatherings.enums import LetterKind, LetterState, State
from khetene.gatherings.letters import letter_for
from khetene.gatherings.models import Letter
from khetene.kernel import clock

MOST_TRIES = 5
A_SENDING_TAKES_AT_MOST = timedelta(minutes=10)


@task()
def send_letters() -> dict[str, int]:
    """What the worker does as soon as a letter stands in the queue."""
    return deliver()


def wake() -> None:
    """A site that starts again goes on with what waits."""
    if Letter.objects.filter(state__in=[LetterState.WAITING, LetterState.GOING]).exists():
        send_letters.enqueue()


def deliver() -> dict[str, int]:
    """Send what waits; how many letters ended in which state."""
    _ask_about_those_left_behind()
    waiting = list(
        Letter.objects.filter(state=LetterState.WAITING).order_by("asked_at", "pk").values_list("pk", flat=True)
    )
    if not waiting:
        return {}
    connection = get_connection()
    try:
        connection.open()
    except (OSError, SMTPException):
        return _counted([LetterState.WAITING] * len(waiting))
    try:
        return _counted([state for key in waiting if (state := _send(key, connection))])
    finally:
        connection.close()


def _counted(states: list[LetterState]) -> dict[str, int]:
    return {state.value: number for state, number in sorted(Counter(states).items())}


def _ask_about_those_left_behind() -> None:
    """What was going when the site stopped may have gone. It is not sent again by itself."""
    long_ago = clock.now() - A_SENDING_TAKES_AT_MOST
    Letter.objects.filter(state=LetterState.GOING, moved_at__lt=long_ago).update(
        state=LetterState.UNSURE, moved_at=clock.now()
    )


def _send(key: uuid.UUID, connection: BaseEmailBackend) -> LetterState | None:
    """Take one letter, send it and note what became of it; None when somebody else took it."""
    taken = Letter.objects.filter(pk=key, state=LetterState.WAITING).update(
        state=LetterState.GOING, moved_at=clock.now()
    )
    if not taken:
        return None
    letter = Letter.objects.select_related("participation__gathering", "participation__identity").get(pk=key)
    state = _hand_over(letter, connection) if _is_needed(letter) else LetterState.NOT_NEEDED
    tries = letter.tries + 1
    if state == LetterState.WAITING and tries >= MOST_TRIES:
        state = LetterState.REFUSED
    Letter.objects.filter(pk=key).update(state=state, tries=tries, moved_at=clock.now())
    return state


def _is_needed(letter: Letter) -> bool:
    gathering = letter.participation.gathering
    if not hasattr(letter.participation, "identity") or gathering.is_over(clock.now()):
        return False
    return gathering.state == (State.CANCELLED if letter.kind == LetterKind.CANCELLED else State.ANNOUNCED)


def _hand_over(letter: Letter, connection: BaseEmailBackend) -> LetterState:
    """SENT, WAITING where the server surely did not take it and may later, REFUSED where it never will, else UNSURE."""
    message = letter_for(letter)
    message.connection = connection
    try:
        message.send()
    except SMTPRecipientsRefused as refusal:
        codes = [code for code, _words in refusal.recipients.values()]
        return _after_refusal(max(codes, default=0))
    except (SMTPSenderRefused, SMTPResponseException) as refusal:
        return _after_refusal(refusal.smtp_code)
    except (OSError, SMTPException):
        return LetterState.UNSURE
    return LetterState.SENT


def _after_refusal(code: int) -> LetterState:
    """4xx: later perhaps; 5xx: never (RFC 5321, 4.2.1)."""
    return LetterState.WAITING if 400 <= code < 500 else LetterState.REFUSED
