"""What was published stays known, and decides what may follow."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khetene.disclosure.building import table_of_leaves
from khetene.disclosure.enums import Why
from khetene.disclosure.errors import NotATable
from khetene.disclosure.ledger import Ledger, Refused, refusals
from khetene.disclosure.policy import Policy
from khetene.disclosure.protect import Hidden, Shown, protect
from khetene.disclosure.tables import Cell, Dimension, Table

from .attack import Attack

POLICY = Policy(organisations=1)
YEARS = Dimension.flat("year", ("2018", "2020"))
KINDS = Dimension.flat("kind", ("work", "school", "health"))
PLACES = Dimension.flat("place", ("Talsi", "Valmiera"))


def persons(number: int) -> Cell:
    return Cell(number, persons=number)


def table(dimension: Dimension, *numbers: int, edition: str = "", cumulative: bool = False) -> Table:
    leaves = {(code,): persons(number) for code, number in zip(dimension.leaves, numbers, strict=True)}
    return table_of_leaves("participants", [dimension], leaves, edition=edition, cumulative=cumulative)


def released(tables: list[Table], label: str, ledger: Ledger | None = None) -> Ledger:
    before = ledger or Ledger()
    return before.with_release(protect(tables, POLICY, ledger=before).release(label, "2020"))


def test_after_thirty_four_was_published_the_total_with_the_three_is_hidden():
    year = table_of_leaves("participants", [Dimension.apart("year", ("2018",))], {("2018",): persons(34)})
    ledger = released([year], "report of 2018")

    shown = protect([table(YEARS, 34, 3)], POLICY, ledger=ledger).tables[0].cells

    assert shown == {("2018",): Shown(34), ("2020",): Hidden(Why.TOO_SMALL), ("total",): Hidden(Why.PROTECTS_ANOTHER)}


def test_a_total_that_unlocks_an_earlier_report_is_refused_in_words():
    first = protect(
        [
            table_of_leaves(
                "participants",
                [Dimension.apart("year", ("2018", "2020"))],
                {("2018",): persons(34), ("2020",): persons(3)},
            )
        ],
        POLICY,
    )
    ledger = Ledger().with_release(first.release("yearly", "2020"))
    alone = protect(
        [
            table_of_leaves(
                "participants",
                [Dimension.flat("year", ("2018", "2020"))],
                {("2018",): persons(34), ("2020",): persons(3)},
            )
        ],
        POLICY,
    )
    whole = alone.release("all years", "2020")
    shows_total = next(cell for cell in whole.tables[0].cells if not cell.id.at)

    assert shows_total.value == 37
    assert [(each.why, each.cell, each.hidden_in, each.low, each.high) for each in refusals(ledger, whole, POLICY)] == [
        (Refused.UNLOCKS, "participants: year 2020", "yearly", 3, 3)
    ]
    assert str(refusals(ledger, whole, POLICY)[0]) == (
        "participants: year 2020, hidden in yearly, would lie between 3 and 3."
    )


def test_what_was_hidden_once_stays_hidden():
    ledger = released([table(KINDS, 40, 12, 3)], "first")
    weaker = protect([table(KINDS, 40, 12, 3)], Policy(organisations=1, minimum=3, width=1))

    assert [each.why for each in refusals(ledger, weaker.release("second", ""), POLICY)] == 2 * [
        Refused.SHOWS_WHAT_WAS_HIDDEN
    ]
    again = protect([table(KINDS, 40, 12, 3)], Policy(organisations=1, minimum=3, width=1), ledger=ledger)
    assert again.tables[0].cells == protect([table(KINDS, 40, 12, 3)], POLICY).tables[0].cells


def test_the_same_release_may_leave_twice():
    tables = [table(KINDS, 40, 12, 3)]
    ledger = released(tables, "first")

    assert refusals(ledger, protect(tables, POLICY, ledger=ledger).release("again", ""), POLICY) == ()


def test_another_number_for_the_same_cell_is_refused():
    ledger = released([table(KINDS, 40, 12, 13)], "first")
    other = protect([table(KINDS, 41, 12, 13)], POLICY).release("second", "")

    assert {each.why for each in refusals(ledger, other, POLICY)} == {Refused.CONTRADICTS}
    with pytest.raises(NotATable, match="was published as 65 in first and is 66 now"):
        protect([table(KINDS, 41, 12, 13)], POLICY, ledger=ledger)


def test_two_states_of_a_number_do_not_tell_who_came_between_them():
    """March: 40, June: 43. Three came, and in a small town everybody knows who."""
    ledger = released([table(KINDS, 40, 20, 30, edition="March")], "March")

    june = protect([table(KINDS, 43, 20, 45, edition="June")], POLICY, ledger=ledger).tables[0].cells

    assert june["work",] == Hidden(Why.PROTECTS_ANOTHER)
    assert any(isinstance(june[code,], Hidden) for code in ("school", "health", "total"))


def test_a_state_that_was_hidden_between_two_that_are_shown_stays_open_if_the_number_only_grows():
    kind = Dimension.apart("kind", ("work",))
    ledger = Ledger()
    for edition, number in (("March", 40), ("April", 42)):
        ledger = released([table(kind, number, edition=edition, cumulative=True)], edition, ledger)

    june = protect([table(kind, 43, edition="June", cumulative=True)], POLICY, ledger=ledger)
    december = protect([table(kind, 55, edition="December", cumulative=True)], POLICY, ledger=ledger)

    assert june.tables[0].cells["work",] == Hidden(Why.PROTECTS_ANOTHER)
    assert december.tables[0].cells["work",] == Shown(55)


def test_a_number_that_is_said_to_grow_may_not_fall():
    kind = Dimension.apart("kind", ("work",))
    ledger = released([table(kind, 40, edition="March", cumulative=True)], "March")

    with pytest.raises(NotATable, match="fell"):
        protect([table(kind, 30, edition="June", cumulative=True)], POLICY, ledger=ledger)


def test_the_ledger_goes_through_json_and_holds_no_hidden_number():
    ledger = released([table(KINDS, 40, 12, 3)], "first")

    text = json.dumps(ledger.as_json())

    assert Ledger.from_json(json.loads(text)) == ledger
    hidden = [cell for cell in json.loads(text)["releases"][0]["tables"][0]["cells"] if "why" in cell]
    assert [set(cell) for cell in hidden] == 2 * [{"at", "why", "told", "need"}]
    assert [cell["need"] for cell in hidden] == 2 * [{"width": 5, "low": None, "high": None}]


def test_a_label_is_used_once_and_another_file_is_not_a_ledger():
    ledger = released([table(KINDS, 40, 12, 13)], "first")

    with pytest.raises(NotATable, match="already"):
        ledger.with_release(ledger.releases[0])
    with pytest.raises(NotATable, match="not a ledger"):
        Ledger.from_json({})
    with pytest.raises(NotATable, match="cannot be read"):
        Ledger.from_json({"format": 1, "releases": [{}]})


@settings(max_examples=8, deadline=None, derandomize=True)
@given(numbers=st.lists(st.integers(0, 25), min_size=6, max_size=6))
def test_a_second_table_never_opens_what_the_first_one_hid(numbers):
    both = [KINDS, PLACES]
    leaves = {
        (kind, place): persons(number)
        for (kind, place), number in zip([(k, p) for k in KINDS.leaves for p in PLACES.leaves], numbers, strict=True)
    }
    crossed = table_of_leaves("participants", both, leaves)
    by_kind = table_of_leaves("participants", [KINDS], {(kind,): crossed.cells[kind, "total"] for kind in KINDS.leaves})
    first = protect([by_kind], POLICY)
    ledger = Ledger().with_release(first.release("by kind", ""))

    second = protect([crossed], POLICY, ledger=ledger)

    attack = Attack([*first.tables, *second.tables], POLICY)
    ends = [attack.bounds(*cell) for cell in attack.hidden()]
    assert all(high - low >= POLICY.width for low, high in ends)
    release = second.release("crossed", "")
    assert refusals(ledger, release, POLICY) == ()
    assert Ledger.from_json(ledger.with_release(release).as_json()).releases[1] == release
