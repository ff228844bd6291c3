"""A whole application as it stands now, for checks, reports and pages: what was read, without the database."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

from khetene.proposals.contents import Activity, Done, Line, Partner, Picture, Reached, Result, Spent

AnyContent = TypeVar("AnyContent")
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Row(Generic[AnyContent]):
    """One row of a part with its key; `about` is the row of the plan that a row of the report belongs to."""

    id: uuid.UUID
    content: AnyContent
    about: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What the call lets one ask for. What it does not say is None."""

    closes: date | None = None
    project_from: date | None = None
    project_to: date | None = None
    largest: Decimal | None = None
    own_percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as the checks see it; `trouble` says what happened to it since it was chosen."""

    id: uuid.UUID
    number: int
    part: str
    is_figure: bool
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Unseen:
    """A picture of the report that may be shown nowhere, and why."""

    id: uuid.UUID
    shows: str
    standing: str


@dataclass(frozen=True, slots=True)
class Plan:
    texts: dict[str, str] = field(default_factory=dict)
    begins: date | None = None
    ends: date | None = None
    activities: list[Row[Activity]] = field(default_factory=list)
    partners: list[Row[Partner]] = field(default_factory=list)
    results: list[Row[Result]] = field(default_factory=list)
    lines: list[Row[Line]] = field(default_factory=list)
    done: list[Row[Done]] = field(default_factory=list)
    spent: list[Row[Spent]] = field(default_factory=list)
    reached: list[Row[Reached]] = field(default_factory=list)
    pictures: list[Row[Picture]] = field(default_factory=list)
    unseen: list[Unseen] = field(default_factory=list)
    cited: list[Cited] = field(default_factory=list)
    terms: Terms | None = None

    def text(self, part: str) -> str:
        return self.texts.get(part, "").strip()

    @property
    def grant(self) -> Decimal:
        """What is asked for."""
        return sum((row.content.grant or NOTHING for row in self.lines), NOTHING)

    @property
    def own(self) -> Decimal:
        return sum((row.content.own or NOTHING for row in self.lines), NOTHING)

    @property
    def total(self) -> Decimal:
        return self.grant + self.own

    def spent_on(self, line: uuid.UUID) -> Decimal:
        """What was paid from one line, to the cent."""
        return sum((one.content.amount or NOTHING for one in about(self.spent, line)), NOTHING)


def about(rows: Iterable[Row[Any]], key: uuid.UUID) -> list[Row[Any]]:
    """The rows of the report that belong to one row of the plan."""
    return [row for row in rows if row.about == key]
