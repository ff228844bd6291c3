"""Random people over two years, published one after another and once corrected; an outsider who has every edition."""

from __future__ import annotations

import contextlib
from types import SimpleNamespace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khetene.disclosure.door import Dimension, HiddenCell, Measured, ShownCell, leaving
from khetene.disclosure.enums import Kind
from khetene.disclosure.errors import CannotBeProtected
from khetene.disclosure.ledger import Ledger
from khetene.disclosure.tally import Tally
from khetene.publishing.sets import PERSONS
from tests.unit.disclosure.attack import Attack

PLACE = Dimension(
    "PLACE",
    (
        ("_T", None),
        ("Kurzeme", "_T"),
        ("Talsi", "Kurzeme"),
        ("Kuldīga", "Kurzeme"),
        ("Ventspils", "Kurzeme"),
        ("Rīga", "_T"),
        ("_U", "_T"),
    ),
)
numbers = st.lists(st.one_of(st.integers(0, 12), st.integers(0, 45)), min_size=5, max_size=5)
moves = st.lists(st.sampled_from([0, 0, 1, -1, 3, 15]), min_size=5, max_size=5)
few = settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def people(counts):
    """By leaf, told by four offices in turn."""
    return Tally(
        ((leaf,), f"office {office}", (number + 3 - office) // 4)
        for leaf, number in zip(PLACE.leaves, counts, strict=True)
        for office in range(4)
    )


def released(ledger, period, number, counts):
    """One more edition, and what everybody can read of it."""
    found = leaving(Measured(f"clients {period}", (PLACE,), people(counts), str(number)), PERSONS, ledger=ledger)
    ledger = ledger.with_release(found.release(f"{period} {number}", period))
    table = SimpleNamespace(dimensions=(PLACE,), kind=Kind.COUNT)
    return Ledger.from_json(ledger.as_json()), SimpleNamespace(table=table, cells=dict(found.cells))


def truth(counts):
    leaves = dict(zip(PLACE.leaves, counts, strict=True))
    return {code: sum(leaves[leaf] for leaf in PLACE.leaves_under(code)) for code in PLACE.codes}


@given(first=numbers, second=numbers, moved=moves)
@few
def test_who_has_all_editions_bounds_no_hidden_number_more_tightly_than_the_policy(first, second, moved):
    corrected = [max(0, number + move) for number, move in zip(first, moved, strict=True)]
    ledger, one = released(Ledger(), "2024", 1, first)
    ledger, two = released(ledger, "2025", 1, second)
    editions = [(one, first), (two, second)]
    with contextlib.suppress(CannotBeProtected):  # refused: nothing more leaves
        editions.append((released(ledger, "2024", 2, corrected)[1], corrected))

    ends = []
    for shown, counts in editions:
        attack = Attack([shown], PERSONS)
        found = {
            key: (cell.value, cell.value) if isinstance(cell, ShownCell) else attack.bounds(shown, key)
            for key, cell in shown.cells.items()
        }
        ends.append(found)
        for key, cell in shown.cells.items():
            low, high = found[key]
            assert low <= truth(counts)[key[0]] <= high
            assert isinstance(cell, ShownCell) or high - low >= PERSONS.width

    for key in ends[0] if len(editions) == 3 else ():
        change = truth(corrected)[key[0]] - truth(first)[key[0]]
        low, high = ends[2][key][0] - ends[0][key][1], ends[2][key][1] - ends[0][key][0]
        assert change == 0 or abs(change) >= PERSONS.minimum or high - low >= PERSONS.width


def test_one_more_person_is_not_told_by_a_correction():
    ledger, first = released(Ledger(), "2024", 1, [40, 30, 20, 50, 16])

    _ledger, second = released(ledger, "2024", 2, [41, 30, 20, 50, 16])

    assert all(isinstance(cell, ShownCell) for cell in first.cells.values())
    assert isinstance(second.cells[("Talsi",)], HiddenCell)


def test_the_ledger_holds_no_hidden_number():
    ledger, shown = released(Ledger(), "2024", 1, [40, 7, 6, 50, 16])

    said = ledger.as_json()["releases"][0]["tables"][0]["cells"]

    hidden = [cell for cell in said if "why" in cell]
    assert len(hidden) == sum(isinstance(cell, HiddenCell) for cell in shown.cells.values())
    assert {tuple(sorted(cell)) for cell in hidden} == {("at", "need", "told", "why")}
    assert {(tuple(cell["told"]), cell["need"]["width"]) for cell in hidden} <= {((0.0, 9.0), 5), ((10.0, None), 5)}
