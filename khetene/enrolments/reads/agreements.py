"""Agreements between programmes and organisations, which are public: which office has joined what, from when to when."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from khetene.directory import reads as directory
from khetene.enrolments.models import Partner
from khetene.programmes.operations.definition import Operation


@dataclass(frozen=True, slots=True)
class Agreement:
    """`begins` is None where no source says the day; `ends` is the first day without it."""

    programme: str
    organisation_id: uuid.UUID
    begins: date | None
    ends: date | None

    def holds_on(self, day: date) -> bool:
        return (self.begins is None or self.begins <= day) and (self.ends is None or day < self.ends)


def agreements(operations: dict[str, Operation]) -> list[Agreement]:
    """All that were ever recorded, and those that the definitions of programmes name. Two queries."""
    kept = Partner.objects.order_by("programme", "joined_on", "pk")
    rows = [Agreement(row.programme, row.organisation_id, row.joined_on, row.left_on) for row in kept]
    named = [
        (programme, entry)
        for programme, operation in sorted(operations.items())
        for entry in operation.partners.agreements
    ]
    keys = directory.keys_of(entry.organisation for _programme, entry in named)
    return rows + [
        Agreement(programme, keys[entry.organisation], entry.begins, entry.ends)
        for programme, entry in named
        if entry.organisation in keys
    ]
