"""Who says how the platform's documents look."""

from __future__ import annotations

from khetene.accounts.rules import coordinates_nationally
from khetene.kernel.actor import Actor

__all__ = ["keeps_layouts"]


def keeps_layouts(actor: Actor) -> bool:
    """The national coordinators: documents of the platform have one form, whoever writes them."""
    return coordinates_nationally(actor)
