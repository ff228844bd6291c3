"""ESF 9.1.4.4 (source 003 of 27.05.2021): 3,100 planned, 2,044 helped, 590 with a result, from six providers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle

import pytest

from khetene.directory.models import Organisation
from khetene.disclosure.door import Shown
from khetene.enrolments import actions, reads
from khetene.enrolments.errors import NoFreePlace
from khetene.enrolments.models import Enrolment
from khetene.kernel.errors import NotForYou
from khetene.programmes.reads import operation
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.directory import OrganisationFactory
from tests.factories.enrolments import DIVERSITY, bulk_participants, enrolled, go, joined, republished, signed
from tests.factories.programmes import haris
from tests.factories.territory import TerritoryFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("latvia")]
DAY_OF_THE_SOURCE = date(2021, 5, 27)
# How 2,044 people and 590 results lie between the six is not told; shared out alike here.
SIX_PROVIDERS = [(341, 99), (341, 99), (341, 98), (341, 98), (340, 98), (340, 98)]


@pytest.fixture
def rules(latvia):
    """Published with the country."""


@pytest.fixture
def provider(rules):
    worker = MembershipFactory(role="programme_coordinator")
    joined(worker, DIVERSITY)
    return worker


def test_the_recorded_figures_come_out_of_records_of_that_size(provider):
    years = cycle([date(2018, 3, 1), date(2019, 3, 1), date(2020, 3, 2)])
    for people, good in SIX_PROVIDERS:
        worker = MembershipFactory(role="programme_coordinator")
        joined(worker, DIVERSITY)
        starts = [next(years) for _person in range(people)]
        bulk_participants(worker, starts, exits_after=timedelta(days=120), good=good)

    actions.close_quarter(until=DAY_OF_THE_SOURCE)
    totals = reads.whole_totals(DIVERSITY, on=DAY_OF_THE_SOURCE, known={})

    (at_exit, _later) = totals.rates
    assert (totals.people, at_exit.closed, at_exit.positive) == (Shown(2044), 2044, 590)
    assert at_exit.percent == Decimal("28.9")
    (target,) = [limit.most for limit in operation(DIVERSITY).limits_on(DAY_OF_THE_SOURCE, "participants")]
    assert target - totals.people.number == 1056


def test_nobody_begins_above_the_cap(provider):
    republished(DIVERSITY, limits=[{"id": "target", "of": "participants", "most": "2", "source": "003"}])
    bulk_participants(provider, [date(2021, 3, 1)] * 2)
    enrolment = signed(enrolled(provider, programme=DIVERSITY, client=haris(provider)), provider)
    go(enrolment, provider, "profiled")

    with pytest.raises(NoFreePlace) as refused:
        go(enrolment, provider, "running")

    assert "2" in str(refused.value.message)


def test_a_social_mentor_takes_twenty_and_no_more(provider):
    made = bulk_participants(provider, [date(2026, 3, 1)] * 21)
    Enrolment.objects.filter(pk__in=[row.pk for row in made[:20]]).update(mentor=provider)

    with pytest.raises(NoFreePlace):
        actions.name_mentor(made[20].pk, membership_id=provider.pk, actor=actor_of(provider))


@pytest.mark.parametrize(("people", "too_few"), [(4, True), (5, False)])
def test_a_social_mentor_with_fewer_than_five_is_warned_of(provider, people, too_few):
    made = bulk_participants(provider, [date(2026, 3, 1)] * people)
    Enrolment.objects.filter(pk__in=[row.pk for row in made]).update(mentor=provider)

    (row,) = reads.mentors(operation(DIVERSITY), actor=actor_of(provider))
    assert (row.people, row.too_few) == (people, too_few)


def test_the_holder_says_where_a_provider_works_and_unknown_stays_unknown(provider):
    holder = MembershipFactory(
        role="programme_holder",
        organisation=Organisation.objects.filter(slug="sif").first() or OrganisationFactory(slug="sif"),
    )
    place = TerritoryFactory(name="Ventspils", kind="state_city", country="LV")
    partner = joined(provider, DIVERSITY)

    actions.set_territories(partner.pk, territory_ids=[place.pk], actor=actor_of(holder))

    rows = [row for row in reads.partners_of(DIVERSITY, actor=actor_of(holder)) if row.id]
    assert sorted(row.territories for row in rows) == [(), ("Ventspils",)]
    with pytest.raises(NotForYou):
        actions.set_territories(partner.pk, territory_ids=[], actor=actor_of(provider))
