"""From when to when clients agreed to take part in a programme; asked before anything is given under it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, timedelta

from khetene.cases.enums import AgreementAnswer, AgreementKind
from khetene.cases.models import Agreement, Case
from khetene.kernel.actor import Actor

Span = tuple[date, date]


def participation_spans(
    client_ids: Iterable[uuid.UUID], *, programme: str, actor: Actor
) -> dict[uuid.UUID, list[Span]]:
    """First and last day of each agreement to take part, by client. Only of cases that the actor may open.

    What was withdrawn held until the day before.
    """
    rows = Agreement.objects.filter(
        client_id__in=list(client_ids),
        case__in=Case.objects.visible_to(actor),
        kind=AgreementKind.PARTICIPATION,
        programme=programme,
        answer=AgreementAnswer.AGREED,
    ).order_by("client_id", "valid_from", "id")
    spans: dict[uuid.UUID, list[Span]] = {}
    for row in rows.only("client_id", "valid_from", "valid_to", "withdrawn_on"):
        last = row.valid_to or date.max
        if row.withdrawn_on:
            last = min(last, row.withdrawn_on - timedelta(days=1))
        spans.setdefault(row.client_id, []).append((row.valid_from, last))
    return spans
