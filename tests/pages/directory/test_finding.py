"""Finding help and keeping it true, as pages."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.directory.models import Service
from khetene.directory.search import folded
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.directory import OrganisationFactory, ServiceFactory
from tests.factories.territory import TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ieva():
    return MembershipFactory(role="case_worker")


@pytest.fixture
def desk(ieva):
    return sign_in(Client(), ieva)


def service(name, **more):
    return ServiceFactory(name={"lv": name, "en": name}, folded=folded(name), **more)


def shown(page):
    return [link.text for link in BeautifulSoup(page.content, "html.parser").select(".kh-cards h3 a")]


def test_words_are_found_without_diacritics_and_stay_in_the_form(desk):
    service("Skolotāja palīgs")
    service("Dienas centrs")

    page = desk.get(reverse("directory:find"), {"words": "skolotaja paligu"})

    assert shown(page) == ["Skolotāja palīgs"]
    assert BeautifulSoup(page.content, "html.parser").find(id="words")["value"] == "skolotaja paligu"


def test_the_need_narrows_the_list_and_pages_keep_the_search(desk):
    for number in range(21):
        service(f"Kurss {number:02}", domains=["further_education"])
    service("Naktsmājas", domains=["housing"])

    second = desk.get(reverse("directory:find"), {"domain": "further_education", "page": 2})

    assert len(shown(second)) == 1
    back = BeautifulSoup(second.content, "html.parser").select_one("a[rel=prev], .govuk-pagination a")
    assert "domain=further_education" in back["href"]


def test_what_is_near_comes_first(desk):
    near = TerritoryFactory(name="Talsi", folded_name="talsi")
    service(
        "Tālu",
        slug="a-talu",
        organisation=OrganisationFactory(territory=TerritoryFactory(name="Cēsis", folded_name="cesis")),
    )
    service("Tuvu", slug="b-tuvu", organisation=OrganisationFactory(territory=near))

    assert shown(desk.get(reverse("directory:find"), {"near": "Talsi"})) == ["Tuvu", "Tālu"]


def test_a_place_that_does_not_exist_is_said_at_its_field_and_the_rest_is_kept(desk):
    page = BeautifulSoup(
        desk.get(reverse("directory:find"), {"near": "Nekurienes novads", "words": "kurss"}).content, "html.parser"
    )

    assert page.find(id="near-error") is not None
    assert (page.find(id="near")["value"], page.find(id="words")["value"]) == ("Nekurienes novads", "kurss")


def test_an_organisation_that_is_no_more_offers_nothing(desk):
    gone = OrganisationFactory(valid_to=date(2025, 1, 1))
    service("Bijušais", organisation=gone)

    assert shown(desk.get(reverse("directory:find"))) == []


def test_hostile_words_are_shown_as_words(desk):
    page = desk.get(reverse("directory:find"), {"words": "<script>alert(1)</script>'; DROP TABLE"})

    assert page.status_code == 200
    assert "<script>alert(1)" not in page.content.decode()


def test_the_own_service_is_changed_and_checked_by_its_people_alone(desk, ieva):
    ours, foreign = service("Mūsu", organisation=ieva.organisation), service("Svešs")

    desk.post(reverse("directory:edit_service", args=[ours.pk]), {"description": "Jauns apraksts."})
    desk.post(reverse("directory:verify_service", args=[ours.pk]))
    refused = [
        desk.post(reverse("directory:edit_service", args=[foreign.pk]), {"description": "Ne mūsu."}).status_code,
        desk.post(reverse("directory:verify_service", args=[foreign.pk])).status_code,
    ]

    ours.refresh_from_db()
    assert (str(ours.description), ours.last_verified_on) == ("Jauns apraksts.", date(2026, 11, 20))
    assert refused == [404, 404]
    assert str(Service.objects.get(pk=foreign.pk).description) == "Apraksts"


def test_a_service_without_a_description_keeps_what_was_typed_and_says_what_to_do(desk, ieva):
    ours = service("Mūsu", organisation=ieva.organisation)

    page = desk.post(reverse("directory:edit_service", args=[ours.pk]), {"description": "", "schedule": "Otrdienās"})

    parsed = BeautifulSoup(page.content, "html.parser")
    assert [link["href"] for link in parsed.select(".govuk-error-summary a")] == ["#id_description"]
    assert parsed.find(id="id_schedule")["value"] == "Otrdienās"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_search_costs_the_same_however_much_it_finds(desk, rows, django_assert_num_queries):
    for number in range(rows):
        service(f"Kurss {number}")
    desk.get(reverse("directory:find"))

    with django_assert_num_queries(3):
        desk.get(reverse("directory:find"))


def test_what_nobody_checked_for_a_year_is_listed_and_the_own_can_be_checked_on_the_spot(desk, ieva):
    ours = service(
        "Mūsu vecais", organisation=ieva.organisation, last_verified_on=date(2025, 11, 19), last_verified_by=ieva.pk
    )
    service("Svešs nepārbaudīts", last_verified_on=None)
    service("Svešs vecs", last_verified_on=date(2024, 1, 1), last_verified_by=ieva.pk)
    service(
        "Mūsu jaunais", organisation=ieva.organisation, last_verified_on=date(2025, 11, 21), last_verified_by=ieva.pk
    )

    def names():
        page = BeautifulSoup(desk.get(reverse("directory:to_check")).content, "html.parser")
        links = page.find("main").select("a[href*='/pakalpojumi/']:not([role=button])")
        return [link.text for link in links]

    before = names()
    answer = desk.post(reverse("directory:verify_service", args=[ours.pk]), {"from_list": "1"})

    assert before == ["Mūsu vecais", "Svešs nepārbaudīts", "Svešs vecs"]
    assert answer["Location"] == reverse("directory:to_check")
    assert names() == ["Svešs nepārbaudīts", "Svešs vecs"]


@pytest.mark.parametrize("rows", [1, 3])
def test_what_is_to_be_checked_costs_the_same_however_much_it_is(desk, ieva, rows, django_assert_num_queries):
    for number in range(rows):
        service(f"Vecs {number}", last_verified_on=None)
        service(f"Mūsu vecs {number}", organisation=ieva.organisation, last_verified_on=None)

    with django_assert_num_queries(3):
        desk.get(reverse("directory:to_check"))
