"""From published rules to a rule set that can be asked; parsed once per process and digest."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from khetene.eligibility import trial
from khetene.eligibility.errors import RuleError
from khetene.eligibility.programmes import RuleSet, rule_set
from khetene.eligibility.vocabulary import Vocabulary, parse_vocabulary
from khetene.kernel.countryfile import line_of
from khetene.kernel.misfits import misfit
from khetene.kernel.statements import kept
from khetene.programmes.errors import BadRules, RulesNotLoaded
from khetene.programmes.models import RuleVersion
from khetene.programmes.operations.definition import Operation, parse

LARGEST = 1024 * 1024
SCHEMA = "rules"
CONTENT = ("facts", "programmes", "operations")


def read_programmes(folder: Path) -> list[dict[str, Any]]:
    """Programmes of a country pack as plain data. Raises BadRules that names file and line."""
    return [read_programme(path) for path in sorted(folder.glob("*.json"))]


def read_programme(path: Path) -> dict[str, Any]:
    """One programme as plain data. Raises BadRules that names file and line."""
    if path.stat().st_size > LARGEST:
        raise _too_large(path.name)
    return programme_in(path.read_bytes(), file=path.name)


def programme_in(content: bytes, *, file: str) -> dict[str, Any]:
    """One programme as plain data, from what a file of this name holds. Raises BadRules that names file and line."""
    if len(content) > LARGEST:
        raise _too_large(file)
    try:
        text = content.decode("utf-8")
        found = json.loads(text)
    except UnicodeDecodeError as problem:
        raise BadRules(_("%(file)s: the file is not UTF-8") % {"file": file}) from problem
    except (json.JSONDecodeError, RecursionError) as problem:
        line, what = getattr(problem, "lineno", 1), getattr(problem, "msg", "nested too deeply")
        raise BadRules(f"{file}:{line}: {what}") from problem
    # Errors of the engine name the programme; it is called like its file, so they name the file too.
    if not isinstance(found, dict) or found.get("id") != Path(file).stem:
        raise BadRules(_("%(file)s:1, id: a programme is called like its file") % {"file": file})
    if unfit := misfit(found, SCHEMA):
        where, why = unfit
        field = f", {'.'.join(map(str, where))}" if where else ""
        raise BadRules(f"{file}:{line_of(text, where)}{field}: {why}")
    found.pop("$schema", None)  # for editors; it says nothing about the programme
    return found


def _too_large(file: str) -> BadRules:
    return BadRules(_("%(file)s: the file is too large") % {"file": file})


def checked(facts: dict[str, Any], programmes: Sequence[dict[str, Any]]) -> RuleSet:
    """A rule set whose own tests hold. Raises BadRules that names programme and field."""
    try:
        vocabulary = parse_vocabulary(facts)
        for raw in programmes:
            _check_alone(raw, vocabulary)
        return rule_set(programmes, vocabulary)
    except RuleError as problem:
        raise BadRules(str(problem)) from problem


def _check_alone(raw: dict[str, Any], vocabulary: Vocabulary) -> None:
    """One programme and its tests. What is not even shaped like a programme is refused by its name too."""
    try:
        trial.check(rule_set([raw], vocabulary), [raw])
    except (AttributeError, IndexError, KeyError, TypeError, RecursionError) as problem:
        raise RuleError(str(raw.get("id", "?")), "?", f"not the shape of a programme ({problem})") from problem


def measures_of(rules: RuleSet) -> dict[str, list[str]]:
    """The measures that each programme's rules open, for an operation to name."""
    return {programme.id: [measure.id for measure in programme.measures] for programme in rules.programmes}


def digest_of(rules: RuleSet, operations: Sequence[dict[str, Any]]) -> str:
    """The name of rules and operations together; rules without operations keep their own."""
    if not operations:
        return rules.digest
    text = json.dumps([rules.digest, list(operations)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def current_version() -> RuleVersion:
    """The newest published rules, their content not yet fetched. Raises RulesNotLoaded."""
    newest = _newest()
    if not newest:
        raise RulesNotLoaded
    return newest[0]


@kept
def _newest() -> QuerySet[RuleVersion]:
    return RuleVersion.objects.defer(*CONTENT).order_by("-published_at", "-id")[:1]


def current() -> tuple[RuleVersion, RuleSet]:
    version = current_version()
    return version, parsed(version)


def parsed(version: RuleVersion) -> RuleSet:
    """The rules of a version, ready to be asked; fetched and parsed once per process."""
    return _parsed(version.digest)


def current_operations() -> dict[str, Operation]:
    """How the programmes of the newest published rules are run, by programme. Raises RulesNotLoaded."""
    return operations_of(current_version())


def operations_of(version: RuleVersion) -> dict[str, Operation]:
    """How the programmes of one version are run; fetched and parsed once per process."""
    return _operations(version.digest)


@functools.lru_cache(maxsize=8)
def _operations(digest: str) -> dict[str, Operation]:
    raws = _of_digest(digest).operations
    return {raw["programme"]: parse(raw) for raw in raws}


def _of_digest(digest: str) -> RuleVersion:
    return RuleVersion.objects.filter(digest=digest).order_by("-published_at", "-id")[0]


@functools.lru_cache(maxsize=8)
def _parsed(digest: str) -> RuleSet:
    version = _of_digest(digest)
    rules = rule_set(version.programmes, parse_vocabulary(version.facts))
    # A database may keep the keys of JSON in another order; the published digest is the name of these rules.
    return replace(rules, digest=digest)
