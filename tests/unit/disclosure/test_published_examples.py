"""Beside other programs, on the tables that they publish: where we agree, and where we differ and why (docs/disclosure.md).

Their runs have no reasons: a reader only knows that numbers are not negative. `persons` of ours are their `maxN` plus one.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from khetene.disclosure.enums import Why, Zeros
from khetene.disclosure.examine import examined
from khetene.disclosure.policy import Policy
from khetene.disclosure.protect import Hidden, Protected, protect
from khetene.disclosure.tables import Table

from .examples import AGE, COUNTIES, FLAT_GEO, GEO, GROUPS, example1, investments, magnitude1, without_reasons, z2

COUNTRIES = ("Iceland", "Portugal", "Spain")


def like_theirs(most_hidden: int, zeros: Zeros) -> Policy:
    """No organisations, no insiders, and nothing more than that a number may not be read exactly."""
    return Policy(
        minimum=most_hidden + 1, organisations=1, width=1, zeros=zeros, against_acquaintances=False, against_organisations=False
    )  # fmt: skip


def of_companies(*, insiders: bool, **rules: object) -> Policy:
    given = {"minimum": 1, "width": 0, "organisations": 1, "zeros": "shown", "p_percent": None, **rules}
    return Policy.from_mapping(given | {"against_organisations": insiders})


def hidden_cells(protected: Protected) -> set[str]:
    return {
        str(shown.table.cell_id(key))
        for shown in protected.tables
        for key, cell in shown.cells.items()
        if isinstance(cell, Hidden)
    }


@pytest.mark.parametrize(
    ("tables", "most", "zeros", "ours", "gauss", "simple"),
    [
        ([z2(COUNTIES)], 2, Zeros.SHOWN, 16, 16, 16),
        ([z2(COUNTIES)], 10, Zeros.SHOWN, 35, 35, 35),
        ([z2(COUNTIES)], 2, Zeros.HIDDEN, 18, 18, 20),
        ([z2(COUNTIES)], 10, Zeros.HIDDEN, 36, 36, 37),
        ([z2(COUNTIES), z2(GROUPS)], 2, Zeros.SHOWN, 22, 20, 28),
        ([z2(COUNTIES), z2(GROUPS)], 10, Zeros.SHOWN, 40, 44, 47),
        ([z2(COUNTIES), z2(GROUPS)], 2, Zeros.HIDDEN, 22, 25, 32),
        ([z2(COUNTIES), z2(GROUPS)], 10, Zeros.HIDDEN, 43, 47, 51),
        ([z2()], 3, Zeros.HIDDEN, 13, 15, 13),
        ([z2(GROUPS)], 3, Zeros.HIDDEN, 17, 17, None),
    ],
)
def test_z2_hides_about_as_many_cells_as_gauss_and_sdctable(tables, most, zeros, ours, gauss, simple):
    """`gauss`: easySdcTable's own method; `simple`: sdcTable's SIMPLEHEURISTIC; both as published, without this audit."""
    assert len(hidden_cells(protect(tables, like_theirs(most, zeros)))) == ours
    assert ours <= gauss + 2
    assert simple is None or ours <= simple


@pytest.mark.parametrize(
    ("table", "most", "zeros", "ours", "gauss"),
    [
        (example1("2014", FLAT_GEO), 1, Zeros.HIDDEN, 4, 4),
        (example1("2014", GEO), 2, Zeros.HIDDEN, 10, 8),
        (example1("2014", GEO), 4, Zeros.SHOWN, 10, 10),
        (example1("2015", GEO), 2, Zeros.HIDDEN, 10, 10),
    ],
)
def test_small_counts_beside_gauss_suppression(table, most, zeros, ours, gauss):
    assert len(hidden_cells(protect([table], like_theirs(most, zeros)))) == ours
    assert abs(ours - gauss) <= 2


@pytest.mark.parametrize(
    ("rules", "insiders", "ours"),
    [
        ({"organisations": 2}, True, 6),
        ({"organisations": 2}, False, 4),
        ({"dominance": [1, 80]}, True, 9),
        ({"dominance": [1, 80]}, False, 7),
    ],
)
def test_amounts_beside_gauss_suppression(rules, insiders, ours):
    """It hides 7 cells with fewer than two contributors, 9 by dominance (1, 80), both against single contributors."""
    assert len(hidden_cells(protect([magnitude1()], of_companies(insiders=insiders, **rules)))) == ours


def test_dominance_finds_the_same_cells_as_gauss_suppression():
    protected = protect([magnitude1()], of_companies(insiders=True, dominance=[1, 80]))

    assert {key for key, cell in protected.tables[0].cells.items() if cell == Hidden(Why.DOMINATED)} == {
        ("Entertainment", "Iceland"),
        ("Governmental", "Portugal"),
        ("Industry", "Portugal"),
        ("Industry", "Spain"),
    }


def intervals(table: Table, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], tuple[float, float | None]]:
    found, _ = examined([table], without_reasons(table, keys), Policy(minimum=1, width=0, organisations=1))
    by_name = {each.cell: (each.low, each.high) for each in found}
    return {key: by_name[str(table.cell_id(key))] for key in keys}


def test_the_audit_finds_the_intervals_that_gauss_suppression_publishes():
    """Before and after it widened them to at least five."""
    four = [(age, country) for age in AGE.leaves for country in COUNTRIES[:2]]
    six = [(age, country) for age in AGE.leaves for country in COUNTRIES]

    first, second = intervals(example1("all", FLAT_GEO), four), intervals(example1("all", FLAT_GEO), six)

    assert (first["young", "Iceland"], first["young", "Portugal"]) == ((0, 4), (0, 4))
    assert (second["young", "Iceland"], second["young", "Portugal"]) == ((0, 13), (0, 12))


def test_the_audit_finds_the_interval_of_fischetti_and_salazar():
    found = intervals(investments(), [("II", "A"), ("II", "C"), ("III", "A"), ("III", "C")])

    assert found["II", "C"] == (5, 30)


def test_a_published_choice_gives_cells_away_once_its_reasons_are_read():
    """GaussSuppression's table 7: that an old Icelander's cell is hidden for others says "three or more", and three there are."""
    table = example1("2015", GEO)
    chosen = [(age, geo) for age in AGE.leaves for geo in (*COUNTRIES, "EU", "nonEU")]
    reasons = {
        table.cell_id(key): Why.TOO_SMALL if table.cells[key].value < 3 else Why.PROTECTS_ANOTHER for key in chosen
    }

    with_reasons, too_near = examined([table], reasons, like_theirs(2, Zeros.HIDDEN))
    _, without = examined([table], without_reasons(table, chosen), like_theirs(2, Zeros.HIDDEN))

    found = {each.cell: (each.low, each.high) for each in with_reasons}
    assert found["example1: age young, geo Iceland"] == (0, 0)
    assert (len(too_near), without) == (6, ())
