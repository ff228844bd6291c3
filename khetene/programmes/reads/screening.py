"""What help fits: for a client with reasons, for a person without a name, and as it was kept."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from khetene.cases import reads as cases
from khetene.directory import reads as directory
from khetene.eligibility.errors import FactError
from khetene.eligibility.programmes import RuleSet
from khetene.eligibility.screening import is_open, screen
from khetene.eligibility.values import Facts, Missing
from khetene.kernel import statements
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.programmes import cards, keeping, rulebook
from khetene.programmes.cards import Screened
from khetene.programmes.errors import BadFacts
from khetene.programmes.models import RuleVersion, Screening
from khetene.programmes.reads.programmes import programme


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


def open_measures(client_id: uuid.UUID, programme_id: str, *, on: date, actor: Actor) -> dict[str, bool]:
    """For each measure of a programme whether what is known of the client certainly opens it. Raises NotForYou."""
    found = programme(programme_id)
    facts = known_facts(client_id, on=on, actor=actor)
    return {measure.id: is_open(measure, facts, on) for measure in found.measures}


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
