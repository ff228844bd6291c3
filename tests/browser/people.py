"""People at their browsers, in the words of the pages."""

from __future__ import annotations

import re
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyotp
import yaml
from playwright.sync_api import Locator, Page, Response, expect

from khetene.settings.local import DEMO_SECOND_FACTOR

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = yaml.safe_load((ROOT / "demo" / "people.yaml").read_text())["password"]
AXE = (ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js").read_text()
PHONE, DESKTOP = 320, 1280
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What is right is not written down, and styles are not fetched anew for a rule that these do not hold: a quarter faster.
CHOICE = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"], "preload": False}


def _answers_a_click(answer: Response) -> bool:
    """A page or what HTMX asked for, and not a redirect: drafts that are kept meanwhile do not count."""
    asked = answer.request
    return (asked.is_navigation_request() or "hx-request" in asked.headers) and not 300 <= answer.status < 400


class Person:
    """Somebody in front of a page; every page that they come to is checked for accessibility."""

    def __init__(self, page: Page, address: str, *, javascript: bool = True) -> None:
        self.page = page
        self.address = address
        self.javascript = javascript
        self._screen = page.context.new_cdp_session(page)
        self._width = page.viewport_size["width"] if page.viewport_size else 0

    def widens_to(self, width: int) -> None:
        """Another width of the screen, at once: what is asked next about the page is answered for it."""
        if width == self._width:
            return
        self._width = width
        screen = {"width": width, "height": 900, "deviceScaleFactor": 0, "mobile": False}
        self._screen.send("Emulation.setDeviceMetricsOverride", screen)

    def asks_axe(self, question: str) -> dict[str, Any]:
        """What axe finds on this page, asked in its language. It comes as the debugger's own: pages forbid foreign scripts."""
        self._screen.send("Runtime.evaluate", {"expression": AXE})
        found: dict[str, Any] = self.page.evaluate(question, CHOICE)
        return found

    def in_both_widths(self) -> tuple[int, int]:
        """A phone's and a desktop's, beginning with the one that the screen has now."""
        return (PHONE, DESKTOP) if self._width == PHONE else (DESKTOP, PHONE)

    def signs_in(self, email: str) -> Person:
        self.opens("/ieeja/login/")
        self.page.locator("input[name=login]").fill(email)
        self.page.locator("input[name=password]").fill(PASSWORD)
        self._clicks(self.page.locator("main button[type=submit]").first)
        if self.page.locator("input[name=code]").count():
            self._shows_second_factor()
        return self

    def _shows_second_factor(self) -> None:
        for _attempt in range(2):
            self.page.locator("input[name=code]").fill(pyotp.TOTP(DEMO_SECOND_FACTOR).now())
            self._clicks(self.page.locator("main button[type=submit]").first)
            if not self.page.locator("input[name=code]").count():
                return
            time.sleep(31 - time.time() % 30)  # a code opens the door once; the next one comes soon

    def opens(self, path: str) -> Person:
        self.page.goto(self.address + path)
        return self

    def follows(self, name: str) -> Person:
        main = self.page.locator("main")  # a link that looks like a button has the role of one
        self._clicks(main.get_by_role("link", name=name).or_(main.get_by_role("button", name=name)).first)
        return self

    def presses(self, name: str) -> Person:
        self._clicks(self.page.get_by_role("button", name=name, exact=True).first)
        return self

    def _clicks(self, target: Locator) -> None:
        """Click and wait for the server's answer: whoever goes on before it arrives would take the request back."""
        with self.page.expect_response(_answers_a_click):
            target.click()
        self.page.wait_for_load_state()

    def writes(self, label: str, text: str) -> Person:
        self._labelled(label).fill(text)
        return self

    def chooses(self, label: str, option: str) -> Person:
        self._labelled(label).select_option(label=option)
        return self

    def ticks(self, label: str) -> Person:
        self._labelled(label).check()
        return self

    def _labelled(self, label: str) -> Locator:
        """The field with this label; a label may end with "may be left empty"."""
        whole = self.page.get_by_label(label, exact=True)
        whole.or_(self.page.get_by_label(label)).first.wait_for()
        return whole.first if whole.count() else self.page.get_by_label(re.compile(f"^{re.escape(label)}")).first

    def sees(self, text: str) -> Person:
        expect(self.page.locator("main")).to_contain_text(text)
        return self

    def number(self, selector: str) -> int:
        return int(self.page.locator(selector).inner_text().replace("\xa0", ""))

    def status_of(self, path: str) -> int:
        answer = self.page.goto(self.address + path)
        assert answer is not None
        return answer.status

    def writes_day(self, field: str, day: int, month: int, year: int) -> Person:
        for place, value in enumerate((day, month, year)):
            self.page.locator(f"input[name^={field}_]").nth(place).fill(str(value))
        return self

    def writes_future(self, field: str, *, days: int) -> Person:
        day = date.today() + timedelta(days=days)
        return self.writes_day(field, day.day, day.month, day.year)

    def answers(self, fact: str, option: str, *, origin: str = "said") -> Person:
        """Answer one question of "what help fits"; where it is not among the first, it is asked for by name."""
        form = self._question(fact)
        form.get_by_label(option, exact=True).first.check()
        return self._sends_answer(form, fact, origin)

    def answers_number(self, fact: str, number: int, *, origin: str = "said") -> Person:
        form = self._question(fact)
        form.locator("input[inputmode=numeric], input[type=number]").first.fill(str(number))
        return self._sends_answer(form, fact, origin)

    def _question(self, fact: str) -> Locator:
        form = self.page.locator(f"form:has(input[name=fact][value={fact}])")
        if not form.count():
            self.page.goto(f"{self.page.url.split('?')[0]}?fact={fact}")
        return form.first

    def _sends_answer(self, form: Locator, fact: str, origin: str) -> Person:
        form.locator("[name$=origin]").first.select_option(origin)
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            form.get_by_role("button").first.click()
        self.page.wait_for_load_state("networkidle")
        return self

    def does_not_see(self, text: str) -> Person:
        expect(self.page.locator("body")).not_to_contain_text(text)
        return self

    def finds_the_page_accessible(self) -> Person:
        if not self.javascript:  # axe is a script itself
            return self
        found = self.asks_axe("choice => axe.run(document, choice)")
        problems = [
            f"{violation['id']}: {node['target']}" for violation in found["violations"] for node in violation["nodes"]
        ]
        assert problems == [], f"{self.page.url}: {problems}"
        return self
