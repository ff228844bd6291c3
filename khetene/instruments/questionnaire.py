"""A questionnaire as plain data: what is asked of which field, under which condition, and what an answer must be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from khetene.instruments.enums import Kind
from khetene.instruments.expressions import holds
from khetene.kernel.numbers import exact
from khetene.kernel.translated import Translated, short_day

Answers = dict[str, str]
LONGEST_ANSWER = 4000
UNANSWERABLE = frozenset({Kind.NOTE.value, Kind.GROUP.value})


@dataclass(frozen=True, slots=True)
class Choice:
    name: str
    label: Translated


@dataclass(frozen=True, slots=True)
class Item:
    """A question, a note, or a group with `items`. Without a `domain` everybody is asked."""

    kind: str
    name: str
    label: Translated
    hint: Translated
    domain: str = ""
    required: bool = False
    required_message: Translated = field(default_factory=Translated)
    relevant: str = ""
    constraint: str = ""
    constraint_message: Translated = field(default_factory=Translated)
    choices: tuple[Choice, ...] = ()
    items: tuple[Item, ...] = ()

    @property
    def is_question(self) -> bool:
        return self.kind not in UNANSWERABLE

    @property
    def is_typed(self) -> bool:
        """Answered in words of one's own."""
        return self.kind == Kind.TEXT

    def label_of(self, name: str) -> str:
        """The words of a chosen answer."""
        return next((str(choice.label) for choice in self.choices if choice.name == name), name)


@dataclass(frozen=True, slots=True)
class Questionnaire:
    form_id: str
    version: str
    title: Translated
    items: tuple[Item, ...]

    def questions(self) -> Iterator[Item]:
        """Every question in the order of the file, groups opened."""
        return (item for item in _flat(self.items) if item.is_question)

    def domains(self) -> list[str]:
        """The fields that are asked, in the order in which they first stand in the file."""
        return list(dict.fromkeys(item.domain for item in _flat(self.items) if item.domain))

    def for_domain(self, domain: str) -> Questionnaire:
        """What somebody of one field is asked: their own questions and those for everybody."""
        return replace(self, items=_kept(self.items, domain))

    def relevant_items(self, answers: Mapping[str, str]) -> list[Item]:
        """Questions, notes and headings that stand under these answers; a condition looks only at what stands before."""
        return list(_relevant(self.items, answers, {}))

    def relevant_answers(self, answers: Mapping[str, str]) -> Answers:
        """Only answers to questions that are still asked: what a changed answer closed is not kept."""
        wanted = {item.name for item in self.relevant_items(answers) if item.is_question}
        return {name: value for name, value in answers.items() if name in wanted and value != ""}

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def from_dict(content: Mapping[str, Any]) -> Questionnaire:
    """The questionnaire that `as_dict` gave."""
    items = tuple(_item(row) for row in content["items"])
    return Questionnaire(content["form_id"], content["version"], Translated(content["title"]), items)


def _item(row: Mapping[str, Any]) -> Item:
    texts = {name: Translated(row[name]) for name in ("label", "hint", "required_message", "constraint_message")}
    choices = tuple(Choice(one["name"], Translated(one["label"])) for one in row["choices"])
    return Item(**{**row, **texts, "choices": choices, "items": tuple(_item(part) for part in row["items"])})


def _flat(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _flat(item.items)


def _kept(items: Iterable[Item], domain: str) -> tuple[Item, ...]:
    kept = (
        replace(item, items=_kept(item.items, domain)) if item.kind == Kind.GROUP else item
        for item in items
        if item.domain in ("", domain)
    )
    return tuple(item for item in kept if item.items or item.kind != Kind.GROUP)


def _relevant(items: Iterable[Item], answers: Mapping[str, str], seen: Answers) -> Iterator[Item]:
    for item in items:
        if item.relevant and not holds(item.relevant, seen):
            continue
        yield item
        if item.is_question:
            seen[item.name] = answers.get(item.name, "")
        yield from _relevant(item.items, answers, seen)


def problem_with(item: Item, value: str, answers: Mapping[str, str]) -> str:
    """Why this answer cannot be taken, as a sentence for the person; empty when it can. `value` is in its stored form."""
    if value == "":
        return (
            (str(item.required_message) or _("Answer: %(question)s") % {"question": item.label})
            if item.required
            else ""
        )
    if len(value) > LONGEST_ANSWER:
        return _("This is too long. Write at most %(number)s characters.") % {"number": LONGEST_ANSWER}
    if item.constraint and not holds(item.constraint, answers, value):
        return str(item.constraint_message) or _("This answer does not fit. Check it once more.")
    return ""


def problems(asked: Questionnaire, answers: Answers) -> dict[str, str]:
    """What is wrong with a whole answer, by question; empty when it can be kept."""
    found, open_answers = {}, asked.relevant_answers(answers)
    for item in asked.relevant_items(answers):
        value = answers.get(item.name, "")
        if item.is_question and (words := problem_with(item, value, open_answers) or _unknown_choice(item, value)):
            found[item.name] = words
    return found


def _unknown_choice(item: Item, value: str) -> str:
    known = {choice.name for choice in item.choices}
    if item.kind == Kind.SELECT_ONE and value and value not in known:
        return _("Choose one of the answers.")
    if item.kind == Kind.SELECT_MULTIPLE and not set(value.split()) <= known:
        return _("Choose one of the answers.")
    return ""


def shown(item: Item, value: str) -> str:
    """An answer in words."""
    if item.kind in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE):
        return ", ".join(item.label_of(name) for name in value.split())
    if item.kind == Kind.DATE and value:
        return short_day(date.fromisoformat(value))
    if item.kind == Kind.DECIMAL and value:
        return exact(Decimal(value))
    return _("yes") if item.kind == Kind.ACKNOWLEDGE and value else value
