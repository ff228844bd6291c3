"""The catalogue, a person without a name, and my caseload against the programmes."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from khetene.cases.models import ClientFact
from khetene.kernel.models import AuditEntry
from khetene.programmes import rulebook
from khetene.programmes.models import Screening
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.directory import ServiceFactory
from tests.factories.programmes import haris, loaded_rules

pytestmark = pytest.mark.django_db
QUERIES = {"caseload": 4, "caseload_cases": 6, "catalogue": 3, "programme": 6}


@pytest.fixture
def anna():
    return MembershipFactory(role="mediator")


@pytest.fixture
def desk(client, anna):
    loaded_rules()
    rulebook.current()
    return sign_in(client, anna)


def text_of(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").get_text(" ").split())


def test_programmes_that_run_now_stand_before_those_that_ended(desk):
    page = BeautifulSoup(desk.get(reverse("programmes:catalogue")).content, "html.parser")

    ended = ["šobrīd nedarbojas" in item.get_text() for item in page.find_all("li", class_="kh-card")]
    assert ended == sorted(ended)
    assert {False, True} == set(ended)


def test_a_programme_shows_its_dated_conditions_and_their_source(desk):
    text = text_of(desk.get(reverse("programmes:programme", args=["early-leaving"])))

    assert "no 01.01.2017. līdz 01.09.2021. (neieskaitot):" in text
    assert "Kurā klasē mācās? – no 5 līdz 12" in text
    assert "no 01.09.2021.: (Vai un kur cilvēks šobrīd mācās?" in text
    assert "Avots: avots 001" in text
    assert "Lemj skola un Izglītības kvalitātes valsts dienests." in text


def test_every_programme_has_a_page(desk):
    for programme in rulebook.current()[1].programmes:
        assert desk.get(reverse("programmes:programme", args=[programme.id])).status_code == 200


@pytest.mark.parametrize("programme", ["community-centre", "neet"])
def test_no_heading_of_a_programme_stands_above_nothing(desk, programme):
    page = BeautifulSoup(desk.get(reverse("programmes:programme", args=[programme])).content, "html.parser")

    under = [heading.find_next_sibling() for heading in page.find("main").find_all("h2")]

    assert [one.get_text() for one in under if one is None or one.name == "h2"] == []


def test_a_programme_that_does_not_exist_is_not_found(desk):
    assert desk.get(reverse("programmes:programme", args=["no-such"])).status_code == 404


@pytest.mark.parametrize("role", ["national_coordinator", "programme_holder", "auditor"])
def test_the_catalogue_is_open_to_all_staff_and_the_caseload_to_those_with_cases(client, role):
    loaded_rules()
    desk = sign_in(client, MembershipFactory(role=role))

    catalogue = desk.get(reverse("programmes:catalogue"))

    assert catalogue.status_code == 200
    assert reverse("programmes:caseload") not in catalogue.content.decode()
    assert desk.get(reverse("programmes:caseload")).status_code == 404


def test_those_with_cases_find_their_caseload(desk):
    assert reverse("programmes:caseload") in desk.get(reverse("programmes:catalogue")).content.decode()


NAMELESS = {
    "asked": ["months_without_work", "employed", "registered_unemployed", "meets_barrier"],
    "months_without_work-value": "14",
    "employed-value": "no",
    "registered_unemployed-value": "no",
    "meets_barrier-value": "yes",
}


def test_a_person_without_a_name_is_told_what_fits(desk):
    text = text_of(desk.post(reverse("programmes:screen"), NAMELESS))

    assert "Atbalsts ilgstošajiem bezdarbniekiem ESF 7.4.1 var atbilst" in text
    assert "Vispirms reģistrējieties NVA kā bezdarbnieks." in text


def test_nothing_of_a_person_without_a_name_is_stored(desk):
    desk.get(reverse("programmes:screen"))
    before = [model.objects.count() for model in (ClientFact, Screening, AuditEntry)]

    with CaptureQueriesContext(connection) as queries:
        response = desk.post(reverse("programmes:screen"), NAMELESS)

    assert response.status_code == 200
    assert [query["sql"] for query in queries if not query["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))] == []
    assert [model.objects.count() for model in (ClientFact, Screening, AuditEntry)] == before


def test_a_wrong_answer_keeps_the_others(desk):
    response = desk.post(reverse("programmes:screen"), NAMELESS | {"months_without_work-value": "-1"})

    page = BeautifulSoup(response.content, "html.parser")
    assert "Rakstiet skaitli no 0 līdz 900." in page.find(class_="govuk-error-summary").get_text()
    assert page.find("input", {"name": "employed-value", "value": "no"}).has_attr("checked")


@pytest.mark.parametrize("asked", [["no_such"], ["employed"] * 400, ["<script>"], [""]])
def test_strange_questions_are_passed_over(desk, asked):
    assert desk.post(reverse("programmes:screen"), {"asked": asked, "employed-value": "no"}).status_code == 200


def test_my_caseload_counts_cases_and_opens_their_keys(desk, anna):
    person = haris(anna, registered_unemployed=True)
    haris(MembershipFactory(role="mediator"), registered_unemployed=True)

    page = desk.get(reverse("programmes:caseload"))
    link = reverse("programmes:caseload_cases", args=["long-term-unemployed", "atbilst"])
    found = text_of(desk.get(link))

    row = BeautifulSoup(page.content, "html.parser").find("a", href=link)
    assert row.find(string=True, recursive=False) == "1"
    assert person.case.key in found
    assert "Haris" not in page.content.decode() + found


def test_a_list_for_another_answer_is_not_found(desk):
    assert desk.get(reverse("programmes:caseload_cases", args=["neet", "neatbilst"])).status_code == 404


@pytest.mark.parametrize("cases", [1, 3])
def test_my_caseload_costs_the_same_however_many_cases(desk, anna, cases, django_assert_num_queries):
    for _case in range(cases):
        haris(anna, registered_unemployed=True)

    with django_assert_num_queries(QUERIES["caseload"]):
        desk.get(reverse("programmes:caseload"))
    with django_assert_num_queries(QUERIES["caseload_cases"]):
        desk.get(reverse("programmes:caseload_cases", args=["long-term-unemployed", "atbilst"]))


@pytest.mark.parametrize("services", [1, 3])
def test_the_catalogue_costs_the_same_however_many_services(desk, services, django_assert_num_queries):
    ServiceFactory.create_batch(services, programme="neet")

    with django_assert_num_queries(QUERIES["catalogue"]):
        desk.get(reverse("programmes:catalogue"))
    with django_assert_num_queries(QUERIES["programme"]):
        desk.get(reverse("programmes:programme", args=["neet"]))
