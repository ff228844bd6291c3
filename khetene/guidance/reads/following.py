"""What somebody follows, and what is new about it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from khetene.guidance.models import Following
from khetene.guidance.reads.register import lines
from khetene.guidance.reads.rows import StatementRow
from khetene.kernel import clock
from khetene.kernel.actor import Actor

NEWS_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class FollowedRow:
    """`changed_on` is None while nobody has done anything since it is followed."""

    row: StatementRow
    since: date
    changed_on: date | None


def follows(statement_id: uuid.UUID, *, actor: Actor) -> bool:
    return Following.objects.of(actor.membership_key).filter(statement_id=statement_id).exists()


def followed(*, actor: Actor) -> list[FollowedRow]:
    """What the person follows, the newest change first."""
    rows_of_mine: Any = Following.objects.of(actor.membership_key).with_last_change()
    found = list(rows_of_mine.select_related("statement").order_by("-changed_at", "-pk"))
    rows = {row.id: row for row in lines([one.statement for one in found])}
    return [
        FollowedRow(
            row=rows[one.statement_id],
            since=clock.day_of(one.since),
            changed_on=clock.day_of(one.changed_at) if one.changed_at > one.since else None,
        )
        for one in found
    ]


def news(*, actor: Actor) -> int:
    """How many of them changed in the last two weeks. One query."""
    return Following.objects.of(actor.membership_key).changed_after(clock.now() - NEWS_FOR).count()
