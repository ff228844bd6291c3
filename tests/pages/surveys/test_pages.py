"""Surveys as the coordinator and as somebody behind a link see them."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse

from khetene.surveys import actions, post
from khetene.surveys.models import Asked, Box, Survey
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.network import BodyFactory, holds, known, seat_in
from tests.factories.surveys import answered, asks, expected, opened, token_for

pytestmark = pytest.mark.django_db
YES = {"useful": "yes"}


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def desk(janis):
    return sign_in(Client(), janis)


def words(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").get_text(" ").split())


def survey_page(survey):
    return reverse("surveys:survey", args=[survey.pk])


def results_page(survey):
    return reverse("surveys:survey_results", args=[survey.pk])


def door(token):
    return reverse("surveys:survey_answer", args=[token])


def test_a_survey_is_opened_letters_go_and_somebody_answers_without_an_account(janis, desk):
    gathering, version = expected(janis), asks()
    start = reverse("surveys:open_survey") + f"?gathering={gathering.pk}"
    chosen = BeautifulSoup(desk.get(start).content, "html.parser").select_one("option[selected]")
    form = {
        "whom": chosen["value"], "version": version.pk, "names": "no", "grouped_by": "", "purpose": "Lai saplānotu rudeni",
        "closes_on_day": "30", "closes_on_month": "11", "closes_on_year": "2026",
    }  # fmt: skip

    made = desk.post(start, form)
    survey = Survey.objects.get()
    sent = desk.post(reverse("surveys:survey_letters", args=[survey.pk]), {"decision": "send"}, follow=True)
    post.deliver()
    link = next(word for word in mail.outbox[0].body.split() if word.startswith("http")).partition("8000")[2]
    page = Client().get(link)
    done = Client().post(
        link, {"seen": ["useful", "change"], "q_useful": "yes", "q_change": "Vairāk laika"}, follow=True
    )

    assert (made.url, survey.is_anonymous, survey.moment) == (survey_page(survey), True, "before")
    assert "6 vēstules ir ceļā." in sent.content.decode()
    assert [part for part in ("Lai saplānotu rudeni", "Atbildes glabā anonīmi.", "Vai bija noderīgi?")
            if part not in words(page)] == []  # fmt: skip
    assert page["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert "no-store" in page["Cache-Control"]
    assert "Paldies" in words(done)
    assert json.loads(Box.objects.get().content)[0]["said"] == {"useful": "yes", "change": "Vairāk laika"}


def test_only_what_may_be_left_out_is_marked_as_optional(janis):
    page = BeautifulSoup(Client().get(door(token_for(opened(janis).asked.order_by("pk")[0]))).content, "html.parser")

    marked = ["(nav obligāti)" in one.get_text() for one in page.select("form legend, form label.govuk-label--s")]

    assert marked == [False, True]


def test_a_made_up_link_tells_nothing(janis):
    opened(janis)

    answer = Client().get(door("made-up"))

    assert (answer.status_code, "Ekspertu" in answer.content.decode()) == (410, False)


def test_what_was_not_answered_is_said_at_its_question(janis):
    token = token_for(opened(janis).asked.order_by("pk")[0])

    refused = Client().post(door(token), {"seen": ["useful", "change"], "q_change": "Vairāk laika"})

    shown = BeautifulSoup(refused.content, "html.parser")
    assert shown.select_one(".govuk-error-summary a")["href"] == "#id_q_useful_0"
    assert shown.select_one("textarea[name=q_change]").text.strip() == "Vairāk laika"


def test_the_organiser_sees_how_many_answered_and_not_who(janis, desk):
    survey = opened(janis)
    answered(survey, YES)

    page = desk.get(survey_page(survey))

    assert "Atbildēja 1 no 6" in words(page)
    assert BeautifulSoup(page.content, "html.parser").select(".kh-row .govuk-tag") == []
    assert "Anonīmas atbildes lasa, kad aptauja ir slēgta." in words(desk.get(results_page(survey)))


def test_hidden_groups_say_that_they_are_hidden_and_why(janis, desk):
    sectors = (*["municipal"] * 6, *["mediator"] * 3, *["association"] * 3)
    survey = opened(janis, expected(janis, 12, sectors), grouped_by="sector", is_anonymous=False)
    answered(survey, *[YES] * 12)

    shown = words(desk.get(results_page(survey)))

    assert "Pašvaldības 6" in shown
    assert "Romu mediatori slēpts mazāk nekā 5 cilvēki" in shown


def test_after_closing_the_results_stand_in_the_report_of_the_gathering(janis, desk):
    gathering = expected(janis)
    survey = opened(janis, gathering)
    answered(survey, *({"useful": "yes", "change": "Vairāk laika"} for _ in range(5)))
    desk.post(reverse("surveys:close_survey", args=[survey.pk]))

    report = reverse("gatherings:report", args=[gathering.pk])
    colleague = sign_in(Client(), MembershipFactory(role="regional_expert"))

    assert "Jā 5" in words(desk.get(results_page(survey)))
    assert [part for part in ("Atbildēja 5 no 6", "Jā: 5", "Vairāk laika") if part not in words(desk.get(report))] == []
    assert ("Jā: 5" in words(colleague.get(report)), "Vairāk laika" in words(colleague.get(report))) == (True, False)
    (part,) = desk.get(report, {"format": "json"}).json()["surveys"]
    assert part["questions"][0]["lines"] == ["Jā: 5", "Nē: 0"]


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_the_files_of_the_report_take_the_survey(janis, desk, kind):
    gathering = expected(janis)
    survey = opened(janis, gathering)
    answered(survey, *[YES] * 5)
    actions.close(survey.pk, actor=actor_of(janis))

    answer = desk.get(reverse("gatherings:report", args=[gathering.pk]), {"format": kind})

    assert (answer.status_code, len(answer.content) > 5000) == (200, True)


def test_somebody_without_an_address_gets_a_link_that_is_shown_once(janis, desk):
    body = BodyFactory(organisation=janis.organisation)
    holds(seat_in(body, janis), known(janis, "Vija", email="", phone="29999999"), janis)
    survey = opened(janis, body_id=body.pk, is_anonymous=False)
    asked = Asked.objects.get()

    told = desk.post(reverse("surveys:survey_link", args=[asked.pk]), {"decision": "link"})

    link = BeautifulSoup(told.content, "html.parser").select_one("code").text
    assert Client().get(link.partition("8000")[2]).status_code == 200
    assert "/aptauja/" not in desk.get(survey_page(survey)).content.decode()


def test_one_more_person_is_asked(janis, desk):
    survey = opened(janis)

    desk.post(reverse("surveys:ask_in_survey", args=[survey.pk]), {"name": "Zane", "email": "zane@example.org"})

    assert "Zane" in words(desk.get(survey_page(survey)))


def test_a_running_survey_stands_on_the_landing_page_of_whoever_asks_and_at_the_gathering(janis, desk):
    gathering = expected(janis)
    survey = opened(janis, gathering)

    pages = [desk.get(reverse("my_day:platform")), desk.get(reverse("gatherings:gathering", args=[gathering.pk]))]

    assert [survey_page(survey) in page.content.decode() for page in pages] == [True, True]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_many(janis, desk, number, django_assert_num_queries):
    gathering = expected(janis)
    for _ in range(number):
        opened(janis, gathering)
    opened(MembershipFactory(role="national_coordinator"))

    with django_assert_num_queries(3):
        page = desk.get(reverse("surveys:surveys"))
    assert len(BeautifulSoup(page.content, "html.parser").select(".kh-row")) == number


@pytest.mark.parametrize("number", [5, 12])
def test_results_cost_the_same_however_many_answered(janis, desk, number, django_assert_num_queries):
    survey = opened(janis, expected(janis, number), grouped_by="sector")
    answered(survey, *[YES] * number)
    actions.close(survey.pk, actor=actor_of(janis))

    with django_assert_num_queries(4):
        desk.get(results_page(survey))
