"""Mediators' posts as pages: the coordinator writes them, the mediator reads their own."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.mediation import actions
from khetene.mediation.models import Area, Contract
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.directory import OrganisationFactory
from tests.factories.mediation import employed
from tests.factories.territory import TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return MembershipFactory(role="mediator", from_day=date(2026, 1, 1))


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def desk(janis):
    return sign_in(Client(), janis)


def main(answer):
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").find("main")


def day(name, value):
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


def test_a_post_is_written_with_its_payers_and_places_and_the_mediator_reads_it(desk, anna):
    town, place = OrganisationFactory(name="Jelgavas pašvaldība"), TerritoryFactory(name="Jelgava", kind="state_city")
    form = {"mediator": anna.pk, "employer": anna.organisation_id, "percent_of_full_time": "50"}
    spans = day("begins", date(2026, 1, 1)) | day("ends", date(2026, 12, 31))

    made = desk.post(reverse("mediation:add_post"), form | spans)
    contract = Contract.objects.get()
    paid = desk.post(
        reverse("mediation:add_funding", args=[contract.pk]),
        {"source": "municipality", "payer": town.pk, "percent": "25,5"},
    )
    desk.post(
        reverse("mediation:add_area", args=[contract.pk]),
        {"territory": place.pk} | day("begins", date(2026, 1, 1)),
    )
    own = main(sign_in(Client(), anna).get(reverse("mediation:my_posts"))).get_text(" ", strip=True)

    assert made["Location"] == paid["Location"] == reverse("mediation:post", args=[contract.pk])
    assert [words in own for words in ("50 %", "Jelgavas pašvaldība: 25,5", "Jelgava", "74,5")] == [True] * 4
    assert main(desk.get(reverse("mediation:posts"))).select_one("section h2").get_text(strip=True) == anna.user.name


def test_what_is_too_much_is_said_at_its_field(desk, anna, janis):
    contract = employed(anna, janis)
    address = reverse("mediation:add_funding", args=[contract.pk])
    desk.post(address, {"source": "project", "percent": "80"})

    page = main(desk.post(address, {"source": "other", "percent": "21"}))

    assert [link["href"] for link in page.select(".govuk-error-summary a")] == ["#id_percent"]


def test_a_contract_is_removed_after_a_question(desk, anna, janis):
    address = reverse("mediation:remove_post", args=[employed(anna, janis).pk])

    asked, done = desk.get(address), desk.post(address)

    assert (asked.status_code, done["Location"], Contract.objects.count()) == (200, reverse("mediation:posts"), 0)


def test_a_place_is_removed_after_a_question(desk, anna, janis):
    contract = employed(anna, janis)
    place = TerritoryFactory(name="Tukums")
    area = actions.add_area(contract.pk, territory_id=place.pk, begins=contract.begins, actor=actor_of(janis))
    address = reverse("mediation:remove_area", args=[area.pk])

    asked, done = main(desk.get(address)), desk.post(address)

    page = reverse("mediation:post", args=[contract.pk])
    assert ("Tukums" in asked.h1.get_text(), done["Location"], Area.objects.count()) == (True, page, 0)


def test_a_contract_from_before_a_reform_offers_the_places_of_both_its_days(desk, anna, janis):
    reform = date(2021, 7, 1)
    gone = TerritoryFactory(name="Kandavas novads", kind="municipality", valid_to=reform)
    new = TerritoryFactory(name="Tukuma novads", kind="municipality", valid_from=reform)
    later = TerritoryFactory(name="Cits novads", kind="municipality", valid_from=date(2025, 7, 1))
    contract = employed(anna, janis, begins=date(2020, 8, 17), ends=date(2021, 8, 16))

    page = main(desk.get(reverse("mediation:add_area", args=[contract.pk])))

    offered = {option["value"]: option.get_text(strip=True) for option in page.select("#id_territory option")}
    assert [offered.get(str(place.pk)) for place in (gone, new, later)] == [
        "Kandavas novads (novads, līdz 30.06.2021.)",
        "Tukuma novads (novads)",
        None,
    ]


def test_changing_a_contract_keeps_an_employer_that_is_no_more(desk, anna, janis):
    ended = OrganisationFactory(name="Kandavas novada dome", valid_to=date(2021, 7, 1))
    contract = employed(anna, janis, employer_id=ended.pk, begins=date(2020, 8, 17), ends=date(2021, 8, 16))
    address = reverse("mediation:change_post", args=[contract.pk])

    chosen = main(desk.get(address)).select_one("#id_employer option[selected]")
    form = {"employer": chosen["value"], "percent_of_full_time": "50"}
    spans = day("begins", contract.begins) | day("ends", contract.ends)
    saved = desk.post(address, form | spans)

    contract.refresh_from_db()
    assert (chosen.get_text(strip=True), saved.status_code) == ("Kandavas novada dome (līdz 30.06.2021.)", 302)
    assert (contract.employer_id, contract.percent_of_full_time) == (ended.pk, 50)


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_of_posts_cost_the_same_however_many_there_are(desk, anna, janis, rows, django_assert_num_queries):
    for number in range(rows):
        contract = employed(anna, janis, begins=date(2026, 1 + number, 1), ends=date(2026, 1 + number, 20))
        area = {"territory_id": TerritoryFactory().pk, "begins": contract.begins}
        actions.add_area(contract.pk, **area, actor=actor_of(janis))
        actions.add_funding(contract.pk, source="other", payer_id=None, percent=None, actor=actor_of(janis))

    with django_assert_num_queries(6):
        desk.get(reverse("mediation:posts"))
    mediator = sign_in(Client(), anna)
    with django_assert_num_queries(5):
        mediator.get(reverse("mediation:my_posts"))
