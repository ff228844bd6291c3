"""Corrections in the browser's view: a statement, an idea, an action, a practice, and words that go for good."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.guidance import actions
from khetene.guidance.models import Action, ActionNote, EarlierWords, Idea, IdeaStep, Practice, Statement
from khetene.kernel import clock
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.guidance import PracticeFactory, coordinator, document_of, promised, said, thought_of, written
from tests.factories.territory import TerritoryFactory

pytestmark = pytest.mark.django_db
NAME = "Jānis Bērziņš"


@pytest.fixture
def janis():
    return coordinator()


@pytest.fixture
def ilze():
    return MembershipFactory(role="supervisor")


def at(name, *args):
    return reverse(f"guidance:{name}", args=args)


def text_of(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").get_text(" ").split())


def test_what_was_said_in_a_room_has_its_municipality_and_is_put_right_and_joined_with_what_was_said_before(janis):
    desk, before, town = sign_in(Client(), janis), said(janis, "Vajag autobusu."), TerritoryFactory(kind="state_city")
    given = {"kind": "need", "themes": ["education"], "occasion": "Sanāksme", "places": [town.pk], "language": "ru"}
    desk.post(at("record"), {**given, "words": f"{NAME}: autobuss nebrauc.", "is_public": "on"})
    statement = Statement.objects.exclude(pk=before.pk).get()
    shown = text_of(desk.get(at("statement", statement.pk)))

    desk.post(at("correct_statement", statement.pk), {**given, "words": "Autobuss nebrauc."})
    desk.post(at("repeat", statement.pk), {"chosen": before.pk})
    wiped = desk.post(at("wipe_words", "earlier", EarlierWords.objects.get().pk), follow=True)

    assert (town.name in shown, "krievu" in shown) == (True, True)
    assert "Vajag autobusu." in text_of(wiped)
    assert (NAME in wiped.content.decode(), "Teksts ir izdzēsts pavisam." in text_of(wiped)) == (False, True)
    assert Client().get(at("public_statement", statement.pk)).status_code == 404
    found = text_of(desk.get(at("repeat", statement.pk), {"words": "autobus"}))
    assert "2026: Vajag autobusu." in found


def test_an_idea_its_step_and_who_joined_are_changed_on_their_pages(janis, ilze):
    idea, desk = thought_of(ilze, words=f"{NAME} lasa."), sign_in(Client(), ilze)
    step = actions.add_step(idea.pk, words="Telpa", who=NAME, actor=actor_of(ilze))
    other = MembershipFactory(role="supervisor")
    guest = sign_in(Client(), other)
    guest.post(at("join_idea", idea.pk), {"words": "telpa"})

    desk.post(at("correct_idea", idea.pk), {"title": "Lasītava", "words": "Mammas lasa.", "themes": ["women"]})
    desk.post(at("correct_step", step.pk), {"words": "Telpa", "who": "skola", "euros": "15000"})
    guest.post(at("leave_idea", idea.pk))
    shown = text_of(desk.get(at("idea", idea.pk)))
    desk.post(at("remove_step", step.pk))

    assert (Idea.objects.get().words, Idea.objects.get().partners.count(), IdeaStep.objects.count()) == (
        "Mammas lasa.",
        0,
        0,
    )
    assert "Kopā: 15 000,00 €" in shown
    assert [
        guest.get(at(name, key)).status_code for name, key in (("correct_idea", idea.pk), ("leave_idea", idea.pk))
    ] == [
        404,
        404,
    ]


def test_an_action_is_corrected_and_its_note_is_wiped(janis, ilze):
    first, second = said(janis), said(janis, "Vajag telpu.")
    action = promised(ilze, first, words=f"{NAME} darīs.")
    actions.serve(action.pk, statement_id=second.pk, actor=actor_of(ilze))
    desk = sign_in(Client(), ilze)

    desk.post(at("correct_action", action.pk), {"title": "Telpa", "words": "", "statements": [second.pk]})
    note = ActionNote.objects.get()
    asked = text_of(desk.get(at("wipe_words", "note", note.pk)))
    desk.post(at("wipe_words", "note", note.pk))
    desk.post(at("wipe_words", "earlier", EarlierWords.objects.get().pk))

    found = Action.objects.get()
    assert (found.title, list(found.statements.all())) == ("Telpa", [second])
    assert NAME in asked
    assert NAME not in desk.get(at("action", action.pk)).content.decode()
    assert desk.get(at("wipe_words", "note", note.pk)).status_code == 404
    assert desk.get(at("wipe_words", "nothing", note.pk)).status_code == 404


def test_a_practice_is_taken_off_a_recommendation_and_a_draft_is_deleted(janis, ilze):
    practice, draft, statement = PracticeFactory(), written(ilze), said(janis)
    actions.link_practice(practice.pk, statement_id=statement.pk, actor=actor_of(janis))
    ministry, office = sign_in(Client(), janis), sign_in(Client(), ilze)

    ministry.post(at("unlink_practice", practice.pk, statement.pk))
    office.post(at("delete_practice", draft.pk))

    assert list(practice.statements.all()) == []
    assert list(Practice.objects.all()) == [practice]
    assert office.get(at("delete_practice", practice.pk)).status_code == 404
    assert "Atpakaļ melnrakstā" not in text_of(ministry.get(at("practice", practice.pk)))


def test_lists_have_pages_and_filters_that_stay_in_the_address(janis, ilze):
    for number in range(26):
        thought_of(ilze, title=f"Ideja {number}")
        PracticeFactory(title=f"Prakse {number:02}")
    statement = said(janis)
    for number in range(26):
        promised(ilze, statement, title=f"Darbība {number}")
    desk = sign_in(Client(), ilze)

    pages = [
        desk.get(at("ideas"), {"theme": "women", "page": "2"}),
        desk.get(at("practices"), {"theme": "social_support", "page": "2"}),
        desk.get(at("commitments_of", ilze.organisation_id), {"state": "open", "page": "2"}),
    ]

    assert [page.context["page"].object_list.__len__() for page in pages] == [1, 1, 1]
    assert ["theme=women" in pages[0].content.decode(), "state=open" in pages[2].content.decode()] == [True, True]
    assert ilze.organisation.name in text_of(desk.get(at("commitments"), {"words": ilze.organisation.name[:4]}))
    assert ilze.organisation.name not in text_of(desk.get(at("commitments"), {"words": "nav tādas"}))


def test_twenty_ticked_paragraphs_come_fifteen_and_then_five(janis, django_assert_max_num_queries):
    document = document_of(janis, *(f"Vajag {number}. lietu." for number in range(20)))
    desk = sign_in(Client(), janis)
    address = f"{at('passages', document.pk)}?{'&'.join(f'p={number}' for number in range(1, 21))}"
    desk.get(address)

    with django_assert_max_num_queries(15):
        shown = desk.get(address)
    form = {f"p{number}-kind": "need" for number in range(1, 16)}
    form |= {f"p{number}-words": f"Vajag {number - 1}. lietu." for number in range(1, 16)}
    form |= {f"p{number}-themes": ["health"] for number in range(1, 16)}
    following = desk.post(address, form, follow=True)

    assert "vēl 5 atzīmētas rindkopas" in text_of(shown)
    assert Statement.objects.count() == 15
    assert [
        heading.get_text() for heading in BeautifulSoup(following.content, "html.parser").select("h2[id^=of-]")
    ] == [f"{number}. rindkopa" for number in range(16, 21)]
    assert clock.today().year == Statement.objects.order_by("pk")[0].year
