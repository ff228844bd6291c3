"""Needs of many cases at once, told by three offices in turn."""

from __future__ import annotations

import uuid
from datetime import date

from khetene.cases.enums import LegalBasis, NeedState, Purpose
from khetene.cases.models import Case, Need
from khetene.directory.models import Organisation
from khetene.territory.models import Territory
from tests.factories.accounts import MembershipFactory
from tests.factories.directory import OrganisationFactory
from tests.factories.territory import TerritoryFactory

DAY = date(2025, 5, 5)
SLUGS = ["birojs-1", "birojs-2", "birojs-3"]


def needed(
    number: int,
    *domains: str,
    place: Territory | None = None,
    day: date = DAY,
    state: str = NeedState.OPEN,
    owners: int = 3,
) -> list[Case]:
    """So many more cases, each with a need of each domain, of the first `owners` of three offices in turn."""
    three, place = offices(), place or TerritoryFactory()
    who = MembershipFactory(role="case_worker", organisation=three[0])
    made = [
        Case(
            organisation=three[each % owners],
            key=uuid.uuid4().hex[:18],
            purpose=Purpose.SOCIAL_SERVICE,
            legal_basis=LegalBasis.PUBLIC_TASK,
            territory=place,
            opened_on=day,
            last_activity_on=day,
        )
        for each in range(number)
    ]
    Case.objects.bulk_create(made)
    Need.objects.bulk_create(
        [Need(case=case, domain=domain, state=state, noted_on=day, noted_by=who) for case in made for domain in domains]
    )
    return made


def offices() -> list[Organisation]:
    """The same three offices whenever they are asked for."""
    there = {office.slug: office for office in Organisation.objects.filter(slug__in=SLUGS).order_by("slug")}
    return [there.get(slug) or OrganisationFactory(slug=slug) for slug in SLUGS]
