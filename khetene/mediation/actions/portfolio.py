"""A person's own portfolio. The trail says that an entry was written, in no organisation's chain: no employer reads from it."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

from django.db import transaction

from khetene.kernel import audit, clock
from khetene.kernel.actor import System
from khetene.kernel.errors import NotForYou
from khetene.mediation.enums import EntryKind
from khetene.mediation.errors import TrainingInTheFuture
from khetene.mediation.models import PortfolioEntry

OWNER = System("own portfolio")


@transaction.atomic
def write_entry(
    kind: str,
    *,
    title: str,
    giver: str = "",
    taken_on: date | None = None,
    hours: Decimal | None = None,
    certificate: str = "",
    level: str = "",
    entry_id: uuid.UUID | None = None,
    user_id: uuid.UUID,
) -> PortfolioEntry:
    """Add an entry or write an own one anew. Raises NotForYou, TrainingInTheFuture, ValidationError."""
    entry = _own(entry_id, user_id) if entry_id else PortfolioEntry(user_id=user_id)
    if taken_on and taken_on > clock.today():
        raise TrainingInTheFuture
    entry.kind, entry.title, entry.giver = EntryKind(kind), title, giver
    entry.taken_on, entry.hours, entry.certificate, entry.level = taken_on, hours, certificate, level
    entry.full_clean()
    entry.save()
    audit.record("portfolio_entry.written", entry, actor=OWNER)
    return entry


@transaction.atomic
def remove_entry(entry_id: uuid.UUID, *, user_id: uuid.UUID) -> None:
    """Raises NotForYou."""
    entry = _own(entry_id, user_id)
    audit.record("portfolio_entry.removed", entry, actor=OWNER)
    entry.delete()


def _own(entry_id: uuid.UUID, user_id: uuid.UUID) -> PortfolioEntry:
    entry = PortfolioEntry.objects.select_for_update(of=("self",)).filter(pk=entry_id, user_id=user_id).first()
    if entry is None:
        raise NotForYou
    return entry
