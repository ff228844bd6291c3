"""Random people, random sets of tables, and an attacker who reads everything and may know somebody."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khetene.disclosure.building import Person, table_of_people
from khetene.disclosure.enums import Why, Zeros
from khetene.disclosure.policy import Policy
from khetene.disclosure.protect import Hidden, Shown, protect
from khetene.disclosure.tables import Dimension, Table

from .attack import Attack

PLACE = Dimension(
    "place",
    (("Latvia", None), ("Kurzeme", "Latvia"), ("Talsi", "Kurzeme"), ("Ventspils", "Kurzeme"), ("Rīga", "Latvia")),
)
THEME = Dimension.flat("theme", ("work", "school", "health"))
AGE = Dimension.flat("age", ("young", "old"))
SETS = {
    "one": [(PLACE, THEME)],
    "linked": [(PLACE, AGE), (PLACE, THEME)],
    "circle": [(PLACE, AGE), (THEME, AGE), (PLACE, THEME)],
}
EVERYWHERE = list(product(PLACE.leaves, THEME.leaves, AGE.leaves))
populations = st.lists(
    st.one_of(st.integers(0, 3), st.integers(0, 14), st.integers(0, 40)),
    min_size=len(EVERYWHERE),
    max_size=len(EVERYWHERE),
)
policies = st.builds(
    Policy,
    minimum=st.just(10),
    organisations=st.sampled_from([1, 2]),
    width=st.integers(1, 6),
    zeros=st.sampled_from(list(Zeros)),
    against_organisations=st.just(False),
)
few = settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def tables_of(numbers: list[int], dimensions: list[tuple[Dimension, ...]]) -> list[Table]:
    names = [PLACE.name, THEME.name, AGE.name]
    people = [
        (at, f"{at}{number}", "abcd"[(number + where) % 4])
        for where, (at, many) in enumerate(zip(EVERYWHERE, numbers, strict=True))
        for number in range(many)
    ]
    return [
        table_of_people(
            "clients",
            each,
            [Person(tuple(at[names.index(one.name)] for one in each), person, told) for at, person, told in people],
        )
        for each in dimensions
    ]


@pytest.mark.parametrize("name", SETS)
@few
@given(numbers=populations, policy=policies)
def test_nobody_bounds_a_hidden_number_more_tightly_than_the_policy_asks(name, numbers, policy):
    protected = protect(tables_of(numbers, SETS[name]), policy)

    attack = Attack(protected, policy)
    for shown, key in attack.hidden():
        low, high = attack.bounds(shown, key)
        assert low <= shown.table.cells[key].value <= high
        assert high - low >= policy.width


@few
@given(numbers=populations, policy=policies, known=st.integers(0, len(EVERYWHERE) - 1))
def test_somebody_who_knows_one_person_learns_no_more_than_that_person(numbers, policy, known):
    """Who knows somebody knows the cell of one table, and through it every sum above."""
    tables = tables_of(numbers, SETS["one"])
    protected = protect(tables, policy)
    attack = Attack(protected, policy)
    place, theme, _ = EVERYWHERE[known]
    if not tables[0].cells[place, theme].value or not isinstance(protected.tables[0].cells[place, theme], Hidden):
        return

    for shown, key in attack.hidden():
        low, high = attack.bounds(shown, key, attack.finest.index((place, theme)))
        assert high - low >= policy.width - 1


@few
@given(numbers=populations, policy=policies)
def test_what_is_shown_is_true_and_large_enough(numbers, policy):
    for shown in protect(tables_of(numbers, SETS["linked"]), policy).tables:
        for key, cell in shown.cells.items():
            if isinstance(cell, Shown):
                assert cell.value == shown.table.cells[key].value
                assert cell.value >= policy.minimum or (cell.value == 0 and policy.zeros != Zeros.HIDDEN)


@few
@given(numbers=populations, policy=policies)
def test_the_audit_says_what_the_attacker_finds(numbers, policy):
    protected = protect(tables_of(numbers, SETS["one"]), policy)
    attack = Attack(protected, policy)

    told = {each.cell: (each.low, each.high) for each in protected.audit.intervals}

    for shown, key in attack.hidden():
        low, high = attack.bounds(shown, key)
        name = str(shown.table.cell_id(key))
        assert told[name] == (low, None if high > 9_000 else high)


def test_the_attacker_of_these_tests_breaks_what_only_hides_small_numbers():
    """A leak is put there first: small cells alone are hidden, and the attacker reads every one of them."""
    numbers = [30, 40, 12, 3, 25, 30, 20, 20, 15, 25, 11, 14, 18, 22, 16, 19, 30, 2]
    (table,) = tables_of(numbers, SETS["one"])
    policy = Policy(organisations=1, minimum=30)
    naive = protect([table], Policy(organisations=1, minimum=1, width=0, zeros=Zeros.SHOWN)).tables[0]
    small = {key: Hidden(Why.TOO_SMALL) for key, cell in table.cells.items() if cell.value < 30}
    broken = Attack([type(naive)(table, {**naive.cells, **small})], policy)

    assert 0 < len(small) <= 3
    assert all(len(set(broken.bounds(*cell))) == 1 for cell in broken.hidden())
