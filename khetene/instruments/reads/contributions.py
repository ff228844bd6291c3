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
from khetene.instruments.reads.evaluations import evaluations_of
from khetene.instruments.rules import answers_come, keeps_evaluations
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.alphabet import in_alphabet
from khetene.kernel.errors import NotForYou
from khetene.territory import reads as territory

Words = dict[str, str]
OPEN = (PartState.ASKED, PartState.SILENT, PartState.PASSED_ON)


@dataclass(frozen=True, slots=True)
class Line:
    """One answer with its question, in every language that the questionnaire has; `number` where it counts something.

    `is_typed`: in words of somebody's own. `is_wiped`: these were deleted for good.
    """

    name: str
    label: Words
    words: Words
    number: int | None = None
    is_typed: bool = False
    is_wiped: bool = False


@dataclass(frozen=True, slots=True)
class InstitutionSaid:
    """What one institution answered; `part` is the part of whoever answered for it."""

    part: uuid.UUID
    institution: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An institution without an answer: `asked` while its link opens, then `silent`; `passed_on` says that it is not theirs."""

    institution: str
    state: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """One field of one municipality. Without `said` nobody answered: that is not the same as nothing done."""

    town: str
    field: str
    closes_on: date
    said: list[InstitutionSaid]
    unanswered: list[Unanswered]

    @property
    def is_answered(self) -> bool:
        return bool(self.said)


@dataclass(frozen=True, slots=True)
class TownRow:
    """One municipality by field: answered, still waited for, silent, said not to be theirs, and nobody asked."""

    id: uuid.UUID
    territory_id: uuid.UUID
    town: str
    closes_on: date
    is_closed: bool
    is_over: bool
    answered: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    passed_on: list[str] = field(default_factory=list)
    not_asked: list[str] = field(default_factory=list)

    @property
    def is_asked(self) -> bool:
        """Whether somebody there was asked; before that nothing was sent."""
        return bool(self.answered or self.waiting or self.silent or self.passed_on)


def towns(year: int, *, actor: Actor) -> list[TownRow]:
    """The municipalities that were asked about a year, by name. Raises NotForYou."""
    return [_town(one) for one in _asked(year, actor)]


def not_yet_asked(year: int, *, actor: Actor) -> list[tuple[uuid.UUID, str]]:
    """Municipalities of today that the actor's organisation has not asked about a year, by name. Raises NotForYou."""
    if not keeps_evaluations(actor):
        raise NotForYou
    asked = Evaluation.objects.kept_by(actor.organisation_key).for_the_overview().filter(year=year)
    places = territory.local_governments(clock.today()).exclude(pk__in=asked.values("territory_id"))
    return sorted(((place.pk, place.name) for place in places), key=lambda place: in_alphabet(place[1]))


def contributed(year: int, *, actor: Actor) -> list[Contribution]:
    """Every field of every municipality of which somebody was asked, answered or not. Raises NotForYou."""
    found = []
    for one in _asked(year, actor):
        asked = from_dict(one.version.content)
        for domain, parts in _by_field(one, asked).items():
            if parts:
                said = [_said(asked, part) for part in parts if part.state == PartState.ANSWERED]
                left = [Unanswered(part.answers_for, state) for part in parts if (state := _state(one, part)) in OPEN]
                found.append(Contribution(one.territory.name, domain, one.closes_on, said, left))
    return found


def _asked(year: int, actor: Actor) -> list[Evaluation]:
    if not keeps_evaluations(actor):
        raise NotForYou
    parts = Part.objects.select_related("answer", "continued_by").order_by("asked_on", "answers_for", "pk")
    rows = evaluations_of(actor).for_the_overview().filter(year=year).prefetch_related(Prefetch("parts", parts))
    return sorted(rows.order_by("pk"), key=lambda one: in_alphabet(one.territory.name))


def _by_field(one: Evaluation, asked: Questionnaire) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {domain: [] for domain in asked.domains()}
    for part in one.parts.all():
        found.setdefault(part.field, []).append(part)
    return found


def _state(one: Evaluation, part: Part) -> str:
    """Where an institution stands today; empty where somebody else was asked instead of it."""
    if hasattr(part, "continued_by"):
        return ""
    if part.state == PartState.ASKED and not answers_come(one):
        return PartState.SILENT.value
    return str(part.state)


def _town(one: Evaluation) -> TownRow:
    is_closed, is_over = one.closed_on is not None, not answers_come(one)
    row = TownRow(one.pk, one.territory_id, one.territory.name, one.closes_on, is_closed, is_over)
    by_state = {
        PartState.ANSWERED: row.answered,
        PartState.ASKED: row.waiting,
        PartState.SILENT: row.silent,
        PartState.PASSED_ON: row.passed_on,
    }
    for domain, parts in _by_field(one, from_dict(one.version.content)).items():
        label = str(Domain(domain).label)
        states = {_state(one, part) for part in parts}
        for state, fields in by_state.items():
            if state in states:
                fields.append(label)
        if not parts:
            row.not_asked.append(label)
    return row


def _said(asked: Questionnaire, part: Part) -> InstitutionSaid:
    given = json.loads(part.answer.content)
    questions = asked.for_domain(part.field).questions()
    lines = [_line(item, given.get(item.name)) for item in questions if item.name in {*given, *part.answer.wiped}]
    return InstitutionSaid(part.pk, part.answers_for, lines)


def _line(item: Item, value: str | None) -> Line:
    if value is None:
        return Line(item.name, dict(item.label), {}, is_typed=True, is_wiped=True)
    number = int(value) if item.kind == Kind.INTEGER else None
    return Line(item.name, dict(item.label), _in_every_language(item, value), number, is_typed=item.is_typed)


def _in_every_language(item: Item, value: str) -> Words:
    """The words of chosen answers in each language; what somebody typed stays as they typed it."""
    if item.kind not in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE):
        return {"lv": value}
    labels = [choice.label for choice in item.choices if choice.name in value.split()]
    tongues: Iterable[Any] = dict.fromkeys(tongue for label in labels for tongue in label)
    return {tongue: ", ".join(label.get(tongue) or str(label) for label in labels) for tongue in tongues}
