"""What help fits: for a client with reasons, for a caseload, for a person without a name; and the catalogue."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from khetene.cases import reads as cases
from khetene.directory import reads as directory
from khetene.eligibility.errors import FactError
from khetene.eligibility.programmes import Programme, RuleSet
from khetene.eligibility.screening import Answer, is_open, screen
from khetene.eligibility.values import Facts, Missing
from khetene.facts.reads import words
from khetene.kernel import statements
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.programmes import cards, caseload, keeping, rulebook, wording
from khetene.programmes.cards import ProgrammeCard, Screened, answer_labels
from khetene.programmes.errors import BadFacts
from khetene.programmes.models import RuleVersion, Screening
from khetene.programmes.operations.definition import Operation

__all__ = [
    "CaseloadLine",
    "Move",
    "ProgrammeCard",
    "Published",
    "Screened",
    "answer_labels",
    "caseload_cases",
    "caseload_verdicts",
    "catalogue",
    "dated_criteria",
    "facts_used",
    "impact_of",
    "impact_of_file",
    "kept",
    "known_facts",
    "latest_screening",
    "open_measures",
    "operation",
    "operations",
    "outdated_because",
    "programme",
    "programme_choices",
    "published",
    "run_again",
    "screen_facts",
    "screened",
    "timeline_of",
    "verdicts_for",
    "verdicts_on",
    "verdicts_without_a_name",
]

FEW = 5


def known_facts(client_id: uuid.UUID, *, on: date, actor: Actor) -> dict[str, Any]:
    """What the case knows about the client, as the engine takes it. Raises NotForYou."""
    return _for_the_engine(cases.facts_of(client_id, actor=actor, as_of=on))


def _for_the_engine(known: Mapping[str, cases.KnownFact]) -> dict[str, Any]:
    return {name: fact.value if fact.state == "known" else Missing(fact.state) for name, fact in known.items()}


def verdicts_for(
    client_id: uuid.UUID, *, once: Mapping[str, Any], on: date, near: Any = None, actor: Actor
) -> Screened:
    """Verdicts for a client. `once` holds answers that are used now and not kept. Raises NotForYou, RulesNotLoaded."""
    return verdicts_on(cases.facts_of(client_id, actor=actor, as_of=on), once=once, on=on, near=near)


def verdicts_on(
    known: Mapping[str, cases.KnownFact], *, once: Mapping[str, Any], on: date, near: Any = None
) -> Screened:
    """Verdicts on what `cases.reads.facts_of` told. Raises RulesNotLoaded."""
    rules = rulebook.current()[1].for_clients()
    return screened(rules, {**_for_the_engine(known), **once}, on=on, near=near)


def screened(rules: RuleSet, facts: Facts, *, on: date, near: Any = None) -> Screened:
    """Verdicts for facts, each programme with the services near `near` (a territory) that offer it."""
    return cards.screened(screen(rules, facts, on), rules, _services_by_programme(near))


def _services_by_programme(near: Any) -> dict[str, list[directory.Offer]]:
    found: dict[str, list[directory.Offer]] = {}
    for offer in directory.offers(near=near):
        found.setdefault(offer.programme, []).append(offer)
    return found


def verdicts_without_a_name(given: Facts, *, on: date) -> Screened:
    """Verdicts for somebody of whom nothing is kept. Raises RulesNotLoaded."""
    return screened(rulebook.current()[1], given, on=on)


def latest_screening(client_id: uuid.UUID, *, actor: Actor) -> Screening | None:
    """The newest kept result of a client. Raises NotForYou."""
    cases.case_of_client(client_id, actor=actor)
    return next(iter(_newest_of(client_id)), None)


@statements.kept
def _newest_of(client_id: uuid.UUID) -> QuerySet[Screening]:
    return Screening.objects.filter(client_id=client_id).order_by("-made_at", "-id")[:1]


def timeline_of(case: cases.CaseHead) -> list[cases.TimelineEntry]:
    """Kept screenings of a case."""
    return [
        cases.TimelineEntry(
            at=row.made_at,
            kind="screening",
            title=_("What help fits: result kept"),
            by=row.made_by.user.name,
            url_name="programmes:kept",
            key=row.pk,
        )
        for row in _of_case(case.id)
    ]


@statements.kept
def _of_case(case_id: uuid.UUID) -> QuerySet[Screening]:
    rows = Screening.objects.filter(case_id=case_id).select_related("made_by__user")
    return rows.only("made_at", "made_by__user__name").order_by("made_at", "id")


def kept(screening_id: uuid.UUID, *, actor: Actor) -> Screening:
    """One kept screening of a case the actor may open. Raises NotForYou."""
    rows = Screening.objects.select_related("made_by__user", "rules", "case", "client").defer(
        *(f"rules__{name}" for name in rulebook.CONTENT)
    )
    row = rows.filter(pk=screening_id).first()
    if row is None or not cases.may_open(row.case_id, actor=actor):
        raise NotForYou
    return row


def run_again(screening: Screening, *, on: date | None = None) -> Screened:
    """The kept facts by the rules of their day; as of the screening's own day, or another one."""
    rules = rulebook.parsed(screening.rules).for_clients()
    facts = keeping.from_text(screening.facts, rules.vocabulary)
    return cards.screened(screen(rules, facts, on or screening.on_day), rules, {})


