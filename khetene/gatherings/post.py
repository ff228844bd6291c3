"""Letters go: each is taken out of the queue before it is handed to the mail server, so no stop of the site sends one twice.

Taken and not known to have gone, because the site stopped in between, stays a question for a person: `unsure`.
"""

from __future__ import annotations

import uuid
from collections import Counter, deque
from contextlib import suppress
from datetime import timedelta
from smtplib import SMTPException
from typing import NamedTuple

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from khetene.gatherings.enums import LetterKind, LetterState, State
from khetene.gatherings.letters import letter_for
from khetene.gatherings.models import Letter
from khetene.kernel import clock
from khetene.kernel.post import later, reply_code

TRY_AGAIN_AFTER = timedelta(minutes=15)
MOST_TRIES = 96  # a day
A_SENDING_TAKES_AT_MOST = timedelta(minutes=10)
SERVER_LEAVES = 421  # RFC 5321, 3.8


class Sent(NamedTuple):
    """What became of a letter, and whether another can follow over the same line."""

    state: LetterState | None
    line_holds: bool = True


@task()
def send_letters() -> dict[str, int]:
    """What the worker does as soon as a letter stands in the queue, and again later while one waits."""
    gone = deliver()
    if gone.get(LetterState.WAITING) and not _is_to_try_again():
        later(send_letters, TRY_AGAIN_AFTER)
    return gone


def _is_to_try_again() -> bool:
    waiting = DBTaskResult.objects.filter(task_path=send_letters.module_path, status=TaskResultStatus.READY)
    return waiting.filter(run_after__gt=clock.now(), run_after__lte=clock.now() + TRY_AGAIN_AFTER).exists()


def wake() -> None:
    """A site that starts again goes on with what waits."""
    if Letter.objects.filter(state__in=[LetterState.WAITING, LetterState.GOING]).exists():
        send_letters.enqueue()


def deliver() -> dict[str, int]:
    """Send what waits; how many letters ended in which state."""
    _ask_about_those_left_behind()
    rows = Letter.objects.filter(state=LetterState.WAITING).order_by("asked_at", "pk")
    waiting = deque(rows.values_list("pk", flat=True))
    states: list[LetterState] = []
    while waiting and (connection := _opened()):
        over_this_line = _send_over(connection, waiting)
        states += over_this_line
        if LetterState.SENT not in over_this_line:
            break
    return _counted(states + [LetterState.WAITING] * len(waiting))


def _opened() -> BaseEmailBackend | None:
    connection = get_connection()
    try:
        connection.open()
    except (OSError, SMTPException):
        return None
    return connection


def _send_over(connection: BaseEmailBackend, waiting: deque[uuid.UUID]) -> list[LetterState]:
    """Until nothing waits or the line breaks: what was not begun then surely did not go, so it waits for the next line."""
    states = []
    holds = True
    while waiting and holds:
        state, holds = _send(waiting.popleft(), connection)
        if state is not None:
            states.append(state)
    with suppress(OSError, SMTPException):
        connection.close()
    return states


def _counted(states: list[LetterState]) -> dict[str, int]:
    return {state.value: number for state, number in sorted(Counter(states).items())}


def _ask_about_those_left_behind() -> None:
    """What was going when the site stopped may have gone. It is not sent again by itself."""
    long_ago = clock.now() - A_SENDING_TAKES_AT_MOST
    Letter.objects.filter(state=LetterState.GOING, moved_at__lt=long_ago).update(
        state=LetterState.UNSURE, moved_at=clock.now()
    )


def _send(key: uuid.UUID, connection: BaseEmailBackend) -> Sent:
    """Take one letter, send it and note what became of it; its state is None when somebody else took it."""
    taken = Letter.objects.filter(pk=key, state=LetterState.WAITING).update(
        state=LetterState.GOING, moved_at=clock.now()
    )
    if not taken:
        return Sent(None)
    letter = Letter.objects.select_related("participation__gathering", "participation__identity").get(pk=key)
    sent = _hand_over(letter, connection) if _is_needed(letter) else Sent(LetterState.NOT_NEEDED)
    tries = letter.tries + 1
    if sent.state == LetterState.WAITING and tries >= MOST_TRIES:
        sent = sent._replace(state=LetterState.REFUSED)
    Letter.objects.filter(pk=key).update(state=sent.state, tries=tries, moved_at=clock.now())
    return sent


def _is_needed(letter: Letter) -> bool:
    gathering = letter.participation.gathering
    if not hasattr(letter.participation, "identity") or gathering.is_over(clock.now()):
        return False
    return gathering.state == (State.CANCELLED if letter.kind == LetterKind.CANCELLED else State.ANNOUNCED)


def _hand_over(letter: Letter, connection: BaseEmailBackend) -> Sent:
    """SENT, WAITING where the server surely did not take it and may later, REFUSED where it never will, else UNSURE."""
    message = letter_for(letter)
    message.connection = connection
    try:
        message.send()
    except SMTPException as refusal:
        code = reply_code(refusal)
        return Sent(_after_refusal(code), line_holds=code not in (0, SERVER_LEAVES))
    except OSError:
        return Sent(LetterState.UNSURE, line_holds=False)
    return Sent(LetterState.SENT)


def _after_refusal(code: int) -> LetterState:
    if code == 0:
        return LetterState.UNSURE
    return LetterState.WAITING if code < 500 else LetterState.REFUSED
