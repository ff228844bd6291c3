"""Deleting words for good: people write things that they may not keep. That something stood there, when and by whom, stays."""

from __future__ import annotations

from typing import Any

from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor


def wipe(row: Any, nothing: dict[str, str], *, verb: str, actor: Actor) -> None:
    """Put `nothing` in the place of the words of a row with `wiped_at`, once; inside the transaction of an action."""
    if row.wiped_at is not None:
        return
    row.wiped_at = clock.now()
    for name, words in nothing.items():
        setattr(row, name, words)
    row.save(update_fields=[*nothing, "wiped_at"])
    audit.record(verb, row, actor=actor)