def facts_used(screening: Screening) -> list[keeping.KeptFact]:
    """The answers that a kept screening stood on, each with day and origin."""
    return keeping.facts_in(screening.facts, rulebook.parsed(screening.rules).vocabulary)


def outdated_because(screening: Screening, *, on: date, actor: Actor) -> list[str]:
    """Why a kept result should not be relied on any more; empty while it is good. Raises NotForYou."""
    version, rules = rulebook.current()
    now = keeping.to_text(cases.facts_of(screening.client_id, actor=actor, as_of=on), rules.vocabulary)
    reasons = [
        (screening.is_stale_on(on), _("More than half a year has passed.")),
        (not _same_rules(screening.rules, version), _("The rules have changed.")),
        (keeping.answers_in(now) != keeping.answers_in(screening.facts), _("Answers have changed.")),
    ]
    return [sentence for outdated, sentence in reasons if outdated]


def _same_rules(one: RuleVersion, other: RuleVersion) -> bool:
    return one.digest == other.digest


@dataclass(frozen=True, slots=True)
class CaseloadLine:
    """In how many of my open cases a programme fits or may fit somebody."""

    programme: str
    title: str
    fits: int
    may_fit: int


def caseload_verdicts(*, on: date, actor: Actor) -> list[CaseloadLine]:
    """The actor's own open cases against every programme in force, screened inside the database in one statement."""
    rules = rulebook.current()[1].for_clients()
    found = caseload.cases_by_answer(rules, actor=actor, on=on)
    lines = [
        CaseloadLine(
            entry.id,
            words(entry.title),
            found.get(entry.id, {}).get(Answer.FITS, 0),
            found.get(entry.id, {}).get(Answer.MAY_FIT, 0),
        )
        for entry in caseload.in_force(rules, on)
    ]
    return sorted(lines, key=lambda line: (-line.fits, -line.may_fit, line.title))


def caseload_cases(programme_id: str, answer: Answer, *, on: date, actor: Actor) -> list[uuid.UUID]:
    """The actor's open cases in which the programme fits (or may fit) somebody. Raises NotForYou for no such programme."""
    _version, rules = rulebook.current()
    return caseload.case_ids(_programme(rules, programme_id), answer, rules.vocabulary, actor=actor, on=on)


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
    return _programme(rulebook.current()[1], programme_id)


def _programme(rules: RuleSet, programme_id: str) -> Programme:
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


