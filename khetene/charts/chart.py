"""What a chart is. The picture is one way to look at its rows; the rows are always there."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Gap:
    """Why a cell has no number: hidden, not recorded, not known. It is never zero."""

    words: str


Cell = str | int | Decimal | Gap


@dataclass(frozen=True, slots=True)
class Chart:
    """The answer to one question. `finding` says what the picture shows and is its alternative text.

    `rows` are the whole truth: the picture draws nothing that is not in them. `rule` says how it is counted, `read` which
    function counts, `indicators` are codes of indicators that define its figures, `sources` where they come from.
    """

    name: str
    question: str
    finding: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    spec: dict[str, Any] | None
    rule: str
    read: str
    indicators: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default_factory=tuple)
    is_wide: bool = False
    opens_table: bool = False
