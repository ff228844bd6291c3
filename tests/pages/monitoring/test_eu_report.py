"""The report to the Commission as people see it, write it and take it away."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import MembershipFactory, sign_in

pytestmark = pytest.mark.django_db
PAGE = reverse("monitoring:eu_report", args=[2026])
BLOCK = reverse("monitoring:eu_answer", args=[2026, "o4-measures"])


@pytest.fixture
def ministry():
    return sign_in(Client(), MembershipFactory(role="national_coordinator"))


@pytest.fixture
def expert():
    return sign_in(Client(), MembershipFactory(role="regional_expert"))


def main_of(response):
    return BeautifulSoup(response.content, "html.parser").find("main")


def words_of(response):
    return " ".join(main_of(response).get_text(" ").split())


def test_a_block_is_written_and_stands_in_the_report(ministry):
    sent = ministry.post(BLOCK, {"text": "# Skolas\n\nSeši mediatori.", "seen": "0"}, follow=True)

    assert "Seši mediatori." in words_of(sent)
    assert [heading.text for heading in main_of(sent).select(".kh-prose h4")] == ["Skolas"]


def test_two_writers_lose_nothing(ministry):
    opened = ministry.get(BLOCK)
    colleague = sign_in(Client(), MembershipFactory(role="national_coordinator"))
    colleague.post(BLOCK, {"text": "Kolēģes teksts", "seen": "0"})

    refused = ministry.post(BLOCK, {"text": "Mans teksts", "seen": "0"})
    again = ministry.post(BLOCK, {"text": "Mans un kolēģes teksts", "seen": seen_of(refused)}, follow=True)

    assert seen_of(opened) == "0"
    assert "Kolēģes teksts" in words_of(refused)
    assert main_of(refused).find("textarea").text.strip() == "Mans teksts"
    assert "Mans un kolēģes teksts" in words_of(again)
    assert "Kolēģes teksts" in words_of(ministry.get(BLOCK))


def seen_of(response):
    return main_of(response).find("input", {"name": "seen"})["value"]


def test_empty_it_says_what_is_not_written_and_stands_anyway(expert):
    found = expert.get(PAGE)

    assert "27 teksta daļas nav uzrakstītas." in words_of(found)
    assert main_of(found).select('a[href*="o4-measures"]') == []


@pytest.mark.parametrize("kind", ["docx", "pdf", "json"])
def test_one_button_gives_a_file(expert, kind):
    found = expert.get(PAGE, {"format": kind})

    assert found["Content-Disposition"] == f'attachment; filename="zinojums-eiropas-komisijai-2025-2026.{kind}"'


def test_others_do_not_write(expert):
    assert expert.get(BLOCK).status_code == 404


def test_years_that_are_no_period_have_no_report(ministry):
    addresses = [
        reverse("monitoring:eu_report", args=[2025]),
        reverse("monitoring:eu_report", args=[2028]),
        reverse("monitoring:eu_answer", args=[2025, "data"]),
        reverse("monitoring:eu_answer", args=[2026, "weather"]),
    ]

    assert [ministry.get(address).status_code for address in addresses] == [404, 404, 404, 404]


def test_indicators_lead_to_it(expert):
    assert PAGE in [link["href"] for link in main_of(expert.get(reverse("monitoring:indicators"))).find_all("a")]
