"""The clock stands where it is set, and the day is Latvia's."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khetene.kernel import clock


def test_the_clock_stands_inside_the_block_and_goes_back_after_it():
    before = clock.now()

    with clock.set_to(datetime(2021, 5, 27, 9, tzinfo=UTC)):
        assert clock.now() == datetime(2021, 5, 27, 9, tzinfo=UTC)

    assert clock.now() == before


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 1, 1, 21, 59, tzinfo=UTC), date(2026, 1, 1)),
        (datetime(2026, 1, 1, 22, 0, tzinfo=UTC), date(2026, 1, 2)),
        (datetime(2026, 7, 1, 20, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 21, 0, tzinfo=UTC), date(2026, 7, 2)),
    ],
)
def test_a_day_begins_at_midnight_in_riga(moment, day):
    with clock.set_to(moment):
        assert clock.today() == day


@given(st.datetimes(min_value=datetime(1991, 1, 2), max_value=datetime(2200, 1, 1)))
def test_a_moment_is_the_same_in_every_zone(naive):
    moment = naive.replace(tzinfo=UTC)

    with clock.set_to(moment.astimezone(clock.HOME)):
        assert clock.now() == moment
        assert clock.now().tzinfo is UTC


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"), clock.set_to(datetime(2026, 1, 1)):
        pass
