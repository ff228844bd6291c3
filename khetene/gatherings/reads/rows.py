"""Ready rows of gatherings for pages, files and reports."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, time

from khetene.files.storing import FileRow
from khetene.gatherings.counting import Count
from khetene.gatherings.enums import State


@dataclass(frozen=True, slots=True)
class GatheringRow:
    """One gathering in a list. `mine` is the reader's own row in it, if there is one."""

    id: uuid.UUID
    title: str
    kind_label: str
    state: str
    state_label: str
    starts: datetime | None
    ends: datetime | None
    has_time: bool
    when_words: str
    year: int
    place: str
    mode: str
    mode_label: str
    organiser: str
    country: str
    my_reply: str = ""
    my_reply_label: str = ""
    my_row: uuid.UUID | None = None

    @property
    def is_cancelled(self) -> bool:
        return self.state == State.CANCELLED


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """One row of the list. The name is empty for readers who may not see it, and where no name was ever kept.

    `seen`: for each of `days`, how the presence was seen. `was_remote`: only online, on all of them.
    """

    id: uuid.UUID
    order: int
    name: str
    email: str
    organisation: str
    position: str
    sector: str
    sector_label: str
    place: str
    roles: list[str]
    role_labels: list[str]
    also: list[dict[str, str]]
    stands_in: bool
    reply: str
    reply_label: str
    days: list[date]
    may_be_listed: bool
    has_needs: bool = False
    seen: tuple[str, ...] = ()
    was_remote: bool = False
    says: str = ""

    @property
    def described(self) -> str:
        """The post and the institution, as in an annex."""
        return ", ".join(part for part in (self.position, self.organisation) if part)


@dataclass(frozen=True, slots=True)
class AgendaRow:
    id: uuid.UUID
    day: date | None
    starts: time | None
    minutes: int
    kind: str
    kind_label: str
    title: str
    speakers: list[str]
    speaker_ids: list[uuid.UUID]
    notes: str
    review_year: int | None


@dataclass(frozen=True, slots=True)
class MaterialRow:
    id: uuid.UUID
    title: str
    language: str
    language_label: str
    address: str
    file: FileRow | None = None


@dataclass(frozen=True, slots=True)
class SectionRow:
    id: uuid.UUID
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class SameNameRow:
    """Two rows with one name, and what the organiser said about them."""

    id: uuid.UUID
    first: ParticipantRow
    second: ParticipantRow
    answer: str
    answer_label: str


@dataclass(frozen=True, slots=True)
class Stated:
    what: str
    number: int
    source: str


@dataclass(frozen=True, slots=True)
class Heads:
    group: str
    number: int
    is_estimate: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted, each figure with its rule, beside what documents state."""

    rows: Count
    persons: Count
    by_sector: list[tuple[str, int]]
    by_sex: list[tuple[str, int]]
    by_municipality: list[tuple[str, int]]
    by_country: list[tuple[str, int]]
    not_classified: dict[str, int]
    municipalities: dict[str, int]
    stated: list[Stated]
    heads: list[Heads]


@dataclass(frozen=True, slots=True)
class GatheringPage:
    """A gathering with its agenda and texts. `holds`: the reader may change it and sees names."""

    row: GatheringRow
    organiser_id: uuid.UUID
    purpose: str
    link: str
    languages: str
    interpreters: str
    budget_line: str
    phase: str
    funding_statement: str
    places: int | None
    is_open: bool
    bodies: list[str]
    institutions: list[str]
    cancelled_why: str
    deviation: str
    attendance_rule: str
    sources: list[str]
    note: str
    days: list[date]
    sequence: int
    agenda: list[AgendaRow]
    sections: list[SectionRow]
    holds: bool
    is_over: bool
    may_visit_families: bool
    slug: str | None = None
    open_names: int = 0
    coming: int = 0
    on_the_list: int = 0
    participants: list[ParticipantRow] = field(default_factory=list)
    materials: list[MaterialRow] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        return self.places is not None and self.coming >= self.places
