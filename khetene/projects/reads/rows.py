"""Ready rows of phases for pages, files and the command line."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from khetene.gatherings.reads import GatheringRow
from khetene.projects.money import Verdict
from khetene.projects.reads.changes import AmendedRow, AmendmentRow
from khetene.projects.reads.support import SupportGiven


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """One phase in a list. Its end is the one that holds after all amendments."""

    id: uuid.UUID
    ordinal: int
    roman: str
    title: str
    agreement: str
    begins: date | None
    ends: date | None
    beneficiary: str
    is_inferred: bool
    is_written_here: bool
    is_draft: bool
    agreed_on: date | None


@dataclass(frozen=True, slots=True)
class ActivityRow:
    id: uuid.UUID
    words: str
    begins: date | None
    ends: date | None
    state: str
    state_label: str
    actual: str
    deviation: str
    goals: list[str]
    places: list[str]
    institutions: list[str]
    gatherings: list[GatheringRow]
    signed_months: int | None
    given: SupportGiven | None


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A stated result with the figures that it contains. `rest` is what the parts do not explain; None without parts.

    `added_on`: the beneficiary added it to a recorded phase. `others` are figures of other documents for the same thing.
    """

    slug: str
    words: str
    number: int | None
    source: str
    note: str
    is_within: bool
    parts: list[ResultRow]
    rest: int | None
    sum_words: str
    added_on: date | None
    others: list[ResultRow]


@dataclass(frozen=True, slots=True)
class Remark:
    """Where stated figures do not agree with each other or with what is recorded. Kept, never repaired."""

    kind: str
    words: str
    of: str = ""  # the short name of the figure that it is about


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    id: uuid.UUID
    words: str
    target: int | None
    reached: list[tuple[int, str]]
    source: str
    added_on: date | None


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A municipality as of then, and what it is today; several where it was split."""

    name: str
    today: list[str]
    existed: bool


@dataclass(frozen=True, slots=True)
class Places:
    as_of: date | None
    then: list[PlaceRow]
    today: list[str]


@dataclass(frozen=True, slots=True)
class DeliverableRow:
    id: uuid.UUID
    words: str
    due: date | None
    delivered: date | None
    is_stated: bool
    link: str
    source: str
    added_on: date | None
    others: list[DeliverableRow]

    @property
    def is_there(self) -> bool:
        return self.is_stated or self.delivered is not None or bool(self.others)


@dataclass(frozen=True, slots=True)
class VisibilityRow:
    """A text with its slots and what is known of them."""

    id: uuid.UUID
    text: str
    values: dict[str, str]
    has_banner: bool
    placed: str
    source: str


@dataclass(frozen=True, slots=True)
class ShareRow:
    """What a source pays, and what of the paid costs is its part."""

    label: str
    percent: Decimal
    computed: Decimal | None
    stated: Decimal | None
    difference: Decimal | None
    paid: Decimal


@dataclass(frozen=True, slots=True)
class CostRow:
    """One entry. `is_current`: nothing replaced it, and it was not withdrawn."""

    id: uuid.UUID
    line: str
    activity: str
    activity_id: uuid.UUID | None
    state: str
    state_label: str
    amount: Decimal
    on: date
    words: str
    document: str
    reason: str
    is_current: bool
    documents: int


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of the budget: `left` is planned less committed less paid, below zero when too much was spent.

    `first` is what the agreement planned, where amendments changed it; zero for a line that came with one.
    """

    id: uuid.UUID
    code: str
    words: str
    planned: Decimal
    committed: Decimal
    paid: Decimal
    first: Decimal
    is_closed: bool

    @property
    def left(self) -> Decimal:
        return self.planned - self.committed - self.paid


@dataclass(frozen=True, slots=True)
class Money:
    """Seen by the coordinators of the beneficiary alone."""

    agreed: Decimal | None
    total: Decimal | None
    verdict: Verdict | None
    verdict_words: str
    shares: list[ShareRow]
    lines: list[LineRow]
    costs: list[CostRow]
    planned: Decimal
    committed: Decimal
    paid: Decimal

    @property
    def left(self) -> Decimal:
        return self.planned - self.committed - self.paid

    @property
    def not_planned(self) -> Decimal | None:
        """What of the grant stands in no line."""
        return None if self.total is None or not self.lines else self.total - self.planned


@dataclass(frozen=True, slots=True)
class PhasePage:
    """A phase as everybody at work reads it; `money` only for those who keep it."""

    row: PhaseRow
    beneficiary_id: uuid.UUID
    programme: str
    task: str
    note: str
    sources: list[str]
    goals: list[str]
    activities: list[ActivityRow]
    results: list[ResultRow]
    remarks: list[Remark]
    indicators: list[IndicatorRow]
    places: Places
    gatherings: list[GatheringRow]
    without_list: list[GatheringRow]
    deliverables: list[DeliverableRow]
    visibility: list[VisibilityRow]
    amendments: list[AmendmentRow]
    amended: list[AmendedRow]
    ratio: list[tuple[str, Decimal]]
    explained: dict[str, str]  # what does not agree, by gap
    keeps: bool
    money: Money | None = None
