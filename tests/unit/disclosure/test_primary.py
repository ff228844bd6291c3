"""Which cells may not be shown for their own sake."""

from __future__ import annotations

import math

import pytest

from khetene.disclosure.building import table_of_leaves
from khetene.disclosure.enums import Kind, Why, Zeros
from khetene.disclosure.errors import NotAPolicy, NotATable
from khetene.disclosure.policy import Need, Policy
from khetene.disclosure.primary import hidden_for_their_own_sake, need_of, telling_zeros
from khetene.disclosure.tables import Cell, Dimension

KIND = Dimension.apart("kind", ("it",))


def why(cell: Cell, policy: Policy, kind: Kind = Kind.COUNT) -> Why | None:
    table = table_of_leaves("clients", [KIND], {("it",): cell}, kind=kind)
    return hidden_for_their_own_sake(table, policy).get(("it",))


def amount(*shares: float, persons: int | None = None) -> Cell:
    return Cell(sum(shares), persons, tuple((f"o{number}", share) for number, share in enumerate(shares)))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (Cell(10, organisations=3), None),
        (Cell(9, organisations=3), Why.TOO_SMALL),
        (Cell(40, organisations=2), Why.TOO_FEW_ORGANISATIONS),
        (Cell(1, organisations=1), Why.TOO_SMALL),
        (Cell(0), Why.TOO_SMALL),
        (Cell(0, possible=False), None),
    ],
)
def test_a_count_needs_enough_persons_from_enough_organisations(cell, expected):
    assert why(cell, Policy()) == expected


def test_a_zero_may_be_shown_if_the_policy_says_so():
    assert why(Cell(0), Policy(zeros=Zeros.SHOWN)) is None


@pytest.mark.parametrize(
    ("leaves", "hidden"),
    [
        ({"work": 12}, {"school", "health"}),
        ({"work": 12, "school": 11}, set()),
        ({}, set()),
    ],
)
def test_a_zero_is_hidden_where_everybody_of_the_group_stands_in_one_cell(leaves, hidden):
    policy = Policy(zeros=Zeros.HIDDEN_WHERE_TELLING, organisations=1)
    kinds = Dimension.flat("kind", ("work", "school", "health"))
    table = table_of_leaves("clients", [kinds], {(kind,): Cell(number) for kind, number in leaves.items()})

    found = hidden_for_their_own_sake(table, policy, telling_zeros([table], policy))

    assert found == {(kind,): Why.TOO_SMALL for kind in hidden}


def test_a_telling_zero_takes_the_empty_sum_and_the_empty_parts_along():
    policy = Policy(zeros=Zeros.HIDDEN_WHERE_TELLING, organisations=1)
    places = Dimension(
        "place", (("Latvia", None), ("Kurzeme", "Latvia"), ("Talsi", "Kurzeme"), ("Ventspils", "Kurzeme"))
    )
    kinds = Dimension.flat("kind", ("work", "school"))
    table = table_of_leaves("clients", [places, kinds], {("Talsi", "work"): Cell(12), ("Ventspils", "work"): Cell(15)})

    found = hidden_for_their_own_sake(table, policy, telling_zeros([table], policy))

    assert set(found) == {(place, "school") for place in ("Latvia", "Kurzeme", "Talsi", "Ventspils")}


def test_a_policy_that_asks_for_organisations_refuses_a_table_that_is_silent_about_them():
    with pytest.raises(NotATable, match="how many organisations"):
        why(Cell(12), Policy())
    assert why(Cell(12), Policy(organisations=1)) is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (amount(50, 30, 4), Why.DOMINATED),  # who gives 30 can tell that the other gives 50 to 54: within 8 %
        (amount(50, 30, 5), None),
        (amount(50, 30, 20), None),
        (amount(100), Why.DOMINATED),
        (amount(50, 30, 20, persons=9), Why.TOO_SMALL),
    ],
)
def test_the_p_rule_hides_what_the_second_largest_could_estimate(cell, expected):
    assert why(cell, Policy(organisations=1, p_percent=10), Kind.MAGNITUDE) == expected


@pytest.mark.parametrize(("cell", "expected"), [(amount(81, 19), Why.DOMINATED), (amount(80, 20), None)])
def test_the_dominance_rule_hides_what_a_few_make_up(cell, expected):
    policy = Policy(organisations=1, p_percent=None, dominance=(1, 80))

    assert why(cell, policy, Kind.MAGNITUDE) == expected


def test_an_amount_without_its_contributors_is_not_judged():
    with pytest.raises(NotATable, match="shares"):
        why(Cell(50.0), Policy(organisations=1), Kind.MAGNITUDE)


def test_what_must_stay_possible_follows_from_the_rule_that_hid_it():
    policy = Policy(p_percent=10, dominance=None)

    assert need_of(Cell(3), Kind.COUNT, Why.TOO_SMALL, policy) == Need(width=5)
    dominated = need_of(amount(50, 30, 4), Kind.MAGNITUDE, Why.DOMINATED, policy)
    assert (dominated.low, dominated.high) == pytest.approx((83.0, 85.0))
    few = need_of(amount(60, 40), Kind.MAGNITUDE, Why.TOO_FEW_ORGANISATIONS, policy)
    assert (few.low, few.high) == pytest.approx((90.0, 110.0))
    assert need_of(amount(60, 40), Kind.MAGNITUDE, Why.PROTECTS_ANOTHER, policy) == Need()


@pytest.mark.parametrize(
    ("why_hidden", "kind", "ends"),
    [
        (Why.TOO_SMALL, Kind.COUNT, (0, 9)),
        (Why.TOO_FEW_ORGANISATIONS, Kind.COUNT, (10, math.inf)),
        (Why.PROTECTS_ANOTHER, Kind.COUNT, (10, math.inf)),
        (Why.WITHHELD, Kind.COUNT, (0, math.inf)),
        (Why.DOMINATED, Kind.MAGNITUDE, (0, math.inf)),
    ],
)
def test_a_reason_tells_everybody_something(why_hidden, kind, ends):
    assert Policy().told_by(why_hidden, kind) == ends


def test_a_small_number_is_not_zero_where_zeros_are_shown():
    assert Policy(zeros=Zeros.SHOWN).told_by(Why.TOO_SMALL, Kind.COUNT) == (1, 9)


@pytest.mark.parametrize(
    "given",
    [
        {"minimum": 0},
        {"minimum": 4, "width": 4},
        {"minimum": 4, "width": 3, "zeros": "shown"},
        {"minimum": "ten"},
        {"minimum": True},
        {"zeros": "sometimes"},
        {"p_percent": 0},
        {"p_percent": "ten"},
        {"dominance": [1]},
        {"dominance": [1, 100]},
        {"against_organisations": "no"},
        {"threshold": 5},
    ],
)
def test_a_policy_that_contradicts_itself_is_refused(given):
    with pytest.raises(NotAPolicy):
        Policy.from_mapping({"organisations": 3, **given})


def test_a_policy_can_be_read_from_a_file():
    given = {"minimum": 5, "width": 2, "organisations": 2, "zeros": "shown", "dominance": [2, 85], "p_percent": 15}

    assert Policy.from_mapping(given) == Policy(5, 2, 2, Zeros.SHOWN, (2, 85.0), 15)
