"""The register in the browser's view: asked, answered, confirmed; and what strangers may read."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.guidance.models import Action, Addressing, Adoption, Practice, Statement
from khetene.kernel import clock
from khetene.kernel.workbooks import first_sheet
from tests.conftest import NOW
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.gatherings import announced
from tests.factories.guidance import PracticeFactory, asked, coordinator, promised, said
from tests.factories.territory import TerritoryFactory

pytestmark = pytest.mark.django_db
CANARY = "Kanārijputniņš"


@pytest.fixture
def janis():
    return coordinator()


@pytest.fixture
def ilze():
    return MembershipFactory(role="supervisor")


def text_of(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").get_text(" ").split())


def test_a_recommendation_goes_from_the_room_to_a_confirmed_answer(janis, ilze):
    ministry, service = sign_in(Client(), janis), sign_in(Client(), ilze)
    ministry.post(
        reverse("guidance:record"),
        {
            "kind": "recommendation",
            "words": "Vajag atbalsta personu.",
            "themes": ["social_support"],
            "occasion": "Sanāksme",
        },
    )
    statement = Statement.objects.get()
    day = {"due_on_day": "20", "due_on_month": "12", "due_on_year": "2026"}
    ministry.post(reverse("guidance:ask", args=[statement.pk]), {"organisations": [ilze.organisation_id], **day})
    addressing = Addressing.objects.get()

    assert "Vajag atbalsta personu." in text_of(service.get(reverse("guidance:ours")))
    service.post(reverse("guidance:answer_for", args=[addressing.pk]), {"answer": "accepted", **day})
    service.post(reverse("guidance:answer_for", args=[addressing.pk]), {"answer": "done", "words": "Strādā.", **day})
    ministry.post(reverse("guidance:decide", args=[addressing.pk]), {"answer": "confirmed"})

    assert "izpildīts un apstiprināts" in text_of(ministry.get(reverse("guidance:statement", args=[statement.pk])))
    assert "izpildīts un apstiprināts" in text_of(ministry.get(reverse("guidance:yearly", args=[2026])))


def test_a_refusal_without_words_keeps_what_was_chosen_and_says_what_to_do(janis, ilze):
    addressing = asked(said(janis), janis, ilze)

    answer = sign_in(Client(), ilze).post(
        reverse("guidance:answer_for", args=[addressing.pk]), {"answer": "refused", "words": ""}
    )

    assert "Pasakiet dažos vārdos: kāpēc vai kas paveikts." in text_of(answer)
    assert Addressing.objects.get().answer == "asked"


def test_another_organisation_is_told_that_there_is_nothing_to_answer(janis, ilze):
    addressing = asked(said(janis), janis, ilze)
    stranger = sign_in(Client(), MembershipFactory(role="supervisor"))

    answer = stranger.post(reverse("guidance:answer_for", args=[addressing.pk]), {"answer": "accepted"})

    assert (answer.status_code, Addressing.objects.get().answer) == (404, "asked")


def test_without_signing_in_only_what_is_public_is_read(janis):
    shown, hidden = said(janis, "Publisks.", is_public=True), said(janis, CANARY)
    anybody = Client()

    pages = [
        anybody.get(reverse("guidance:public")),
        anybody.get(reverse("guidance:public"), {"format": "json"}),
        anybody.get(reverse("guidance:public"), {"words": CANARY}),
        anybody.get(reverse("guidance:public_statement", args=[shown.pk])),
    ]

    assert [page.status_code for page in pages] == [200, 200, 200, 200]
    assert [CANARY in page.content.decode() for page in pages] == [False, False, True, False]  # only what was searched
    assert anybody.get(reverse("guidance:public_statement", args=[hidden.pk])).status_code == 404


def test_the_same_list_comes_as_json(janis, ilze):
    statement = said(janis)
    asked(statement, janis, ilze)
    said(janis, "Cits.", themes=["health"])

    answer = sign_in(Client(), ilze).get(reverse("guidance:register"), {"format": "json", "theme": "social_support"})

    (row,) = json.loads(answer.content)["recommendations"]
    assert (row["words"], row["addressees"]) == (
        "Vajag atbalsta personu.",
        [{"name": ilze.organisation.name, "answer": "asked", "due_on": "2026-12-20", "overdue": False}],
    )


def test_taking_a_practice_over(ilze):
    practice = PracticeFactory()
    desk = sign_in(Client(), ilze)

    desk.post(reverse("guidance:adopt", args=[practice.pk]), {"state": "adapting", "changed": "Divas dienas nedēļā."})
    shown = text_of(desk.get(reverse("guidance:practice", args=[practice.pk])))

    assert Adoption.objects.get().organisation_id == ilze.organisation_id
    assert "pielāgo" in shown
    assert "Divas dienas nedēļā." in shown
    again = desk.post(reverse("guidance:adopt", args=[practice.pk]), {"state": "running"})
    assert "jau ir sarakstā" in text_of(again)


def test_a_practice_goes_from_a_draft_to_everybody(janis, ilze):
    service, ministry, stranger = (
        sign_in(Client(), who) for who in (ilze, janis, MembershipFactory(role="regional_expert"))
    )
    texts = {
        "title": "Lasītava mājās",
        "problem": "Grūti lasīt.",
        "what_was_done": "Lasa kopā.",
        "effect": "Lasa pati.",
    }
    service.post(reverse("guidance:write_practice"), {**texts, "themes": ["literacy"]})
    practice = Practice.objects.get()
    address = reverse("guidance:practice", args=[practice.pk])

    def move(desk, state, **more):
        return desk.post(reverse("guidance:move_practice", args=[practice.pk, state]), more)

    hidden = [stranger.get(address).status_code, ministry.get(address).status_code]
    move(service, "proposed")
    refused = move(ministry, "draft", words="")
    move(ministry, "draft", words="Cik tas maksāja?")
    service.post(
        reverse("guidance:edit_practice", args=[practice.pk]), {**texts, "themes": ["literacy"], "cost": "0 €"}
    )
    move(service, "proposed")
    move(ministry, "published")

    assert hidden == [404, 404]
    assert "Pasakiet dažos vārdos" in text_of(refused)
    assert "Lasītava mājās" in text_of(stranger.get(address))
    assert "Kas to mainīja" not in text_of(stranger.get(address))
    assert "Cik tas maksāja?" in text_of(service.get(address))
    assert [move(stranger, "draft").status_code, move(service, "proposed").status_code] == [404, 404]


def test_a_practice_is_joined_with_a_recommendation_and_with_a_gathering(janis):
    practice, statement, gathering = PracticeFactory(), said(janis), announced(janis)
    ministry = sign_in(Client(), janis)

    offered = text_of(ministry.get(reverse("guidance:statement", args=[statement.pk])))
    ministry.post(reverse("guidance:link_practice", args=[statement.pk]), {"chosen": str(practice.pk)})
    ministry.post(reverse("guidance:note_visit", args=[practice.pk]), {"chosen": str(gathering.pk)})

    assert "Prakses par tām pašām tēmām Atbalsta persona (sociālais atbalsts)" in offered
    assert "Vajag atbalsta personu." in text_of(ministry.get(reverse("guidance:practice", args=[practice.pk])))
    assert "Redzētās prakses Atbalsta persona" in text_of(
        ministry.get(reverse("gatherings:gathering", args=[gathering.pk]))
    )


def test_an_action_goes_from_a_promise_to_a_confirmation(janis, ilze):
    ministry, service = sign_in(Client(), janis), sign_in(Client(), ilze)
    statement = said(janis)
    service.post(
        reverse("guidance:take_on", args=[statement.pk]),
        {
            "title": "Pieņemt darbā",
            "statements": [str(statement.pk)],
            "responsible": "vadība",
            "due_on_day": "10",
            "due_on_month": "12",
            "due_on_year": "2026",
        },
    )
    action = Action.objects.get()
    said_done = {"state": "done", "words": "Strādā."}
    service.post(reverse("guidance:report_action", args=[action.pk]), said_done)
    ministry.post(reverse("guidance:verify_action", args=[action.pk]), {"state": "confirmed"})

    assert "izpildīts un apstiprināts" in text_of(ministry.get(reverse("guidance:action", args=[action.pk])))
    assert "Pieņemt darbā" in text_of(service.get(reverse("guidance:statement", args=[statement.pk])))
    chosen = {"organisation": str(ilze.organisation_id)}
    assert "Pieņemt darbā" in text_of(ministry.get(reverse("guidance:commitments_of", args=[ilze.organisation_id])))
    assert ilze.organisation.name in text_of(ministry.get(reverse("guidance:commitments")))
    assert "1 darbība" in text_of(ministry.get(reverse("guidance:work"), chosen))
    assert service.post(reverse("guidance:report_action", args=[action.pk]), said_done).status_code == 404


def test_the_coordinator_sees_what_is_late_for_long_and_the_organisation_its_own(janis, ilze):
    promised(ilze, said(janis))
    with clock.set_to(NOW + timedelta(days=60)):
        register = text_of(sign_in(Client(), janis).get(reverse("guidance:register")))
        platform = text_of(sign_in(Client(), janis).get(reverse("my_day:platform")))
        day = text_of(sign_in(Client(), ilze).get(reverse("my_day:today")))

    assert "1 apņemšanās vai atbilde ir ilgi nokavēta" in register
    assert "Ilgi nokavēts Pieņemt atbalsta personu" in platform
    assert "Ko jūsu iestāde apņēmusies Pieņemt atbalsta personu" in day


def test_the_filters_of_place_and_age_stay_in_the_address(janis, ilze):
    town = TerritoryFactory(kind="state_city")
    said(janis, "Par pilsētu.", place_ids=[town.pk], said_on=date(2021, 5, 27))
    for number in range(30):
        said(janis, f"Cits {number}.", said_on=date(2021, 5, 27))
    desk = sign_in(Client(), ilze)

    of_town = text_of(desk.get(reverse("guidance:register"), {"place": str(town.pk), "age": "5"}))
    young = text_of(desk.get(reverse("guidance:register"), {"place": str(town.pk), "year": "2026"}))
    first = desk.get(reverse("guidance:register"), {"age": "3"})

    assert ("1 ieraksts" in of_town, "Par pilsētu." in of_town) == (True, True)
    assert "Par pilsētu." not in young
    assert "age=3&amp;page=2" in first.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("register", 11), ("practices", 4), ("ours", 14)])
def test_a_list_costs_the_same_however_long(janis, ilze, rows, name, queries, django_assert_num_queries):
    for number in range(rows):
        asked(said(janis, f"Ieteikums {number}.", themes=["social_support", "health"]), janis, ilze)
        PracticeFactory()
    desk = sign_in(Client(), ilze)
    desk.get(reverse(f"guidance:{name}"))

    with django_assert_num_queries(queries):
        desk.get(reverse(f"guidance:{name}"))


def test_the_list_begins_with_what_somebody_is_asked_to_do(janis):
    said(janis, "Lūdzu rīkoties.")
    said(janis, "Tā tas ir.", kind="gain")
    desk = sign_in(Client(), janis)

    first = text_of(desk.get(reverse("guidance:register")))
    everything = text_of(desk.get(reverse("guidance:register"), {"kind": ""}))

    assert ("Lūdzu rīkoties." in first, "Tā tas ir." in first) == (True, False)
    assert ("Lūdzu rīkoties." in everything, "Tā tas ir." in everything) == (True, True)


def test_the_same_list_comes_as_a_workbook_with_a_line_for_each_request(janis, ilze):
    asked(said(janis, words="=HYPERLINK(1)"), janis, ilze)

    answer = sign_in(Client(), ilze).get(reverse("guidance:register"), {"format": "xlsx"})

    rows = first_sheet(answer.content)
    assert answer["Content-Disposition"] == 'attachment; filename="ieteikumi.xlsx"'
    assert list(rows[0][:3]) == ["Gads", "Veids", "Kas tika teikts"]
    assert [(row[2], row[6]) for row in rows[1:]] == [("=HYPERLINK(1)", ilze.organisation.name)]
    assert len(rows[1]) == len(rows[0]) == 11


def test_a_recommendation_is_followed_and_left_with_one_button():
    statement = said(coordinator())
    velta = sign_in(Client(), MembershipFactory(role="regional_expert"))

    followed = text_of(velta.post(reverse("guidance:follow", args=[statement.pk]), follow=True))
    listed = text_of(velta.get(reverse("guidance:followed")))
    left = text_of(velta.post(reverse("guidance:follow", args=[statement.pk]), {"stop": "yes"}, follow=True))

    assert "Jūs sekojat līdzi šim ieteikumam." in followed
    assert "Vajag atbalsta personu." in listed
    assert "jaunumu vēl nav" in listed
    assert "Jūs sekojat līdzi šim ieteikumam." not in left
