"""Letters of gatherings go: whom they still concern, and the job that sends them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django_tasks import task

from khetene.gatherings.enums import LetterKind, State
from khetene.gatherings.letters import letter_for
from khetene.gatherings.models import Letter
from khetene.kernel import clock
from khetene.kernel.outbox import Outbox


def _letters() -> QuerySet[Any]:
    return Letter.objects.select_related("participation__gathering", "participation__identity")


def _is_needed(letter: Letter) -> bool:
    gathering = letter.participation.gathering
    if not hasattr(letter.participation, "identity") or gathering.is_over(clock.now()):
        return False
    return gathering.state == (State.CANCELLED if letter.kind == LetterKind.CANCELLED else State.ANNOUNCED)


OUTBOX = Outbox(_letters, letter_for, _is_needed)


@task()
def send_letters() -> dict[str, int]:
    """What the worker does as soon as a letter stands in the queue, and again later while one waits."""
    return OUTBOX.run(send_letters)


def deliver() -> dict[str, int]:
    """Send what waits; how many letters ended in which state."""
    return OUTBOX.deliver()


def wake() -> None:
    """A site that starts again goes on with what waits."""
    OUTBOX.wake(send_letters)
