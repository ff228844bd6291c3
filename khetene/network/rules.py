"""Who keeps the bodies of the platform, and who reads them."""

from __future__ import annotations

from khetene.accounts.rules import at_work, coordinates_nationally
from khetene.kernel.actor import Actor
from khetene.network.enums import SeenBy
from khetene.network.models import Body, Person

__all__ = ["at_work", "is_that_person", "keeps", "keeps_networks", "reads_roster"]


def keeps_networks(actor: Actor) -> bool:
    """Asks people into seats and renews them."""
    return coordinates_nationally(actor)


def keeps(actor: Actor, body: Body) -> bool:
    """The coordinators of the organisation that answers for the body."""
    return keeps_networks(actor) and actor.organisation_key == body.organisation_id


def reads_roster(actor: Actor, body: Body) -> bool:
    """A body of private people is read by its keeper alone."""
    return keeps(actor, body) or (body.seen_by == SeenBy.AT_WORK and at_work(actor))


def is_that_person(actor: Actor, person: Person | None) -> bool:
    return person is not None and person.membership_id is not None and person.membership_id == actor.membership_key
