"""Programmes carry their own test cases; rules whose cases do not hold are not loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from khetene.eligibility.errors import FactError, RuleError
from khetene.eligibility.programmes import RuleSet
from khetene.eligibility.screening import Verdict, screen


def check(rules: RuleSet, raws: Sequence[Mapping[str, Any]]) -> None:
    """Run every test case of every programme. Raises RuleError for the first that does not hold."""
    for raw in raws:
        for number, case in enumerate(raw["tests"]):
            _check_case(rules, raw["id"], f"tests[{number}]", case)


def _check_case(rules: RuleSet, programme: str, where: str, case: Mapping[str, Any]) -> None:
    try:
        facts = rules.vocabulary.checked(case["facts"])
        on = date.fromisoformat(case["on"])
    except (KeyError, ValueError, FactError) as problem:
        raise RuleError(programme, where, str(problem)) from problem
    verdict = next(found for found in screen(rules, facts, on) if found.programme.id == programme)
    for field, found in _found(verdict).items():
        if field in case and case[field] != found:
            raise RuleError(programme, f"{where}.{field}", f"expected {case[field]!r}, found {found!r}")
    if "expect" not in case:
        raise RuleError(programme, where, "says nothing to expect")


def _found(verdict: Verdict) -> dict[str, Any]:
    return {
        "expect": verdict.answer.value,
        "missing": list(verdict.missing),
        "first": list(verdict.remedy.changes) if verdict.remedy else [],
        "measures": [measure.id for measure in verdict.measures if measure.certain],
    }
