"""Who may do what: the head keeps posts and papers; staff note sessions; the country sees protected totals."""

from __future__ import annotations

from khetene.accounts.enums import Role
from khetene.kernel.actor import Actor


def heads_a_school(actor: Actor) -> bool:
    """Keeps posts, papers and groups of the own organisation."""
    return actor.role == Role.SUPERVISOR


def teaches(actor: Actor) -> bool:
    """Notes sessions of the groups of the own school; sees no papers of colleagues."""
    return actor.role == Role.SCHOOL_STAFF


def at_a_school(actor: Actor) -> bool:
    return heads_a_school(actor) or teaches(actor)
