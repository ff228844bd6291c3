"""Who makes editions. Everybody at work reads them; the open data are for everybody."""

from __future__ import annotations

from khetene.accounts.rules import at_work, coordinates_nationally
from khetene.kernel.actor import Actor

__all__ = ["at_work", "makes_editions"]


def makes_editions(actor: Actor) -> bool:
    """Sees what an edition would show, and publishes it."""
    return coordinates_nationally(actor)
