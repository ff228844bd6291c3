"""Ready rows for pages and the command line."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from khetene.files.releasing import PictureRow
from khetene.kernel.translated import short_day


@dataclass(frozen=True, slots=True)
class StepRow:
    id: uuid.UUID
    on: date
    answer_label: str
    words: str
    evidence: str
    by_coordinator: bool
    is_wiped: bool


@dataclass(frozen=True, slots=True)
class AddresseeRow:
    """One addressee and where it stands; a group has a name and no answer."""

    id: uuid.UUID
    organisation_id: uuid.UUID | None
    name: str
    answer: str
    answer_label: str
    asked_on: date | None
    due_on: date | None
    overdue: bool
    responsible: str
    steps: list[StepRow]
    addressee_may: list[tuple[str, str]]
    coordinator_may: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """That people corrected a recorded statement, why, and what the source says instead, by part."""

    on: date
    reason: str
    source_says: list[tuple[str, str, str]]  # part, its label, what the source says

    @property
    def in_words(self) -> str:
        said = "; ".join(f"{label} – {words}" for _part, label, words in self.source_says)
        return f"{short_day(self.on)} {self.reason} [{said}]"

    def as_dict(self) -> dict[str, Any]:
        says = {part: words for part, _label, words in self.source_says}
        return {"on": self.on.isoformat(), "reason": self.reason, "source_says": says}


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement in a list: what was said, where, and how its addressees answered."""

    id: uuid.UUID
    slug: str
    kind: str
    kind_label: str
    words: str
    year: int
    occasion: str
    source: str
    place_in_source: str
    themes: list[str]
    places: list[str]
    addressees: list[AddresseeRow]
    recorded: str
    recorded_label: str
    evidence: list[str]
    repeats: tuple[uuid.UUID, str, int] | None
    is_public: bool
    gathering_id: uuid.UUID | None
    correction: CorrectionRow | None

    @property
    def overdue(self) -> bool:
        return any(row.overdue for row in self.addressees)

    def as_dict(self) -> dict[str, Any]:
        return {
            "id": self.slug,
            "kind": self.kind,
            "words": self.words,
            "year": self.year,
            "occasion": self.occasion,
            "source": self.source,
            "place_in_source": self.place_in_source,
            "themes": self.themes,
            "places": self.places,
            "recorded": self.recorded,
            "evidence": self.evidence,
            "corrected": self.correction.as_dict() if self.correction else None,
            "addressees": [
                {
                    "name": row.name,
                    "answer": row.answer,
                    "due_on": row.due_on.isoformat() if row.due_on else None,
                    "overdue": row.overdue,
                }
                for row in self.addressees
            ],
        }


@dataclass(frozen=True, slots=True)
class StatementPage:
    """One statement with its whole line: said where, asked of whom, answered how, repeated when, tried where."""

    row: StatementRow
    said_by: str
    verbatim: bool
    language: str
    language_label: str
    is_recorded_here: bool
    repeated_by: list[tuple[uuid.UUID, str, int]]
    one_with: tuple[uuid.UUID, str, int] | None
    recorded_twice: list[tuple[uuid.UUID, str, str]]  # key, document, place in it
    practices: list[tuple[uuid.UUID, str]]


@dataclass(frozen=True, slots=True)
class AdoptionRow:
    id: uuid.UUID
    organisation_id: uuid.UUID
    organisation_name: str
    state: str
    state_label: str
    since: date
    changed: str
    result: str


@dataclass(frozen=True, slots=True)
class PracticeRow:
    id: uuid.UUID
    title: str
    where: list[str]
    organisation_name: str
    themes: list[str]
    taken_over: int
    why: list[str]
    state: str
    state_label: str


@dataclass(frozen=True, slots=True)
class PracticeChangeRow:
    """Who changed a practice (an organisation and a role), what stood there before, or where it was moved."""

    id: uuid.UUID
    at: datetime
    by: str
    what: list[tuple[str, str]]
    state_label: str
    words: str
    is_wiped: bool

    @property
    def may_be_wiped(self) -> bool:
        return bool(self.what or self.words) and not self.is_wiped


@dataclass(frozen=True, slots=True)
class PracticePage:
    row: PracticeRow
    texts: list[tuple[str, str]]
    evidence_address: str
    contact: str
    seen_at: list[str]
    visited_at: list[tuple[uuid.UUID, str]]
    note: str
    adoptions: list[AdoptionRow]
    statements: list[tuple[uuid.UUID, str, int]]
    changes: list[PracticeChangeRow]
    may_edit: bool
    may_link: bool
    may_move_to: list[str]
    pictures: list[PictureRow]
    keeps_pictures: bool
    is_public: bool
    may_change_publicity: bool


@dataclass(frozen=True, slots=True)
class PublicPractice:
    """A practice as everybody may read it: no contact, no history, only pictures that were released for that."""

    row: PracticeRow
    texts: list[tuple[str, str]]
    evidence_address: str
    pictures: list[PictureRow]


@dataclass(frozen=True, slots=True)
class Publicity:
    """What everybody reads, or would read; `is_reached` says whether somebody of its organisation hears of it."""

    shown: PublicPractice
    is_public: bool
    is_own: bool
    organisation_name: str
    is_reached: bool


@dataclass(frozen=True, slots=True)
class CouldUse:
    """An organisation ("asked") or a municipality ("said") that could use a practice, and why; the first few reasons."""

    name: str
    why: str
    reasons: list[tuple[uuid.UUID, str, int]]
    how_many: int


@dataclass(frozen=True, slots=True)
class ActionRow:
    """What an organisation does about recommendations, by when, and how far it is."""

    id: uuid.UUID
    title: str
    organisation_id: uuid.UUID
    organisation_name: str
    responsible: str
    due_on: date
    state: str
    state_label: str
    overdue: bool
    guideline: str
    place_in_guideline: str


@dataclass(frozen=True, slots=True)
class ActionNoteRow:
    id: uuid.UUID
    at: datetime
    state_label: str
    words: str
    evidence: str
    due_on: date
    by_coordinator: bool
    is_wiped: bool


@dataclass(frozen=True, slots=True)
class ActionPage:
    row: ActionRow
    words: str
    statements: list[tuple[uuid.UUID, str, int]]
    notes: list[ActionNoteRow]
    owner_may: list[tuple[str, str]]
    coordinator_may: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Commitment:
    """One promise of an institution: an action, or its answer to a recommendation; in which document, until when."""

    document: str
    place: str
    words: str
    action_id: uuid.UUID | None
    statement_id: uuid.UUID | None
    due_on: date | None
    state: str
    state_label: str
    overdue: bool
    finished: bool
