"""The programmes of the published rules: what each asks for, and how it is run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from khetene.eligibility.programmes import Programme, RuleSet
from khetene.facts.reads import words
from khetene.kernel.errors import NotForYou
from khetene.programmes import caseload, rulebook, wording
from khetene.programmes.models import RuleVersion
from khetene.programmes.operations.definition import Operation


def programme_choices(*, on: date) -> list[tuple[str, str]]:
    """Programmes in force in which people take part by name, to choose from: only in these somebody agrees to it."""
    now = published()
    enrolling = {programme for programme, operation in now.operations.items() if operation.enrols}
    return [(entry.id, words(entry.title)) for entry in caseload.in_force(now.rules, on) if entry.id in enrolling]


def catalogue() -> list[Programme]:
    """Every programme of the published rules, also those that have ended."""
    return list(rulebook.current()[1].programmes)


def are_loaded() -> bool:
    """Whether any rules were ever published here."""
    return RuleVersion.objects.exists()


def in_force_on(day: date) -> list[str]:
    """Titles of the programmes in force on a day, those for schools and providers among them."""
    return sorted(words(found.title) for found in caseload.in_force(rulebook.current()[1], day))


def programme(programme_id: str) -> Programme:
    """One programme of the published rules. Raises NotForYou when there is none."""
    return programme_in(rulebook.current()[1], programme_id)


def programme_in(rules: RuleSet, programme_id: str) -> Programme:
    """One programme of these rules. Raises NotForYou when there is none."""
    found = next((entry for entry in rules.programmes if entry.id == programme_id), None)
    if found is None:
        raise NotForYou
    return found


@dataclass(frozen=True, slots=True)
class Published:
    """The newest rules, fetched once for a whole page: how each programme is run, and what it is called."""

    rules: RuleSet
    operations: dict[str, Operation]

    @property
    def titles(self) -> dict[str, str]:
        """In the reader's language, by programme."""
        return {entry.id: words(entry.title) for entry in self.rules.programmes}


def published() -> Published:
    """One query. Raises RulesNotLoaded."""
    version = rulebook.current_version()
    return Published(rulebook.parsed(version), rulebook.operations_of(version))


def operations() -> dict[str, Operation]:
    """How the programmes of the published rules are run, by programme. Raises RulesNotLoaded."""
    return rulebook.current_operations()


def operation(programme_id: str) -> Operation:
    """How one programme is run. Raises NotForYou where no definition says it."""
    found = operations().get(programme_id)
    if found is None:
        raise NotForYou
    return found


@dataclass(frozen=True, slots=True)
class DatedCondition:
    begins: date | None
    ends: date | None
    words: str


@dataclass(frozen=True, slots=True)
class DatedCriterion:
    text: str
    source: str
    versions: list[DatedCondition]


def dated_criteria(found: Programme) -> list[DatedCriterion]:
    """What a programme asks for, from when to when (the last day excluded), as exact as the rule itself."""
    vocabulary = rulebook.current()[1].vocabulary
    return [
        DatedCriterion(
            words(criterion.text),
            criterion.source,
            [
                DatedCondition(version.span.begins, version.span.ends, wording.in_words(version.condition, vocabulary))
                for version in criterion.versions
            ],
        )
        for criterion in found.criteria
    ]
