"""The national overview: what is small is never shown and cannot be worked out from what is."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.accounts.enums import SEE_NATIONAL_TOTALS, Role
from khetene.cases import actions
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.cases import client_of, open_case

pytestmark = pytest.mark.django_db
CANARY = "Kanārijputniņš"


@pytest.fixture
def workers():
    return [MembershipFactory(role="case_worker") for _office in range(3)]


def reached(worker, kind, *, called=CANARY):
    case = open_case(worker, called=called)
    actions.record_outcome(
        case.pk,
        client_id=client_of(case).pk,
        kind=kind,
        happened_on=date(2026, 11, 1),
        proof="said",
        actor=actor_of(worker),
    )


def overview():
    janis = sign_in(Client(), MembershipFactory(role="national_coordinator"))
    return janis.get(reverse("overview:national"))


def numbers(page):
    """Outcomes by their words; None where a number is hidden. The total stands under an empty name."""
    parsed = BeautifulSoup(page.content, "html.parser")
    section = parsed.find(id="outcomes").find_parent("section")
    rows = {row.find("th").text.strip(): row.find("td").text.strip() for row in section.select("tbody tr")}
    rows[""] = parsed.find(id="outcome-total").text.strip()
    return {name: int(text) if text.isdecimal() else None for name, text in rows.items()}


def test_a_number_that_is_large_and_comes_from_many_is_shown(workers):
    for _time in range(4):
        for worker in workers:
            reached(worker, "started_work")

    assert numbers(overview()) == {"Sāka strādāt": 12, "": 12}


def test_the_three_of_the_standing_example_is_neither_shown_nor_left_over(workers):
    for worker in workers:
        for _time in range(4):
            reached(worker, "started_work")
        reached(worker, "documents")

    shown = numbers(overview())

    assert shown["Nokārtoti dokumenti"] is None
    hidden = [name for name, number in shown.items() if name and number is None]
    assert shown[""] is None or len(hidden) != 1


def test_a_number_from_one_office_alone_is_not_shown(workers):
    for _time in range(12):
        reached(workers[0], "started_work")

    assert numbers(overview()) == {"Sāka strādāt": None, "": None}


def test_nobody_is_named_and_nothing_leads_to_a_case(workers):
    for worker in workers:
        reached(worker, "started_work")

    page = overview().content.decode()

    assert CANARY not in page
    assert "/lietas/" not in page


@pytest.mark.parametrize("role", sorted(set(Role.values) - {str(role) for role in SEE_NATIONAL_TOTALS}))
def test_for_other_roles_the_page_does_not_exist(role):
    assert sign_in(Client(), MembershipFactory(role=role)).get(reverse("overview:national")).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_the_same_however_much_happened(workers, rows, django_assert_num_queries):
    for _time in range(rows):
        for worker in workers:
            reached(worker, "started_work")
    janis = sign_in(Client(), MembershipFactory(role="national_coordinator"))
    janis.get(reverse("overview:national"))

    with django_assert_num_queries(5):
        janis.get(reverse("overview:national"))
