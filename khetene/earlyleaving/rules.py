"""Who may do what: the school sees its pupils; those who approve see a plan by its number; the country sees protected totals."""

from __future__ import annotations

import uuid

from khetene.accounts.enums import Role
from khetene.earlyleaving.enums import Part
from khetene.earlyleaving.models import Plan
from khetene.kernel.actor import Actor


def works_with_pupils(actor: Actor) -> bool:
    """Observes, plans and gives support; sees the pupils that they work with."""
    return actor.role == Role.SCHOOL_STAFF


def leads_a_school(actor: Actor) -> bool:
    """Approves first, and sees all pupils of the own school."""
    return actor.role == Role.SUPERVISOR


def works_at_school(actor: Actor) -> bool:
    return works_with_pupils(actor) or leads_a_school(actor)


def coordinates_in_a_municipality(actor: Actor) -> bool:
    """Approves for the municipality; sees no name."""
    return actor.role == Role.PROGRAMME_COORDINATOR


def holds_the_programme(actor: Actor) -> bool:
    """Approves last and keeps the list of schools; sees no name. Which office that is, the country file says."""
    return actor.role == Role.PROGRAMME_HOLDER


def approves_from_outside(actor: Actor) -> bool:
    return coordinates_in_a_municipality(actor) or holds_the_programme(actor)


def knows_who_pays(actor: Actor) -> bool:
    """Says what a school or a municipality already pays for all pupils."""
    return leads_a_school(actor) or coordinates_in_a_municipality(actor)


def plans_reduction(actor: Actor) -> bool:
    """Writes the plan for reducing early leaving of the own school or municipality."""
    return leads_a_school(actor) or coordinates_in_a_municipality(actor)


def reads_reduction(actor: Actor) -> bool:
    """Everybody at school reads the plan of the school; the coordinator reads that of every school of the municipality."""
    return works_at_school(actor) or coordinates_in_a_municipality(actor)


def outside_part(actor: Actor, plan: Plan, holder: uuid.UUID | None) -> Part | None:
    """In which part somebody outside the school has to do with a plan."""
    if coordinates_in_a_municipality(actor) and plan.municipality_id == actor.organisation_key:
        return Part.MUNICIPALITY
    if holds_the_programme(actor) and holder is not None and holder == actor.organisation_key:
        return Part.HOLDER
    return None
