"""Whom one could ask in a municipality: experts of the network, and offices with a public e-mail."""

from __future__ import annotations

from dataclasses import dataclass

from khetene.directory import reads as directory
from khetene.instruments.enums import Domain
from khetene.instruments.reads import EvaluationRow
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.network import reads as network

# Fields of the network that are asked about under one name here.
ASKED_AS = {"culture": Domain.PARTICIPATION, "youth": Domain.PARTICIPATION, "integration": Domain.PARTICIPATION}


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
    """None for an evaluation of mediation and for one that is closed."""
    if not row.is_contribution or row.is_closed:
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
    return str(found) if found in Domain.values else ""


def initial_from(known: list[Suggestion], key: str) -> dict[str, str]:
    """What the form begins with for somebody suggested; nothing for a key that is not among them."""
    one = next((each for each in known if each.key == key), None)
    if one is None:
        return {}
    return {"field": one.field, "name": one.name, "email": one.email, "answers_for": one.answers_for}
