"""Texts with headings, lists and emphasis: safe in a page, whole in a document."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from khetene.kernel.prose import Run, as_blocks, as_html

TEXT = "# Daļa\n\nPirmā **trekna** rinda\notrā.\n\n- viens\n- divi\n  1. iekšā\n"


def test_blocks_keep_order_depth_and_emphasis():
    found = [(block.kind, block.level, "".join(run.text for run in block.runs)) for block in as_blocks(TEXT)]

    assert found == [
        ("heading", 1, "Daļa"),
        ("paragraph", 1, "Pirmā trekna rinda otrā."),
        ("bullet", 1, "viens"),
        ("bullet", 1, "divi"),
        ("number", 2, "iekšā"),
    ]
    assert as_blocks(TEXT)[1].runs[1] == Run("trekna", bold=True)


def test_headings_take_their_place_under_those_of_the_page():
    assert as_html("# Daļa", first_heading=3) == "<h3>Daļa</h3>\n"
    assert as_html("###### Daļa", first_heading=3) == "<h6>Daļa</h6>\n"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[saite](javascript:alert(1))",
        "![attēls](https://example.org/x.png)",
        "<https://example.org>",
        "<img src=x onerror=alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        "[saite](http://example.org)",
        "[saite](//example.org)",
        "[saite](/lietas/)",
        "[saite](data:text/html,x)",
        "[saite](https:example.org)",
    ],
)
def test_nothing_pasted_leads_or_loads_from_elsewhere(text):
    assert {tag.name for tag in BeautifulSoup(as_html(text), "html.parser").find_all()} <= {"p"}


def test_a_link_leads_to_a_page_with_https_and_names_it_in_a_document():
    html = BeautifulSoup(as_html("Lasi [ziņojumu](https://example.org/z)."), "html.parser")

    assert html.find("a").attrs == {
        "class": ["govuk-link"],
        "href": "https://example.org/z",
        "rel": ["noopener", "noreferrer"],
    }
    assert "".join(run.text for run in as_blocks("Lasi [ziņojumu](https://example.org/z).")[0].runs) == (
        "Lasi ziņojumu (https://example.org/z)."
    )


@given(st.text(max_size=400))
def test_any_text_becomes_only_harmless_elements(text):
    tags = {tag.name for tag in BeautifulSoup(as_html(text), "html.parser").find_all()}

    assert tags <= {"p", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "br", "a"}
    as_blocks(text)
