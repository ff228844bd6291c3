"""One person, all programmes, with reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from khetene.eligibility.conditions import Condition, facts_in, holds, undecided_facts
from khetene.eligibility.programmes import Criterion, Measure, Programme, RuleSet
from khetene.eligibility.values import Facts, Missing, Value, with_age
from khetene.eligibility.vocabulary import Text, Vocabulary


class Answer(StrEnum):
    FITS = "fits"
    MAY_FIT = "may_fit"
    DOES_NOT_FIT = "does_not_fit"
    NOT_IN_FORCE = "not_in_force"


class State(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CriterionResult:
    id: str
    text: Text
    source: str
    state: State
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenMeasure:
    """A support that is open to the person, or may be (`certain` is False)."""

    id: str
    text: Text
    note: Text
    certain: bool


@dataclass(frozen=True, slots=True)
class Remedy:
    """What the person can do first so that the programme fits."""

    changes: tuple[str, ...]
    how: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for one programme on a day. `may_fit` has something missing, something to do first, or both."""

    programme: Programme
    answer: Answer
    criteria: tuple[CriterionResult, ...] = ()
    missing: tuple[str, ...] = ()
    remedy: Remedy | None = None
    measures: tuple[OpenMeasure, ...] = ()


def screen(rules: RuleSet, facts: Facts, on: date) -> list[Verdict]:
    """A verdict for every programme, in the order of the rules."""
    known = with_age(facts, on)
    return [_verdict(programme, rules.vocabulary, known, on) for programme in rules.programmes]


def _verdict(programme: Programme, vocabulary: Vocabulary, facts: Facts, on: date) -> Verdict:
    if not programme.span.holds_on(on):
        return Verdict(programme, Answer.NOT_IN_FORCE)
    dated = programme.criteria_on(on)
    results = tuple(_result(criterion, condition, facts) for criterion, condition in dated)
    missing = tuple(_missing(dated, vocabulary, facts))
    states = {result.state for result in results}
    if State.NOT_MET in states:
        remedy = _remedy(programme, vocabulary, facts, on)
        answer = Answer.MAY_FIT if remedy else Answer.DOES_NOT_FIT
        return Verdict(programme, answer, results, missing if remedy else (), remedy)
    answer = Answer.MAY_FIT if State.UNKNOWN in states else Answer.FITS
    return Verdict(programme, answer, results, missing, None, tuple(_open_measures(programme.measures, facts)))


def _result(criterion: Criterion, condition: Condition, facts: Facts) -> CriterionResult:
    truth = holds(condition, facts)
    state = State.UNKNOWN if truth is None else State.MET if truth else State.NOT_MET
    return CriterionResult(
        criterion.id, criterion.text, criterion.source, state, tuple(dict.fromkeys(facts_in(condition)))
    )


def _missing(dated: list[tuple[Criterion, Condition]], vocabulary: Vocabulary, facts: Facts) -> Iterator[str]:
    """Facts worth asking: undecided, never asked. An answer of "prefer not to say" is never asked again."""
    seen = set()
    for _criterion, condition in dated:
        for fact in undecided_facts(condition, facts):
            asked = vocabulary[fact].asked_as or fact
            if asked not in seen and facts.get(asked, Missing.NOT_ASKED) is Missing.NOT_ASKED:
                seen.add(asked)
                yield asked


def _remedy(programme: Programme, vocabulary: Vocabulary, facts: Facts, on: date) -> Remedy | None:
    """The smallest set of changes after which nothing speaks against the programme any more."""
    conditions = [condition for _criterion, condition in programme.criteria_on(on)]
    for names in programme.change_sets:
        changed = {**facts, **_after(names, vocabulary)}
        if changed != facts and all(holds(condition, changed) is not False for condition in conditions):
            return Remedy(names, tuple(vocabulary[name].change.how for name in names if vocabulary[name].change))  # type: ignore[union-attr]  # change sets hold changeable facts only
    return None


def _after(names: tuple[str, ...], vocabulary: Vocabulary) -> dict[str, Value]:
    return {name: change.to for name in names if (change := vocabulary[name].change)}


def _open_measures(measures: tuple[Measure, ...], facts: Facts) -> Iterator[OpenMeasure]:
    for measure in measures:
        truth = True if measure.condition is None else holds(measure.condition, facts)
        if truth is not False:
            yield OpenMeasure(measure.id, measure.text, measure.note, truth is True)


def is_open(measure: Measure, facts: Facts, on: date) -> bool:
    """Whether a measure's own condition certainly holds on a day; what is not known does not open it."""
    return measure.condition is None or holds(measure.condition, with_age(facts, on)) is True


def next_questions(verdicts: list[Verdict], vocabulary: Vocabulary) -> list[str]:
    """What to ask next, so that the fewest questions settle most programmes, topic by topic.

    A question counts more for a programme that lacks few answers; topics keep together because jumping tires people.
    """
    weight: dict[str, float] = {}
    for verdict in verdicts:
        for fact in verdict.missing:
            weight[fact] = weight.get(fact, 0.0) + 1 / len(verdict.missing)
    topic_weight: dict[str, float] = {}
    for fact, worth in weight.items():
        topic = vocabulary[fact].topic
        topic_weight[topic] = max(topic_weight.get(topic, 0.0), worth)
    return sorted(
        weight, key=lambda fact: (-topic_weight[vocabulary[fact].topic], vocabulary[fact].topic, -weight[fact], fact)
    )
