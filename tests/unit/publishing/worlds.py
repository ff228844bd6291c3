"""Small worlds: places of one region, three offices, and people for whom something changed in 2025."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime, time

from khetene.cases.enums import LegalBasis, OutcomeKind, OutcomeProof, Purpose
from khetene.cases.models import Case, Client, Outcome
from khetene.kernel import clock
from khetene.territory.models import Territory
from tests.factories.accounts import MembershipFactory
from tests.factories.needs import offices
from tests.factories.territory import TerritoryFactory


def kurzeme() -> tuple[Territory, Territory]:
    """Talsi and Kuldīga in one planning region."""
    region = TerritoryFactory(slug="region-kurzeme", name="Kurzemes plānošanas reģions", kind="planning_region")
    names = {"0051000": "Talsu novads", "0033000": "Kuldīgas novads"}
    found = [TerritoryFactory(code=code, name=name, kind="municipality", parent=region) for code, name in names.items()]
    return found[0], found[1]


def changed(people: Mapping[Territory, int], *, day: date = date(2025, 5, 5)) -> None:
    """So many more people in each place, told by three offices in turn; written at once, because there may be many."""
    three = offices()
    who = MembershipFactory(role="case_worker", organisation=three[0])
    noon = datetime.combine(day, time(12), tzinfo=clock.HOME)
    cases, clients, outcomes = [], [], []
    for place, number in people.items():
        for each in range(number):
            case = Case(
                organisation=three[each % 3],
                key=uuid.uuid4().hex[:18],
                purpose=Purpose.SOCIAL_SERVICE,
                legal_basis=LegalBasis.PUBLIC_TASK,
                territory=place,
                opened_on=day,
                last_activity_on=day,
            )
            client = Client(case=case, called="Haris", added_at=noon)
            outcome = Outcome(
                case=case,
                client=client,
                kind=OutcomeKind.values[0],
                happened_on=day,
                proof=OutcomeProof.values[0],
                recorded_by=who,
                recorded_at=noon,
            )
            cases.append(case)
            clients.append(client)
            outcomes.append(outcome)
    Case.objects.bulk_create(cases)
    Client.objects.bulk_create(clients)
    Outcome.objects.bulk_create(outcomes)
