"""Conditions of the engine as conditions of the database.

A condition becomes two: what makes it surely true, and what makes it surely false. Neither ever negates: NULL is "not known", and
`~Q(x=True)` would count the unknown as "no" (eligibility.md 3b: 76,265 wrong answers of 600,000).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Q

from khetene.eligibility.conditions import All, AnyOf, Condition, Leaf, Not, holds
from khetene.kernel.retention import years_before

NEVER = Q(pk__in=[])
ALWAYS = ~NEVER
AGE, BIRTH_DATE, BORN = "age", "birth_date", "born_on"
WITHOUT_A_VALUE = ["not_known", "declined", "not_applicable"]

Changed = Mapping[str, Any]


def surely(condition: Condition, wanted: bool, on: date, changed: Changed) -> Q:
    """What makes the condition certainly true (or false) once `changed` has come about."""
    match condition:
        case Leaf():
            return _leaf(condition, wanted, on, changed)
        case Not(part):
            return surely(part, not wanted, on, changed)
        case All(parts):
            if not parts:  # a programme that asks for nothing on this day
                return ALWAYS if wanted else NEVER
            return reduce(and_ if wanted else or_, [surely(part, wanted, on, changed) for part in parts])
        case AnyOf(parts):
            return reduce(or_ if wanted else and_, [surely(part, wanted, on, changed) for part in parts])


def _leaf(leaf: Leaf, wanted: bool, on: date, changed: Changed) -> Q:
    if leaf.fact in changed:
        return ALWAYS if holds(leaf, changed) is wanted else NEVER
    # A value is there only where the answer is known (constraint of cases.ClientFact), so the state need not be asked.
    said = _outcome(leaf, wanted, f"fact_{leaf.fact}") & holds_still(leaf.fact, on)
    if leaf.fact == AGE:
        return said | _by_birth_date(leaf, wanted, on)
    return said if wanted else said | _not_applicable(leaf.fact, on)


def _not_applicable(fact: str, on: date) -> Q:
    return Q(**{f"fact_{fact}_state": "not_applicable"}) & holds_still(fact, on)


def until(fact: str) -> str:
    """The column of the last day on which the newest answer holds; far away where it has no end."""
    return f"until_{fact}"


def holds_still(fact: str, on: date) -> Q:
    return Q(**{f"{until(fact)}__gte": on})


def _no_value(fact: str, on: date) -> Q:
    """Never asked, expired, or answered without a value."""
    return _no_answer(fact, on) | Q(**{f"fact_{fact}_state__in": WITHOUT_A_VALUE})


def _no_answer(fact: str, on: date) -> Q:
    return Q(**{f"fact_{fact}_state": None}) | Q(**{f"{until(fact)}__lt": on})


def _outcome(leaf: Leaf, wanted: bool, column: str) -> Q:
    """The comparison, or its opposite written out, over a column that has a value."""
    match leaf.comparison:
        case "==":
            return _one_of((leaf.operands[0],), wanted, column)
        case "in":
            return _one_of(leaf.operands, wanted, column)
        case ">=":
            return Q(**{f"{column}__gte" if wanted else f"{column}__lt": leaf.operands[0]})
        case "<=":
            return Q(**{f"{column}__lte" if wanted else f"{column}__gt": leaf.operands[0]})
        case _:
            low, high = leaf.operands
            if wanted:
                return Q(**{f"{column}__gte": low}) & Q(**{f"{column}__lte": high})
            return Q(**{f"{column}__lt": low}) | Q(**{f"{column}__gt": high})


def _one_of(values: tuple[Any, ...], wanted: bool, column: str) -> Q:
    listed = Q(**{f"{column}__in": list(values)})
    if wanted:
        return listed
    # An unknown word is empty, every other unknown value is NULL.
    answered = Q(**{f"{column}__gt": ""}) if isinstance(values[0], str) else Q(**{f"{column}__isnull": False})
    return answered & ~listed


def _by_birth_date(leaf: Leaf, wanted: bool, on: date) -> Q:
    """Age worked out as the engine does where it was not said: compared as birth dates, never as numbers of days."""
    born = Q(**{f"{BORN}__isnull": False})
    worked_out = _no_value(AGE, on) & born & _age_outcome(leaf, wanted, on)
    if wanted:
        return worked_out
    nowhere_born = Q(**{f"{BORN}__isnull": True})
    said_of_birth = _no_answer(AGE, on) & nowhere_born & _not_applicable(BIRTH_DATE, on)
    return worked_out | _not_applicable(AGE, on) & nowhere_born | said_of_birth


def _age_outcome(leaf: Leaf, wanted: bool, on: date) -> Q:
    spans = _age_spans(leaf)
    if wanted:
        return reduce(or_, [_born_within(low, high, on) for low, high in spans])
    return reduce(and_, [_born_outside(low, high, on) for low, high in spans])


def _age_spans(leaf: Leaf) -> list[tuple[int | None, int | None]]:
    shapes: dict[str, Callable[..., list[tuple[int | None, int | None]]]] = {
        "between": lambda low, high: [(low, high)],
        ">=": lambda low: [(low, None)],
        "<=": lambda high: [(None, high)],
        "==": lambda age: [(age, age)],
        "in": lambda *ages: [(age, age) for age in ages],
    }
    return shapes[leaf.comparison](*leaf.operands)


def _born_within(low: int | None, high: int | None, on: date) -> Q:
    old_enough = ALWAYS if low is None else Q(**{f"{BORN}__lte": years_before(on, low)})
    young_enough = ALWAYS if high is None else Q(**{f"{BORN}__gt": years_before(on, high + 1)})
    return old_enough & young_enough


def _born_outside(low: int | None, high: int | None, on: date) -> Q:
    too_young = NEVER if low is None else Q(**{f"{BORN}__gt": years_before(on, low)})
    too_old = NEVER if high is None else Q(**{f"{BORN}__lte": years_before(on, high + 1)})
    return too_young | too_old
