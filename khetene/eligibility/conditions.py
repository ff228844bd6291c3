"""The closed rule format: a tree of all / any / not over comparisons of one fact each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from khetene.eligibility.errors import RuleError
from khetene.eligibility.values import Facts, Missing, Truth, Value
from khetene.eligibility.vocabulary import Vocabulary

COMPARISONS = ("==", "in", ">=", "<=", "between")
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Leaf:
    """One fact compared; `operands` are one value, the words of `in`, or low and high of `between` (both included)."""

    comparison: str
    fact: str
    operands: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


Condition = Leaf | All | AnyOf | Not


def holds(condition: Condition, facts: Facts) -> Truth:
    """True, False, or None while it cannot be told."""
    match condition:
        case Leaf():
            return _leaf_holds(condition, facts.get(condition.fact, Missing.NOT_ASKED))
        case All(parts):
            return _all(holds(part, facts) for part in parts)
        case AnyOf(parts):
            return _any(holds(part, facts) for part in parts)
        case Not(part):
            inner = holds(part, facts)
            return None if inner is None else not inner


def _leaf_holds(leaf: Leaf, value: Value | Missing) -> Truth:
    if value is Missing.NOT_APPLICABLE:
        return False
    if isinstance(value, Missing):
        return None
    match leaf.comparison:
        case "==":
            return bool(value == leaf.operands[0])
        case "in":
            return value in leaf.operands
        case ">=":
            return bool(value >= leaf.operands[0])
        case "<=":
            return bool(value <= leaf.operands[0])
        case _:
            return bool(leaf.operands[0] <= value <= leaf.operands[1])


def _all(truths: Iterator[Truth]) -> Truth:
    result: Truth = True
    for truth in truths:
        if truth is False:
            return False
        result = None if truth is None else result
    return result


def _any(truths: Iterator[Truth]) -> Truth:
    result: Truth = False
    for truth in truths:
        if truth is True:
            return True
        result = None if truth is None else result
    return result


def facts_in(condition: Condition) -> Iterator[str]:
    """Every fact that the condition speaks of, in order."""
    match condition:
        case Leaf():
            yield condition.fact
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from facts_in(part)
        case Not(part):
            yield from facts_in(part)


def undecided_facts(condition: Condition, facts: Facts) -> Iterator[str]:
    """The facts whose value would still decide something; only from branches that are not settled."""
    if holds(condition, facts) is not None:
        return
    match condition:
        case Leaf():
            yield condition.fact
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from undecided_facts(part, facts)
        case Not(part):
            yield from undecided_facts(part, facts)


def parse(raw: Any, vocabulary: Vocabulary, programme: str, where: str, depth: int = 0) -> Condition:
    """A condition from plain data. Raises RuleError that names the place."""
    if not isinstance(raw, dict) or len(raw) != 1:
        raise RuleError(programme, where, "a condition has exactly one of all, any, not or a comparison")
    if depth > DEEPEST:
        raise RuleError(programme, where, f"conditions may be nested {DEEPEST} deep")
    ((word, content),) = raw.items()
    if word in ("all", "any"):
        return _parse_group(word, content, vocabulary, programme, where, depth)
    if word == "not":
        return Not(parse(content, vocabulary, programme, f"{where}.not", depth + 1))
    return _parse_leaf(word, content, vocabulary, programme, f"{where}.{word}")


def _parse_group(word: str, content: Any, vocabulary: Vocabulary, programme: str, where: str, depth: int) -> Condition:
    if not isinstance(content, list) or not content:
        raise RuleError(programme, f"{where}.{word}", "needs a list with at least one condition")
    parts = tuple(
        parse(part, vocabulary, programme, f"{where}.{word}[{number}]", depth + 1)
        for number, part in enumerate(content)
    )
    return All(parts) if word == "all" else AnyOf(parts)


def _parse_leaf(word: str, content: Any, vocabulary: Vocabulary, programme: str, where: str) -> Leaf:
    if word not in COMPARISONS:
        raise RuleError(programme, where, f"unknown word; there are {', '.join(COMPARISONS)}, all, any and not")
    wanted = 3 if word == "between" else 2
    if not isinstance(content, list) or len(content) != wanted or not isinstance(content[0], str):
        raise RuleError(programme, where, f"needs a list of a fact and {wanted - 1} value(s)")
    fact, *given = content
    if fact not in vocabulary:
        raise RuleError(programme, where, f"there is no fact {fact!r}")
    operands = tuple(given[0]) if word == "in" and isinstance(given[0], list) else tuple(given)
    kind = vocabulary[fact].type
    ordered = word in (">=", "<=", "between")
    if ordered and kind not in ("integer", "decimal"):
        raise RuleError(programme, where, f"{fact} is {kind} and cannot be compared by size")
    for operand in operands:
        _check_operand(operand, fact, vocabulary, programme, where)
    if word == "between" and operands[0] > operands[1]:
        raise RuleError(programme, where, "the lower bound is above the upper one")
    return Leaf(word, fact, operands)


def _check_operand(operand: Any, fact: str, vocabulary: Vocabulary, programme: str, where: str) -> None:
    kind, options = vocabulary[fact].type, vocabulary[fact].options
    fits = {
        "boolean": isinstance(operand, bool),
        "integer": isinstance(operand, int) and not isinstance(operand, bool),
        "decimal": isinstance(operand, int) and not isinstance(operand, bool),
        "word": isinstance(operand, str) and operand in options,
    }
    if not fits.get(kind, False):
        raise RuleError(programme, where, f"{operand!r} is not a value of {fact} ({kind})")
