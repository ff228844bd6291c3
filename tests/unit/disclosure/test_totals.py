"""What leaves a silo cannot be worked back. The attacker knows the total, the shown cells, and one person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khetene.disclosure.totals import Count, Hidden, Rule, Shown, Why, bounds, protect_table, protect_total

RULE = Rule(minimum=10, contributors=3)

counts = st.builds(Count, st.integers(0, 60), st.integers(0, 6))
tables = st.dictionaries(st.sampled_from("abcdefghij"), counts, min_size=1, max_size=8)


def total_of(cells: dict[str, Count]) -> Count:
    return Count(sum(cell.number for cell in cells.values()), 6)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (Count(10, 3), Shown(10)),
        (Count(9, 3), Hidden(Why.TOO_SMALL)),
        (Count(0, 0), Hidden(Why.TOO_SMALL)),
        (Count(40, 2), Hidden(Why.TOO_FEW_CONTRIBUTORS)),
    ],
)
def test_a_total_is_shown_from_the_threshold_and_from_enough_organisations(count, expected):
    assert protect_total(count, RULE) == expected


def test_a_single_small_cell_takes_another_with_it():
    cells = {"work": Count(30, 4), "school": Count(12, 3), "health": Count(3, 3)}

    table = protect_table(cells, total_of(cells), RULE)

    assert table.cells == {
        "work": Shown(30),
        "school": Hidden(Why.PROTECTS_ANOTHER),
        "health": Hidden(Why.TOO_SMALL),
    }


@given(cells=tables)
def test_no_hidden_cell_can_be_worked_out_by_subtraction(cells):
    table = protect_table(cells, total_of(cells), RULE)

    for name, cell in table.cells.items():
        if isinstance(cell, Hidden) and isinstance(table.total, Shown):
            low, high = bounds(table, name)
            assert (low, high is not None and high >= RULE.minimum) == (0, True)


@given(cells=tables)
def test_somebody_who_knows_one_person_learns_nothing_more(cells):
    """Who knows that one hidden cell holds at least one person still cannot tell any hidden cell exactly."""
    table = protect_table(cells, total_of(cells), RULE)
    hidden = [name for name, cell in table.cells.items() if isinstance(cell, Hidden)]

    for name in hidden if isinstance(table.total, Shown) else []:
        low, high = bounds(table, name)
        assert high is not None
        assert high - max(low, 1) >= RULE.minimum - 1


@given(cells=tables)
def test_what_is_shown_is_true_and_above_the_threshold(cells):
    table = protect_table(cells, total_of(cells), RULE)

    for name, cell in table.cells.items():
        if isinstance(cell, Shown):
            assert cell.number == cells[name].number >= RULE.minimum


def test_cells_that_do_not_add_up_are_refused():
    with pytest.raises(ValueError, match="do not add up"):
        protect_table({"a": Count(5, 3)}, Count(6, 3), RULE)
