"""Facts as they are kept beside a screening, and read again when it is run again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from khetene.cases.reads import KnownFact
from khetene.eligibility.values import Facts, Missing
from khetene.eligibility.vocabulary import Vocabulary


def to_text(known: Mapping[str, KnownFact], vocabulary: Vocabulary) -> str:
    """The facts that the rules may speak of, each with its day and origin. What is asked once is never among them."""
    kept = {
        name: _plain(fact) for name, fact in known.items() if name in vocabulary and vocabulary[name].keep != "once"
    }
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def _plain(fact: KnownFact) -> dict[str, Any]:
    value = fact.value if isinstance(fact.value, bool | int | str | None) else str(fact.value)
    return {"state": fact.state, "value": value, "known_on": fact.known_on.isoformat(), "origin": fact.origin}


def from_text(text: str, vocabulary: Vocabulary) -> Facts:
    """The same facts as the engine takes them, typed by the vocabulary of their day."""
    return {name: _typed(fact, vocabulary[name].type) for name, fact in json.loads(text).items()}


def _typed(fact: Mapping[str, Any], kind: str) -> Any:
    if fact["state"] != "known":
        return Missing(fact["state"])
    if kind == "date":
        return date.fromisoformat(fact["value"])
    return Decimal(fact["value"]) if kind == "decimal" else fact["value"]


@dataclass(frozen=True, slots=True)
class KeptFact:
    """One answer that a screening stood on."""

    name: str
    state: str
    value: Any
    known_on: date
    origin: str


def facts_in(text: str, vocabulary: Vocabulary) -> list[KeptFact]:
    """The kept facts with day and origin, as they are shown."""
    return [
        KeptFact(
            name,
            fact["state"],
            None if fact["state"] != "known" else _typed(fact, vocabulary[name].type),
            date.fromisoformat(fact["known_on"]),
            fact["origin"],
        )
        for name, fact in json.loads(text).items()
    ]


def answers_in(text: str) -> dict[str, tuple[str, Any]]:
    """State and value of each kept fact: what has to be the same for a result to be still good."""
    return {name: (fact["state"], fact["value"]) for name, fact in json.loads(text).items()}
