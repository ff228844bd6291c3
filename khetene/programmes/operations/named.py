"""Things with a name in every language, as a definition lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Text = Mapping[str, str]
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a name in every language; `assumed` where no source says it."""

    id: str
    title: Text
    assumed: bool = False


def named(raw: Any) -> tuple[Named, ...] | None:
    """A list of a definition; None where no source tells it."""
    if raw == UNKNOWN:
        return None
    return tuple(Named(entry["id"], entry["title"], entry.get("assumed", False)) for entry in raw)
