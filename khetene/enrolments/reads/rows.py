"""Ready rows for pages: plain values only."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khetene.enrolments.reads.midterms import MidtermRow


@dataclass(frozen=True, slots=True)
class EnrolmentLine:
    """One participation in a list."""

    id: uuid.UUID
    key: str
    called: str
    case_id: uuid.UUID
    case_key: str
    programme_title: str
    stage_label: str
    phase: str
    phase_label: str
    started_on: date | None
    exited_on: date | None


@dataclass(frozen=True, slots=True)
class StepRow:
    stage_label: str
    on_day: date
    by: str
    reason_label: str


@dataclass(frozen=True, slots=True)
class NextStage:
    """A stage that can follow; `missing` says what must be there first, `allowed` whether the reader may move there."""

    id: str
    title: str
    phase: str
    allowed: bool
    missing: list[str]


@dataclass(frozen=True, slots=True)
class ComponentRow:
    id: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    id: uuid.UUID
    support_label: str
    unit: str
    unit_label: str
    given_on: date
    quantity: Decimal
    cents: int
    given_as: str
    given_as_label: str
    giver: str
    confirmation: str
    confirmation_label: str
    confirmed_on: date | None
    scan_id: uuid.UUID | None
    takes_a_scan: bool
    recorded_by: str
    is_correction: bool
    reason: str
    struck: bool
    overtaken: bool


@dataclass(frozen=True, slots=True)
class SupportSum:
    """What one participant had of one support, in its own unit, and what it cost."""

    title: str
    unit: str
    unit_label: str
    quantity: Decimal
    cents: int
    apart: bool


@dataclass(frozen=True, slots=True)
class ShortfallRow:
    support_label: str
    month: date
    whole: bool
    wanted: Decimal
    given: Decimal
    missing: Decimal


@dataclass(frozen=True, slots=True)
class WindowRow:
    """One window of measuring, and what was found in it."""

    id: str
    title: str
    opens_on: date
    closes_on: date
    state: str
    result_label: str
    positive: bool
    situation_on: date | None
    evidence: str


@dataclass(frozen=True, slots=True)
class OtherFinanceRow:
    id: uuid.UUID
    need_label: str
    kind_label: str
    payer: str
    covers_from: date
    covers_to: date | None
    taken_back: bool


@dataclass(frozen=True, slots=True)
class EnrolmentPage:
    """Everything about one participation."""

    line: EnrolmentLine
    client_id: uuid.UUID
    programme: str
    entry: int
    begun_on: date
    exit_reason_label: str
    mentor_name: str
    referral_id: uuid.UUID | None
    signed_on: date | None
    steps: list[StepRow]
    next_stages: list[NextStage]
    components: list[ComponentRow]
    sums: list[SupportSum]
    shortfalls: list[ShortfallRow]
    last_day: date | None
    windows: list[WindowRow]
    other_finance: list[OtherFinanceRow]
    gives_support: bool
    asks_card: bool
    card_on: date | None
    leads_to_work: bool
    asks_elsewhere: bool
    refers: bool
    midterm: MidtermRow | None


@dataclass(frozen=True, slots=True)
class WindowDue:
    """A window that opens soon, is open, or has just closed without an answer; for "my day"."""

    enrolment_id: uuid.UUID
    key: str
    case_key: str
    programme_title: str
    window_title: str
    opens_on: date
    closes_on: date
    state: str
