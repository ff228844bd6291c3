"""What people corrected of a recorded statement: which parts, why and when, and what the source says of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

# What country data tells and people may correct. Loading leaves what was corrected alone.
PARTS = ("words", "themes", "to", "source", "place_in_source", "same_as")


@dataclass(slots=True)
class Correction:
    """`source_says` by part: words as they are, themes as codes, whom it asks and the document as (short name, name)."""

    reason: str = ""
    on: str = ""
    source_says: dict[str, Any] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.source_says)

    def as_kept(self) -> dict[str, Any] | None:
        return asdict(self) if self else None

    def note(self, part: str, *, now: Any, given: Any) -> bool:
        """Whether somebody changes this part; back to what the source says is no correction any more."""
        if now == given:
            return False
        source = self.source_says.setdefault(part, now)
        if source == given:
            del self.source_says[part]
        return True


def correction_of(kept: Mapping[str, Any] | None) -> Correction:
    return Correction(**kept) if kept else Correction()
