"""How requests stand: by the year in which they were said, and to single organisations."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from enum import StrEnum

from khetene.guidance.enums import ASKING, Answer
from khetene.guidance.models import Addressing, Statement
from khetene.guidance.reads.register import lines
from khetene.guidance.reads.rows import StatementRow


class Standing(StrEnum):
    """What became of a request, in five words."""

    DONE = "done"
    UNDER_WAY = "under_way"
    WAITING = "waiting"
    CLOSED = "closed"
    NEVER_ASKED = "never_asked"


_OF_ANSWER = {
    Answer.DONE: Standing.DONE,
    Answer.CONFIRMED: Standing.DONE,
    Answer.ACCEPTED: Standing.UNDER_WAY,
    Answer.UNDER_WAY: Standing.UNDER_WAY,
    Answer.PARTLY_DONE: Standing.UNDER_WAY,
    Answer.NOTED: Standing.WAITING,
    Answer.REFUSED: Standing.CLOSED,
    Answer.OUTSIDE: Standing.CLOSED,
    Answer.SUPERSEDED: Standing.CLOSED,
}


def standing_by_year() -> dict[int, dict[Standing, int]]:
    """Requests to institutions by the year in which they were said, as they stand today. One query.

    An institution that a document names was never asked until somebody asked it here.
    """
    rows = Addressing.objects.each_once().filter(organisation__isnull=False, statement__kind__in=ASKING).order_by("pk")
    found: dict[int, dict[Standing, int]] = {}
    for year, answer, asked_on in rows.values_list("statement__year", "answer", "asked_on"):
        counted = found.setdefault(year, dict.fromkeys(Standing, 0))
        counted[_standing(answer, is_asked=asked_on is not None)] += 1
    return dict(sorted(found.items()))


def _standing(answer: str, *, is_asked: bool) -> Standing:
    if answer == Answer.ASKED:
        return Standing.WAITING if is_asked else Standing.NEVER_ASKED
    return _OF_ANSWER[Answer(answer)]


def asked_of_any(organisations: Iterable[uuid.UUID]) -> list[StatementRow]:
    """Statements that ask something of any of these organisations, finished or not, the newest first."""
    keys = set(organisations)
    found = Statement.objects.each_once().filter(kind__in=ASKING, addressings__organisation__in=keys).distinct()
    return lines(found.order_by("-year", "slug")) if keys else []
