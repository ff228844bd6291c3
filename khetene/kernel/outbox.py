"""Letters that wait in a table: each is taken out before the mail server gets it, so no stop of the site sends one twice.

Taken and not known to have gone, because the site stopped in between, stays a question for a person: `unsure`. A letter's
table has `state`, `asked_at`, `moved_at` and `tries`.
"""

from __future__ import annotations

import uuid
from collections import Counter, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPException
from typing import Any, NamedTuple

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import QuerySet
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from khetene.kernel import clock
from khetene.kernel.enums import LetterState
from khetene.kernel.post import later, reply_code

TRY_AGAIN_AFTER = timedelta(minutes=15)
MOST_TRIES = 96  # a day
A_SENDING_TAKES_AT_MOST = timedelta(minutes=10)
SERVER_LEAVES = 421  # RFC 5321, 3.8

Job = Task[Any, Any]


class Sent(NamedTuple):
    """What became of a letter, and whether another can follow over the same line."""

    state: LetterState | None
    line_holds: bool = True


@dataclass(frozen=True, slots=True)
class Outbox:
    """The letters of a module with what is needed to write one, how one is written, and whether it still has to go."""

    letters: Callable[[], QuerySet[Any]]
    written: Callable[[Any], EmailMessage]
    is_needed: Callable[[Any], bool]

    def run(self, job: Job) -> dict[str, int]:
        """What the job of the module does: send what waits, and begin again later while something still waits."""
        gone = self.deliver()
        if gone.get(LetterState.WAITING) and not _is_to_begin_again(job):
            later(job, TRY_AGAIN_AFTER)
        return gone

    def wake(self, job: Job) -> None:
        """A site that starts again goes on with what waits."""
        if self.letters().filter(state__in=[LetterState.WAITING, LetterState.GOING]).exists():
            job.enqueue()

    def deliver(self) -> dict[str, int]:
        """Send what waits; how many letters ended in which state."""
        self._ask_about_those_left_behind()
        rows = self.letters().filter(state=LetterState.WAITING).order_by("asked_at", "pk")
        waiting = deque(rows.values_list("pk", flat=True))
        states: list[LetterState] = []
        while waiting and (connection := _opened()):
            over_this_line = self._send_over(connection, waiting)
            states += over_this_line
            if LetterState.SENT not in over_this_line:
                break
        return _counted(states + [LetterState.WAITING] * len(waiting))

    def _ask_about_those_left_behind(self) -> None:
        """What was going when the site stopped may have gone. It is not sent again by itself."""
        long_ago = clock.now() - A_SENDING_TAKES_AT_MOST
        left = self.letters().filter(state=LetterState.GOING, moved_at__lt=long_ago)
        left.update(state=LetterState.UNSURE, moved_at=clock.now())

    def _send_over(self, connection: BaseEmailBackend, waiting: deque[uuid.UUID]) -> list[LetterState]:
        """Until nothing waits or the line breaks: what was not begun then surely did not go, so it waits for the next line."""
        states = []
        holds = True
        while waiting and holds:
            state, holds = self._send(waiting.popleft(), connection)
            if state is not None:
                states.append(state)
        with suppress(OSError, SMTPException):
            connection.close()
        return states

    def _send(self, key: uuid.UUID, connection: BaseEmailBackend) -> Sent:
        """Take one letter, send it and note what became of it; its state is None when somebody else took it."""
        mine = self.letters().filter(pk=key)
        if not mine.filter(state=LetterState.WAITING).update(state=LetterState.GOING, moved_at=clock.now()):
            return Sent(None)
        letter = mine.get()
        sent = _hand_over(self.written(letter), connection) if self.is_needed(letter) else Sent(LetterState.NOT_NEEDED)
        tries = letter.tries + 1
        if sent.state == LetterState.WAITING and tries >= MOST_TRIES:
            sent = sent._replace(state=LetterState.REFUSED)
        mine.update(state=sent.state, tries=tries, moved_at=clock.now())
        return sent


def _is_to_begin_again(job: Job) -> bool:
    waiting = DBTaskResult.objects.filter(task_path=job.module_path, status=TaskResultStatus.READY)
    return waiting.filter(run_after__gt=clock.now(), run_after__lte=clock.now() + TRY_AGAIN_AFTER).exists()


def _opened() -> BaseEmailBackend | None:
    connection = get_connection()
    try:
        connection.open()
    except (OSError, SMTPException):
        return None
    return connection


def _hand_over(message: EmailMessage, connection: BaseEmailBackend) -> Sent:
    """SENT, WAITING where the server surely did not take it and may later, REFUSED where it never will, else UNSURE."""
    message.connection = connection
    try:
        message.send()
    except SMTPException as refusal:
        code = reply_code(refusal)
        return Sent(_after_refusal(code), line_holds=code not in (0, SERVER_LEAVES))
    except OSError:
        return Sent(LetterState.UNSURE, line_holds=False)
    except ValueError:  # no line has an address that cannot be written on it, such as a name too long for IDNA
        return Sent(LetterState.REFUSED)
    return Sent(LetterState.SENT)


def _after_refusal(code: int) -> LetterState:
    if code == 0:
        return LetterState.UNSURE
    return LetterState.WAITING if code < 500 else LetterState.REFUSED


def _counted(states: list[LetterState]) -> dict[str, int]:
    return {state.value: number for state, number in sorted(Counter(states).items())}
