"""The page of all components: complete, whole in both languages, valid where machines can see it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.urls import reverse

from khetene.web.components import samples
from khetene.web.components.templatetags import components

pytestmark = pytest.mark.django_db  # every page declares how long it may hold the database

GALLERY = Path(components.__file__).parents[1] / "templates/components/gallery.html"


@pytest.fixture(params=["lv", "en"])
def gallery(request, client):
    page = client.get(reverse("components:gallery"), headers={"accept-language": request.param})
    assert (page.status_code, page.headers["content-language"]) == (200, request.param)
    return BeautifulSoup(page.content, "html.parser")


def test_every_component_is_shown():
    shown = set(re.findall(r"{% (\w+)", GALLERY.read_text()))

    assert set(components.register.tags) - shown == set()


def test_the_page_says_its_language(gallery):
    assert gallery.html["lang"] in {"lv", "en"}
    assert gallery.select_one(".kh-languages [aria-current]")["lang"] == gallery.html["lang"]


def test_no_id_stands_twice(gallery):
    ids = Counter(element["id"] for element in gallery.select("[id]"))

    assert [name for name, times in ids.items() if times > 1] == []


def test_whatever_describes_or_controls_is_there(gallery):
    ids = {element["id"] for element in gallery.select("[id]")}
    named = {
        name
        for attribute in ("aria-describedby", "aria-labelledby", "aria-controls", "for")
        for element in gallery.select(f"[{attribute}]")
        for name in element[attribute].split()
    }

    assert named - ids == set()


def test_headings_go_down_one_step_at_a_time(gallery):
    levels = [int(heading.name[1]) for heading in gallery.select("main h1, main h2, main h3")]
    after_title = levels[levels.index(1) :]

    assert levels.count(1) == 1
    assert [(upper, lower) for upper, lower in pairwise(after_title) if lower - upper > 1] == []


def test_nothing_inline_that_a_strict_policy_would_refuse(gallery):
    assert gallery.select("[style], style, script:not([src])") == []
    assert [name for element in gallery.find_all(True) for name in element.attrs if name.startswith("on")] == []


@pytest.mark.parametrize(("typed", "title"), [({}, "Kļūda: Khetene – Khetene"), (None, "Khetene – Khetene")])
def test_the_title_says_when_something_is_wrong(typed, title):
    page = render_to_string("_page.html", {"form": samples.GalleryForm(typed)})

    assert BeautifulSoup(page, "html.parser").title.text == title
