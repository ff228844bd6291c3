"""The facts that rules may speak of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from khetene.eligibility.errors import FactError, RuleError
from khetene.eligibility.values import Missing, Value

TYPES = ("integer", "decimal", "boolean", "word", "date")
Text = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """What the person can do so that the fact becomes another one: "register with the employment agency first"."""

    to: Value
    how: Text


@dataclass(frozen=True, slots=True)
class Fact:
    id: str
    type: str
    question: Text
    help: Text = field(default_factory=dict)
    proof: Text = field(default_factory=dict)
    unit: str = ""
    low: int | None = None
    high: int | None = None
    options: Mapping[str, Text] = field(default_factory=dict)
    topic: str = ""
    keep: str = "case"
    asked_as: str = ""
    expires: bool = False
    change: Change | None = None

    def code(self, option: str) -> int:
        """The number that stands for a word in a column."""
        return list(self.options).index(option)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    facts: Mapping[str, Fact]

    def __getitem__(self, fact: str) -> Fact:
        return self.facts[fact]

    def __contains__(self, fact: object) -> bool:
        return fact in self.facts

    def checked(self, given: Mapping[str, Any]) -> dict[str, Value | Missing]:
        """Answers from outside with their right types. Raises FactError that names the fact."""
        return {name: self._checked(name, value) for name, value in given.items()}

    def _checked(self, name: str, value: Any) -> Value | Missing:
        if name not in self.facts:
            raise FactError(name, "there is no such fact")
        if isinstance(value, Missing):
            return value
        return _checked_value(self.facts[name], value)


def _checked_value(fact: Fact, value: Any) -> Value:
    if fact.type == "boolean" and isinstance(value, bool):
        return value
    if fact.type == "word" and isinstance(value, str) and value in fact.options:
        return value
    if fact.type == "date":
        return _checked_date(fact, value)
    if fact.type in ("integer", "decimal") and isinstance(value, int | Decimal) and not isinstance(value, bool):
        return _checked_number(fact, value)
    expected = " | ".join(fact.options) if fact.type == "word" else fact.type
    raise FactError(fact.id, f"expected {expected}")


def _checked_number(fact: Fact, value: int | Decimal) -> Value:
    if fact.type == "integer" and value != int(value):
        raise FactError(fact.id, "expected a whole number")
    if (fact.low is not None and value < fact.low) or (fact.high is not None and value > fact.high):
        raise FactError(fact.id, f"expected {fact.low} to {fact.high}")
    return int(value) if fact.type == "integer" else value


def _checked_date(fact: Fact, value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as problem:
        raise FactError(fact.id, "expected a date such as 1981-03-01") from problem


def parse_vocabulary(raw: Mapping[str, Any]) -> Vocabulary:
    """The vocabulary from plain data. Raises RuleError that names the fact and the field."""
    facts = {}
    for name, entry in raw.items():
        if entry.get("type") not in TYPES:
            raise RuleError("facts", f"{name}.type", f"must be one of {', '.join(TYPES)}")
        if not entry.get("question", {}).get("lv"):
            raise RuleError("facts", f"{name}.question", "every fact needs a question, or nobody could ever answer it")
        facts[name] = _fact(name, entry)
    return Vocabulary(facts)


def _fact(name: str, entry: Mapping[str, Any]) -> Fact:
    change = entry.get("changeable")
    return Fact(
        id=name,
        type=entry["type"],
        question=entry["question"],
        help=entry.get("help", {}),
        proof=entry.get("proof", {}),
        unit=entry.get("unit", ""),
        low=entry.get("low"),
        high=entry.get("high"),
        options=entry.get("options", {}),
        topic=entry.get("topic", ""),
        keep=entry.get("keep", "case"),
        asked_as=entry.get("asked_as", ""),
        expires=entry.get("expires", False),
        change=Change(change["to"], change["how"]) if change else None,
    )
