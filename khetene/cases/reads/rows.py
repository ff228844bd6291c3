"""Ready rows for pages and reports: plain values, nothing that can be changed or followed further."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

FactValue = Decimal | int | bool | str | date | None


@dataclass(frozen=True, slots=True)
class ClientRow:
    id: uuid.UUID
    called: str
    legal_name: str | None
    birth_date: date | None
    age_band: str
    age_band_label: str
    phone: str | None
    other_contact: str | None
    languages: list[str]
    interpreter: str
    interpreter_label: str


@dataclass(frozen=True, slots=True)
class WorkerRow:
    membership_id: uuid.UUID
    name: str


@dataclass(frozen=True, slots=True)
class CaseHead:
    """What stands at the top of a case. Only `case_head` makes one: whoever holds it may open the case."""

    id: uuid.UUID
    key: str
    organisation_id: uuid.UUID
    organisation_name: str
    purpose: str
    purpose_label: str
    legal_basis_label: str
    territory_id: uuid.UUID
    territory_name: str
    people_concerned: int
    opened_on: date
    closed_on: date | None
    closing_reason_label: str
    supervisor_id: uuid.UUID | None
    supervisor_name: str
    workers: list[WorkerRow]
    clients: list[ClientRow]
    opened_because: str


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in a list."""

    id: uuid.UUID
    key: str
    called: str
    purpose_label: str
    territory_name: str
    opened_on: date
    closed_on: date | None
    last_activity_on: date
    workers: list[str]
    why: str = ""


@dataclass(frozen=True, slots=True)
class SilentLine:
    """One case in which nothing happened for long."""

    id: uuid.UUID
    key: str
    called: str
    last_activity_on: date


@dataclass(frozen=True, slots=True)
class NeedRow:
    id: uuid.UUID
    domain: str
    domain_label: str
    words: str
    state: str
    state_label: str
    noted_on: date
    next_states: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class AgreementRow:
    id: uuid.UUID
    client_id: uuid.UUID
    client_called: str
    kind: str
    kind_label: str
    answer: str
    answer_label: str
    explained: str
    explained_in_label: str
    given_how_label: str
    witness: str
    recipient_id: uuid.UUID | None
    recipient_name: str
    parts: list[str]
    purpose: str
    programme: str
    report_back: bool
    valid_from: date
    valid_to: date | None
    withdrawn_on: date | None
    in_force: bool


@dataclass(frozen=True, slots=True)
class MeasureRow:
    id: uuid.UUID
    words: str
    responsible: str
    due_on: date
    state: str
    state_label: str
    reason: str
    overdue: bool
    next_states: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class GoalRow:
    id: uuid.UUID
    words: str
    needs: list[str]
    measures: list[MeasureRow]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A version of the plan in a list; its steps stand beside it where it is the one in force."""

    id: uuid.UUID
    number: int
    state: str
    state_label: str
    review_on: date | None
    steps: list[MeasureRow]


@dataclass(frozen=True, slots=True)
class PlanRow:
    id: uuid.UUID
    number: int
    state: str
    state_label: str
    agreed_on: date | None
    review_on: date | None
    goals: list[GoalRow]


@dataclass(frozen=True, slots=True)
class PromiseRow:
    id: uuid.UUID
    side_label: str
    office_name: str
    words: str
    due_on: date
    kept: bool | None
    settled_on: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    id: uuid.UUID
    client_called: str
    kind: str
    kind_label: str
    words: str
    happened_on: date
    proof_label: str


@dataclass(frozen=True, slots=True)
class DutyRow:
    id: uuid.UUID
    arose_at: datetime
    reported_to: str
    reported_at: datetime | None
    reported_how: str
    recorded_by: str


@dataclass(frozen=True, slots=True)
class KnownFact:
    """The newest answer to one question about a client."""

    fact: str
    state: str
    value: FactValue
    valid_to: date | None
    known_on: date
    origin: str
    origin_label: str


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened in a case; other modules return the same for theirs."""

    at: datetime
    kind: str
    title: str
    words: str = ""
    by: str = ""
    url_name: str | None = None
    key: uuid.UUID | None = None
    whole_day: bool = False


@dataclass(frozen=True, slots=True)
class DueLine:
    """Something that waits for the reader: which case, what, until when, and why it stands here."""

    case_id: uuid.UUID
    case_key: str
    kind: str
    words: str
    due_on: date
    overdue: bool


@dataclass(frozen=True, slots=True)
class MaskedHit:
    """That a search found a case which the reader may not open yet: initials only."""

    case_id: uuid.UUID
    case_key: str
    initials: str
    workers: list[str]
    may_open: bool
    waiting: bool


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """Who opened a case or changed something in it, when and why."""

    at: datetime
    who: str
    role_label: str
    verb: str
    reason_label: str


@dataclass(frozen=True, slots=True)
class AccessRequestRow:
    id: uuid.UUID
    case_id: uuid.UUID
    case_key: str
    asked_by: str
    asked_at: datetime
    reason_label: str
    words: str
    decide_by: date
    overdue: bool
    granted: bool | None = None
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything that the page of one case shows from this silo."""

    head: CaseHead
    needs: list[NeedRow]
    agreements: list[AgreementRow]
    plans: list[PlanLine]
    promises: list[PromiseRow]
    outcomes: list[OutcomeRow]
    timeline: list[TimelineEntry]
