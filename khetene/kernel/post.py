"""Letters that a worker hands on: a server that is away is asked again, and no record of a job keeps an address."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.core.mail import EmailMessage
from django_tasks.base import Task

from khetene.kernel import clock

NEVER = 553  # RFC 5321, 4.2.3: the name of the mailbox is not allowed
WAITS = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720))


class NotHandedOn(Exception):
    """The mail server did not take a letter. Whose letter stays unsaid, because the job's record keeps this."""


def hand_on(letter: EmailMessage, job: Task[Any, Any], *arguments: str | int, tried: int) -> None:
    """Send the letter, or let `job` try again later with `tried` one higher. Raises NotHandedOn when it never will go."""
    code = _refusal_of(letter)
    if code is None:
        return
    if code < 500 and tried < len(WAITS) and later(job, WAITS[tried], *arguments, tried=tried + 1):
        return
    raise NotHandedOn


def later(job: Task[Any, Any], wait: timedelta, *arguments: str | int, **named: int) -> bool:
    """Queue a job that begins after `wait`; False where the queue cannot wait."""
    if not job.get_backend().supports_defer:
        return False
    job.using(run_after=clock.now() + wait).enqueue(*arguments, **named)
    return True


def reply_code(refusal: SMTPException) -> int:
    """What the server answered (RFC 5321, 4.2.1): 4xx later perhaps, 5xx never; 0 when it said nothing."""
    if isinstance(refusal, SMTPRecipientsRefused):
        return max((code for code, _words in refusal.recipients.values()), default=0)
    return refusal.smtp_code if isinstance(refusal, SMTPResponseException) else 0


def _refusal_of(letter: EmailMessage) -> int | None:
    """None when the server took it. The server's own words hold the address, so they end here."""
    try:
        letter.send()
    except SMTPException as refusal:
        return reply_code(refusal)
    except OSError:
        return 0
    except ValueError:  # the address cannot be written on any line, such as a name too long for IDNA
        return NEVER
    return None
