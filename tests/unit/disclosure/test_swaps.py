"""Large tables: every hidden cell has a swap that proves it, and an attacker who knows nothing of swaps finds no more."""

from __future__ import annotations

import random
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khetene.disclosure import protect as protecting
from khetene.disclosure.building import Person, table_of_leaves, table_of_people
from khetene.disclosure.crossing import Shape
from khetene.disclosure.enums import Kind, Why
from khetene.disclosure.examine import examined
from khetene.disclosure.policy import Policy
from khetene.disclosure.problem import Swap, problem_of
from khetene.disclosure.protect import Hidden, protect
from khetene.disclosure.swaps import ends_of
from khetene.disclosure.tables import Cell, Dimension, Table

from .attack import Attack
from .test_attacks import AGE, EVERYWHERE, PLACE, THEME, few, policies, populations, tables_of

ORGANISATIONS = 6
fewer = settings(few, max_examples=3)


@pytest.fixture(autouse=True)
def _every_table_is_large(monkeypatch):
    monkeypatch.setattr(protecting, "MOST_SOLVED", 0)


def table_of(numbers: list[int]) -> Table:
    people = [
        (at, f"{at}{number}", f"organisation {(number * 7 + where) % ORGANISATIONS}")
        for where, (at, many) in enumerate(zip(EVERYWHERE, numbers, strict=True))
        for number in range(many)
    ]
    return table_of_people("clients", (PLACE, THEME, AGE), [Person(*each) for each in people])


@few
@given(numbers=populations, policy=policies)
def test_nobody_bounds_a_cell_of_a_large_table_more_tightly_than_the_policy_asks(numbers, policy):
    protected = protect(tables_of(numbers, [(PLACE, THEME)]), policy)

    attack = Attack(protected, policy)
    for shown, key in attack.hidden():
        low, high = attack.bounds(shown, key)
        assert low <= shown.table.cells[key].value <= high
        assert high - low >= policy.width


@fewer
@given(numbers=populations, policy=policies, known=st.integers(0, len(EVERYWHERE) - 1))
def test_somebody_who_knows_one_person_of_a_large_table_learns_no_more_than_that_person(numbers, policy, known):
    table = table_of(numbers)
    protected = protect([table], policy)
    attack = Attack(protected, policy)
    if not numbers[known] or not isinstance(protected.tables[0].cells[EVERYWHERE[known]], Hidden):
        return

    for shown, key in attack.hidden():
        low, high = attack.bounds(shown, key, attack.finest.index(EVERYWHERE[known]))
        assert high - low >= policy.width - 1


@fewer
@given(numbers=populations, asked=st.integers(0, ORGANISATIONS - 1))
def test_an_organisation_does_not_work_out_a_cell_of_a_large_table_to_which_it_gave_nothing(numbers, asked):
    table = table_of(numbers)
    policy = Policy(organisations=1)
    name = f"organisation {asked}"
    protected = protect([table], policy)
    attack = Attack(protected, policy)
    records = [dict(table.cells[leaf].shares).get(name, 0.0) for leaf in attack.finest]
    excused = {excuse.cell for excuse in protected.audit.excused if excuse.attacker == name}

    for shown, key in attack.hidden():
        if not dict(shown.table.cells[key].shares).get(name) and str(shown.table.cell_id(key)) not in excused:
            low, high = attack.bounds(shown, key, records=records)
            assert high - low >= policy.width


def large(kind: Kind = Kind.COUNT) -> Table:
    chance = random.Random(7)
    places = Dimension(
        "place",
        (
            ("Latvia", None),
            *((f"region {number}", "Latvia") for number in range(2)),
            *((f"place {number}", f"region {number % 2}") for number in range(6)),
        ),
    )
    themes, ages = Dimension.flat("theme", [f"theme {n}" for n in range(5)]), Dimension.flat("age", "ab")
    leaves = {}
    for at in product(places.leaves, themes.leaves, ages.leaves):
        numbers = [chance.randrange(1, 25) for _ in range(chance.randrange(5))]
        if kind == Kind.MAGNITUDE:
            numbers = [number * 100.0 + chance.randrange(1, 9000) * (number == 3) for number in numbers]
        if numbers:
            shares = tuple((f"organisation {number}", float(part)) for number, part in enumerate(numbers))
            leaves[at] = Cell(float(sum(numbers)), persons=30, shares=shares)
    return table_of_leaves("clients", [places, themes, ages], leaves, kind=kind)


@pytest.mark.parametrize("kind", Kind)
def test_what_swaps_prove_the_solver_finds_safe_too(kind):
    table = large(kind)
    policy = Policy(against_acquaintances=False, against_organisations=False)

    protected = protect([table], policy)

    reasons = {
        table.cell_id(key): cell.why for key, cell in protected.tables[0].cells.items() if isinstance(cell, Hidden)
    }
    protecting.MOST_SOLVED = 10_000
    solved, too_near = examined([table], reasons, policy)
    assert too_near == ()
    exact = {each.cell: each for each in solved}
    assert {each.at_least for each in solved} == {False}
    assert len(protected.audit.intervals) == len(exact) > 50
    for found in protected.audit.intervals:
        assert found.low >= exact[found.cell].low
        assert exact[found.cell].high is None or found.high <= exact[found.cell].high


def test_of_a_large_table_the_audit_says_that_a_reader_may_know_less():
    protected = protect([large()], Policy(against_acquaintances=False, against_organisations=False))

    assert {each.at_least for each in protected.audit.intervals} == {True}


def test_the_audit_of_a_file_finds_the_cells_of_a_large_table_that_hide_nothing():
    table = large()
    reasons = {table.cell_id(key): Why.TOO_SMALL for key, cell in table.cells.items() if cell and cell.value < 10}

    _, too_near = examined([table], reasons, Policy(organisations=1))
    protecting.MOST_SOLVED = 10_000
    _, by_solver = examined([table], reasons, Policy(organisations=1))

    assert 0 < len(too_near) == len(by_solver)
    assert too_near == by_solver


def test_a_swap_that_changes_a_sum_proves_nothing():
    problem, table = _hidden_pairs()
    places = [problem.place[table.cell_id((place, theme))] for place in ("a", "b") for theme in ("x", "y")]
    problem.swaps[:] = [Swap(np.array(places), np.array([1, -1, -1, 1])), Swap(np.array(places[:2]), np.array([1, 1]))]
    low, high = problem.told()

    both = ends_of(problem, low, high)
    problem.swaps[:] = problem.swaps[1:]
    broken = ends_of(problem, low, high)

    assert [both.of(place) for place in places] == [(0, 6), (0, 6), (0, 6), (3, 9)]
    assert [broken.of(place) for place in places] == [(3, 3), (3, 3), (3, 3), (6, 6)]


def _hidden_pairs():
    places, themes = Dimension.flat("place", "ab"), Dimension.flat("theme", "xy")
    numbers = {("a", "x"): 3, ("a", "y"): 3, ("b", "x"): 3, ("b", "y"): 6}
    table = table_of_leaves("clients", [places, themes], {at: Cell(number) for at, number in numbers.items()})
    policy = Policy(organisations=1, minimum=10)
    shape = Shape(table.measure, table.edition, table.cumulative, table.dimensions)
    return problem_of(protecting._entries([table], policy).values(), [shape], policy), table
