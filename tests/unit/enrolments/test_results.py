"""Windows after the exit, reminders, and rates over those whose window has closed (D 4, D 11 #18)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from khetene.disclosure.totals import Hidden, Why
from khetene.enrolments import actions, reads, windows
from khetene.enrolments.errors import DayNotPossible, NotMeasured
from khetene.enrolments.models import MeasuredOutcome
from khetene.enrolments.reads.totals import Rate
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.programmes.operations.definition import Window
from khetene.programmes.reads import published
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.enrolments import NVA, enrolled, give, go, taking_part
from tests.factories.programmes import haris

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2030, 12, 31))
WINDOWS = st.builds(
    Window,
    id=st.just("w"),
    title=st.just({"lv": "Logs"}),
    opens_months=st.integers(0, 14),
    open_days=st.integers(1, 60),
    assumed=st.just(False),
)


def exited(by, *, on, started=date(2025, 1, 10), client=None):
    enrolment = taking_part(by, client=client or haris(by), on=started)
    return go(enrolment, by, "ended", on=on, why="job")


def measure(enrolment, by, *, window="exit", result="work", on=None, evidence="Darba līgums."):
    return actions.measure_outcome(
        enrolment.pk,
        window=window,
        result=result,
        situation_on=on or enrolment.exited_on,
        evidence=evidence,
        actor=actor_of(by),
    )


@for_all(window=WINDOWS, exit_day=DAYS, day=DAYS)
def test_the_last_closed_and_the_last_opened_exit_are_exact(window, exit_day, day):
    closed, opened = windows.last_exit_closed_before(window, day), windows.last_exit_opened_by(window, day)

    assert (exit_day <= closed) is (windows.closes_on(window, exit_day) < day)
    assert (exit_day <= opened) is (windows.opens_on(window, exit_day) <= day)


def test_the_result_at_exit_is_measured_within_four_weeks(maija):
    enrolment = exited(maija, on=date(2026, 10, 1))

    assert measure(enrolment, maija, on=date(2026, 10, 29)).positive is True
    with pytest.raises(DayNotPossible):
        measure(enrolment, maija, on=date(2026, 10, 30))
    with pytest.raises(DayNotPossible):
        measure(enrolment, maija, on=date(2026, 9, 30))


def test_the_result_after_six_months_is_not_measured_before(maija):
    enrolment = exited(maija, on=date(2026, 5, 20))

    with pytest.raises(DayNotPossible):
        measure(enrolment, maija, window="six-months", on=date(2026, 11, 19))
    assert measure(enrolment, maija, window="six-months", on=TODAY).pk


def test_a_good_result_without_evidence_does_not_count(maija):
    enrolment = exited(maija, on=date(2026, 11, 2))

    with pytest.raises(NotMeasured):
        measure(enrolment, maija, evidence=" ")
    assert measure(enrolment, maija, result="none", evidence="").positive is False


def test_who_never_took_part_has_no_result(maija):
    enrolment = enrolled(maija)
    go(enrolment, maija, "declined", why="asked-to-end")

    with pytest.raises(NotMeasured):
        actions.measure_outcome(
            enrolment.pk, window="exit", result="work", situation_on=TODAY, evidence="…", actor=actor_of(maija)
        )


def test_a_newer_answer_replaces_an_older_one_and_both_stay(maija):
    enrolment = exited(maija, on=date(2026, 11, 2))
    first = measure(enrolment, maija, result="none", evidence="")
    second = measure(enrolment, maija)

    assert second.replaces == first
    assert MeasuredOutcome.objects.count() == 2


def test_a_stranger_measures_nothing(maija, uldis):
    with pytest.raises(NotForYou):
        measure(exited(maija, on=date(2026, 11, 2)), uldis)


def rate_of(by, window="exit", on=TODAY):
    totals = reads.own_totals(NVA, on=on, actor=actor_of(by))
    return next(rate for rate in totals.rates if rate.window == window)


def test_a_rate_counts_only_those_whose_window_has_closed(maija):
    measure(exited(maija, on=date(2026, 10, 1)), maija, on=date(2026, 10, 5))
    exited(maija, on=date(2026, 10, 1))
    measure(exited(maija, on=date(2026, 11, 2)), maija)

    rate = rate_of(maija)

    assert (rate.closed, rate.measured, rate.positive, rate.still_open) == (2, 1, 1, 1)
    assert rate.percent == Decimal("50.0")


def test_a_rate_over_nobody_is_not_zero(maija):
    exited(maija, on=date(2026, 11, 2))

    assert rate_of(maija).percent is None


def test_a_result_of_an_earlier_entry_no_longer_counts(maija):
    enrolment = exited(maija, on=date(2026, 3, 2))
    measure(enrolment, maija, on=date(2026, 3, 3))
    go(enrolment, maija, "running", on=date(2026, 4, 1))
    go(enrolment, maija, "ended", on=date(2026, 9, 1), why="left-register")

    rate = rate_of(maija)

    assert (rate.closed, rate.measured, rate.positive) == (1, 0, 0)


def test_five_hundred_and_ninety_of_two_thousand_and_forty_four_are_28_9_percent():
    assert Rate("exit", "", 2044, 6, 2044, 590, 0).percent == Decimal("28.9")


def due(by, on=TODAY, ahead=7):
    return [
        (row.key, row.state)
        for row in reads.windows_due(published(), actor=actor_of(by), on=on, until=on + timedelta(days=ahead))
    ]


def at(day):
    return clock.set_to(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


def test_my_day_reminds_when_a_window_opens_and_before_it_closes(maija):
    enrolment = exited(maija, on=date(2026, 11, 2))

    assert due(maija) == [(enrolment.key, "open")]
    with at(date(2026, 12, 5)):  # closed on 30 November: for two weeks it is said that it was missed
        assert due(maija, on=date(2026, 12, 5)) == [(enrolment.key, "missed")]
    with at(date(2026, 12, 16)):
        assert due(maija, on=date(2026, 12, 16)) == []
    with at(date(2027, 4, 25)):
        assert due(maija, on=date(2027, 4, 25)) == [(enrolment.key, "later")]
    with at(date(2027, 5, 2)):
        assert due(maija, on=date(2027, 5, 2)) == [(enrolment.key, "open")]


def test_what_was_measured_is_no_longer_due(maija):
    enrolment = exited(maija, on=date(2026, 11, 2))
    measure(enrolment, maija)

    assert due(maija) == []


def test_nobody_is_reminded_of_what_they_may_not_open(maija):
    exited(maija, on=date(2026, 11, 2))

    assert due(MembershipFactory(role="case_worker", organisation=maija.organisation)) == []


def test_totals_keep_their_units_apart(maija):
    first = exited(maija, on=date(2026, 11, 2))
    second = taking_part(maija, client=haris(maija), on=date(2026, 11, 3))
    enrolled(maija, client=haris(maija))
    give(first, maija, on=date(2026, 11, 1), quantity=Decimal("1.5"), cents=1_001)
    give(second, maija, on=date(2026, 11, 4), quantity=Decimal(2))
    give(second, maija, support="social-mentor", on=date(2026, 11, 5), quantity=Decimal(1))

    totals = reads.own_totals(NVA, on=TODAY, actor=actor_of(maija))

    assert (totals.people, totals.participations, totals.running, totals.exited) == (2, 2, 1, 1)
    assert [(row.support, row.people, row.entries, row.quantity, row.cents) for row in totals.supports] == [
        ("group", 2, 2, Decimal("3.5"), 1_001),
        ("social-mentor", 1, 1, Decimal(1), 0),
    ]


def test_the_own_totals_are_of_the_own_organisation_alone(maija):
    stranger = MembershipFactory(role="case_worker")
    give(taking_part(stranger), stranger)

    totals = reads.own_totals(NVA, on=TODAY, actor=actor_of(maija))

    assert (totals.people, totals.supports) == (0, [])
    actions.close_quarter(until=TODAY)
    assert reads.whole_totals(NVA, on=TODAY, known={}).people == Hidden(Why.TOO_SMALL)
