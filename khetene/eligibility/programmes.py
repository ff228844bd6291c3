"""Programmes as data: dated criteria, measures that they open, and test cases that must hold when they are loaded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise
from typing import Any

from khetene.eligibility.conditions import Condition, facts_in, parse
from khetene.eligibility.errors import RuleError
from khetene.eligibility.vocabulary import Text, Vocabulary

REQUIRED = ("id", "title", "holder", "decides", "source", "criteria", "tests")
OPTIONAL = (
    "code",
    "audience",
    "summary",
    "in_force",
    "validity_note",
    "measures",
    "documents",
    "next_steps",
    "manual_checks",
)
MOST_CHANGES = 2


@dataclass(frozen=True, slots=True)
class Span:
    """From a day (included) to a day (excluded); None is open."""

    begins: date | None
    ends: date | None

    def holds_on(self, day: date) -> bool:
        return (self.begins is None or self.begins <= day) and (self.ends is None or day < self.ends)


@dataclass(frozen=True, slots=True)
class Version:
    span: Span
    condition: Condition


@dataclass(frozen=True, slots=True)
class Criterion:
    id: str
    text: Text
    source: str
    versions: tuple[Version, ...]

    def version_on(self, day: date) -> Version | None:
        return next((version for version in self.versions if version.span.holds_on(day)), None)


@dataclass(frozen=True, slots=True)
class Measure:
    """A support that the programme opens, for everybody in it or under a condition of its own."""

    id: str
    text: Text
    condition: Condition | None
    note: Text


@dataclass(frozen=True, slots=True)
class Programme:
    id: str
    code: str
    audience: str
    title: Text
    summary: Text
    holder: str
    decides: Text
    source: str
    span: Span
    validity_note: Text
    criteria: tuple[Criterion, ...]
    measures: tuple[Measure, ...]
    documents: tuple[Text, ...]
    next_steps: tuple[Text, ...]
    manual_checks: tuple[Text, ...]
    change_sets: tuple[tuple[str, ...], ...]

    def criteria_on(self, day: date) -> list[tuple[Criterion, Condition]]:
        """What is asked for on a day; a criterion without a version in force asks for nothing."""
        dated = ((criterion, criterion.version_on(day)) for criterion in self.criteria)
        return [(criterion, version.condition) for criterion, version in dated if version]

    def facts_on(self, day: date) -> list[str]:
        return list(dict.fromkeys(fact for _c, condition in self.criteria_on(day) for fact in facts_in(condition)))


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All programmes with their vocabulary; `digest` names exactly this state of the rules."""

    programmes: tuple[Programme, ...]
    vocabulary: Vocabulary
    digest: str

    def for_clients(self) -> RuleSet:
        """Without what is asked about people who work, such as an assistant's qualification, and what is open to everybody."""
        about_clients = tuple(entry for entry in self.programmes if entry.audience == "client" and entry.criteria)
        return RuleSet(about_clients, self.vocabulary, self.digest)

    def __getitem__(self, programme: str) -> Programme:
        return next(entry for entry in self.programmes if entry.id == programme)


def parse_programme(raw: Mapping[str, Any], vocabulary: Vocabulary) -> Programme:
    """One programme from plain data, without running its tests. Raises RuleError that names the place."""
    name = str(raw.get("id", "?"))
    for field in REQUIRED:
        # No criteria, written as an empty list, means open to everybody; a field that is not there was forgotten.
        if not raw.get(field) and not (field == "criteria" and raw.get(field) == []):
            raise RuleError(name, field, "is missing")
    for field in raw:
        if field not in (*REQUIRED, *OPTIONAL):
            raise RuleError(name, field, "is not a field of a programme")
    criteria = tuple(_criterion(entry, vocabulary, name, number) for number, entry in enumerate(raw["criteria"]))
    return Programme(
        id=name,
        code=raw.get("code", ""),
        audience=_audience(raw.get("audience", "client"), name),
        title=_text(raw["title"], name, "title"),
        summary=raw.get("summary", {}),
        holder=raw["holder"],
        decides=_text(raw["decides"], name, "decides"),
        source=raw["source"],
        span=_span(raw.get("in_force", {}), name, "in_force"),
        validity_note=raw.get("validity_note", {}),
        criteria=criteria,
        measures=tuple(_measure(entry, vocabulary, name, n) for n, entry in enumerate(raw.get("measures", []))),
        documents=tuple(raw.get("documents", [])),
        next_steps=tuple(raw.get("next_steps", [])),
        manual_checks=tuple(raw.get("manual_checks", [])),
        change_sets=tuple(_change_sets(criteria, vocabulary)),
    )


