"""The one door, rule by rule."""

from __future__ import annotations

import pytest

from khetene.disclosure.building import Person, table_of_leaves, table_of_people
from khetene.disclosure.enums import Attacker, Kind, Why, Zeros
from khetene.disclosure.errors import NotATable
from khetene.disclosure.examine import examined
from khetene.disclosure.policy import Policy
from khetene.disclosure.protect import Hidden, Interval, NotMeasured, Shown, for_readers, protect
from khetene.disclosure.tables import Cell, Dimension, Table

FROM_FOUR = (("a", 0.25), ("b", 0.25), ("c", 0.25), ("d", 0.25))
KINDS = Dimension.flat("kind", ("work", "school", "health"))
OPEN = Policy(organisations=1)


def cell(number: int) -> Cell:
    """So many people, evenly told of by four organisations."""
    return Cell(number, persons=number, shares=tuple((name, part * number) for name, part in FROM_FOUR))


def of_kinds(*numbers: int) -> Table:
    return table_of_leaves(
        "clients", [KINDS], {(kind,): cell(number) for kind, number in zip(KINDS.leaves, numbers, strict=True)}
    )


def test_of_a_large_table_the_proof_tells_ends_of_unsafe_cells_alone():
    exact = Interval("clients: kind work", Why.TOO_SMALL, 0, 9)
    swapped = Interval("clients: kind school", Why.PROTECTS_ANOTHER, 12, 20, at_least=True)
    unsafe = Interval("clients: kind health", Why.TOO_SMALL, 3, 4)

    told = [one.told() for one in for_readers([exact, swapped, unsafe], {unsafe.cell})]

    assert [(one["low"], one["high"], one["at_least"]) for one in told] == [(None, None, True)] * 2 + [(3, 4, False)]
    assert for_readers([exact, unsafe]) == [exact, unsafe]


def test_a_table_without_small_numbers_is_shown_as_it_is():
    protected = protect([of_kinds(30, 12, 10)], Policy())

    assert set(map(type, protected.tables[0].cells.values())) == {Shown}
    assert protected.audit.intervals == ()


def test_a_small_cell_takes_another_with_it():
    protected = protect([of_kinds(30, 12, 3)], Policy())

    assert protected.tables[0].cells == {
        ("total",): Shown(45),
        ("work",): Shown(30),
        ("school",): Hidden(Why.PROTECTS_ANOTHER),
        ("health",): Hidden(Why.TOO_SMALL),
    }
    assert [(each.low, each.high) for each in protected.audit.intervals] == [(0, 5), (10, 15)]


def test_thirty_four_in_2018_and_three_in_2020_never_tell_the_three():
    """Roma among the participants: 34 in 2018, 3 in 2020. The three is never shown, nor the total that would reveal it."""
    years = Dimension.flat("year", ("2018", "2020"))
    table = table_of_leaves("participants", [years], {("2018",): cell(34), ("2020",): cell(3)})

    shown = protect([table], Policy()).tables[0].cells

    assert shown["2020",] == Hidden(Why.TOO_SMALL)
    assert not (isinstance(shown["2018",], Shown) and isinstance(shown["total",], Shown))


def test_zero_hidden_and_not_measured_are_three_different_things():
    leaves = {("work",): cell(20), ("school",): Cell(0, possible=False), ("health",): None}
    table = table_of_leaves("clients", [KINDS], leaves)

    shown = protect([table], Policy()).tables[0].cells

    assert (shown["school",], shown["health",], shown["work",]) == (Shown(0), NotMeasured(), Shown(20))


def test_a_cell_from_too_few_organisations_says_so():
    leaves = {("work",): cell(40), ("school",): cell(30), ("health",): Cell(25, 25, (("a", 20.0), ("b", 5.0)))}

    shown = protect([table_of_leaves("clients", [KINDS], leaves)], Policy()).tables[0].cells

    assert shown["health",] == Hidden(Why.TOO_FEW_ORGANISATIONS)


def test_a_place_is_not_the_difference_of_its_region():
    places = Dimension(
        "place",
        (
            ("Latvia", None),
            ("Kurzeme", "Latvia"),
            ("Vidzeme", "Latvia"),
            ("Talsi", "Kurzeme"),
            ("Ventspils", "Kurzeme"),
            ("Valmiera", "Vidzeme"),
            ("Cēsis", "Vidzeme"),
        ),
    )
    numbers = {"Talsi": 4, "Ventspils": 31, "Valmiera": 25, "Cēsis": 22}
    table = table_of_leaves("clients", [places], {(place,): cell(number) for place, number in numbers.items()})

    protected = protect([table], Policy())

    shown = protected.tables[0].cells
    assert isinstance(shown["Talsi",], Hidden)
    assert sum(isinstance(shown[code,], Hidden) for code in ("Talsi", "Ventspils", "Kurzeme")) >= 2


def test_two_tables_are_protected_as_one():
    """Each table alone would do with other cells: the places tell how many there are in all."""
    places = Dimension.flat("place", ("Talsi", "Valmiera"))
    by_kind = of_kinds(30, 12, 3)
    by_place = table_of_leaves("clients", [places], {("Talsi",): cell(25), ("Valmiera",): cell(20)})

    both = protect([by_kind, by_place], Policy())

    assert both.tables[0].cells["total",] == both.tables[1].cells["total",]
    assert isinstance(both.tables[0].cells["health",], Hidden)


