"""What a computed figure is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from khetene.kernel.numbers import exact, with_cents
from khetene.monitoring.enums import Gap


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its rule, or why there is none. `high` differs from `number` only while a question is open.

    `parts` are what the number consists of; `notes` name what stands outside of it. None of them counts as zero.
    """

    year: int
    as_of: date
    rule: str
    read: str
    number: int | Decimal | None = None
    high: int | None = None
    out_of: int | None = None
    parts: list[tuple[str, int | Decimal]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    gap: str = ""
    gap_reason: str = ""

    @property
    def shown(self) -> str:
        if self.number is None:
            return ""
        if self.high is not None and self.high != self.number:
            return f"{self.number}–{self.high}"
        return said(self.number)

    @property
    def consists_of(self) -> str:
        return "; ".join(f"{name}: {said(number)}" for name, number in self.parts)

    @property
    def gap_label(self) -> str:
        return str(Gap(self.gap).label) if self.gap else ""

    def as_dict(self) -> dict[str, Any]:
        return {
            "year": self.year,
            "as_of": self.as_of.isoformat(),
            "number": _plain(self.number),
            "high": self.high,
            "out_of": self.out_of,
            "parts": [{"name": name, "number": _plain(number)} for name, number in self.parts],
            "notes": self.notes,
            "rule": self.rule,
            "read": self.read,
            "gap": self.gap or None,
            "gap_reason": self.gap_reason or None,
        }


def said(number: int | Decimal) -> str:
    """A count as it is; money with its cents, as the reader's language writes it."""
    return exact(number) if isinstance(number, int) else with_cents(number)


def _plain(number: int | Decimal | None) -> int | float | None:
    return float(number) if isinstance(number, Decimal) else number
