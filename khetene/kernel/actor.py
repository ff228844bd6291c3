"""Who acts: a user through one membership. Passed by name to every action and every read of personal data."""

from __future__ import annotations

import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at work in one organisation and one role; the organisation is the silo that they may look into."""

    user_key: uuid.UUID
    membership_key: uuid.UUID
    organisation_key: uuid.UUID
    role: str
    second_factor: bool = False
    organisation_kind: str = ""


@dataclass(frozen=True, slots=True)
class System:
    """The program itself: reminders, deletion, loading of country data."""

    task: str
    organisation_key: uuid.UUID | None = None


Doer = Actor | System
