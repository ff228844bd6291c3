"""Who may do what: the head keeps posts and papers; staff note sessions; the country sees protected totals."""

from __future__ import annotations

from khetene.accounts.enums import Role
from khetene.directory.enums import OrganisationKind
from khetene.kernel.actor import Actor


def heads_a_school(actor: Actor) -> bool:
    """Keeps posts, papers and groups of the own school; a supervisor of any other office has none."""
    return actor.role == Role.SUPERVISOR and _is_at_a_school(actor)


def teaches(actor: Actor) -> bool:
    """Notes sessions of the groups of the own school; sees no papers of colleagues."""
    return actor.role == Role.SCHOOL_STAFF and _is_at_a_school(actor)


def at_a_school(actor: Actor) -> bool:
    return heads_a_school(actor) or teaches(actor)


def _is_at_a_school(actor: Actor) -> bool:
    return actor.organisation_kind == OrganisationKind.SCHOOL
