"""The main menu is kept in memory; it still shows each person their own places, where they are, and their language."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import MembershipFactory, sign_in

pytestmark = pytest.mark.django_db


def menu_of(page):
    return BeautifulSoup(page.content, "html.parser").select("#navigation a")


def here(page):
    return [link["href"] for link in menu_of(page) if link.get("aria-current") == "page"]


def test_it_says_where_one_is():
    desk = sign_in(Client(), MembershipFactory(role="case_worker"))

    pages = [desk.get(reverse(name)) for name in ("cases:list", "directory:find", "cases:list")]

    assert [here(page) for page in pages] == [
        [reverse(name)] for name in ("cases:list", "directory:find", "cases:list")
    ]


def test_it_shows_the_places_of_a_role_to_that_role_alone():
    worker, administrator = (
        {
            link["href"]
            for link in menu_of(sign_in(Client(), MembershipFactory(role=role)).get(reverse("directory:find")))
        }
        for role in ("case_worker", "organisation_administrator")
    )

    assert [
        reverse(name) in places for name in ("cases:list", "accounts:people") for places in (worker, administrator)
    ] == [
        True,
        False,
        False,
        True,
    ]


def test_it_speaks_the_language_of_the_reader():
    desk = sign_in(Client(), MembershipFactory(role="case_worker"))
    latvian = [link.get_text() for link in menu_of(desk.get(reverse("cases:list")))]
    desk.cookies["django_language"] = "en"

    english = [link.get_text() for link in menu_of(desk.get(reverse("cases:list")))]

    assert "Cases" in english
    assert "Cases" not in latvian
    assert len(english) == len(latvian)
