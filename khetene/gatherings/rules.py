"""Who plans gatherings, and who reads which names."""

from __future__ import annotations

from datetime import datetime

from khetene.accounts.rules import at_work, coordinates_nationally
from khetene.gatherings.enums import Mode, State
from khetene.gatherings.models import Gathering
from khetene.kernel import clock
from khetene.kernel.actor import Actor

__all__ = ["at_work", "holds", "is_on_today", "is_online_now", "plans_gatherings", "takes_registrations"]


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


def is_online_now(gathering: Gathering) -> bool:
    """On one of its days, where taking part online is possible."""
    return gathering.mode != Mode.ONSITE and is_on_today(gathering)


def is_on_today(gathering: Gathering) -> bool:
    """One of its days, unless it was cancelled."""
    return gathering.state in (State.ANNOUNCED, State.HELD) and clock.today() in gathering.days
