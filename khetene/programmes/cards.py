"""Verdicts ready to be read by a person: one card per programme, and plain data for the command line."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, pgettext

from khetene.directory.reads import Offer
from khetene.eligibility.programmes import RuleSet
from khetene.eligibility.screening import Answer, State, Verdict, next_questions
from khetene.facts.reads import wording, words

Wording = Callable[[Any], str]

MOST_SERVICES = 3
ORDER = [Answer.FITS, Answer.MAY_FIT, Answer.DOES_NOT_FIT, Answer.NOT_IN_FORCE]


@dataclass(frozen=True, slots=True)
class CriterionLine:
    text: str
    state: str
    state_label: str
    source: str


@dataclass(frozen=True, slots=True)
class ProgrammeCard:
    """One programme's answer: why, what is still to be found out, what to do first, and who decides."""

    id: str
    code: str
    title: str
    summary: str
    answer: str
    answer_label: str
    criteria: list[CriterionLine]
    missing: list[str]
    first: list[str]
    measures: list[str]
    possible_measures: list[str]
    documents: list[str]
    next_steps: list[str]
    manual_checks: list[str]
    decides: str
    validity_note: str
    services: list[Offer]

    @property
    def hopeful(self) -> bool:
        return self.answer in (Answer.FITS, Answer.MAY_FIT)


@dataclass(frozen=True, slots=True)
class Screened:
    """All programmes for one person on a day, the nearest ones first, and what to ask next."""

    cards: list[ProgrammeCard]
    questions: list[str]
    rules: str

    @property
    def hopeful(self) -> list[ProgrammeCard]:
        return [card for card in self.cards if card.hopeful]

    @property
    def others(self) -> list[ProgrammeCard]:
        return [card for card in self.cards if not card.hopeful]

    @property
    def fits(self) -> int:
        return sum(card.answer == Answer.FITS for card in self.cards)

    @property
    def may_fit(self) -> int:
        return sum(card.answer == Answer.MAY_FIT for card in self.cards)


def answer_labels() -> dict[str, str]:
    return _answer_labels(get_language())


@functools.cache
def _answer_labels(_language: str | None) -> dict[str, str]:
    return {
        Answer.FITS: pgettext("programme", "fits"),
        Answer.MAY_FIT: pgettext("programme", "may fit"),
        Answer.DOES_NOT_FIT: pgettext("programme", "does not fit"),
        Answer.NOT_IN_FORCE: pgettext("programme", "not running now"),
    }


def state_labels() -> dict[str, str]:
    return _state_labels(get_language())


@functools.cache
def _state_labels(_language: str | None) -> dict[str, str]:
    return {
        State.MET: pgettext("condition", "holds"),
        State.NOT_MET: pgettext("condition", "does not hold"),
        State.UNKNOWN: pgettext("condition", "not known yet"),
    }


def screened(verdicts: list[Verdict], rules: RuleSet, services: Mapping[str, Sequence[Offer]]) -> Screened:
    ordered = sorted(verdicts, key=lambda verdict: (ORDER.index(verdict.answer), len(verdict.missing)))
    cards = [_card(verdict, rules, services.get(verdict.programme.id, ())) for verdict in ordered]
    return Screened(cards, next_questions(verdicts, rules.vocabulary), rules.digest)


def _card(verdict: Verdict, rules: RuleSet, services: Sequence[Offer]) -> ProgrammeCard:
    programme, words = verdict.programme, wording()
    return ProgrammeCard(
        id=programme.id,
        code=programme.code,
        title=words(programme.title),
        summary=words(programme.summary),
        answer=verdict.answer.value,
        answer_label=answer_labels()[verdict.answer],
        criteria=_lines(verdict, words),
        missing=[words(rules.vocabulary[fact].question) for fact in verdict.missing],
        first=[words(text) for text in verdict.remedy.how] if verdict.remedy else [],
        measures=[words(measure.text) for measure in verdict.measures if measure.certain],
        possible_measures=[words(measure.text) for measure in verdict.measures if not measure.certain],
        documents=_to_bring(verdict, rules, words),
        next_steps=[words(text) for text in programme.next_steps],
        manual_checks=[words(text) for text in programme.manual_checks],
        decides=words(programme.decides),
        validity_note=words(programme.validity_note),
        services=list(services[:MOST_SERVICES]),
    )


def _lines(verdict: Verdict, words: Wording) -> list[CriterionLine]:
    labels = state_labels()
    return [
        CriterionLine(words(result.text), result.state.value, labels[result.state], result.source)
        for result in verdict.criteria
    ]


def _to_bring(verdict: Verdict, rules: RuleSet, words: Wording) -> list[str]:
    """The programme's papers, and what proves the facts that its conditions stand on."""
    facts = [fact for result in verdict.criteria if result.state is not State.NOT_MET for fact in result.facts]
    asked = [rules.vocabulary[fact].asked_as or fact for fact in facts]
    proofs = [words(rules.vocabulary[fact].proof) for fact in asked]
    return list(dict.fromkeys(text for text in [*map(words, verdict.programme.documents), *proofs] if text))


def plain(verdict: Verdict, rules: RuleSet) -> dict[str, Any]:
    """A verdict as plain data, in the reader's language where it is text."""
    card = _card(verdict, rules, ())
    return {
        "programme": card.id,
        "code": card.code,
        "title": card.title,
        "answer": card.answer,
        "answer_label": card.answer_label,
        "criteria": [
            {"id": found.id, "text": words(found.text), "state": found.state.value, "facts": list(found.facts)}
            for found in verdict.criteria
        ],
        "missing": [{"fact": fact, "question": words(rules.vocabulary[fact].question)} for fact in verdict.missing],
        "would_fit_if": card.first,
        "measures": card.measures,
        "possible_measures": card.possible_measures,
        "documents": card.documents,
        "next_steps": card.next_steps,
        "manual_checks": card.manual_checks,
        "decides": card.decides,
        "validity_note": card.validity_note,
        "source": verdict.programme.source,
    }
