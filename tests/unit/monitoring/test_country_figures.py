"""What the national contact point reports without anybody's ethnicity: work, money, places, posts, schools, trainings."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from khetene.gatherings.models import Gathering
from khetene.kernel import clock
from khetene.monitoring.computed import figure
from tests.factories.accounts import MembershipFactory
from tests.factories.directory import OrganisationFactory, ServiceFactory
from tests.factories.gatherings import KindFactory, announced, came, on_the_list
from tests.factories.projects import ActivityFactory, phase_of
from tests.factories.territory import TerritoryFactory

pytestmark = pytest.mark.django_db
HELD_ON = datetime(2026, 10, 1, 10, 0, tzinfo=clock.HOME)


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def phase(janis):
    return phase_of(janis, ordinal=5, begins=date(2025, 8, 1), ends=date(2026, 7, 31), total=Decimal("64952.21"))


def held(janis, *rows, kind="expert-meeting"):
    gathering = announced(janis, starts=HELD_ON)
    if rows:
        came(gathering, janis, *(on_the_list(gathering, janis, **row) for row in rows))
    Gathering.objects.filter(pk=gathering.pk).update(state="held", kind=KindFactory(slug=kind))
    return gathering


def test_activities_of_phases_count_in_every_year_in_which_they_ran(phase):
    ActivityFactory(phase=phase, slug="one", state="done", begins=date(2025, 9, 1), ends=date(2025, 10, 1))
    ActivityFactory(phase=phase, slug="two", state="under_way")

    assert [(figure("measures", year).number, figure("measures", year).parts) for year in (2025, 2026)] == [
        (2, [("notiek", 1), ("paveikts", 1)]),
        (1, [("notiek", 1)]),
    ]


def test_a_grant_is_divided_to_the_cent_and_counts_whole(phase):
    found = figure("grants", 2026)

    assert (found.number, found.shown.replace("\xa0", " ")) == (Decimal("64952.21"), "64 952,21")
    assert found.parts == [("Eiropas Savienība", Decimal("58456.99")), ("Latvijas valsts", Decimal("6495.22"))]
    assert found.as_dict()["number"] == 64952.21


def test_a_phase_without_days_is_named_and_not_counted(janis):
    phase_of(janis, ordinal=3, begins=None, ends=None, total=Decimal(100))

    found = figure("grants", 2026)

    assert (found.number, found.gap) == (None, "not_recorded")
    assert found.notes == ["Nav skaitīti, jo neviens dokuments nesaka, kad tie notika: III."]


def test_a_grant_that_no_document_states_is_not_zero(janis):
    phase_of(janis, ordinal=4, begins=date(2026, 1, 1), ends=date(2026, 7, 31), total=None)

    found = figure("grants", 2026)

    assert (found.number, found.gap_reason) == (None, "Neviens dokuments nenosauc naudu posmam: IV.")


def test_municipalities_that_phases_name_count_once(phase):
    town = TerritoryFactory(name="Tukums")
    phase.territories.add(town)
    ActivityFactory(phase=phase, slug="one").territories.add(town, TerritoryFactory(name="Valga", country="EE"))

    found = figure("municipalities-covered", 2026)

    assert (found.number, found.notes[-1]) == (1, "1 vieta nav vienā Latvijas pašvaldībā.")


def test_months_of_posts_are_added_up(db):
    MembershipFactory(role="mediator", from_day=date(2025, 11, 15))
    MembershipFactory(role="mediator", from_day=date(2025, 12, 31), to_day=date(2026, 2, 1))

    assert [figure("mediator-months", year).number for year in (2025, 2026)] == [3, 11 + 2]


def test_schools_with_assistants_stand_apart_from_other_organisations(db):
    ServiceFactory(organisation=OrganisationFactory(kind="school"), programme="teachers-assistant")
    ServiceFactory(organisation=OrganisationFactory(kind="municipality"), programme="teachers-assistant")

    found = figure("schools-with-assistants", 2026)

    assert (found.number, found.notes) == (1, ["Palīgu piedāvā vēl 1 cita iestāde; cik skolās, nav ierakstīts."])


def test_how_the_directory_was_in_a_past_year_is_not_known(db):
    ServiceFactory(organisation=OrganisationFactory(kind="school"), programme="teachers-assistant")

    assert figure("schools-with-assistants", 2025).number is None


def test_participants_of_trainings_are_rows_of_their_lists(janis):
    held(janis, {"name": "Anna"}, {"name": "Vija"}, kind="training")
    held(janis, kind="training")
    held(janis, {"name": "Anna"})

    found = figure("trained", 2026)

    assert (found.number, found.notes) == (2, ["1 mācību reizei te nav saraksta."])


def test_a_gathering_with_an_association_is_known_by_the_organisation_and_not_by_persons(janis):
    association = OrganisationFactory(kind="association")
    held(janis, {"name": "Anna", "represents_id": association.pk}, {"name": "Vija"})
    held(janis, {"name": "Vija", "sector": "association"})
    held(janis, {"name": "Vija", "sector": "municipal"})
    held(janis)

    found = figure("with-associations", 2026)

    assert (found.number, found.out_of) == (2, 3)
