"""From when to when clients agreed to take part in a programme; asked before anything is given under it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import QuerySet

from khetene.cases.enums import AgreementAnswer, AgreementKind
from khetene.cases.models import Agreement, Case
from khetene.kernel.actor import Actor
from khetene.kernel.statements import Word, kept

Span = tuple[date, date]


def participation_spans(
    client_ids: Iterable[uuid.UUID], *, programme: str, actor: Actor
) -> dict[uuid.UUID, list[Span]]:
    """First and last day of each agreement to take part, by client. Only of cases that the actor may open.

    What was withdrawn held until the day before.
    """
    spans: dict[uuid.UUID, list[Span]] = {}
    for client_id, first, valid_to, withdrawn_on in _agreed(tuple(dict.fromkeys(client_ids)), Word(programme), actor):
        last = valid_to or date.max
        if withdrawn_on:
            last = min(last, withdrawn_on - timedelta(days=1))
        spans.setdefault(client_id, []).append((first, last))
    return spans


@kept
def _agreed(
    client_ids: tuple[uuid.UUID, ...], programme: Word, actor: Actor
) -> QuerySet[Agreement, tuple[uuid.UUID, date, date | None, date | None]]:
    rows = Agreement.objects.filter(
        client_id__in=client_ids,
        case__in=Case.objects.visible_to(actor),
        kind=AgreementKind.PARTICIPATION,
        programme=programme,
        answer=AgreementAnswer.AGREED,
    )
    shown = rows.values_list("client_id", "valid_from", "valid_to", "withdrawn_on")
    return shown.order_by("client_id", "valid_from", "id")
