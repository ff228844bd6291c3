"""Ready rows for pages, files and the command line."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from django.utils.translation import gettext as _

from khetene.kernel.numbers import exact
from khetene.kernel.prose import Block
from khetene.kernel.translated import short_day
from khetene.monitoring.computed import Figure
from khetene.monitoring.enums import Unit
from khetene.monitoring.reads.said import FieldContributed


@dataclass(frozen=True, slots=True)
class SavedText:
    """One version of a text that several people write; the words of all but the newest can be deleted for good."""

    id: uuid.UUID
    number: int
    text: str
    at: datetime
    is_wiped: bool
    may_be_wiped: bool


class Version(Protocol):
    """A row of a text with versions."""

    pk: uuid.UUID
    number: int
    text: str
    written_at: datetime

    @property
    def is_wiped(self) -> bool: ...


def saved_texts(newest_first: Iterable[Version]) -> list[SavedText]:
    """All versions of one text, the newest first."""
    return [
        SavedText(one.pk, one.number, one.text, one.written_at, one.is_wiped, bool(place) and not one.is_wiped)
        for place, one in enumerate(newest_first)
    ]


@dataclass(frozen=True, slots=True)
class ValueRow:
    """What one source says for one year; `shown` is the number as the reader's language writes it, empty for a gap."""

    id: uuid.UUID
    year: int
    as_of: date | None
    period: str
    number: Decimal | None
    shown: str
    unit: str
    gap: str
    gap_label: str
    denominator: str
    geography: str
    source: str
    source_kind_label: str
    document: str
    note: str
    corrects: uuid.UUID | None
    corrected_by: uuid.UUID | None
    entered_at: datetime
    is_recorded: bool

    @property
    def said(self) -> str:
        """What the source says, with the unit; why it says nothing, for a gap."""
        if not self.shown:
            return self.gap_label
        return with_unit(self.shown, self.unit) if self.number is not None else self.shown

    @property
    def is_current(self) -> bool:
        return self.corrected_by is None

    @property
    def cited(self) -> str:
        """Source, document and day, as a citation."""
        named = str(self.year) in f"{self.source} {self.document}"
        day = short_day(self.as_of) if self.as_of else ("" if named else str(self.year))
        parts = [self.source, self.document if self.document != self.source else "", day, self.period]
        return ", ".join(part for part in parts if part)

    @property
    def cited_with_note(self) -> str:
        return f"{self.cited.removesuffix('.')}. {self.note}" if self.note else self.cited

    def as_dict(self) -> dict[str, Any]:
        return {
            "year": self.year,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "period": self.period or None,
            "number": float(self.number) if self.number is not None else None,
            "shown": self.shown or None,
            "gap": self.gap or None,
            "denominator": self.denominator or None,
            "geography": self.geography or None,
            "source": self.source,
            "document": self.document or None,
            "note": self.note or None,
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """The newest number of each source side by side: the smallest, the largest, and what lies between them."""

    low: ValueRow
    high: ValueRow
    difference: str

    @property
    def same_year(self) -> bool:
        return self.low.year == self.high.year

    @property
    def differs(self) -> bool:
        return self.low.number != self.high.number


def compared(values: list[ValueRow]) -> Comparison | None:
    """How far apart the numbers of different sources lie; None when there are fewer than two."""
    numbers = sorted((row for row in values if row.number is not None), key=lambda row: (row.number or 0, row.source))
    if len(numbers) < 2:
        return None
    low, high = numbers[0], numbers[-1]
    return Comparison(low, high, exact((high.number or Decimal(0)) - (low.number or Decimal(0))))


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator in a list: its newest figures, one of each source, or why there is none."""

    id: uuid.UUID
    code: str
    objective: str
    name: str
    kind: str
    kind_label: str
    unit: str
    unit_label: str
    is_headline: bool
    denominator: str
    values: list[ValueRow]
    figure: Figure | None
    gap: str
    gap_label: str
    gap_reason: str
    quality: str

    @property
    def comparison(self) -> Comparison | None:
        return compared(self.values)

    @property
    def counted(self) -> str:
        """The computed figure; the name of the indicator says its unit already. Empty when there is none."""
        if self.figure is None or self.figure.out_of is None:
            return self.figure.shown if self.figure else ""
        return _("%(number)s of %(all)s") % {"number": self.figure.shown, "all": self.figure.out_of}

    @property
    def is_gap(self) -> bool:
        if self.figure is not None:
            return self.figure.number is None
        return not any(row.shown for row in self.values)

    @property
    def why_none(self) -> str:
        """Why there is no figure, as a sentence; empty when there is one."""
        if not self.is_gap:
            return ""
        if self.figure is not None:
            return self.figure.gap_reason
        if self.values:
            found = self.values[0]
            return f"{found.gap_label}: {found.cited_with_note}"
        label = self.gap_label or _("not known")
        return f"{label}: {self.gap_reason}" if self.gap_reason else label

    def as_dict(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "objective": self.objective,
            "name": self.name,
            "kind": self.kind,
            "unit": self.unit,
            "headline": self.is_headline,
            "denominator": self.denominator or None,
            "values": [row.as_dict() for row in self.values],
            "computed": self.figure.as_dict() if self.figure else None,
            "why_none": self.why_none or None,
            "quality": self.quality or None,
        }


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    code: str
    name: str
    indicators: list[IndicatorRow]

    @property
    def gaps(self) -> int:
        return sum(row.is_gap for row in self.indicators)


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """One indicator with everything: `facts` are its definition as pairs, `history` also what was corrected."""

    row: IndicatorRow
    objective: str
    facts: list[tuple[str, str]]
    history: list[ValueRow]
    keeps: bool
    definition: str


@dataclass(frozen=True, slots=True)
class ChapterRow:
    """The words of a year; `kept_from` is the year of the text while nobody wrote a new one, `changed` are its new lines."""

    text: str
    kept_from: int | None
    written_at: datetime | None
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    compared_with: int | None = None
    number: int = 0
    versions: list[SavedText] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OverviewPart:
    code: str
    name: str
    chapter: ChapterRow
    blocks: list[Block]
    computed: list[IndicatorRow]
    entered: list[IndicatorRow]
    gaps: list[IndicatorRow]
    sources: list[str]
    contributed: list[FieldContributed] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Overview:
    """`taken` says who took answers of municipalities, and when; `asks` that they can be asked about the year."""

    year: int
    as_of: date
    parts: list[OverviewPart]
    keeps: bool
    taken: list[tuple[str, datetime]] = field(default_factory=list)
    asks: bool = False

    @property
    def figures(self) -> int:
        return sum(len(part.computed) + len(part.entered) for part in self.parts)

    @property
    def gaps(self) -> int:
        return sum(len(part.gaps) for part in self.parts)


def with_unit(shown: str, unit: str) -> str:
    """A figure with its unit. The unit stands first: Latvian would need another form of it for each number."""
    return f"{shown} %" if unit == Unit.PERCENT else f"{Unit(unit).label}: {shown}"
