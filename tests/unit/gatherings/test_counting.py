"""Counting who came: rows are not persons, and a partition always has its remainder."""

from __future__ import annotations

import uuid
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from khetene.gatherings.counting import Pair, Row, count, municipalities
from khetene.gatherings.enums import Measure, Partition

TODAY = date(2026, 11, 20)


def row(**fields) -> Row:
    return Row(id=uuid.uuid4(), **fields)


def persons(rows, pairs=()):
    counted = count(rows, Measure.PERSONS, as_of=TODAY, pairs=pairs)
    return counted.low, counted.high


def test_one_name_on_two_rows_is_a_span_until_somebody_says():
    rows = [row() for _ in range(28)]
    first, second = rows[15].id, rows[27].id

    spans = {answer: persons(rows, [Pair(first, second, answer)]) for answer in ("", "one", "two")}

    assert spans == {"": (27, 28), "one": (27, 27), "two": (28, 28)}


def test_a_card_that_stands_on_two_rows_is_one_person():
    card = uuid.uuid4()

    assert persons([row(person=card), row(person=card), row()]) == (2, 2)


def test_three_rows_of_one_name_are_one_to_three_persons():
    a, b, c = row(), row(), row()

    assert persons([a, b, c], [Pair(a.id, b.id), Pair(a.id, c.id), Pair(b.id, c.id)]) == (1, 3)


def test_a_partition_that_does_not_sum_shows_what_is_not_classified():
    rows = [*(row(sector="state") for _ in range(103)), *(row(sector="association") for _ in range(14)), row(), row()]

    counted = count(rows, Measure.ROWS, Partition.SECTOR, as_of=TODAY)

    assert counted.parts == (("state", 103), ("association", 14))
    assert (counted.high, counted.remainder, counted.coverage) == (119, 2, 117)


def test_municipalities_have_three_meanings_and_each_is_named():
    rows = [
        row(municipality="Jelgava", is_municipal=True),
        row(municipality="Jelgava"),
        row(municipality="Talsi"),
        row(further_municipalities=("Rīga",)),
    ]

    assert municipalities(rows) == {"staff": 1, "first": 2, "all": 3}


def test_the_same_figure_can_be_derived_again():
    rows = [row(), row()]
    digests = {count(some, Measure.ROWS, as_of=TODAY).digest for some in (rows, rows[::-1])}

    assert len(digests) == 1
    assert count(rows[:1], Measure.ROWS, as_of=TODAY).digest not in digests


@given(st.data())
def test_no_answer_ever_makes_more_persons_than_rows_or_leaves_the_span(data):
    rows = [
        row(sector=data.draw(st.sampled_from(["", "state", "mediator"]))) for _ in range(data.draw(st.integers(2, 12)))
    ]
    keys = st.sampled_from([one.id for one in rows])
    couples = data.draw(st.lists(st.tuples(keys, keys).filter(lambda pair: pair[0] != pair[1]), max_size=8))
    asked = [Pair(*couple) for couple in couples]
    answers = [data.draw(st.sampled_from(["one", "two"])) for _ in asked]
    low, high = persons(rows, asked)

    settled_low, settled_high = persons(
        rows, [Pair(pair.first, pair.second, answer) for pair, answer in zip(asked, answers, strict=True)]
    )

    assert settled_low == settled_high
    assert low <= settled_low <= high <= len(rows)
    parts = count(rows, Measure.ROWS, Partition.SECTOR, as_of=TODAY)
    assert sum(number for _label, number in parts.parts) + parts.remainder == len(rows)
