"""Which letters of a survey are to go. Putting one in the queue twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Max

from khetene.kernel import clock
from khetene.surveys.models import Asked, Letter, Survey
from khetene.surveys.post import send_survey_letters

REMIND_DAYS_BEFORE = 3
NOT_SOONER_THAN = timedelta(days=2)


def to_be_asked(survey: Survey) -> list[Asked]:
    """With an address and not written to yet."""
    rows = survey.asked.filter(letters=None, answered=False).order_by("pk")
    return [row for row in rows if row.email]


def to_be_reminded(survey: Survey) -> list[Asked]:
    """Written to, silent, and not written to in the last two days."""
    lately = Letter.objects.filter(asked__survey=survey, asked_at__gt=clock.now() - NOT_SOONER_THAN)
    rows = survey.asked.filter(answered=False, letters__isnull=False).exclude(pk__in=lately.values("asked_id"))
    return [row for row in rows.distinct().order_by("pk") if row.email]


def queue_letters(people: Iterable[Asked]) -> int:
    """The next letter for each: the link to those who have none yet, a reminder to the others. How many are new."""
    people, now = list(people), clock.now()
    last = dict(
        Letter.objects.filter(asked__in=people)
        .values("asked")
        .annotate(last=Max("number"))
        .values_list("asked", "last")
    )
    letters = [Letter(asked=row, number=last.get(row.pk, -1) + 1, asked_at=now, moved_at=now) for row in people]
    Letter.objects.bulk_create(letters, ignore_conflicts=True)
    if letters:
        transaction.on_commit(send_survey_letters.enqueue)
    return len(letters)


@transaction.atomic
def queue_reminders() -> int:
    """Three days before the last day, to whoever is silent and was not written to since then: each is reminded once."""
    today = clock.today()
    soon = Survey.objects.open_on(today).filter(closes_on__lte=today + timedelta(days=REMIND_DAYS_BEFORE))
    return sum(queue_letters(_not_reminded_yet(survey)) for survey in soon.order_by("pk"))


def _not_reminded_yet(survey: Survey) -> list[Asked]:
    first = clock.start_of(survey.closes_on - timedelta(days=REMIND_DAYS_BEFORE))
    lately = set(Letter.objects.filter(asked__survey=survey, asked_at__gte=first).values_list("asked_id", flat=True))
    return [row for row in to_be_reminded(survey) if row.pk not in lately]
