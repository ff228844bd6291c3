"""`khetene register totals`: the country's support plans, with nothing small in it."""

from __future__ import annotations

import json

import pytest

from tests.factories.earlyleaving import approved, drafted, house, seen, whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def plans():
    """Twelve approved plans of three schools."""
    for _school in range(3):
        there = house()
        for _pupil in range(4):
            approved(there, whole(there, drafted(there, seen(there))))


def test_totals_name_their_units_and_hide_what_is_small(khetene, plans):
    answer = khetene("register", "totals", "--school-year", "2026", "--json")

    found = json.loads(answer.out)
    assert (found["school_year"], found["rule"]) == (2026, {"minimum": 10, "contributors": 3})
    assert found["units"] == {"pupils": 12, "plans": 12, "risks": 12, "supports": 12}
    assert set(found["risks_by_family"].values()) == {None}  # one family of four would tell that the others have none
    assert found["hours"]["given_hours"] is None


def test_in_words_a_hidden_number_is_called_so(khetene):
    house()

    answer = khetene("register", "totals", "--school-year", "2026")

    lines = answer.out.splitlines()
    assert lines[0] == "School year 2026/2027"
    assert {line.rpartition(": ")[2] for line in lines[1:]} == {"hidden"}


@pytest.mark.parametrize("year", ["1999", "2101"])
def test_a_school_year_that_cannot_be_is_refused(khetene, year):
    answer = khetene("register", "totals", "--school-year", year)

    assert (answer.code, answer.out) == (1, "")
    assert answer.err == f"khetene register: There is no school year {year} here.\n"
