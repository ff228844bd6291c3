"""This month: the mentor's hours against the minimum, in time (source 001; D 11 #14)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from khetene.cases import actions as cases
from khetene.cases.reads import agreements_of
from khetene.enrolments import reads
from khetene.enrolments.models import Delivery
from khetene.programmes.reads import operation, published
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import client_of
from tests.factories.enrolments import NEET, NVA, give, go, joined, republished, taking_part, young
from tests.factories.programmes import haris

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("latvia")]
TODAY = date(2026, 11, 20)
NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def rules(latvia):
    """Published with the country."""


@pytest.fixture
def coordinator(uldis):
    joined(uldis, NEET)
    return uldis


def since(by, started, **more):
    return taking_part(by, programme=NEET, on=started, client=young(by, **more))


def mentored(enrolment, by, hours, *, on=TODAY):
    return give(enrolment, by, support="mentor", quantity=Decimal(hours), on=on)


def rows(by, month=NOVEMBER, programme=NEET):
    return reads.month_rows(programme, published(), month=month, actor=actor_of(by))


def only(by, month=NOVEMBER):
    ((row,),) = [rows(by, month)]
    return row


def test_a_whole_month_wants_twenty_hours_and_says_what_is_missing(coordinator):
    mentored(since(coordinator, date(2026, 9, 14)), coordinator, "12.5")

    (part,) = only(coordinator).minimums
    assert (part.given, part.wanted, part.missing, part.whole) == (Decimal("12.5"), 20, Decimal("7.5"), True)


def test_a_partial_month_wants_its_share_by_days(coordinator):
    since(coordinator, date(2026, 11, 16))

    (part,) = only(coordinator).minimums
    assert (part.wanted, part.whole) == (Decimal("10.00"), False)  # 15 of 30 days


def test_the_last_month_ends_with_the_ninth_month_of_the_programme(coordinator):
    since(coordinator, date(2026, 2, 11))

    row = only(coordinator)
    assert (row.programme_month, row.most_months, row.first_day_after) == (9, 9, date(2026, 11, 11))
    assert row.minimums[0].wanted == Decimal("6.66")  # 10 of 30 days, rounded down


def test_the_pace_is_the_share_of_the_days_that_are_gone(coordinator):
    enrolment = since(coordinator, date(2026, 9, 14))
    mentored(enrolment, coordinator, "12.66")

    (part,) = only(coordinator).minimums
    assert (part.by_now, part.is_behind) == (Decimal("12.66"), False)  # 19 of 30 days are gone
    Delivery.objects.update(quantity=Decimal("12.65"))
    assert only(coordinator).is_behind


def test_what_is_needed_each_week_fits_into_the_days_that_are_left(coordinator):
    mentored(since(coordinator, date(2026, 9, 14)), coordinator, "9")

    (part,) = only(coordinator).minimums
    assert (part.days_left, part.each_week) == (11, Decimal("7.00"))  # 11 hours in 11 days


def test_a_month_that_is_over_asks_for_all_of_it(coordinator):
    enrolment = since(coordinator, date(2026, 9, 14))
    mentored(enrolment, coordinator, "19", on=date(2026, 10, 30))

    (part,) = only(coordinator, date(2026, 10, 1)).minimums
    assert (part.missing, part.is_behind, part.each_week) == (1, True, 0)


def test_hours_of_another_month_help_nothing(coordinator):
    enrolment = since(coordinator, date(2026, 9, 14))
    mentored(enrolment, coordinator, "40", on=date(2026, 10, 30))

    assert only(coordinator).minimums[0].given == 0


def test_who_is_furthest_behind_stands_first(coordinator):
    near, far = since(coordinator, date(2026, 9, 14)), since(coordinator, date(2026, 9, 14), called="Ralfs")
    mentored(near, coordinator, "19")

    assert [row.id for row in rows(coordinator)] == [far.pk, near.pk]


def test_whose_agreement_was_withdrawn_is_shown_as_unsigned(coordinator):
    enrolment = since(coordinator, date(2026, 9, 14))
    assert only(coordinator).is_signed

    (agreement,) = agreements_of(enrolment.case_id, actor=actor_of(coordinator))
    cases.withdraw_agreement(agreement.id, on=TODAY, actor=actor_of(coordinator))

    assert not only(coordinator).is_signed


def test_an_open_window_of_measuring_stands_until_it_is_answered(coordinator):
    enrolment = since(coordinator, date(2026, 9, 14))
    go(enrolment, coordinator, "ended", on=date(2026, 11, 10), why="work")

    row = only(coordinator)
    assert (row.window_title, row.window_closes_on) == ("Pēc dalības beigām", date(2026, 12, 8))


def test_my_day_warns_before_the_month_ends_and_not_in_its_first_week(coordinator):
    since(coordinator, date(2026, 9, 14))
    young_one = since(coordinator, date(2026, 11, 14), called="Ralfs")

    warned = reads.behind(published(), actor=actor_of(coordinator), on=TODAY)
    assert [row.is_behind for row in warned] == [True]
    assert young_one.pk not in {row.id for row in warned}
    assert reads.behind(published(), actor=actor_of(coordinator), on=date(2026, 11, 7)) == []


def test_my_day_warns_a_month_before_the_programme_may_no_longer_go_on(coordinator):
    enrolment = since(coordinator, date(2026, 3, 20))
    mentored(enrolment, coordinator, "20")

    (row,) = reads.behind(published(), actor=actor_of(coordinator), on=TODAY)
    assert (row.ends_soon, row.is_behind, row.first_day_after) == (True, False, date(2026, 12, 20))


def test_another_office_sees_nobody(coordinator):
    since(coordinator, date(2026, 9, 14))
    stranger = MembershipFactory(role="programme_coordinator")

    assert rows(stranger) == []
    assert reads.behind(published(), actor=actor_of(stranger), on=TODAY) == []


def test_a_mentor_with_fewer_people_than_wanted_is_warned_of(maija):
    limits = [{"id": "m", "of": "clients_per_mentor", "least": "2", "most": "3", "source": "003"}]
    republished(NVA, limits=limits)
    with_mentor(taking_part(maija), maija)

    (row,) = reads.mentors(operation(NVA), actor=actor_of(maija))
    assert (row.people, row.least, row.most, row.too_few) == (1, 2, 3, True)
    with_mentor(taking_part(maija, client=haris(maija)), maija)
    (row,) = reads.mentors(operation(NVA), actor=actor_of(maija))
    assert (row.people, row.too_few) == (2, False)


def with_mentor(enrolment, by):
    type(enrolment).objects.filter(pk=enrolment.pk).update(mentor=by)
    assert client_of(enrolment.case).pk == enrolment.client_id
