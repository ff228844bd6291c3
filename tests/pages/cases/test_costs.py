"""The price of a page does not grow with its rows. A stranger's case is there to leak."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from khetene.cases import actions
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.cases import agree, client_of, open_case
from tests.factories.directory import OrganisationFactory
from tests.factories.referrals import sent

pytestmark = pytest.mark.django_db
CANARY = "Kanārijputniņš"
CASE = 19


@pytest.fixture
def anna():
    return MembershipFactory(role="mediator")


@pytest.fixture
def desk(anna):
    return sign_in(Client(), anna)


def fill(case, anna, how_many):
    """Everything that a case can hold, so often."""
    for _time in range(how_many):
        need = actions.note_need(case.pk, domain="work", words="Grib strādāt.", actor=actor_of(anna))
        actions.make_promise(case.pk, side="we", words="Zvanīt.", due_on=date(2026, 11, 21), actor=actor_of(anna))
        agree(case, anna)
        sent(case, anna, OrganisationFactory())
        actions.record_outcome(
            case.pk,
            client_id=client_of(case).pk,
            kind="documents",
            happened_on=date(2026, 11, 19),
            proof="said",
            need_id=need.pk,
            actor=actor_of(anna),
        )


def agree_on_a_plan(case, anna, how_many):
    actor = actor_of(anna)
    plan = actions.draft_plan(case.pk, actor=actor)
    for _time in range(how_many):
        goal = actions.add_goal(plan.pk, words="Strādāt.", actor=actor)
        actions.add_measure(goal.pk, words="Datorkurss.", responsible="Eva", due_on=date(2026, 12, 1), actor=actor)
    actions.agree_plan(plan.pk, review_on=date(2027, 2, 1), actor=actor)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_case_costs_the_same_however_much_happened(anna, desk, rows, django_assert_num_queries):
    case = open_case(anna)
    fill(case, anna, rows)
    agree_on_a_plan(case, anna, rows)
    desk.get(reverse("cases:case", args=[case.pk]))

    with django_assert_num_queries(CASE):
        page = desk.get(reverse("cases:case", args=[case.pk]))

    assert page.status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"), [("cases:list", 6), ("my_day:today", 11), ("referrals:outbox", 4), ("mediation:contacts", 4)]
)
def test_a_list_costs_the_same_however_long(anna, desk, rows, name, queries, django_assert_num_queries):
    for number in range(rows):
        fill(open_case(anna, called=f"Cilvēks {number}"), anna, 1)
    open_case(MembershipFactory(role="mediator"), called=CANARY)
    desk.get(reverse(name))

    with django_assert_num_queries(queries):
        page = desk.get(reverse(name))

    assert CANARY not in page.content.decode()
