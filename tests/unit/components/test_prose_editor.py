"""The editor of long texts: a preview drawn by the server, for those who are signed in, that keeps nothing."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import MembershipFactory, sign_in

pytestmark = pytest.mark.django_db
AS_A_PIECE = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def desk():
    return sign_in(Client(), MembershipFactory(role="mediator"))


def looked_at(desk, text, **headers):
    return desk.post(reverse("components:prose"), {"text": text}, headers=headers)


def test_the_button_gets_the_piece_alone_as_the_page_will_draw_it(desk):
    answer = looked_at(desk, "# Daļa\n\n- viens <b>", **AS_A_PIECE)

    assert answer.content.decode() == "<h3>Daļa</h3>\n<ul>\n<li>viens &lt;b&gt;</li>\n</ul>\n"


def test_without_a_script_the_same_stands_on_the_page_with_the_help(desk):
    page = BeautifulSoup(looked_at(desk, "**trekns**").content, "html.parser")

    assert page.select_one(".kh-prose strong").get_text() == "trekns"
    assert "Virsraksts: pirms tā raksta #" in page.find("main").get_text(" ")
    assert page.find("textarea").get_text().strip() == "**trekns**"


def test_nobody_previews_without_signing_in():
    assert looked_at(Client(), "x", **AS_A_PIECE).status_code == 302


def test_the_editor_says_its_words_and_where_the_preview_is(desk):
    page = desk.get(reverse("components:prose"))

    text = BeautifulSoup(page.content, "html.parser").find("textarea")
    labels = {name: text[f"data-{name}-label"] for name in ("heading", "list", "bold", "link", "preview")}
    assert labels == {
        "heading": "Virsraksts",
        "list": "Saraksts",
        "bold": "Treknraksts",
        "link": "Saite",
        "preview": "Priekšskatījums",
    }
    assert text["data-preview-url"] == reverse("components:prose")
