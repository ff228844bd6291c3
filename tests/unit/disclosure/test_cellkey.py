"""Noise that is the same for the same people for ever."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khetene.disclosure.cellkey import Noise, cell_key, chances_of, noise_of, record_key, shown_count
from khetene.disclosure.enums import Why
from khetene.disclosure.errors import NotAPolicy
from khetene.disclosure.protect import Hidden, Shown

SECRET = bytes(range(32))
NOISE = Noise(spread=4, variance=2.0, minimum=10)


def keys(*people: int) -> list[int]:
    return [record_key(SECRET, f"person {number}") for number in people]


@given(people=st.sets(st.integers(0, 500), max_size=40), seed=st.randoms())
@settings(max_examples=50, deadline=None, derandomize=True)
def test_the_same_people_get_the_same_number_in_whatever_order_they_are_asked_for(people, seed):
    one, other = sorted(people), sorted(people)
    seed.shuffle(other)

    assert shown_count(keys(*one), NOISE, organisations=3) == shown_count(keys(*other), NOISE, organisations=3)


def test_nobody_stays_nobody_and_no_number_is_negative():
    assert noise_of(0, 12345, NOISE) == 0
    assert all(
        number + noise_of(number, record_key(SECRET, f"{number}/{cell}"), NOISE) >= 0
        for number in range(1, 6)
        for cell in range(200)
    )


@pytest.mark.parametrize("count", [1, 2, 3, 4, 100])
@pytest.mark.parametrize(("spread", "variance"), [(4, 2.0), (5, 2.5), (1, 0.5), (8, 3.0)])
def test_noise_has_mean_zero_and_the_variance_that_was_asked_for(count, spread, variance):
    chances = chances_of(count, spread, variance)

    assert sum(chances.values()) == pytest.approx(1)
    assert sum(step * chance for step, chance in chances.items()) == pytest.approx(0, abs=1e-9)
    assert sum(step**2 * chance for step, chance in chances.items()) == pytest.approx(variance, abs=1e-9)
    assert (min(chances), max(chances)) == (-min(count, spread), spread)


def test_noise_that_was_drawn_is_as_wide_as_it_was_planned():
    drawn = [noise_of(50, record_key(SECRET, f"cell {number}"), NOISE) for number in range(4000)]

    assert statistics.fmean(drawn) == pytest.approx(0, abs=0.1)
    assert statistics.pvariance(drawn) == pytest.approx(2, rel=0.1)


def test_one_person_more_does_not_show_as_one_more():
    """Subtracting two views that differ by one person gives one in few cases, and anything from -7 to 9 in the others."""
    differences = []
    for start in range(0, 3000, 15):
        group = keys(*range(start, start + 14))
        more = [*group, *keys(start + 14)]
        differences.append(15 + noise_of(15, cell_key(more), NOISE) - 14 - noise_of(14, cell_key(group), NOISE))

    assert differences.count(1) / len(differences) < 0.3
    assert len(set(differences)) > 6


def test_small_numbers_and_few_organisations_are_hidden_after_the_noise():
    assert shown_count(keys(*range(3)), NOISE, organisations=3) == Hidden(Why.TOO_SMALL)
    assert shown_count(keys(*range(60)), NOISE, organisations=2) == Hidden(Why.TOO_FEW_ORGANISATIONS)
    shown = shown_count(keys(*range(60)), NOISE, organisations=3)
    assert isinstance(shown, Shown)
    assert abs(shown.value - 60) <= 4


@pytest.mark.parametrize("many", [40, 41, 42, 43, 44])
def test_a_base_rounds_to_its_multiples(many):
    shown = shown_count(keys(*range(many)), Noise(base=5), organisations=3)

    assert isinstance(shown, Shown)
    assert shown.value % 5 == 0
    assert abs(shown.value - many) <= 4 + 2


def test_another_secret_gives_other_keys_and_a_short_one_is_refused():
    assert record_key(SECRET, "a") != record_key(SECRET[::-1], "a")
    with pytest.raises(NotAPolicy, match="32 bytes"):
        record_key(b"short", "a")


@pytest.mark.parametrize("given_", [{"spread": 0}, {"variance": 4.0}, {"variance": 0}, {"base": 0}, {"minimum": -1}])
def test_noise_that_cannot_be_is_refused(given_):
    with pytest.raises(NotAPolicy):
        Noise(**given_)
