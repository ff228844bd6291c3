"""On which municipality of a day a place of another time lies."""

from __future__ import annotations

from datetime import date

import pytest

from khetene.territory.models import Territory
from khetene.territory.reads import Boundaries, local_governments

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("latvia")]
BEFORE, AFTER, TODAY = date(2021, 6, 30), date(2021, 7, 1), date(2026, 11, 20)


def key(slug):
    return Territory.objects.get(slug=slug).pk


def lies(slug, day):
    return [place.slug for place in Boundaries(day).where(key(slug))]


@pytest.mark.parametrize("day", [BEFORE, AFTER, TODAY])
def test_the_local_governments_are_those_of_the_day(day):
    assert {place.pk for place in Boundaries(day).local_governments} == set(
        local_governments(day).values_list("pk", flat=True)
    )


def test_a_town_lies_in_its_municipality():
    assert lies("kandava-pilseta", TODAY) == ["tukuma-novads-2021"]


def test_a_merged_municipality_lies_in_what_it_became():
    assert lies("aizputes-novads-2009", TODAY) == ["dienvidkurzemes-novads-2021"]


def test_a_younger_municipality_came_from_several_and_nobody_says_from_which():
    assert len(lies("dienvidkurzemes-novads-2021", BEFORE)) == 8


def test_a_split_municipality_lies_in_all_its_parts():
    assert lies("aglonas-novads-2009", TODAY) == ["kraslavas-novads-2021", "preilu-novads-2021"]


def test_two_reforms_are_followed():
    assert lies("varaklanu-novads-2021", TODAY) == ["madonas-novads-2025"]


def test_a_place_abroad_or_no_place_lies_nowhere():
    assert lies("country-ee", TODAY) == []
    assert Boundaries(TODAY).where(None) == []


def test_it_costs_two_queries(django_assert_num_queries):
    keys = list(Territory.objects.values_list("pk", flat=True).order_by("pk"))

    with django_assert_num_queries(2):
        found = Boundaries(TODAY)
        assert len([found.where(one) for one in keys]) > 150
