"""A live total beside published years: nobody who subtracts them comes closer to a hidden year than the policy allows."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from khetene.disclosure.remainder import WIDTH, KnownYear, Limits, may_be_shown

SMALL = KnownYear(None, "too_small", 0, 9)


def shown(number, *earlier):
    return KnownYear(number, "", number, number, frozenset({number, *earlier}))


def may(total, known, **live):
    offices = {int(year[1:]): (people, 6) for year, people in live.items()}
    return may_be_shown(total, known, offices, Limits(10, 3, runs=2026))


def test_a_small_year_is_not_the_difference_between_a_total_and_a_published_year():
    assert not may(37, {2024: shown(34), 2025: SMALL}, y2024=34, y2025=3)


def test_a_total_of_nothing_but_shown_years_is_shown():
    assert may(74, {2024: shown(34), 2025: shown(40)}, y2024=34, y2025=40)


def test_a_large_remainder_that_several_years_share_is_shown():
    assert may(60, {2024: shown(34), 2025: SMALL}, y2024=34, y2025=6, y2026=20)


def test_one_hidden_year_alone_is_never_a_remainder_however_large():
    few_offices = KnownYear(None, "too_few_organisations", 10, None)

    assert not may(84, {2024: shown(34), 2025: few_offices}, y2024=34, y2025=50)


def test_two_years_that_are_both_as_large_as_small_can_be_are_not_told_by_their_sum():
    assert not may(18, {2024: SMALL, 2025: SMALL}, y2024=9, y2025=9)


def test_a_correction_is_not_undone_by_an_earlier_edition():
    corrected = KnownYear(None, "withheld", 31, 49, frozenset({40}))

    assert not may(91, {2024: corrected, 2025: shown(50)}, y2024=41, y2025=50)


def test_whichever_edition_is_subtracted_nothing_small_remains():
    assert not may(75, {2024: shown(60, 70)}, y2024=60, y2026=15)


def test_who_was_entered_late_is_not_told():
    assert not may(35, {2024: shown(34)}, y2024=35)


def test_an_empty_year_that_nobody_published_protects_nobody():
    assert not may(9, {2025: SMALL}, y2025=9, y2026=0)


def test_a_total_that_somebody_kept_gives_nothing_away_when_a_year_is_published_later():
    assert not may(37, {}, y2024=34, y2025=3)
    assert may(74, {}, y2024=34, y2025=40)


def test_the_year_that_runs_may_be_read_from_the_total_when_it_is_large():
    assert may(46, {2024: shown(34)}, y2024=34, y2026=12)


def test_a_remainder_of_few_organisations_is_hidden():
    assert not may_be_shown(60, {2024: shown(34)}, {2024: (34, 6), 2026: (26, 2)}, Limits(10, 3, runs=2026))


@given(st.lists(st.integers(0, 30), min_size=1, max_size=4), st.integers(0, 14))
def test_an_attacker_with_all_editions_finds_no_hidden_year(years, running):
    """Every world that agrees with the total and the editions is tried; large years are published, small ones hidden."""
    known = {2020 + at: shown(number) if number >= 10 else SMALL for at, number in enumerate(years)}
    total = sum(years) + running
    live = {f"y{2020 + at}": number for at, number in enumerate(years)} | {"y2026": running}
    if not may(total, known, **live):
        return
    hidden = [number for number in years if number < 10]
    rest = total - sum(number for number in years if number >= 10)
    worlds = [
        world
        for world in product(range(10), repeat=len(hidden))
        if (rest - sum(world) >= 1 if running else rest == sum(world))
    ]
    for at in range(len(hidden)):
        values = [world[at] for world in worlds]
        assert max(values) - min(values) >= WIDTH


def test_more_ways_than_can_be_tried_are_refused():
    known = {2000 + at: shown(40, 60) for at in range(13)}

    assert not may(40 * 13, known)
