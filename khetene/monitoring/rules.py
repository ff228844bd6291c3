"""Who keeps indicators and writes the overview. Everybody at work may read both."""

from __future__ import annotations

import uuid

from khetene.accounts.rules import at_work, coordinates_nationally
from khetene.kernel.actor import Actor

__all__ = ["at_work", "issuer", "keeps_indicators"]


def keeps_indicators(actor: Actor) -> bool:
    """Enters figures of other sources and writes the words of the overview."""
    return coordinates_nationally(actor)


def issuer(actor: Actor) -> uuid.UUID | None:
    """The organisation in whose name this person makes the overview and the report; nobody else issues them."""
    return actor.organisation_key if keeps_indicators(actor) else None
