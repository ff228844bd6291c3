"""Rows that pages show."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """A referral in a list. `state` is "withdrawn" as soon as the consent is gone, also before it was called back."""

    id: uuid.UUID
    key: str
    other_side: str
    service_name: str
    state: str
    state_label: str
    whose_move: str
    sent_at: datetime | None
    days_waiting: int
    due_on: date | None
    overdue: bool
    message_waits: bool


@dataclass(frozen=True, slots=True)
class StepRow:
    state_label: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class MessageRow:
    organisation_name: str
    by: str
    words: str
    written_at: datetime
    is_ours: bool


@dataclass(frozen=True, slots=True)
class ReferralPage:
    """A referral as one side sees it. `shared` is empty where the data may not be seen (any more)."""

    line: ReferralLine
    is_sender: bool
    may_answer: bool
    case_id: uuid.UUID | None
    recipient_case_id: uuid.UUID | None
    sender_id: uuid.UUID
    sender_name: str
    recipient_id: uuid.UUID
    recipient_name: str
    recipient_phone: str
    recipient_email: str
    service_id: uuid.UUID | None
    way: str
    way_label: str
    parts: list[str]
    shared: dict[str, Any]
    data_gone: bool
    consent_ended: bool
    withdrawn_why_label: str
    words: str
    report_back: bool
    decline_reason_label: str
    decline_words: str
    better_address_id: uuid.UUID | None
    better_address_name: str
    first_appointment_on: date | None
    outcome_label: str
    outcome_words: str
    outcome_on: date | None
    steps: list[StepRow]
    messages: list[MessageRow]


@dataclass(frozen=True, slots=True)
class Handover:
    """Keys of a prepared hand-over, for the consent that it needs."""

    key: str
    case_id: uuid.UUID
    client_id: uuid.UUID
    recipient_id: uuid.UUID
    parts: list[str]
