"""Who plans gatherings, and who reads which names."""

from __future__ import annotations

from datetime import datetime

from khetene.accounts.rules import at_work, coordinates_nationally
from khetene.gatherings.enums import State
from khetene.gatherings.models import Gathering
from khetene.kernel.actor import Actor

__all__ = ["at_work", "holds", "plans_gatherings", "takes_registrations"]


def plans_gatherings(actor: Actor) -> bool:
    """Plans, invites, notes who came and writes the report."""
    return coordinates_nationally(actor)


def holds(actor: Actor, gathering: Gathering) -> bool:
    """The coordinators of the organisation that holds the gathering; names of participants are theirs alone to see."""
    return plans_gatherings(actor) and actor.organisation_key == gathering.organisation_id


def takes_registrations(gathering: Gathering, moment: datetime) -> bool:
    """Anybody may register on the public page until it begins."""
    starts = gathering.starts
    return gathering.is_open and gathering.state == State.ANNOUNCED and starts is not None and starts > moment
