"""Who writes applications. Which ones, is said by the organisation: nobody sees those of another one."""

from __future__ import annotations

from khetene.kernel.actor import Actor
from khetene.proposals.enums import WRITERS


def writes_applications(actor: Actor) -> bool:
    return actor.role in WRITERS
