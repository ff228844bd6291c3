"""A grant by its shares: to the cent, and the sum is kept."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khetene.kernel.numbers import euros, per_cent
from khetene.projects.money import CENT, Verdict, compare, split

D = Decimal
TOTALS = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)


@st.composite
def shares(draw):
    """Any shares with three places that are 100 % together."""
    cuts = sorted(draw(st.lists(st.integers(0, 100_000), max_size=5)))
    edges = [0, *cuts, 100_000]
    return [D(after - before) / 1000 for before, after in pairwise(edges)]


@given(TOTALS, shares())
def test_the_parts_are_always_the_whole(total, percents):
    assert sum(split(total, percents)) == total


@given(TOTALS, shares())
def test_no_part_is_a_cent_or_more_from_its_share(total, percents):
    parts = split(total, percents)

    assert all(abs(part - total * percent / 100) < CENT for part, percent in zip(parts, percents, strict=True))
    assert all(part == part.quantize(CENT) and part >= 0 for part in parts)


@given(TOTALS, shares())
def test_what_is_computed_is_exact_when_it_is_stated(total, percents):
    computed = split(total, percents)

    assert compare(total, list(zip(percents, computed, strict=True)))[1] == Verdict.EXACT


def test_phase_v_is_exact_to_the_cent():
    shares = [(D(90), D("58456.99")), (D(10), D("6495.22"))]

    parts, verdict = compare(D("64952.21"), shares)

    assert [part.computed for part in parts] == [D("58456.99"), D("6495.22")]
    assert verdict == Verdict.EXACT


def test_phase_vii_is_published_in_whole_euros_and_keeps_the_sum():
    parts, verdict = compare(D(218505), [(D(90), D(196654)), (D(10), D(21851))])

    assert [part.computed for part in parts] == [D("196654.50"), D("21850.50")]
    assert [part.difference for part in parts] == [D("-0.50"), D("0.50")]
    assert verdict == Verdict.ROUNDED


def test_phase_iv_has_another_ratio():
    assert split(D("100000.01"), [D(95), D(5)]) == [D("95000.01"), D("5000.00")]


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        ([D(196655), D(21851)], Verdict.SUM_BROKEN),
        ([D(196653), D(21852)], Verdict.DIFFERS),
        ([D("196654.40"), D("21850.60")], Verdict.DIFFERS),
        ([D(196654), None], Verdict.NOT_STATED),
    ],
)
def test_what_does_not_fit_is_named(stated, verdict):
    assert compare(D(218505), list(zip([D(90), D(10)], stated, strict=True)))[1] == verdict


def test_three_thirds_of_a_cent_stay_one_cent():
    assert split(D("0.01"), [D("33.333"), D("33.333"), D("33.334")]) == [D(0), D(0), D("0.01")]


@pytest.mark.parametrize("percents", [[D(90), D(9)], [D(110), D(-10)], []])
def test_shares_that_are_no_whole_are_refused(percents):
    with pytest.raises(ValueError, match="100 %"):
        split(D(1), percents)


@pytest.mark.parametrize("total", [D("0.001"), D(-1)])
def test_a_total_is_whole_cents(total):
    with pytest.raises(ValueError, match="cents"):
        split(total, [D(100)])


def test_amounts_are_written_the_latvian_way():
    written = [euros(amount) for amount in (D("64952.21"), D(1453), D(-1), D(196654), None)]

    assert written == ["64\xa0952,21\xa0€", "1453,00\xa0€", "−1,00\xa0€", "196\xa0654,00\xa0€", ""]
    assert [per_cent(percent) for percent in (D(95), D("33.333"), D("10.000"), D(100))] == [
        "95\xa0%",
        "33,333\xa0%",
        "10\xa0%",
        "100\xa0%",
    ]
