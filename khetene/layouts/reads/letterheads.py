"""Letterheads of the own organisation, and what comes of them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from khetene.files.enums import MEDIA_TYPES, FileKind
from khetene.files.storing import Opened
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.layouts.letterheads import sample
from khetene.layouts.models import Letterhead
from khetene.layouts.rules import keeps_letterheads


@dataclass(frozen=True, slots=True)
class LetterheadRow:
    id: uuid.UUID
    number: int
    above: list[str]
    below: list[str]
    added_at: datetime
    in_force_since: datetime | None


def letterheads(*, actor: Actor) -> list[LetterheadRow]:
    """The newest first. One query. Raises NotForYou."""
    if not keeps_letterheads(actor):
        raise NotForYou
    rows = Letterhead.objects.filter(organisation_id=actor.organisation_key).defer("sealed", "name")
    return [_row(one) for one in rows.order_by("-number")]


def letterhead(letterhead_id: uuid.UUID, *, actor: Actor) -> LetterheadRow:
    """Raises NotForYou."""
    return _row(_mine(letterhead_id, actor))


def letterhead_file(letterhead_id: uuid.UUID, *, actor: Actor) -> Opened:
    """An invented report on it, as a PDF. Raises NotForYou."""
    row = _mine(letterhead_id, actor)
    return Opened(f"veidlapa-{row.number}.pdf", MEDIA_TYPES[FileKind.PDF], sample(row))


def _mine(letterhead_id: uuid.UUID, actor: Actor) -> Letterhead:
    rows = Letterhead.objects.filter(pk=letterhead_id, organisation_id=actor.organisation_key)
    row: Letterhead | None = rows.first() if keeps_letterheads(actor) else None
    if row is None:
        raise NotForYou
    return row


def _row(one: Letterhead) -> LetterheadRow:
    return LetterheadRow(
        one.pk, one.number, one.above.splitlines(), one.below.splitlines(), one.added_at, one.in_force_since
    )
