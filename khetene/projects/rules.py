"""Who reads phases, and who sees and keeps their money."""

from __future__ import annotations

from khetene.accounts.enums import Role
from khetene.accounts.rules import at_work, coordinates_nationally
from khetene.kernel.actor import Actor
from khetene.projects.models import Phase

__all__ = ["at_work", "keeps", "may_keep", "runs_phases"]


def runs_phases(actor: Actor) -> bool:
    """Notes costs and amendments, and writes what became of an activity."""
    return coordinates_nationally(actor)


def keeps(actor: Actor, phase: Phase) -> bool:
    """The coordinators of the organisation that has the grant; money is theirs alone to see."""
    return runs_phases(actor) and actor.organisation_key == phase.beneficiary_id


def may_keep() -> list[str]:
    """Roles to which a task of a phase can be given."""
    return [Role.NATIONAL_COORDINATOR.value]
