"""Ready rows for pages."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from khetene.proposals.checks import Finding
from khetene.proposals.contents import Content
from khetene.proposals.enums import NEXT, PLAN, Part, State
from khetene.proposals.plan import Plan
from khetene.proposals.reads.pictures import ReportPictureRow


@dataclass(frozen=True, slots=True)
class CallRow:
    id: uuid.UUID
    title: str
    funder: str
    closes: date | None
    project_from: date | None
    project_to: date | None
    largest: Decimal | None
    own_percent: Decimal | None
    source: str


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One application in a list. `title` is empty while nobody has written one."""

    id: uuid.UUID
    title: str
    organisation: str
    call: CallRow | None
    state: str
    state_on: date
    granted: Decimal | None
    agreement: str
    report_due: date | None

    @property
    def state_label(self) -> str:
        return str(State(self.state).label)

    @property
    def is_written(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_reported(self) -> bool:
        return self.state == State.GRANTED

    @property
    def has_report(self) -> bool:
        return self.state in (State.GRANTED, State.CLOSED)

    @property
    def next_states(self) -> list[tuple[str, str]]:
        return [(one.value, str(one.label)) for one in NEXT[State(self.state)]]


@dataclass(frozen=True, slots=True)
class PieceRow:
    """What stands in a part, or in one row of it, since when and from whom."""

    id: uuid.UUID
    application_id: uuid.UUID
    part: str
    about: uuid.UUID | None
    number: int
    content: Content
    removed: bool
    saved_at: datetime
    saved_by: str
    version_id: uuid.UUID
    wiped: bool
    may_be_wiped: bool

    @property
    def part_label(self) -> str:
        return str(Part(self.part).label)


@dataclass(frozen=True, slots=True)
class CitationRow:
    """A citation as it was chosen; `now` is what its source says today where that is something else."""

    id: uuid.UUID
    application_id: uuid.UUID
    number: int
    part: str
    behind: str
    behind_label: str
    name: str
    said: str
    of_what: str
    source: str
    trouble: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class PartState:
    """How far a part is: rows or text that are there, and questions that are open."""

    part: str
    label: str
    there: bool
    questions: int


@dataclass(frozen=True, slots=True)
class ApplicationPage:
    row: ApplicationRow
    plan: Plan
    pieces: list[PieceRow]
    citations: list[CitationRow]
    findings: list[Finding]
    tasks: list[Finding]
    pictures: list[ReportPictureRow]

    def rows(self, part: str) -> list[PieceRow]:
        return [one for one in self.pieces if one.part == part]

    def of(self, part: str) -> list[Finding]:
        return [one for one in self.findings if one.part == part]

    def cited_in(self, part: str) -> list[CitationRow]:
        return [one for one in self.citations if one.part == part]

    @property
    def parts(self) -> list[PartState]:
        """All parts of the plan with their state."""
        return [PartState(part.value, str(part.label), bool(self.rows(part)), len(self.of(part))) for part in PLAN]

    @property
    def finished(self) -> int:
        """Parts in which something stands and nothing is asked any more."""
        return sum(one.there and not one.questions for one in self.parts)
