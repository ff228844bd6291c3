"""The country's totals of a month: whoever looks twice learns no more than whoever looks once (docs/months.md)."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khetene.disclosure.door import Shown, protect_sum
from khetene.disclosure.tally import Tally
from khetene.kernel import clock
from khetene.mediation import actions, reads
from khetene.mediation.models import Month
from khetene.mediation.reads.national import GUARDED, MONTH_RULE, counted_on
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.mediation import note

OCTOBER = date(2026, 10, 1)
DAYS = [date(2026, 11, 16), date(2026, 12, 16), date(2027, 1, 16), date(2027, 2, 16), date(2027, 3, 16)]


def accepted(contacts, on, *, cases=None, who=None, number=0):
    figures = {"contacts": contacts, "cases": contacts if cases is None else cases}
    return Month(
        membership_id=who or uuid.uuid4(),
        first=OCTOBER,
        number=number,
        state="accepted",
        figures=figures,
        decided_at=clock.start_of(on),
    )


def seen(rows, name="contacts"):
    """What the page shows on each day; None where it hides."""
    cells = [protect_sum(tally_on(rows, name, day), MONTH_RULE) for day in DAYS]
    return [cell.number if isinstance(cell, Shown) else None for cell in cells]


def tally_on(rows, name, day):
    return Tally(((), row.membership_id, row.figures[name]) for row in counted_on(rows, OCTOBER, day))


IN_TIME = [accepted(30, date(2026, 11, 3)), accepted(30, date(2026, 11, 15))]


def test_a_month_that_is_accepted_late_and_alone_never_joins_what_was_shown():
    anna = accepted(7, date(2026, 11, 16))

    assert seen([*IN_TIME, anna]) == [60] * 5


def test_late_months_join_together_once_they_are_enough_to_be_shown_alone():
    late = [accepted(7, date(2026, 11, 16)), accepted(9, date(2026, 12, 20))]

    assert seen([*IN_TIME, *late]) == [60, 60, 76, 76, 76]


def test_late_months_with_few_cases_wait_on():
    late = [accepted(7, date(2026, 11, 16), cases=3), accepted(9, date(2026, 12, 20), cases=5)]

    assert seen([*IN_TIME, *late]) == [60] * 5


def test_a_correction_counts_only_before_the_month_closes():
    who = uuid.uuid4()
    first, other = accepted(30, date(2026, 11, 2), who=who), accepted(30, date(2026, 11, 2))
    in_time = accepted(31, date(2026, 11, 12), who=who, number=1)
    late = accepted(38, date(2026, 11, 20), who=who, number=2)

    assert seen([late, first, in_time, other]) == [61] * 5


def test_while_nothing_was_shown_whoever_comes_joins():
    assert seen([accepted(7, date(2026, 11, 3)), accepted(5, date(2026, 12, 3))]) == [None, 12, 12, 12, 12]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 140)), max_size=8))
def test_between_two_looks_a_total_grows_by_what_could_be_shown_alone(months):
    rows = [
        accepted(contacts, date(2026, 11, 1) + timedelta(days=days), cases=min(cases, contacts))
        for contacts, cases, days in months
    ]

    for name in GUARDED:
        shown = [number for number in seen(rows, name) if number is not None]
        steps = {after - before for before, after in pairwise(shown)}
        assert min(steps - {0}, default=10) >= 10


@pytest.mark.django_db
def test_a_month_that_is_signed_but_not_accepted_is_not_in_the_totals_and_not_missing():
    anna = MembershipFactory(role="mediator", from_day=date(2026, 1, 1))
    with clock.set_to(clock.start_of(date(2026, 10, 7))):
        note(anna)
    actions.sign_month(OCTOBER, narrative="Viss.", actor=actor_of(anna))

    month = reads.national_month(OCTOBER)

    assert (month.signed, month.counted, month.missing, month.is_closed) == (1, 0, [], True)
