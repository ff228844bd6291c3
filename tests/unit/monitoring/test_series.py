"""Series through the reforms (D 6.1): sums on the boundaries of one day, never a split, and what cannot be placed says why."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from khetene.charts import picture
from khetene.gatherings.models import Gathering
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.monitoring import reads
from khetene.territory.models import Territory
from khetene.territory.reads import reforms
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.gatherings import KindFactory

pytestmark = pytest.mark.usefixtures("latvia")
TODAY, BEFORE = date(2026, 11, 20), date(2021, 6, 30)
YEARS = {"Tukuma novads": 2019, "Kandavas novads": 2020, "Aglonas novads": 2019}


@pytest.fixture
def expert():
    return MembershipFactory(role="regional_expert")


@pytest.fixture
def gatherings(expert):
    """One in each of three old municipalities, and one in Tukums after the reform."""
    Gathering.objects.update(state="planned")
    places = [(Territory.objects.get(name=name, valid_to=date(2021, 7, 1)), year) for name, year in YEARS.items()]
    places.append((Territory.objects.get(name="Tukuma novads", valid_to=None), 2022))
    for place, year in places:
        held_in(place, year, expert)


def held_in(place, year, by):
    Gathering.objects.create(
        kind=KindFactory(),
        title="Sanāksme",
        organisation=by.organisation,
        starts=datetime(year, 3, 1, 10, tzinfo=clock.HOME),
        ends=datetime(year, 3, 1, 12, tzinfo=clock.HOME),
        year=year,
        territory=place,
        state="held",
        mode="onsite",
    )


def shown(expert, on=TODAY, slug="gatherings"):
    return reads.series(slug, on=on, actor=actor_of(expert))


def test_what_was_merged_is_added_up_in_its_successor(gatherings, expert):
    found = shown(expert)

    assert [(row.name, row.numbers, row.came_from) for row in found.rows] == [
        ("Tukuma novads", {2019: 1, 2020: 1, 2022: 1}, ["Kandavas novads", "Tukuma novads"])
    ]


def test_what_was_split_is_not_divided_and_says_why(gatherings, expert):
    (found,) = shown(expert).unplaced

    assert (found.name, found.year, found.number) == ("Aglonas novads", 2019, 1)
    assert found.why == "Šajā dienā tā ir vairākās: Krāslavas novads, Preiļu novads. Neviens nesaka, kurā daļā."


def test_on_old_boundaries_a_merged_place_cannot_be_put_back(gatherings, expert):
    found = shown(expert, BEFORE)

    assert [(row.name, row.numbers) for row in found.rows] == [
        ("Aglonas novads", {2019: 1}),
        ("Kandavas novads", {2020: 1}),
        ("Tukuma novads", {2019: 1}),
    ]
    assert [(row.name, row.year) for row in found.unplaced] == [("Tukuma novads", 2022)]


@pytest.mark.parametrize("on", [TODAY, BEFORE, date(2021, 7, 1), date(2025, 7, 1)])
@pytest.mark.parametrize("slug", ["gatherings", "rows"])
def test_placed_and_unplaced_are_what_came_in(latvia, expert, on, slug):
    """With the recorded gatherings of the platform."""
    found = shown(expert, on, slug)

    placed = sum(number for row in found.rows for number in row.numbers.values())
    assert placed + sum(row.number for row in found.unplaced) == sum(found.totals.values()) > 0


def test_reforms_inside_of_the_years_are_marked(gatherings, expert):
    found = shown(expert)

    assert found.years == [2019, 2020, 2021, 2022]
    assert (reforms(), found.breaks) == ([date(2021, 7, 1), date(2025, 7, 1)], [date(2021, 7, 1)])
    assert 'stroke-dasharray="5,4"' in picture(found.chart)
    assert found.chart.notes == ("01.07.2021. mainījās robežas; pārtrauktā līnija ir pirms tā gada.",)


def test_the_reader_chooses_among_the_boundaries_that_there_were():
    assert [day for day, _words in reads.boundary_choices()] == ["2026-11-20", "2021-07-01", "2021-06-30"]


def test_a_series_costs_the_same_however_many_places(gatherings, expert, django_assert_num_queries):
    with django_assert_num_queries(4):
        shown(expert)
    held_in(Territory.objects.get(name="Valkas novads", valid_to=None), 2022, expert)
    with django_assert_num_queries(4):
        shown(expert)


def test_there_is_no_other_series(expert):
    with pytest.raises(NotForYou):
        shown(expert, slug="people")
