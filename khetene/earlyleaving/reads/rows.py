"""Ready rows: what pages show, with nothing left to ask the database."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class PlanLine:
    id: uuid.UUID
    number: str
    school_year: int
    semester: int
    state: str
    state_label: str
    with_whom: str


@dataclass(frozen=True, slots=True)
class PupilLine:
    id: uuid.UUID
    called: str
    plans: list[PlanLine]


@dataclass(frozen=True, slots=True)
class ObservationRow:
    observed_on: date
    words: str
    signs: list[str]
    by: str


@dataclass(frozen=True, slots=True)
class JoiningRow:
    """That another record became this one; the name there and the reason are for the head of the school alone."""

    id: uuid.UUID
    on: date
    by: str
    was_called: str
    reason: str
    wiped: bool


@dataclass(frozen=True, slots=True)
class PupilPage:
    id: uuid.UUID
    silo: uuid.UUID
    called: str
    observations: list[ObservationRow]
    plans: list[PlanLine]
    people: list[str]
    absences: list[tuple[str, int, date]]
    followed: list[tuple[uuid.UUID, date, date | None]]
    may_write: bool
    may_follow: bool
    may_join: bool
    joinings: list[JoiningRow]


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    id: uuid.UUID
    given_on: date
    quantity: Decimal
    cents: int
    remote: bool
    order_number: str
    confirmed_on: date | None
    signature: str
    document: str
    taken_back: bool
    papers: int


@dataclass(frozen=True, slots=True)
class SupportRow:
    id: uuid.UUID
    plan_id: uuid.UUID
    number: str
    title: str
    unit: str
    unit_label: str
    is_consultation: bool
    meeting: str
    quantity: Decimal
    unit_cents: int
    cents: int
    begins: date
    ends: date
    responsible: str
    poor_until: date | None
    given: Decimal
    given_cents: int
    deliveries: list[DeliveryRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RiskRow:
    id: uuid.UUID
    criterion: str
    family: str
    title: str
    justification: str
    seriousness: str
    change: str
    change_label: str
    supports: list[SupportRow]


@dataclass(frozen=True, slots=True)
class StepRow:
    verb: str
    said: Any
    state_label: str
    with_whom: str
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step that the reader may take, and what it still needs."""

    verb: str
    label: Any
    asks_reason: bool
    missing: list[Any]


@dataclass(frozen=True, slots=True)
class PlanPage:
    id: uuid.UUID
    silo: uuid.UUID
    line: PlanLine
    pupil_id: uuid.UUID
    called: str
    school: str
    municipality: str
    kind_label: str
    begins: date
    ends: date
    grade: int
    class_name: str
    education_programme: str
    author: str
    overseer: str
    signed_on: date | None
    signed_by: str
    informed_on: date | None
    goal: str
    pupil_promises: str
    family_promises: str
    preparing_hours: Decimal
    overseeing_hours: Decimal
    paid_nowhere_else_on: date | None
    risks: list[RiskRow]
    steps: list[StepRow]
    next: list[NextStep]
    may_write: bool
    may_give: bool
    may_evaluate: bool
    result: str
    evaluation: str
    new_signs: list[str]

    @property
    def planned_cents(self) -> int:
        return sum(support.cents for risk in self.risks for support in risk.supports)

    @property
    def given_cents(self) -> int:
        return sum(support.given_cents for risk in self.risks for support in risk.supports)


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A plan as those see it who approve from outside: by its number."""

    id: uuid.UUID
    number: str
    school: str
    since: datetime


@dataclass(frozen=True, slots=True)
class DecidedRow:
    number: str
    school: str
    said: Any
    at: datetime


@dataclass(frozen=True, slots=True)
class SubmittedPlan:
    """Number, school, risks, supports and money; no name, no class, no goal."""

    id: uuid.UUID
    silo: uuid.UUID
    number: str
    school: str
    school_year: int
    semester: int
    level_label: str
    paid_nowhere_else_on: date | None
    risks: list[RiskRow]
    next: list[NextStep]

    @property
    def planned_cents(self) -> int:
        return sum(support.cents for risk in self.risks for support in risk.supports)
