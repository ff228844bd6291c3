"""Received and sent: filters, order and page stand in the address, and a list costs the same however long it is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from khetene.kernel import clock
from khetene.referrals import actions
from tests.conftest import NOW
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import open_case
from tests.factories.directory import OrganisationFactory
from tests.factories.referrals import draft, sent

pytestmark = pytest.mark.django_db
INBOX, OUTBOX = "referrals:inbox", "referrals:outbox"


def keys(response) -> list[str]:
    rows = BeautifulSoup(response.content, "html.parser").select(".kh-rows .kh-row")
    return [row.select_one(".kh-meta").get_text().split(" ·")[0].strip() for row in rows]


def hand_over(anna, office, days_ago: int):
    with clock.set_to(NOW - timedelta(days=days_ago)):
        return sent(open_case(anna), anna, office)


@pytest.fixture
def three(anna, office, ieva):
    """One waits for long, one for a day, one was declined. Somebody else's lies beside them."""
    for person in (anna, ieva):
        person.from_day = clock.today() - timedelta(days=60)
        person.save()
    rows = [hand_over(anna, office, days) for days in (12, 1, 5)]
    actions.decline_referral(rows[2].pk, reason="no_capacity", actor=actor_of(ieva))
    eva = MembershipFactory(role="case_worker")
    sent(open_case(eva), eva, OrganisationFactory())
    return [row.key for row in rows]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ({}, [1, 0]),
        ({"state": ""}, [1, 2, 0]),
        ({"state": "declined"}, [2]),
        ({"state": "outcome"}, []),
        ({"sort": "oldest"}, [0, 1]),
        ({"sort": "due"}, [0, 1]),
        ({"state": "waiting", "page": "99"}, [1, 0]),
        ({"state": "nonsense", "sort": "nonsense"}, [1, 2, 0]),
    ],
)
def test_filter_and_order_stand_in_the_address(annas_desk, ievas_desk, three, query, places):
    wanted = [three[place] for place in places]

    assert keys(ievas_desk.get(reverse(INBOX), query)) == wanted
    assert keys(annas_desk.get(reverse(OUTBOX), query)) == wanted


def test_a_referral_is_found_by_the_number_told_on_the_phone(ievas_desk, three):
    assert keys(ievas_desk.get(reverse(INBOX), {"key": three[2][-4:]})) == [three[2]]
    assert keys(ievas_desk.get(reverse(INBOX), {"key": "N-26-9999"})) == []


def test_a_long_list_has_pages_that_keep_the_filter(ievas_desk, anna, office):
    for _each in range(26):
        sent(open_case(anna), anna, office)

    first = ievas_desk.get(reverse(INBOX), {"state": "waiting", "sort": "oldest"})

    following = BeautifulSoup(first.content, "html.parser").select_one("a[rel=next]")["href"]
    assert len(keys(first)) == 25
    assert "state=waiting" in following
    assert "sort=oldest" in following
    assert len(keys(ievas_desk.get(reverse(INBOX) + following))) == 1


def test_a_draft_stands_only_in_the_senders_list(annas_desk, ievas_desk, anna, case, office):
    prepared = draft(case, anna, office)

    assert keys(annas_desk.get(reverse(OUTBOX), {"state": "draft"})) == [prepared.key]
    assert keys(ievas_desk.get(reverse(INBOX), {"state": ""})) == []


def test_overdue_ones_are_marked(ievas_desk, three):
    page = ievas_desk.get(reverse(INBOX), {"sort": "oldest"})

    rows = BeautifulSoup(page.content, "html.parser").select(".kh-rows .kh-row")
    assert ["nokavēts" in row.get_text() for row in rows] == [True, False]


@pytest.mark.parametrize("how_many", [1, 3])
@pytest.mark.parametrize("name", [INBOX, OUTBOX])
def test_a_list_costs_the_same_however_long(
    annas_desk, ievas_desk, anna, office, how_many, name, django_assert_num_queries
):
    for _each in range(how_many):
        sent(open_case(anna), anna, office)
    desk = ievas_desk if name == INBOX else annas_desk

    with django_assert_num_queries(4):
        page = desk.get(reverse(name))

    assert len(keys(page)) == how_many


@pytest.mark.parametrize("how_many", [1, 3])
def test_one_referral_costs_the_same_however_much_was_written(
    ievas_desk, anna, ieva, case, office, how_many, django_assert_max_num_queries
):
    referral = sent(case, anna, office)
    actions.open_referral(referral.pk, actor=actor_of(ieva))
    for _each in range(how_many):
        actions.write_message(referral.pk, words="Kad atnākt?", actor=actor_of(ieva))

    with django_assert_max_num_queries(20):
        ievas_desk.get(reverse("referrals:referral", args=[referral.pk]))
