"""From the case to the exit over the pages, and what a page costs with one and with three rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.directory.models import Organisation
from khetene.enrolments.models import Delivery, Enrolment
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.cases import open_case
from tests.factories.directory import OrganisationFactory
from tests.factories.enrolments import NVA, enrolled, give, go, signed, taking_part
from tests.factories.programmes import haris, loaded_rules

pytestmark = pytest.mark.django_db
CANARY = "Kanārijputniņš"
COSTS = {"list": 5, "enrolment": 16, "my_day": 12}


@pytest.fixture
def maija():
    loaded_rules()
    return MembershipFactory(role="case_worker")


@pytest.fixture
def desk(maija):
    return sign_in(Client(), maija)


def text_of(page):
    return " ".join(BeautifulSoup(page.content, "html.parser").find("main").get_text(" ").split())


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_long(maija, desk, rows, django_assert_num_queries):
    for _row in range(rows):
        enrolled(maija)
    stranger = MembershipFactory(role="case_worker")
    enrolled(stranger, client=haris(stranger))
    Enrolment.objects.filter(organisation=stranger.organisation).update(key=CANARY)
    desk.get(reverse("enrolments:list"))

    with django_assert_num_queries(COSTS["list"]):
        page = desk.get(reverse("enrolments:list"))

    assert CANARY not in page.content.decode()
    assert page.content.decode().count("kh-row") - page.content.decode().count("kh-rows") == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_a_participation_costs_the_same_however_much_was_given(maija, desk, rows, django_assert_num_queries):
    enrolment = taking_part(maija)
    for _row in range(rows):
        give(enrolment, maija)
    address = reverse("enrolments:enrolment", args=[enrolment.pk])
    desk.get(address)

    with django_assert_num_queries(COSTS["enrolment"]):
        page = desk.get(address)

    assert page.status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_my_day_reminds_of_open_windows_at_a_fixed_cost(maija, desk, rows, django_assert_num_queries):
    for _row in range(rows):
        go(taking_part(maija, client=haris(maija)), maija, "ended", why="job")
    stranger = MembershipFactory(role="case_worker")
    go(taking_part(stranger), stranger, "ended", why="job")
    Enrolment.objects.filter(organisation=stranger.organisation).update(key=CANARY)
    desk.get(reverse("my_day:today"))

    with django_assert_num_queries(COSTS["my_day"]):
        page = desk.get(reverse("my_day:today"))

    assert text_of(page).count("Jānosaka rezultāts:") == rows
    assert CANARY not in page.content.decode()


def test_a_person_is_enrolled_from_the_case_and_goes_all_the_way(maija, desk):
    client = haris(maija)
    page = desk.post(reverse("enrolments:of_case", args=[client.case_id]), {"client": str(client.pk), "programme": NVA})
    enrolment = Enrolment.objects.get(client=client)
    assert page.url == reverse("enrolments:enrolment", args=[enrolment.pk])

    desk.post(reverse("programmes:keep", args=[client.case_id, client.pk]))
    desk.post(reverse("enrolments:move", args=[enrolment.pk, "profiled"]), day("on", date(2026, 11, 20)))
    refused = desk.post(reverse("enrolments:move", args=[enrolment.pk, "running"]), day("on", date(2026, 11, 20)))
    assert "Vispirms vajag" in text_of(refused)

    desk.post(
        reverse("enrolments:sign", args=[enrolment.pk]),
        {"given_how": "signed", "explained_in": "lv", "explained": "Viss.", **day("signed_on", date(2026, 11, 20))},
    )
    desk.post(reverse("enrolments:move", args=[enrolment.pk, "running"]), day("on", date(2026, 11, 20)))
    desk.post(
        reverse("enrolments:give", args=[enrolment.pk]),
        {"support": "group", "quantity": "1,5", **day("on", date(2026, 11, 20))},
    )
    assert Delivery.objects.get(enrolment=enrolment).quantity == Decimal("1.5")
    shown = text_of(desk.get(reverse("enrolments:enrolment", args=[enrolment.pk])))
    assert "1,5 stundas" in shown

    desk.post(
        reverse("enrolments:move", args=[enrolment.pk, "ended"]),
        {"exit_reason": "job", **day("on", date(2026, 11, 20))},
    )
    unproved = desk.post(
        reverse("enrolments:outcome", args=[enrolment.pk, "exit"]),
        {"result": "work", **day("situation_on", date(2026, 11, 20))},
    )
    assert "bez pierādījuma" in text_of(unproved)
    desk.post(
        reverse("enrolments:outcome", args=[enrolment.pk, "exit"]),
        {"result": "work", "evidence": "Darba līgums.", **day("situation_on", date(2026, 11, 20))},
    )
    assert "Darba līgums." in text_of(desk.get(reverse("enrolments:enrolment", args=[enrolment.pk])))


def test_a_programme_that_the_organisation_has_not_joined_is_not_offered(maija, desk):
    case = open_case(maija)

    page = text_of(desk.get(reverse("enrolments:of_case", args=[case.pk])))

    assert "Atbalsts ilgstošajiem bezdarbniekiem" in page
    assert "PROTI un DARI! 2.0" in page
    assert "Atbalsts izglītojamo individuālo kompetenču attīstībai" not in page


def test_the_rules_say_what_nobody_knows(desk):
    page = text_of(desk.get(reverse("programmes:programme", args=["neet-2"])))

    assert "Avotos nav zināms, tāpēc šeit netiek pārbaudīts:" in page
    assert "6 525 000,00 €" in page.replace("\xa0", " ")


def test_a_holder_keeps_the_partners_of_the_own_programme_alone():
    loaded_rules()
    nva = OrganisationFactory(slug="sif-test")
    stranger = sign_in(Client(), MembershipFactory(role="programme_holder", organisation=nva))
    sif = Organisation.objects.filter(slug="sif").first() or OrganisationFactory(slug="sif")
    holder = sign_in(Client(), MembershipFactory(role="programme_holder", organisation=sif))
    partner = OrganisationFactory(name="Biedrība Zvaigzne")
    address = reverse("enrolments:partners", args=["diversity"])

    assert stranger.get(address).status_code == 404
    holder.post(address, {"organisation": str(partner.pk), **day("joined_on", date(2026, 1, 1))})
    assert "Biedrība Zvaigzne" in text_of(holder.get(address))


def test_signed_but_not_begun_shows_who_may_go_on(maija, desk):
    enrolment = signed(enrolled(maija), maija)
    go(enrolment, maija, "profiled")

    page = text_of(desk.get(reverse("enrolments:enrolment", args=[enrolment.pk])))

    assert "Pārcelt – Darba meklēšanas plāns tiek īstenots" in page


def test_a_correction_begins_with_what_was_written(maija, desk):
    given = give(
        taking_part(maija),
        maija,
        support="consultations",
        quantity=Decimal("1.50"),
        cents=1_250,
        given_as="psychologist",
    )

    page = desk.get(reverse("enrolments:correct", args=[given.pk]))

    form = BeautifulSoup(page.content, "html.parser")
    assert form.find("input", {"name": "quantity"})["value"] == "1,5"
    assert form.find("input", {"name": "euro"})["value"] == "12,5"
    assert form.find("option", selected=True)["value"] == "psychologist"


def test_a_whole_group_is_entered_on_one_screen(maija, desk):
    first, second, third = (taking_part(maija, client=haris(maija)) for _person in range(3))

    page = desk.post(
        reverse("enrolments:group", args=[NVA]),
        {
            "who": [str(first.pk), str(second.pk)],
            "support": "group",
            "quantity": "2",
            f"own_{second.pk}": "1,5",
            **day("on", date(2026, 11, 20)),
        },
    )

    assert page.status_code == 302
    given = {(row.enrolment_id, row.quantity) for row in Delivery.objects.order_by("id")}
    assert given == {(first.pk, Decimal(2)), (second.pk, Decimal("1.5"))}
    assert third.key in text_of(desk.get(reverse("enrolments:group", args=[NVA])))
    sheet = reverse("enrolments:signature_list", args=[Delivery.objects.get(enrolment=first).pk])
    assert BeautifulSoup(desk.get(page["Location"]).content, "html.parser").find("a", href=sheet) is not None


def test_a_group_of_which_no_sheet_is_named_rightly_is_entered_as_ever(maija, desk):
    taking_part(maija)

    page = desk.get(reverse("enrolments:group", args=[NVA]), {"to_sign": "../lapa"})

    assert page.status_code == 200
    assert BeautifulSoup(page.content, "html.parser").select("a[href$='/lapa/']") == []


def test_an_amount_that_is_no_number_is_said_beside_the_person(maija, desk):
    enrolment = taking_part(maija)

    page = desk.post(
        reverse("enrolments:group", args=[NVA]),
        {
            "who": [str(enrolment.pk)],
            "support": "group",
            "quantity": "2",
            f"own_{enrolment.pk}": "daudz",
            **day("on", date(2026, 11, 20)),
        },
    )

    assert f"{enrolment.key}: " in text_of(page)
    assert Delivery.objects.count() == 0
