"""Paper on the pages: the sheet, typing it in, and what came back as a file."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from khetene.kernel.workbooks import sheets
from khetene.surveys import actions
from khetene.surveys.models import FromPaper, PaperCount
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.surveys import answered, expected, opened
from tests.pages.surveys.test_pages import results_page, survey_page, words

pytestmark = pytest.mark.django_db
YES = {"useful": "yes"}


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def desk(janis):
    return sign_in(Client(), janis)


def at(name, survey):
    return reverse(f"surveys:{name}", args=[survey.pk])


def closed(survey, janis):
    actions.close(survey.pk, actor=actor_of(janis))
    return survey


def rows_of(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_a_sheet_is_printed_and_typed_in_under_a_name(janis, desk):
    survey = opened(janis, is_anonymous=False)
    someone = survey.asked.order_by("pk")[0]

    printed = desk.get(at("survey_sheet", survey))
    form = {"asked_id": someone.pk, "q_useful": "yes", "q_change": "", "seen": ["useful", "change"]}
    desk.post(at("enter_sheet", survey), form)

    assert printed.content.startswith(b"%PDF-")
    assert FromPaper.objects.get().answer.asked_id == someone.pk
    assert "uz papīra" in words(desk.get(survey_page(survey)))


def test_a_sheet_without_a_name_asks_for_the_group_alone(janis, desk):
    survey = opened(janis, expected(janis, 6), grouped_by="sector")

    page = desk.get(at("enter_sheet", survey))
    form = {"group": "municipal", "q_useful": "yes", "q_change": "Vairāk laika", "seen": ["useful", "change"]}
    again = desk.post(at("enter_sheet", survey), form, follow=True)

    assert (b'name="group"' in page.content, b'name="asked_id"' in page.content) == (True, False)
    assert list(PaperCount.objects.values_list("group", "number")) == [("municipal", 1)]
    assert "Ievadīta 1 lapa." in words(again)
    assert "Vairāk laika" not in words(again)


def test_answers_under_names_are_saved_one_in_a_row(janis, desk):
    survey = opened(janis, is_anonymous=False)
    answered(survey, {"useful": "yes", "change": '=HYPERLINK("http://example.org")'})

    rows = rows_of(desk.get(results_page(survey) + "?format=csv"))
    book = sheets(desk.get(results_page(survey) + "?format=xlsx").content)

    assert [row[0] for row in rows[1:]] == ["Dalībniece 0"]
    assert rows[1][-1] == '\'=HYPERLINK("http://example.org")'
    assert book["Atbildes"][1][-1] == '=HYPERLINK("http://example.org")'


def test_a_file_without_names_holds_what_the_page_shows_and_no_whole_answer(janis, desk):
    survey = opened(janis, expected(janis, 12, ("municipal", "mediator")), grouped_by="sector")
    said = [{"useful": "yes" if number % 2 else "no", "change": f"domas {number}"} for number in range(11)]
    answered(survey, *said)
    page = words(desk.get(results_page(closed(survey, janis))))

    rows = rows_of(desk.get(results_page(survey) + "?format=csv"))
    book = sheets(desk.get(results_page(survey) + "?format=xlsx").content)

    told = {cell for row in rows for cell in row if cell and not cell.isdigit()}
    assert {cell for cell in told if cell not in page} <= {"Jautājums", "Atbilde", "Ko cilvēki rakstīja"}
    assert [row[1] for row in rows if row[:1] == ["Kas jāmaina?"] and row[1].startswith("domas")] == sorted(
        one["change"] for one in said
    )
    assert not [
        row for row in rows if any("domas" in cell for cell in row) and any(cell in ("Jā", "Nē") for cell in row)
    ]
    assert {len(row) for row in book["Ko cilvēki rakstīja"]} == {2}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_the_page_does_not_show_no_file_holds(janis, desk, kind):
    few, still_open = opened(janis), opened(janis)
    answered(few, *[{"useful": "yes", "change": "slepus"}] * 4)
    answered(still_open, *[{"useful": "yes", "change": "slepus"}] * 5)
    closed(few, janis)

    for survey in (few, still_open):
        page = desk.get(results_page(survey) + f"?format={kind}")
        assert page["Content-Type"].startswith("text/html")
        assert "slepus" not in page.content.decode()


def test_a_small_group_stands_in_no_file(janis, desk):
    survey = opened(janis, expected(janis, 14, ("municipal",) * 11 + ("mediator",) * 3), grouped_by="sector")
    answered(survey, *[YES] * 14)

    rows = rows_of(desk.get(results_page(closed(survey, janis)) + "?format=csv"))

    assert rows[0] == ["Jautājums", "Atbilde", "Visi"]


def test_a_typed_sheet_is_taken_back_from_the_page_of_the_survey(janis, desk):
    survey = opened(janis, is_anonymous=False)
    someone = survey.asked.order_by("pk")[0]
    actions.enter_paper(survey.pk, answers=YES, asked_id=someone.pk, actor=actor_of(janis))
    address = reverse("surveys:take_back_paper", args=[FromPaper.objects.get().pk])
    assert address in desk.get(survey_page(survey)).content.decode()

    asked_first = desk.get(address)
    assert someone.name in words(asked_first)
    assert FromPaper.objects.count() == 1
    nothing_chosen = desk.post(address, {"why_taken_back": ""})
    assert (nothing_chosen.status_code, FromPaper.objects.count()) == (200, 1)

    desk.post(address, {"why_taken_back": "mistyped"})

    assert FromPaper.objects.count() == 0
    assert "uz papīra" not in words(desk.get(survey_page(survey)))
    assert desk.get(address).status_code == 404
