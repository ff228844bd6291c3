"""Whom one could ask in a municipality: experts of the network, and offices with a public e-mail."""

from __future__ import annotations

from dataclasses import dataclass

from khetene.directory import reads as directory
from khetene.instruments.enums import Domain
from khetene.instruments.reads import EvaluationRow
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.monitoring.enums import ASKED_AS
from khetene.network import reads as network


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody to ask; nothing is sent before somebody does."""

    key: str
    field: str
    name: str
    email: str
    answers_for: str

    @property
    def field_label(self) -> str:
        return str(Domain(self.field).label) if self.field else ""


def suggestions(row: EvaluationRow, *, actor: Actor) -> list[Suggestion]:
    """None for an evaluation of mediation, and where no link opens any more."""
    if not row.is_contribution or row.is_over:
        return []
    return [*_experts(row, actor), *_offices(row)]


def _experts(row: EvaluationRow, actor: Actor) -> list[Suggestion]:
    seats = network.experts_of(row.territory_id, actor=actor, on=clock.today())
    return [
        Suggestion(str(one.id), _domain(seat.field), one.name, one.email, one.organisation)
        for seat in seats
        for one in seat.holders
        if one.name
    ]


def _offices(row: EvaluationRow) -> list[Suggestion]:
    found = directory.contacts_in(row.territory_id, on=clock.today())
    return [Suggestion(str(key), "", name, email, name) for key, name, email in found]


def _domain(field: str) -> str:
    """Empty where somebody speaks for all fields: who asks chooses one."""
    found = ASKED_AS.get(field, field)
    return found if found in Domain.values else ""
