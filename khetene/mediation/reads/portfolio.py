"""A person's own portfolio, and what leaves with them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from khetene.kernel.errors import NotForYou
from khetene.mediation.enums import EntryKind
from khetene.mediation.models import Contract, PortfolioEntry


@dataclass(frozen=True, slots=True)
class EntryRow:
    id: uuid.UUID
    kind: str
    title: str
    giver: str
    taken_on: date | None
    hours: Decimal | None
    certificate: str
    level: str
    level_label: str


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A contract that the coordinator wrote."""

    employer: str
    begins: date
    ends: date | None
    percent_of_full_time: int


@dataclass(frozen=True, slots=True)
class Portfolio:
    trainings: list[EntryRow]
    skills: list[EntryRow]
    languages: list[EntryRow]
    work: list[WorkRow]

    @property
    def hours(self) -> Decimal:
        """Hours of the trainings that say how long they were."""
        return sum((row.hours for row in self.trainings if row.hours is not None), Decimal(0))


def portfolio(user_id: uuid.UUID) -> Portfolio:
    """For the person alone: call it with who is signed in and with nobody else. Two queries."""
    rows = [_row(entry) for entry in PortfolioEntry.objects.filter(user_id=user_id).order_by("taken_on", "pk")]
    contracts = Contract.objects.filter(membership__user_id=user_id).select_related("employer").order_by("begins", "pk")
    return Portfolio(
        trainings=list(reversed(_of_kind(rows, EntryKind.TRAINING))),
        skills=_of_kind(rows, EntryKind.SKILL),
        languages=_of_kind(rows, EntryKind.LANGUAGE),
        work=[WorkRow(one.employer.name, one.begins, one.ends, one.percent_of_full_time) for one in contracts],
    )


def portfolio_entry(entry_id: uuid.UUID, *, user_id: uuid.UUID) -> EntryRow:
    """Raises NotForYou."""
    entry = PortfolioEntry.objects.filter(pk=entry_id, user_id=user_id).order_by("pk").first()
    if entry is None:
        raise NotForYou
    return _row(entry)


def _of_kind(rows: Iterable[EntryRow], kind: EntryKind) -> list[EntryRow]:
    return [row for row in rows if row.kind == kind]


def _row(entry: PortfolioEntry) -> EntryRow:
    return EntryRow(
        id=entry.pk,
        kind=entry.kind,
        title=entry.title,
        giver=entry.giver,
        taken_on=entry.taken_on,
        hours=entry.hours,
        certificate=entry.certificate,
        level=entry.level,
        level_label=entry.get_level_display(),
    )
