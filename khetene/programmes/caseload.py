"""A whole caseload against the rules, inside the database and under the access rules of its silo."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from django.db.models import Case, CharField, Count, DateField, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from khetene.cases import reads as cases
from khetene.eligibility.conditions import All
from khetene.eligibility.programmes import Programme, RuleSet
from khetene.eligibility.screening import Answer
from khetene.eligibility.vocabulary import Vocabulary
from khetene.kernel.actor import Actor
from khetene.programmes.compiled import AGE, BIRTH_DATE, BORN, holds_still, surely, until

COLUMNS: dict[str, Literal["number", "truth", "word", "day"]] = {
    "integer": "number",
    "decimal": "number",
    "boolean": "truth",
    "word": "word",
    "date": "day",
}
Rows = QuerySet[Any, Any]
HOPEFUL = (Answer.FITS, Answer.MAY_FIT)


def answers_by_client(rules: RuleSet, *, actor: Actor, on: date) -> dict[str, list[tuple[uuid.UUID, Answer]]]:
    """For each programme in force, the answer for every client of the actor's visible open cases."""
    found = {}
    for programme in in_force(rules, on):
        rows = screened(programme, rules.vocabulary, actor=actor, on=on).values_list("pk", "answer")
        found[programme.id] = [(client, Answer(answer)) for client, answer in rows]
    return found


def cases_by_answer(rules: RuleSet, *, actor: Actor, on: date) -> dict[str, dict[Answer, int]]:
    """For each programme in force, in how many of the actor's open cases it fits or may fit somebody; one statement."""
    lines = [_count(programme, rules.vocabulary, actor=actor, on=on) for programme in in_force(rules, on)]
    found: dict[str, dict[Answer, int]] = {}
    if lines:
        first, *others = lines
        for programme, answer, how_many in first.union(*others, all=True).order_by("programme", "answer"):
            found.setdefault(programme, {})[Answer(answer)] = how_many
    return found


def case_ids(
    programme: Programme, answer: Answer, vocabulary: Vocabulary, *, actor: Actor, on: date
) -> list[uuid.UUID]:
    """The actor's open cases in which the programme gives this answer for somebody, the oldest first."""
    rows = screened(programme, vocabulary, actor=actor, on=on).filter(answer=answer.value)
    return list(rows.order_by("case_id").values_list("case_id", flat=True).distinct())


def in_force(rules: RuleSet, on: date) -> Iterable[Programme]:
    return (programme for programme in rules.programmes if programme.span.holds_on(on))


def _count(programme: Programme, vocabulary: Vocabulary, *, actor: Actor, on: date) -> Rows:
    rows = screened(programme, vocabulary, actor=actor, on=on).order_by()
    hopeful = rows.filter(answer__in=[answer.value for answer in HOPEFUL])
    named = hopeful.annotate(programme=Value(programme.id, CharField()))
    counted = named.values("programme", "answer").annotate(cases=Count("case_id", distinct=True))
    lines: Rows = counted.values_list("programme", "answer", "cases")
    return lines


def screened(programme: Programme, vocabulary: Vocabulary, *, actor: Actor, on: date) -> Rows:
    """The actor's clients with `answer`: what the engine would answer for each."""
    every = All(tuple(condition for _criterion, condition in programme.criteria_on(on)))
    rows = _with_facts(programme, vocabulary, actor=actor, on=on)
    fails = surely(every, False, on, {})
    for names in programme.change_sets:
        fails = fails & surely(every, False, on, _after(names, vocabulary))
    answered: Rows = rows.annotate(answer=_answer(fits=surely(every, True, on, {}), fails=fails))
    return answered


def _answer(*, fits: Q, fails: Q) -> Case:
    return Case(
        When(fits, then=Value(Answer.FITS.value)),
        When(fails, then=Value(Answer.DOES_NOT_FIT.value)),
        default=Value(Answer.MAY_FIT.value),
        output_field=CharField(),
    )


def _after(names: tuple[str, ...], vocabulary: Vocabulary) -> dict[str, Any]:
    return {name: change.to for name in names if (change := vocabulary[name].change)}


def _with_facts(programme: Programme, vocabulary: Vocabulary, *, actor: Actor, on: date) -> Rows:
    needed = programme.facts_on(on)
    if AGE in needed:
        needed = [*needed, BIRTH_DATE]
    columns = {fact: COLUMNS[vocabulary[fact].type] for fact in needed}
    rows: Rows = cases.clients_with_facts(columns, actor=actor, as_of=on)
    rows = rows.annotate(**{until(fact): Coalesce(f"fact_{fact}_valid_to", Value(date.max)) for fact in needed})
    return rows.annotate(**{BORN: _born(on)}) if AGE in needed else rows


def _born(on: date) -> Coalesce:
    """The birth date in the case file, else the newest answer to the question."""
    answered = Case(When(holds_still(BIRTH_DATE, on), then=F(f"fact_{BIRTH_DATE}")), output_field=DateField())
    return Coalesce("birth_date", answered, output_field=DateField())
