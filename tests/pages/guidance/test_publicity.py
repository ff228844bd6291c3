"""One click makes nothing public: first stands there what everybody would read."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.guidance import actions
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.guidance import coordinator, written
from tests.factories.pictures import of_practice
from tests.pages.projects.test_pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ilze():
    return MembershipFactory(role="supervisor")


@pytest.fixture
def ministry():
    return coordinator()


@pytest.fixture
def practice(ilze, ministry):
    found = written(ilze, contact="Ilze Kalniņa")
    actions.move_practice(found.pk, state="proposed", actor=actor_of(ilze))
    return actions.move_practice(found.pk, state="published", actor=actor_of(ministry))


def at(name, key):
    return reverse(f"guidance:{name}", args=[key])


def test_a_practice_is_looked_at_confirmed_shown_and_taken_off_by_its_organisation(practice, ilze, ministry):
    picture = of_practice(practice, ministry, uses=frozenset({"public"}))
    desk, theirs, page = sign_in(Client(), ministry), sign_in(Client(), ilze), at("show_publicly", practice.pk)

    looked = desk.get(page)
    unconfirmed = desk.post(page, {})
    hidden = Client().get(at("public_practice", practice.pk)).status_code
    desk.post(page, {"looked": "on"})
    shown = Client().get(at("public_practice", practice.pk))
    offered = page in theirs.get(at("practice", practice.pk)).content.decode()
    theirs.post(page, {"off": "on", "words": ""})

    source = at("preview_picture", picture.pk)
    assert BeautifulSoup(looked.content, "html.parser").find("img", src=source)
    assert desk.get(source).status_code == 200
    assert "Atbalsta persona iet līdzi." in text_of(looked)
    assert "Ilze Kalniņa" not in text_of(looked)
    assert (unconfirmed.status_code, hidden) == (200, 404)
    assert (shown.status_code, offered) == (200, True)
    assert Client().get(at("public_practice", practice.pk)).status_code == 404


def test_two_who_decide_at_once_both_show_it(practice, ministry):
    desk, page = sign_in(Client(), ministry), at("show_publicly", practice.pk)

    desk.post(page, {"looked": "on"})
    desk.post(page, {"looked": "on"})

    assert Client().get(at("public_practice", practice.pk)).status_code == 200


def test_only_who_may_decide_is_offered_the_page(practice, ilze):
    theirs = sign_in(Client(), ilze)

    assert theirs.get(at("show_publicly", practice.pk)).status_code == 404
    assert at("show_publicly", practice.pk) not in theirs.get(at("practice", practice.pk)).content.decode()
