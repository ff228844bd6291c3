"""A mediator on a phone: an ordinary visit is noted in four taps, and words are a choice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.people import Person

pytestmark = pytest.mark.browser

AtWork = Callable[..., Person]


@pytest.mark.parametrize("javascript", [True, False])
def test_an_ordinary_visit_is_noted_in_four_taps(at_work: AtWork, *, javascript: bool) -> None:
    anna = at_work("anna", width=360, javascript=javascript).opens("/mana-diena/")

    anna.follows("Pierakstīt apmeklējumu")
    anna.ticks("Dokumenti").ticks("informēju")  # one of them may come ticked, from a form that she left
    anna.presses("Saglabāt apmeklējumu")

    anna.sees("Apmeklējums ir pierakstīts.")


def test_the_chips_are_worked_by_keyboard_and_show_where_one_is(at_work: AtWork) -> None:
    anna = at_work("anna", width=360).opens("/sazina/pierakstit/")
    first = anna.page.locator("input[name=topics]").first
    first.uncheck()

    first.focus()
    anna.page.keyboard.press("Space")

    expect(first).to_be_checked()
    ring = anna.page.evaluate("getComputedStyle(document.activeElement.nextElementSibling).outlineStyle")
    assert ring == "solid"
    anna.finds_the_page_accessible()


def test_a_paper_is_printed_by_its_button(at_work: AtWork) -> None:
    anna = at_work("anna", width=320).opens("/veidlapas/accompaniment/lv/")
    anna.page.evaluate("window.print = () => (document.body.dataset.printed = 'once')")

    anna.page.get_by_role("button", name="Drukāt").click()

    expect(anna.page.locator("body")).to_have_attribute("data-printed", "once")