def open_measures(client_id: uuid.UUID, programme_id: str, *, on: date, actor: Actor) -> dict[str, bool]:
    """For each measure of a programme whether what is known of the client certainly opens it. Raises NotForYou."""
    rules = rulebook.current()[1]
    found = _programme(rules, programme_id)
    facts = known_facts(client_id, on=on, actor=actor)
    return {measure.id: is_open(measure, facts, on) for measure in found.measures}


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


def impact_of(
    facts: dict[str, Any], programmes: list[dict[str, Any]], *, on: date, actor: Actor
) -> dict[str, dict[tuple[str, str], str]]:
    """What publishing changed rules would move in the actor's own caseload: programme → (from, to) → how many clients.

    Fewer than five are not counted out. Raises BadRules.
    """
    now, then = rulebook.current()[1], rulebook.checked(facts, programmes)
    before, after = (caseload.answers_by_client(rules, actor=actor, on=on) for rules in (now, then))
    impact = {}
    for entry in dict.fromkeys([*before, *after]):
        moves = _moves(dict(before.get(entry, [])), dict(after.get(entry, [])))
        if moves:
            impact[entry] = {move: _few_or(how_many) for move, how_many in moves.items()}
    return impact


@dataclass(frozen=True, slots=True)
class Move:
    """So many of the own clients would get another answer; a small number is not counted out."""

    programme: str
    before: str
    after: str
    how_many: str


def impact_of_file(content: bytes, *, programme_id: str, on: date, actor: Actor) -> list[Move]:
    """What publishing this file as the programme's rules would move in the actor's own caseload. Raises BadRules."""
    version, rules = rulebook.current()
    changed = rulebook.programme_in(content, file=f"{programme_id}.json")
    every = [changed if raw["id"] == programme_id else raw for raw in version.programmes]
    labels, titles = answer_labels(), {entry.id: words(entry.title) for entry in rules.programmes}
    return [
        Move(titles[entry], labels[before], labels[after], how_many)
        for entry, moves in impact_of(version.facts, every, on=on, actor=actor).items()
        for (before, after), how_many in sorted(moves.items())
    ]


def _moves(before: Mapping[uuid.UUID, Answer], after: Mapping[uuid.UUID, Answer]) -> dict[tuple[str, str], int]:
    moves: dict[tuple[str, str], int] = {}
    for client in sorted({*before, *after}):
        move = (before.get(client, Answer.NOT_IN_FORCE), after.get(client, Answer.NOT_IN_FORCE))
        if move[0] != move[1]:
            moves[move] = moves.get(move, 0) + 1
    return moves


def _few_or(how_many: int) -> str:
    return str(how_many) if how_many >= FEW else _("fewer than %(number)s") % {"number": FEW}


def screen_facts(given: Mapping[str, Any], *, on: date) -> list[dict[str, Any]]:
    """Verdicts for facts from a file, as plain data. Raises BadFacts that names the fact, RulesNotLoaded."""
    _version, rules = rulebook.current()
    try:
        facts = rules.vocabulary.checked(given)
    except FactError as problem:
        raise _bad(problem, rules) from problem
    return [cards.plain(verdict, rules) for verdict in screen(rules, facts, on)]


def _bad(problem: FactError, rules: RuleSet) -> BadFacts:
    name = problem.fact[:60]
    if problem.fact not in rules.vocabulary:
        return BadFacts(_("%(fact)s: there is no such fact") % {"fact": name}, field=name)
    fact = rules.vocabulary[problem.fact]
    expected = {
        "boolean": "true | false",
        "word": " | ".join(sorted(fact.options)),
        "date": _("a date such as 1981-03-01"),
    }.get(fact.type) or _("a number from %(low)s to %(high)s") % {"low": fact.low, "high": fact.high}
    return BadFacts(_("%(fact)s: expected %(expected)s") % {"fact": name, "expected": expected}, field=name)
