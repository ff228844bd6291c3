"""A rate hides when its numerator, its base or their difference does."""

from __future__ import annotations

import pytest

from khetene.disclosure.building import table_of_leaves
from khetene.disclosure.enums import Why, Zeros
from khetene.disclosure.errors import NotATable
from khetene.disclosure.policy import Policy
from khetene.disclosure.protect import Hidden, NotMeasured, Shown, protect
from khetene.disclosure.rates import NoBase, Rate, rates, table_of_rates
from khetene.disclosure.tables import Cell, Dimension, Key

KINDS = Dimension.flat("kind", ("work", "school"))


def rates_of(had: dict[str, int | None], could: dict[str, int | None], policy: Policy) -> dict[Key, Rate]:
    numerator, base = (
        table_of_leaves(
            "clients",
            [KINDS],
            {(kind,): None if number is None else Cell(number, number) for kind, number in each.items()},
        )
        for each in (had, could)
    )
    return dict(rates(protect([table_of_rates("outcome", numerator, base)], policy).tables[0]))


POLICY = Policy(organisations=1)


def test_rates_are_per_cent_with_one_decimal():
    """590 outcomes of 2044 served: 28.9 %."""
    found = rates_of({"work": 590, "school": 50}, {"work": 2044, "school": 100}, POLICY)

    assert (found["work",], found["school",]) == (Shown(28.9), Shown(50.0))


def test_a_rate_hides_with_a_small_numerator():
    assert rates_of({"work": 4, "school": 50}, {"work": 60, "school": 100}, POLICY)["work",] == Hidden(Why.TOO_SMALL)


def test_a_rate_hides_with_a_small_difference():
    """97 of 100 had it: three had not."""
    assert rates_of({"work": 97, "school": 50}, {"work": 100, "school": 100}, POLICY)["work",] == Hidden(Why.TOO_SMALL)


def test_a_rate_of_everybody_tells_about_each_of_them():
    found = rates_of(
        {"work": 100, "school": 50},
        {"work": 100, "school": 100},
        Policy(organisations=1, zeros=Zeros.HIDDEN_WHERE_TELLING),
    )

    assert isinstance(found["work",], Hidden)


def test_no_base_is_not_hidden_and_not_unmeasured():
    found = rates_of(
        {"work": 0, "school": None}, {"work": 0, "school": 100}, Policy(organisations=1, zeros=Zeros.SHOWN)
    )

    assert (found["work",], found["school",]) == (NoBase(), NotMeasured())


def test_the_rest_comes_from_those_who_tell_of_it():
    had = table_of_leaves("clients", [KINDS], {("work",): Cell(12, 12, (("a", 12.0),))})
    could = table_of_leaves("clients", [KINDS], {("work",): Cell(40, 40, (("a", 20.0), ("b", 20.0)))})

    table = table_of_rates("outcome", had, could)

    assert table.cells["work", "no"].shares == (("a", 8.0), ("b", 20.0))


@pytest.mark.parametrize(
    ("had", "could", "sentence"),
    [
        (Cell(5, 5), Cell(4, 4), "more had it"),
        (Cell(5, 5, (("c", 5.0),)), Cell(9, 9, (("a", 9.0),)), "an organisation tells"),
    ],
)
def test_more_than_the_base_is_refused(had, could, sentence):
    numerator, base = (table_of_leaves("clients", [KINDS], {("work",): cell}) for cell in (had, could))

    with pytest.raises(NotATable, match=sentence):
        table_of_rates("outcome", numerator, base)
