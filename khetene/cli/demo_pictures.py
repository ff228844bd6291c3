"""Pictures of the demonstration: drawn rooms, and nobody in them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from khetene.files.releasing import Told
from khetene.files.storing import Given
from khetene.kernel import clock

WORDS = ("shows", "caption", "recognisable", "given_how", "vouched_by")


def picture_of(row: dict[str, Any], folder: Path) -> tuple[Given, Told]:
    """The file and what is told about it; days count from today."""
    words: dict[str, Any] = {
        name: row[name] for name in ("shows", "caption", "recognisable", "given_how", "vouched_by") if name in row
    }
    days: dict[str, Any] = {
        name: clock.today() + timedelta(days=row[name]) for name in ("agreed_on", "until") if name in row
    }
    told = Told(**words | days, uses=frozenset(row["uses"]))
    return Given(row["file"], (folder / row["file"]).read_bytes()), told
