"""A whole caseload at once in NumPy: the same rules, the same answers, no reasons.

A column holds values and two masks; words are the codes of `Fact.code`. Truth is kept as a pair of masks (surely true, surely
false), which is Kleene's logic; work goes in chunks so that memory does not grow with the number of persons.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from khetene.eligibility.conditions import All, AnyOf, Condition, Leaf, Not, facts_in, holds
from khetene.eligibility.programmes import Programme, RuleSet
from khetene.eligibility.screening import Answer
from khetene.eligibility.vocabulary import Vocabulary

Mask = NDArray[np.bool_]
CHUNK = 131_072
CODES = {Answer.DOES_NOT_FIT: 0, Answer.MAY_FIT: 1, Answer.FITS: 2, Answer.NOT_IN_FORCE: 3}


@dataclass(frozen=True, slots=True)
class Column:
    """Values of one fact for many persons; where `known` is False the value does not count."""

    values: NDArray[Any]
    known: Mask
    not_applicable: Mask | None = None

    def part(self, span: slice) -> Column:
        rest = None if self.not_applicable is None else self.not_applicable[span]
        return Column(self.values[span], self.known[span], rest)


Columns = Mapping[str, Column]
Pair = tuple[Mask, Mask]


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A part of the persons; each comparison is worked out once, however many programmes ask for it."""

    columns: Columns
    vocabulary: Vocabulary
    size: int
    compared: dict[Leaf, Pair] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)

    def changed(self, names: tuple[str, ...]) -> _Chunk:
        """The same persons after they changed these facts: for a changed one, everybody's answer is the same."""
        after = {name: change.to for name in names if (change := self.vocabulary[name].change)}
        kept = {leaf: pair for leaf, pair in self.compared.items() if leaf.fact not in names}
        return _Chunk(self.columns, self.vocabulary, self.size, kept, after)

    def everybody(self, *, answer: bool) -> Pair:
        """One answer for all persons of the chunk."""
        yes, no = np.ones(self.size, np.bool_), np.zeros(self.size, np.bool_)
        return (yes, no) if answer else (no, yes)


def screen_many(rules: RuleSet, columns: Columns, on: date, *, persons: int) -> dict[str, NDArray[np.int8]]:
    """An answer code (`CODES`) per programme and person. A fact without a column is unknown for everybody."""
    answers = {programme.id: np.empty(persons, np.int8) for programme in rules.programmes}
    for begin in range(0, persons, CHUNK):
        span = slice(begin, min(begin + CHUNK, persons))
        parts = {name: column.part(span) for name, column in columns.items()}
        chunk = _Chunk(parts, rules.vocabulary, span.stop - begin)
        for programme in rules.programmes:
            answers[programme.id][span] = _answers(programme, chunk, on)
    return answers


def _answers(programme: Programme, chunk: _Chunk, on: date) -> NDArray[np.int8]:
    if not programme.span.holds_on(on):
        return np.full(chunk.size, CODES[Answer.NOT_IN_FORCE], np.int8)
    conditions = [condition for _criterion, condition in programme.criteria_on(on)]
    if not conditions:
        return np.full(chunk.size, CODES[Answer.FITS], np.int8)
    pairs = [_pair(condition, chunk) for condition in conditions]
    fits = _every([true for true, _false in pairs])
    fails = _some([false for _true, false in pairs])
    for names in programme.change_sets:
        changed = chunk.changed(names)
        fails = fails & _some(
            [
                _pair(condition, changed)[1] if set(facts_in(condition)) & set(names) else false
                for condition, (_true, false) in zip(conditions, pairs, strict=True)
            ]
        )
    return 1 - fails.view(np.int8) + fits.view(np.int8)


def _pair(condition: Condition, chunk: _Chunk) -> Pair:
    match condition:
        case Leaf():
            if condition not in chunk.compared:
                chunk.compared[condition] = _leaf(condition, chunk)
            return chunk.compared[condition]
        case Not(part):
            true, false = _pair(part, chunk)
            return false, true
        case All(parts):
            pairs = [_pair(part, chunk) for part in parts]
            return _every([true for true, _false in pairs]), _some([false for _true, false in pairs])
        case AnyOf(parts):
            pairs = [_pair(part, chunk) for part in parts]
            return _some([true for true, _false in pairs]), _every([false for _true, false in pairs])


def _every(masks: list[Mask]) -> Mask:
    return _joined(np.logical_and, masks)


def _some(masks: list[Mask]) -> Mask:
    return _joined(np.logical_or, masks)


def _joined(join: np.ufunc, masks: list[Mask]) -> Mask:
    """One new mask for all of them: what was compared once is read by others and never written to."""
    first, *others = masks
    if not others:
        return first
    total: Mask = join(first, others[0])
    for mask in others[1:]:
        join(total, mask, out=total)
    return total


def _leaf(leaf: Leaf, chunk: _Chunk) -> Pair:
    if leaf.fact in chunk.after:
        return chunk.everybody(answer=bool(holds(leaf, chunk.after)))
    column = chunk.columns.get(leaf.fact)
    if column is None:
        nobody = np.zeros(chunk.size, np.bool_)
        return nobody, nobody
    true = _compared(leaf, column.values, chunk.vocabulary) & column.known
    false = column.known ^ true  # whoever is known and for whom it is not true
    if column.not_applicable is not None:
        true, false = true & ~column.not_applicable, false | column.not_applicable
    return true, false


def _compared(leaf: Leaf, values: NDArray[Any], vocabulary: Vocabulary) -> Mask:
    operands = [_coded(operand, leaf.fact, vocabulary) for operand in leaf.operands]
    match leaf.comparison:
        case "==":
            return _equal(values, operands[0])
        case "in":
            return _some([_equal(values, operand) for operand in operands])
        case ">=":
            return np.asarray(values >= operands[0])
        case "<=":
            return np.asarray(values <= operands[0])
        case _:
            return np.asarray((values >= operands[0]) & (values <= operands[1]))


def _equal(values: NDArray[Any], operand: Any) -> Mask:
    """A column of yes and no is its own answer to "is it yes?"."""
    if operand is True and values.dtype == np.bool_:
        return values
    return np.asarray(values == operand)


def _coded(operand: Any, fact: str, vocabulary: Vocabulary) -> Any:
    return vocabulary[fact].code(operand) if vocabulary[fact].type == "word" else operand
