"""Letters of surveys go. The link is made when the letter goes, so no queue and no job ever holds one."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django_tasks import task

from khetene.kernel import clock
from khetene.kernel.outbox import Outbox
from khetene.surveys.letters import letter_for
from khetene.surveys.models import Letter


def _letters() -> QuerySet[Any]:
    return Letter.objects.select_related("asked__survey__organisation", "asked__survey__gathering")


def _is_needed(letter: Letter) -> bool:
    asked = letter.asked
    return bool(asked.email) and not asked.answered and not asked.survey.is_over(clock.today())


OUTBOX = Outbox(_letters, letter_for, _is_needed)


@task()
def send_survey_letters() -> dict[str, int]:
    """What the worker does as soon as a letter stands in the queue, and again later while one waits."""
    return OUTBOX.run(send_survey_letters)


def deliver() -> dict[str, int]:
    """Send what waits; how many letters ended in which state."""
    return OUTBOX.deliver()


def wake() -> None:
    """A site that starts again goes on with what waits."""
    OUTBOX.wake(send_survey_letters)
