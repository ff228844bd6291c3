"""Who may do what in the register of recommendations."""

from __future__ import annotations

import uuid

from khetene.accounts.enums import Role
from khetene.kernel.actor import Actor

ANSWER_FOR_AN_ORGANISATION = frozenset(
    {
        Role.SUPERVISOR,
        Role.REGIONAL_EXPERT,
        Role.PROGRAMME_COORDINATOR,
        Role.PROGRAMME_HOLDER,
        Role.NATIONAL_COORDINATOR,
        Role.ORGANISATION_ADMINISTRATOR,
    }
)


def keeps_the_register(actor: Actor) -> bool:
    """Records what was said, asks organisations and confirms what was done."""
    return actor.role == Role.NATIONAL_COORDINATOR


def answers_for_an_organisation(actor: Actor) -> bool:
    return actor.role in ANSWER_FOR_AN_ORGANISATION


def answers_for(actor: Actor, organisation: uuid.UUID | None) -> bool:
    """Says what the own organisation will do; nobody else does."""
    return answers_for_an_organisation(actor) and actor.organisation_key == organisation
