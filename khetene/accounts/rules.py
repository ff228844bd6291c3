"""Who may what, by role. Who sees one case stands in `Case.objects.visible_to`; these say what a role is let near at all."""

from __future__ import annotations

from khetene.accounts.enums import (
    MAY_OPEN_CASES,
    NATIONAL_ROLES,
    NEED_SECOND_FACTOR,
    SEE_ACCESS_LOG,
    SEE_NATIONAL_TOTALS,
    Role,
)
from khetene.kernel.actor import Actor


def at_work(actor: Actor) -> bool:
    """Everybody with a membership today."""
    return bool(actor.membership_key)


def works_with_cases(actor: Actor) -> bool:
    """Roles that can open a case, each in its own silo and only cases that they work on."""
    return actor.role in MAY_OPEN_CASES


def mediates(actor: Actor) -> bool:
    return actor.role == Role.MEDIATOR


def supervises(actor: Actor) -> bool:
    return actor.role == Role.SUPERVISOR


def sees_access_log(actor: Actor) -> bool:
    """Who opened what in the own organisation, never what is in a case."""
    return actor.role in SEE_ACCESS_LOG


def sees_national_totals(actor: Actor) -> bool:
    """Protected totals of the whole country; these roles see no case."""
    return actor.role in SEE_NATIONAL_TOTALS


def coordinates_nationally(actor: Actor) -> bool:
    return actor.role == Role.NATIONAL_COORDINATOR


def administers_people(actor: Actor) -> bool:
    """Lets people of the own organisation in and ends their access; sees no case."""
    return actor.role == Role.ORGANISATION_ADMINISTRATOR


def may_give(role: str, national_roles: list[str]) -> bool:
    """Whether an organisation's administrator may give the role; `national_roles` is what the country pack lets it give."""
    return role not in NATIONAL_ROLES or role in national_roles


def has_second_factor(actor: Actor) -> bool:
    """This session was signed in with a second factor that the person still has."""
    return actor.second_factor


def needs_second_factor(actor: Actor) -> bool:
    """A role near cases opens nothing before the second factor was shown in this session."""
    return actor.role in NEED_SECOND_FACTOR and not has_second_factor(actor)
