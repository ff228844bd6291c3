"""What municipalities add to the overview of a year: who was asked, who answered, and what they said. Nothing is averaged."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch

from khetene.instruments.enums import Domain, Kind, PartState
from khetene.instruments.models import Evaluation, Part
from khetene.instruments.questionnaire import Item, Questionnaire, from_dict
from khetene.instruments.reads import evaluations_of
from khetene.instruments.rules import keeps_evaluations
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou

Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One answer with its question, in every language that the questionnaire has; `number` where it counts something."""

    name: str
    label: Words
    words: Words
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """One field of one municipality. Without `said` nobody answered: that is not the same as nothing done."""

    town: str
    field: str
    said: list[tuple[str, list[Line]]]

    @property
    def is_answered(self) -> bool:
        return bool(self.said)

    @property
    def field_label(self) -> str:
        return str(Domain(self.field).label)


@dataclass(frozen=True, slots=True)
class TownRow:
    """One municipality: the fields that answered, those that were asked and did not, and those of which nobody was asked."""

    id: uuid.UUID
    territory_id: uuid.UUID
    town: str
    closes_on: date
    is_closed: bool
    answered: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    not_asked: list[str] = field(default_factory=list)


def towns(year: int, *, actor: Actor) -> list[TownRow]:
    """The municipalities that were asked about a year, by name. Raises NotForYou."""
    return [_town(one) for one in _asked(year, actor)]


def contributed(year: int, *, actor: Actor) -> list[Contribution]:
    """Every field of every municipality of which somebody was asked, answered or not. Raises NotForYou."""
    found = []
    for one in _asked(year, actor):
        asked = from_dict(one.version.content)
        for domain, parts in _by_field(one, asked).items():
            if parts:
                said = [(part.answers_for, _lines(asked, part)) for part in parts if part.state == PartState.ANSWERED]
                found.append(Contribution(one.territory.name, domain, said))
    return found


def _asked(year: int, actor: Actor) -> list[Evaluation]:
    if not keeps_evaluations(actor):
        raise NotForYou
    parts = Part.objects.select_related("answer").order_by("asked_on", "answers_for", "pk")
    rows = evaluations_of(actor).for_the_overview().filter(year=year).prefetch_related(Prefetch("parts", parts))
    return list(rows.order_by("territory__name", "pk"))


def _by_field(one: Evaluation, asked: Questionnaire) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {domain: [] for domain in asked.domains()}
    for part in one.parts.all():
        found.setdefault(part.field, []).append(part)
    return found


def _town(one: Evaluation) -> TownRow:
    row = TownRow(one.pk, one.territory_id, one.territory.name, one.closes_on, one.closed_on is not None)
    for domain, parts in _by_field(one, from_dict(one.version.content)).items():
        label = str(Domain(domain).label)
        if any(part.state == PartState.ANSWERED for part in parts):
            row.answered.append(label)
        else:
            (row.waiting if parts else row.not_asked).append(label)
    return row


def _lines(asked: Questionnaire, part: Part) -> list[Line]:
    given = json.loads(part.answer.content)
    return [_line(item, given[item.name]) for item in asked.for_domain(part.field).questions() if item.name in given]


def _line(item: Item, value: str) -> Line:
    number = int(value) if item.kind == Kind.INTEGER else None
    return Line(item.name, dict(item.label), _in_every_language(item, value), number)


def _in_every_language(item: Item, value: str) -> Words:
    """The words of chosen answers in each language; what somebody typed stays as they typed it."""
    if item.kind not in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE):
        return {"lv": value}
    labels = [choice.label for choice in item.choices if choice.name in value.split()]
    tongues: Iterable[Any] = dict.fromkeys(tongue for label in labels for tongue in label)
    return {tongue: ", ".join(label.get(tongue) or str(label) for label in labels) for tongue in tongues}
