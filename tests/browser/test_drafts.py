"""What is being typed is not lost: a closed tab, a failed save, a session that ended. And a whole task by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.people import Person

pytestmark = pytest.mark.browser

AtWork = Callable[..., Person]


def _at_a_form(person: Person) -> Person:
    """On the page that notes a need of the first case."""
    person.opens("/lietas/")
    person.page.locator("main a[href^='/lietas/']:not([href$='/atvert/']):not([href$='/meklet/'])").first.click()
    return person.follows("Pierakstīt vajadzību")


def _words(person: Person) -> Locator:
    return person.page.locator("textarea[name=words]")


def _types(person: Person, text: str) -> None:
    _words(person).press_sequentially(text)


def _kept(person: Person) -> None:
    expect(person.page.locator(".kh-draft")).to_contain_text("glabāt")


def test_a_closed_tab_loses_nothing(at_work: AtWork) -> None:
    anna = _at_a_form(at_work("anna"))
    address = anna.page.url
    _types(anna, "Vajadzīgs jumts pār galvu.")
    _kept(anna)

    again = anna.page.context.new_page()
    anna.page.close()
    again.goto(address)

    expect(again.locator("textarea[name=words]")).to_have_value("Vajadzīgs jumts pār galvu.")


def test_a_save_that_fails_is_said_and_made_good(at_work: AtWork) -> None:
    ieva = _at_a_form(at_work("ieva"))
    context = ieva.page.context
    context.set_offline(True)
    _types(ieva, "Bez elektrības kopš svētdienas.")
    expect(ieva.page.locator(".kh-draft--trouble")).to_be_visible()

    context.set_offline(False)

    expect(ieva.page.locator(".kh-draft:not(.kh-draft--trouble)")).to_be_visible(timeout=15_000)
    ieva.page.reload()
    expect(_words(ieva)).to_have_value("Bez elektrības kopš svētdienas.")


def test_a_lost_session_keeps_the_words_and_offers_to_sign_in(at_work: AtWork) -> None:
    rita = _at_a_form(at_work("rita"))
    context = rita.page.context
    cookies = context.cookies()
    context.clear_cookies()
    _types(rita, "Jāpalīdz ar skolas pieteikumu.")
    expect(rita.page.locator(".kh-draft--trouble a")).to_be_visible()

    context.add_cookies(cookies)  # she signed in again in another tab
    rita.page.bring_to_front()
    rita.page.evaluate("window.dispatchEvent(new Event('focus'))")

    expect(rita.page.locator(".kh-draft:not(.kh-draft--trouble)")).to_be_visible(timeout=15_000)
    expect(_words(rita)).to_have_value("Jāpalīdz ar skolas pieteikumu.")


def test_a_need_is_noted_by_keyboard_alone(at_work: AtWork) -> None:
    anna = _at_a_form(at_work("anna"))
    keyboard, page = anna.page.keyboard, anna.page

    keyboard.press("Tab")
    expect(page.locator(".govuk-skip-link")).to_be_focused()
    keyboard.press("Enter")
    _tab_until(anna, "document.activeElement.name === 'domain'")
    keyboard.press("ArrowDown")
    _tab_until(anna, "document.activeElement.name === 'words'")
    keyboard.type("Palīdzēt ar dokumentiem.")
    _tab_until(anna, "document.activeElement.matches('main form button:not([type=button])')")
    with page.expect_navigation():
        keyboard.press("Enter")

    assert not page.url.endswith("/vajadziba/")
    anna.sees("Palīdzēt ar dokumentiem.")


def _tab_until(person: Person, condition: str) -> None:
    for _press in range(40):
        if person.page.evaluate(condition):
            return
        person.page.keyboard.press("Tab")
        focus = person.page.evaluate(
            "getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).boxShadow"
        )
        assert focus != "nonenone", f"{person.page.url}: the focus does not show"
    pytest.fail(f"The keyboard does not come to {condition}")
