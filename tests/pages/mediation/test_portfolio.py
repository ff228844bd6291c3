"""The portfolio as pages, also for somebody who has no post any more."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.mediation import actions
from khetene.mediation.models import PortfolioEntry
from tests.factories.accounts import MembershipFactory, sign_in

pytestmark = pytest.mark.django_db
PORTFOLIO = "/portfolio/"


@pytest.fixture
def anna():
    """Her last contract is over, and so is her access."""
    return MembershipFactory(role="mediator", from_day=date(2025, 1, 1), to_day=date(2026, 6, 30))


@pytest.fixture
def desk(anna):
    client = Client()
    client.force_login(anna.user)
    return client


def main(answer):
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").find("main")


def test_when_the_post_is_over_the_portfolio_is_still_written_and_taken_along(desk):
    day = {"taken_on_day": "2", "taken_on_month": "9", "taken_on_year": "2017"}
    added = desk.post(reverse("mediation:add_entry", args=["training"]), {"title": "Mediācija", "hours": "16,5"} | day)
    link = main(desk.get(reverse("accounts:no_membership")))

    assert added["Location"] == PORTFOLIO
    assert link.find("a", href=PORTFOLIO) is not None
    assert "16,5 h" in main(desk.get(PORTFOLIO)).get_text()
    taken = {kind: desk.get(PORTFOLIO, {"format": kind}) for kind in ("json", "html", "docx", "pdf")}
    assert taken["json"].json()["educationTraining"][0]["title"] == "Mediācija"
    assert "Mediācija" in taken["html"].content.decode()
    assert [taken[kind].content[:2] for kind in ("docx", "pdf")] == [b"PK", b"%P"]


def test_an_entry_is_changed_and_removed_by_its_owner_alone(desk, anna):
    entry = actions.write_entry("skill", title="Sarunas", user_id=anna.user_id)
    change, remove = (reverse(f"mediation:{name}", args=[entry.pk]) for name in ("change_entry", "remove_entry"))
    other = sign_in(Client(), MembershipFactory(role="national_coordinator"))

    strange = [other.get(change).status_code, other.post(remove).status_code]
    desk.post(change, {"title": "Sarunas skolā"})
    shown = main(desk.get(PORTFOLIO)).get_text()
    gone = desk.post(remove)

    assert (strange, "Sarunas skolā" in shown, gone["Location"]) == ([404, 404], True, PORTFOLIO)
    assert PortfolioEntry.objects.count() == 0


def test_a_kind_that_is_none_is_not_found(desk):
    assert desk.get(reverse("mediation:add_entry", args=["family"])).status_code == 404
