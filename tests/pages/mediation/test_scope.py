"""The friendly answer, and stepping back, as pages."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.cases import actions
from khetene.directory.models import Organisation
from khetene.mediation.models import Contact
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.cases import open_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("latvia")]


@pytest.fixture
def rita():
    return MembershipFactory(role="supervisor")


@pytest.fixture
def anna(rita):
    return MembershipFactory(role="mediator", organisation=rita.organisation)


@pytest.fixture
def desk(anna):
    return sign_in(Client(), anna)


def main(answer):
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").find("main")


def test_not_mine_but_here_is_who_and_it_counts_as_a_contact(desk, anna):
    page = main(desk.get(reverse("mediation:scope")))
    address = page.select_one(".kh-row a")["href"]
    topic = main(desk.get(address))
    office = Organisation.objects.get(pk=topic.select_one("[name=institution]")["value"])
    form = {"institution": office.pk, "place": "street", "minutes": "5", "languages": ["rom"]}
    form["territory"] = topic.select("select[name=territory] option")[1]["value"]

    noted = desk.post(address, form)

    contact = Contact.objects.get()
    assert noted["Location"] == reverse("mediation:contacts")
    assert (contact.result, contact.institution, contact.topics, contact.languages, contact.minutes) == (
        "told_who",
        office,
        ["benefits"],
        ["rom"],
        5,
    )


def test_the_nearest_service_stands_first(desk):
    page = main(desk.get(reverse("mediation:scope_topic", args=["benefits-decision"])))
    jelgava = next(one["value"] for one in page.select("#near option") if one.get_text() == "Jelgava")

    near = main(desk.get(reverse("mediation:scope_topic", args=["benefits-decision"]), {"near": jelgava}))

    assert "Jelgava" in near.select_one(".kh-row li, ul.kh-rows li").get_text()


def test_a_question_that_is_none_is_not_found(desk):
    assert desk.get(reverse("mediation:scope_topic", args=["nothing"])).status_code == 404


def test_only_who_works_on_a_case_is_asked_whether_another_should_go_on(desk, anna, rita):
    case = open_case(anna)
    actions.take_supervision(case.pk, actor=actor_of(rita))
    boss = sign_in(Client(), rita)
    page, step_back = (reverse(name, args=[case.pk]) for name in ("cases:case", "mediation:decline_case"))

    links = [main(who.get(page)).find("a", href=step_back) is not None for who in (desk, boss)]

    assert links == [True, False]
    assert [who.get(step_back).status_code for who in (desk, boss)] == [200, 404]


def test_stepping_back_is_one_choice_and_the_supervisors_day_shows_it(desk, anna, rita):
    case = open_case(anna)
    address = reverse("mediation:decline_case", args=[case.pk])

    nothing = main(desk.post(address, {"reason": ""}))
    done = desk.post(address, {"reason": "impartial"})

    boss = sign_in(Client(), rita)
    choose = reverse("cases:workers", args=[case.pk])
    assert [link["href"] for link in nothing.select(".govuk-error-summary a")] == ["#id_reason_0"]
    assert done["Location"] == reverse("my_day:today")
    for page in (reverse("my_day:today"), reverse("mediation:declined")):
        assert main(boss.get(page)).find("a", href=choose) is not None
    assert desk.get(reverse("cases:case", args=[case.pk])).status_code == 404
