"""Exactly what travels: built once, shown before sending, stored as shown."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from khetene.cases import reads as cases
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.referrals.enums import SharedPart

NAMES = {
    SharedPart.CALLED: ("called",),
    SharedPart.LEGAL_NAME: ("legal_name",),
    SharedPart.AGE: ("birth_date", "age_band"),
    SharedPart.PHONE: ("phone",),
    SharedPart.LANGUAGES: ("languages", "interpreter"),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the sender ticked."""

    parts: Sequence[str]
    need_ids: Sequence[uuid.UUID] = ()
    facts: Sequence[str] = ()


def snapshot(case_id: uuid.UUID, client_id: uuid.UUID, chosen: Chosen, *, actor: Actor) -> dict[str, Any]:
    """The chosen parts as plain data, nothing else. Raises NotForYou."""
    head = cases.case_head(case_id, actor=actor)
    client = next((row for row in head.clients if row.id == client_id), None)
    if client is None:
        raise NotForYou
    data: dict[str, Any] = {}
    for part in chosen.parts:
        for name in NAMES.get(SharedPart(part), ()):
            value = getattr(client, name)
            if value:
                data[name] = value.isoformat() if name == "birth_date" else value
    if SharedPart.NEEDS in chosen.parts:
        data["needs"] = [
            {"domain": need.domain, "words": need.words} for need in cases.needs_of(head) if need.id in chosen.need_ids
        ]
    if SharedPart.FACTS in chosen.parts:
        known = cases.facts_of(client_id, actor=actor, as_of=clock.today())
        data["facts"] = [_fact(known[name]) for name in chosen.facts if name in known and name != "birth_date"]
    return data


def _fact(fact: cases.KnownFact) -> dict[str, Any]:
    return {
        "fact": fact.fact,
        "state": fact.state,
        "value": _plain(fact.value),
        "type": type(fact.value).__name__,
        "known_on": fact.known_on.isoformat(),
        "valid_to": fact.valid_to.isoformat() if fact.valid_to else None,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def value_of(fact: dict[str, Any]) -> Any:
    """The value of a shared fact in the type that it had at the sender."""
    value = fact["value"]
    if fact.get("type") == "date":
        return date.fromisoformat(value)
    return Decimal(value) if fact.get("type") == "Decimal" else value