def test_two_tables_that_contradict_each_other_are_refused():
    places = Dimension.flat("place", ("Talsi", "Valmiera"))
    by_place = table_of_leaves("clients", [places], {("Talsi",): cell(25), ("Valmiera",): cell(21)})

    with pytest.raises(NotATable, match="45 in one table and 46"):
        protect([of_kinds(30, 12, 3), by_place], Policy())


def test_a_reason_that_would_tell_is_withheld():
    """Ten kinds with somebody in each, and a total that is small too: with these reasons each would be one, two at the most."""
    many = Dimension.flat("kind", [f"k{number}" for number in range(8)])
    table = table_of_leaves("clients", [many], {(kind,): cell(1) for kind in many.leaves})

    protected = protect([table], Policy(zeros=Zeros.SHOWN))

    assert {each.why for each in protected.audit.intervals} >= {Why.WITHHELD}
    assert all(each.high is None or each.high - each.low >= 5 for each in protected.audit.intervals)


def test_an_organisation_does_not_learn_from_its_own_number_what_others_have():
    """The school tells of all under health, so the other hidden kind would be what is left of the total."""
    leaves = {
        ("work",): cell(40),
        ("school",): Cell(14, 14, (("office", 9.0), ("other", 5.0))),
        ("health",): Cell(12, 12, (("school", 12.0),)),
    }
    table = table_of_leaves("clients", [KINDS], leaves)

    alone = protect([table], Policy(against_organisations=False)).tables[0].cells
    guarded = protect([table], Policy()).tables[0].cells

    assert (alone["total",], alone["work",]) == (Shown(66), Shown(40))
    assert isinstance(guarded["total",], Hidden) or isinstance(guarded["work",], Hidden)


def test_the_proof_names_who_was_tried():
    people = [
        Person((kind,), f"{kind}{number}", "abcd"[number % 4])
        for kind, many in (("work", 20), ("school", 4))
        for number in range(many)
    ]

    audit = protect([table_of_people("clients", [KINDS], people)], Policy()).audit

    assert (audit.attackers[Attacker.OUTSIDER], audit.attackers[Attacker.ACQUAINTANCE]) == (1, 2)
    assert audit.attackers[Attacker.ORGANISATION] == 4
    assert (audit.excused, audit.margins_only) == ((), ())


def test_what_an_organisation_knows_by_itself_is_told_as_such():
    """Everybody under school and health is the school's: no hiding keeps it from knowing that nobody else is there."""
    leaves = {
        ("work",): cell(40),
        ("school",): Cell(3, 3, (("school", 3.0),)),
        ("health",): Cell(2, 2, (("school", 2.0),)),
    }

    audit = protect([table_of_leaves("clients", [KINDS], leaves)], Policy()).audit

    assert {excuse.attacker for excuse in audit.excused} <= {"school"}


def test_the_loss_is_counted_in_cells_and_in_people():
    loss = protect([of_kinds(30, 12, 3)], Policy()).tables[0].loss()

    assert (loss.cells, loss.primary, loss.complementary, loss.hidden_sum, loss.whole_sum) == (4, 1, 1, 15, 90)


def test_the_same_tables_are_protected_in_the_same_way():
    tables = [of_kinds(30, 12, 3)]

    assert protect(tables, Policy()) == protect(tables, Policy())


def test_three_tables_in_a_circle_are_examined_with_the_people_behind_them():
    """The margins of these three tables leave 0 to 3 open; that there are people who fit all three tables tells the number."""
    sides = [Dimension.flat(name, ("0", "1")) for name in "xyz"]
    pairs = [(sides[0], sides[1]), (sides[1], sides[2]), (sides[0], sides[2])]
    people = [Person(at, f"{at}{number}", "a") for at in (("0", "0", "0"), ("1", "1", "1")) for number in range(3)]
    tables = [
        table_of_people(
            "clients",
            pair,
            [Person(tuple(at["xyz".index(side.name)] for side in pair), person, told) for at, person, told in people],
        )
        for pair in pairs
    ]
    hidden = {tables[2].cell_id((one, two)): Why.WITHHELD for one in "01" for two in "01"}

    intervals, too_near = examined(tables, hidden, Policy(minimum=4, organisations=1, width=1))

    assert {each.cell: (each.low, each.high) for each in intervals} == {
        "clients: x 0, z 0": (3, 3), "clients: x 0, z 1": (0, 0), "clients: x 1, z 0": (0, 0), "clients: x 1, z 1": (3, 3),
    }  # fmt: skip
    assert len(too_near) == 4


def test_amounts_stay_as_unknown_as_their_rule_asks():
    given = {("work",): (60.0, 30.0, 20.0), ("school",): (90.0, 5.0, 1.0), ("health",): (20.0, 20.0, 20.0)}
    leaves = {at: Cell(sum(parts), shares=tuple(zip("abc", parts, strict=True))) for at, parts in given.items()}
    table = table_of_leaves("hours", [KINDS], leaves, kind=Kind.MAGNITUDE)

    protected = protect([table], Policy(against_organisations=False))

    school = next(each for each in protected.audit.intervals if each.cell == "hours: kind school")
    assert school.why == Why.DOMINATED
    assert school.high is not None
    assert school.low <= 96 - 8 < 96 + 8 <= school.high
