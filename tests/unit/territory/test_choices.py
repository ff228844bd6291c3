"""Municipalities to choose from."""

from __future__ import annotations

from datetime import date

import pytest

from khetene.territory.models import Territory
from khetene.territory.reads import local_governments, municipality_choices

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("latvia")]
TODAY = date(2026, 11, 20)


def names(*also):
    return [name for _key, name in municipality_choices(*also, on=TODAY)]


def test_every_local_government_of_the_day_stands_once_in_the_order_of_the_latvian_alphabet():
    found = names()

    assert (len(found), set(found)) == (42, set(local_governments(TODAY).values_list("name", flat=True)))
    assert found[:3] == ["Ādažu novads", "Aizkraukles novads", "Alūksnes novads"]
    assert found.index("Kuldīgas novads") < found.index("Ķekavas novads") < found.index("Limbažu novads")


def test_a_place_that_was_chosen_before_its_reform_stands_among_them():
    gone = Territory.objects.get(slug="aizputes-novads-2009")

    found = names(str(gone.pk))

    assert found[:4] == ["Ādažu novads", "Aizkraukles novads", "Aizputes novads", "Alūksnes novads"]
