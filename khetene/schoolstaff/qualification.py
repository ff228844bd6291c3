"""Who may be paid from what: the rule of the programme (source 003), asked with what was proved by papers on a day.

ESF 8.3.2 pays an assistant with a pedagogical education, with begun studies of pedagogy, or with the 72-hour programme. What
nobody asked is unknown, not false.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from khetene.eligibility.programmes import RuleSet
from khetene.eligibility.screening import Answer, screen
from khetene.facts.reads import words
from khetene.programmes import rulebook
from khetene.schoolstaff.enums import Standing
from khetene.schoolstaff.models import Qualification
from khetene.schoolstaff.staffing import NO_RULE, UNKNOWN_RULE, Payer, PostKind


@dataclass(frozen=True, slots=True)
class Verdict:
    """May somebody be paid by this payer; what is not asked yet, and what would make it possible."""

    payer: Payer
    standing: Standing
    missing: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()


def verdicts(
    kind: PostKind, answers: Iterable[Qualification], *, on: date, rules: RuleSet | None = None
) -> list[Verdict]:
    """One for every payer of this kind of post; `rules` are today's unless they were read before. Raises RulesNotLoaded."""
    facts = facts_on(answers, on)
    rules = rules or rulebook.current()[1]
    return [_verdict(payer, rules, facts, on) for payer in kind.payers]


def facts_on(answers: Iterable[Qualification], on: date) -> dict[str, bool]:
    """The newest answer to each question, as it holds on the day: proof that has not begun or is over is none."""
    found: dict[str, bool] = {}
    for answer in sorted(answers, key=lambda row: (row.noted_at, row.pk)):
        over = answer.valid_to is not None and answer.valid_to < on
        if answer.valid_from <= on:
            found[answer.fact] = answer.there and not over
    return found


def asked_facts(kind: PostKind, *, on: date) -> list[tuple[str, str]]:
    """The questions of all rules of this kind of post, in the reader's language."""
    rules = rulebook.current()[1]
    named = [fact for rule in _rules(kind) for fact in rules[rule].facts_on(on)]
    return [(fact, words(rules.vocabulary[fact].question)) for fact in dict.fromkeys(named)]


def _rules(kind: PostKind) -> list[str]:
    return [payer.rule for payer in kind.payers if payer.rule not in (NO_RULE, UNKNOWN_RULE)]


def _verdict(payer: Payer, rules: RuleSet, facts: dict[str, bool], on: date) -> Verdict:
    if payer.rule == NO_RULE:
        return Verdict(payer, Standing.FREE)
    if payer.rule == UNKNOWN_RULE:
        return Verdict(payer, Standing.NO_RULE)
    one = replace(rules, programmes=(rules[payer.rule],))
    verdict = screen(one, facts, on)[0]
    if verdict.answer == Answer.FITS:
        return Verdict(payer, Standing.MAY)
    asked = one.programmes[0].facts_on(on)
    missing = tuple(words(one.vocabulary[fact].question) for fact in asked if fact not in facts)
    changes = [one.vocabulary[fact].change for fact in asked]
    ways = tuple(words(change.how) for change in changes if change)
    return Verdict(payer, Standing.ASK if missing else Standing.NOT_YET, missing, ways)