def rule_set(raws: Sequence[Mapping[str, Any]], vocabulary: Vocabulary) -> RuleSet:
    """Programmes that share a vocabulary, in the order given; their tests are run by `trial.check`."""
    programmes = tuple(parse_programme(raw, vocabulary) for raw in raws)
    names = [programme.id for programme in programmes]
    for name in names:
        if names.count(name) > 1:
            raise RuleError(name, "id", "stands twice")
    text = json.dumps([list(raws), repr(vocabulary)], sort_keys=True, ensure_ascii=False, default=str)
    return RuleSet(programmes, vocabulary, hashlib.sha256(text.encode()).hexdigest())


def _audience(given: str, programme: str) -> str:
    if given not in ("client", "worker"):
        raise RuleError(programme, "audience", "is client or worker")
    return given


def _criterion(raw: Mapping[str, Any], vocabulary: Vocabulary, programme: str, number: int) -> Criterion:
    where = f"criteria[{number}]"
    if not raw.get("id") or not raw.get("versions"):
        raise RuleError(programme, where, "needs an id and versions")
    versions = tuple(
        Version(
            _span(version, programme, f"{where}.versions[{place}]"),
            parse(version.get("test"), vocabulary, programme, f"{where}.versions[{place}].test"),
        )
        for place, version in enumerate(raw["versions"])
    )
    for earlier, later in pairwise(versions):
        if earlier.span.ends is None or earlier.span.ends != later.span.begins:
            raise RuleError(
                programme, f"{where}.versions", "a version begins on the day on which the one before it ends"
            )
    return Criterion(raw["id"], _text(raw.get("text"), programme, f"{where}.text"), raw.get("source", ""), versions)


def _measure(raw: Mapping[str, Any], vocabulary: Vocabulary, programme: str, number: int) -> Measure:
    where = f"measures[{number}]"
    condition = parse(raw["when"], vocabulary, programme, f"{where}.when") if "when" in raw else None
    return Measure(raw["id"], _text(raw.get("text"), programme, f"{where}.text"), condition, raw.get("note", {}))


def _span(raw: Mapping[str, Any], programme: str, where: str) -> Span:
    try:
        begins, ends = (date.fromisoformat(raw[end]) if raw.get(end) else None for end in ("from", "to"))
    except (TypeError, ValueError) as problem:
        raise RuleError(programme, where, "from and to are dates such as 2021-09-01") from problem
    if begins and ends and ends <= begins:
        raise RuleError(programme, where, "it ends before it begins")
    return Span(begins, ends)


def _text(raw: Any, programme: str, where: str) -> Text:
    if not isinstance(raw, dict) or not raw.get("lv") or not raw.get("en"):
        raise RuleError(programme, where, "needs a text in Latvian and in English")
    return raw


def _change_sets(criteria: Iterable[Criterion], vocabulary: Vocabulary) -> Iterable[tuple[str, ...]]:
    """Sets of facts that the person could change, the smallest first."""
    named = dict.fromkeys(
        fact for criterion in criteria for version in criterion.versions for fact in facts_in(version.condition)
    )
    changeable = [fact for fact in named if vocabulary[fact].change]
    for size in range(1, min(MOST_CHANGES, len(changeable)) + 1):
        yield from combinations(changeable, size)
