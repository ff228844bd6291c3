"""Who says how the platform's documents look."""

from __future__ import annotations

from khetene.accounts.rules import administers_people, coordinates_nationally
from khetene.kernel.actor import Actor

__all__ = ["keeps_layouts", "keeps_letterheads"]


def keeps_layouts(actor: Actor) -> bool:
    """The national coordinators: documents of the platform have one form, whoever writes them."""
    return coordinates_nationally(actor)


def keeps_letterheads(actor: Actor) -> bool:
    """For the own organisation: its administrator, or who coordinates nationally."""
    return administers_people(actor) or keeps_layouts(actor)
