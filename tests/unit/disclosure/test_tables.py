"""What a table is before it is protected: trees, margins, shares, and the three kinds of nothing."""

from __future__ import annotations

import pytest

from khetene.disclosure.building import Contribution, Person, table_of_contributions, table_of_leaves, table_of_people
from khetene.disclosure.crossing import is_circle
from khetene.disclosure.errors import NotATable
from khetene.disclosure.tables import Cell, Dimension, Table

LATVIA = Dimension(
    "place",
    (
        ("Latvia", None),
        ("Kurzeme", "Latvia"),
        ("Vidzeme", "Latvia"),
        ("Talsi", "Kurzeme"),
        ("Ventspils", "Kurzeme"),
        ("Valmiera", "Vidzeme"),
    ),
)
YEARS = Dimension.apart("year", ("2018", "2020"))


def test_a_tree_knows_its_leaves_and_what_lies_above_them():
    assert LATVIA.leaves == ("Talsi", "Ventspils", "Valmiera")
    assert LATVIA.leaves_under("Kurzeme") == ("Talsi", "Ventspils")
    assert list(LATVIA.upwards("Valmiera")) == ["Valmiera", "Vidzeme", "Latvia"]
    assert (LATVIA.whole, YEARS.whole) == ("Latvia", None)


@pytest.mark.parametrize(
    "parents",
    [
        (),
        (("a", None), ("a", None)),
        (("a", "nowhere"),),
        (("total", None), ("a", "b"), ("b", "a")),
    ],
)
def test_a_tree_that_is_none_is_refused(parents):
    with pytest.raises(NotATable):
        Dimension("place", parents)


def test_margins_are_sums_of_people_with_their_organisations():
    people = [
        Person(("Talsi",), "p1", "school"),
        Person(("Talsi",), "p1", "municipality"),
        Person(("Ventspils",), "p2", "school"),
    ]

    table = table_of_people("clients", [LATVIA], people)

    assert table.cells["Talsi",] == Cell(1, persons=1, shares=(("municipality", 1),))
    assert table.cells["Latvia",] == Cell(2, persons=2, shares=(("municipality", 1), ("school", 1)))
    assert table.cells["Valmiera",] == Cell(0, persons=0)


def test_a_person_in_two_places_of_one_sum_is_refused():
    people = [Person(("Talsi",), "p1", "school"), Person(("Valmiera",), "p1", "school")]

    with pytest.raises(NotATable, match="two places"):
        table_of_people("clients", [LATVIA], people)


def test_a_person_may_stand_in_two_years_that_are_not_added_up():
    people = [Person(("2018",), "p1", "school"), Person(("2020",), "p1", "school")]

    table = table_of_people("clients", [YEARS], people)

    assert {key: cell.value for key, cell in table.cells.items()} == {("2018",): 1, ("2020",): 1}


def test_what_was_not_measured_adds_nothing_and_is_not_zero():
    table = table_of_leaves("clients", [LATVIA], {("Talsi",): Cell(12), ("Ventspils",): None, ("Valmiera",): None})

    assert table.cells["Ventspils",] is None
    assert table.cells["Vidzeme",] is None
    assert table.cells["Latvia",] == Cell(12)


def test_amounts_keep_who_gave_how_much():
    given = [
        Contribution(("Talsi",), "school", 2.5, 1),
        Contribution(("Talsi",), "school", 1.5, 2),
        Contribution(("Valmiera",), "office", 1.0, 1),
    ]

    table = table_of_contributions("hours", [LATVIA], given)

    assert table.cells["Latvia",] == Cell(5.0, persons=None, shares=(("office", 1.0), ("school", 4.0))) or (
        table.cells["Latvia",] == Cell(5.0, persons=4, shares=(("office", 1.0), ("school", 4.0)))
    )


def test_of_organisations_that_are_only_counted_a_sum_has_at_least_the_most():
    table = table_of_leaves(
        "clients", [LATVIA], {("Talsi",): Cell(20, organisations=2), ("Valmiera",): Cell(9, organisations=3)}
    )

    assert table.cells["Latvia",].contributors == 3


def test_the_same_cell_has_the_same_name_in_every_table():
    theme = Dimension.flat("theme", ("work", "school"))
    wide = table_of_leaves("clients", [LATVIA, theme], {("Talsi", "work"): Cell(12)})
    narrow = table_of_leaves("clients", [LATVIA], {("Talsi",): Cell(12)})

    assert wide.cell_id(("Talsi", "total")) == narrow.cell_id(("Talsi",))
    assert str(narrow.cell_id(("Latvia",))) == "clients"


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({("total",): Cell(5)}, "every combination"),
        ({("total",): Cell(5), ("a",): Cell(2), ("b",): Cell(2)}, "not the sum"),
        ({("total",): None, ("a",): Cell(2), ("b",): Cell(2)}, "not the sum"),
        ({("total",): Cell(4.5), ("a",): Cell(2.5), ("b",): Cell(2)}, "whole numbers"),
    ],
)
def test_cells_that_cannot_be_a_table_are_refused(cells, sentence):
    with pytest.raises(NotATable, match=sentence):
        Table("clients", (Dimension.flat("kind", ("a", "b")),), cells)


@pytest.mark.parametrize(
    "given",
    [
        {"value": -1},
        {"value": float("nan")},
        {"value": 5, "shares": (("a", 3.0),)},
        {"value": 5, "possible": False},
    ],
)
def test_a_cell_that_cannot_be_is_refused(given):
    with pytest.raises(NotATable):
        Cell(**given)


def test_a_leaf_that_the_tree_does_not_know_is_refused():
    with pytest.raises(NotATable, match="not a combination"):
        table_of_leaves("clients", [LATVIA], {("Kurzeme",): Cell(12)})


@pytest.mark.parametrize(
    ("tables", "circle"),
    [
        ([{"place", "theme"}], False),
        ([{"place", "theme"}, {"place", "age"}], False),
        ([{"place", "theme"}, {"theme", "age"}, {"age", "place"}], True),
        ([{"place", "theme"}, {"theme", "age"}, {"age", "place"}, {"place", "theme", "age"}], False),
        ([{"a", "b"}, {"b", "c"}, {"c", "d"}, {"d", "a"}], True),
    ],
)
def test_tables_run_in_a_circle_when_no_order_takes_them_apart(tables, circle):
    assert is_circle(tables) is circle
