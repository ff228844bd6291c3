"""Which schools take part, what is paid for all pupils, and what the forms offer."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from khetene.accounts import reads as accounts
from khetene.accounts.enums import Role
from khetene.earlyleaving.instrument import Instrument, Semester, school_year_on, school_years_to_plan
from khetene.earlyleaving.models import PaidElsewhere, School
from khetene.earlyleaving.reads.approvals import holds_the_register
from khetene.earlyleaving.register import current, own_school
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.alphabet import in_alphabet
from khetene.kernel.errors import NotForYou

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SchoolRow:
    id: uuid.UUID
    name: str
    kind_label: str
    municipality: str
    joined_on: date
    left_on: date | None


@dataclass(frozen=True, slots=True)
class PaidRow:
    id: uuid.UUID
    title: str
    payer: str
    first_grade: int
    last_grade: int
    covers_from: date
    covers_to: date


def schools(*, actor: Actor) -> list[SchoolRow]:
    """For the office that holds the programme. Raises NotForYou."""
    if not holds_the_register(actor=actor):
        raise NotForYou
    rows = School.objects.joined_on(clock.today()).select_related("organisation", "municipality")
    found = [
        SchoolRow(
            row.pk,
            row.organisation.name,
            row.get_kind_display(),
            row.municipality.name if row.municipality else "",
            row.joined_on,
            row.left_on,
        )
        for row in rows.order_by("pk")
    ]
    return sorted(found, key=lambda school: in_alphabet(school.name))


def takes_part(*, actor: Actor) -> bool:
    return own_school(actor) is not None


def instrument(*, on: date) -> Instrument:
    """What is offered in forms on a day. Raises NotForYou where no country data were loaded."""
    register = current()
    if register is None:
        raise NotForYou
    return register.instrument_on(on)


def criterion_choices(found: Instrument, *, without: Collection[str] = ()) -> list[tuple[str, Choices]]:
    """Criteria under the names of their families, without those that are named already."""
    return [
        (str(family.title), [(each.id, str(each.title)) for each in family.criteria if each.id not in without])
        for family in found.families
    ]


def support_choices(found: Instrument) -> Choices:
    return [(each.id, str(each.title)) for each in found.supports]


def semesters() -> list[Semester]:
    register = current()
    return register.semesters_to_plan(clock.today()) if register else []


def school_year() -> int:
    """The school year of today."""
    return school_year_on(clock.today())


def school_years() -> list[int]:
    """For which school years can be planned today."""
    return school_years_to_plan(clock.today())


def colleagues(*, actor: Actor, also_heads: bool = False) -> Choices:
    """Staff of the own school, for a list to choose from."""
    roles = {Role.SCHOOL_STAFF, Role.SUPERVISOR} if also_heads else {Role.SCHOOL_STAFF}
    return [(str(row.membership_id), row.name) for row in accounts.colleagues(actor=actor) if row.role in roles]


def paid_elsewhere(*, actor: Actor) -> list[PaidRow]:
    """What the own school or municipality says is paid for all pupils."""
    found = instrument(on=clock.today())
    names = dict(support_choices(found))
    rows = PaidElsewhere.objects.filter(organisation_id=actor.organisation_key, taken_back_on=None)
    return [
        PaidRow(
            row.pk,
            names.get(row.kind, row.kind),
            row.payer,
            row.first_grade,
            row.last_grade,
            row.covers_from,
            row.covers_to,
        )
        for row in rows.order_by("-covers_from", "pk")
    ]
