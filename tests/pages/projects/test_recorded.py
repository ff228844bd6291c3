"""The recorded phases on their pages."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.projects.models import Phase
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.projects import phase_of

pytestmark = pytest.mark.django_db
CANARY = "Kanārijputniņš"
DAY = {"on_day": "20", "on_month": "11", "on_year": "2026"}
COST = {
    "state": "committed",
    "amount": "1 453,20",
    "words": "Telpu noma",
    "document": "Rēķins 17",
    "activity": "",
    **DAY,
}


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def phase(janis):
    return phase_of(janis)


@pytest.fixture
def ministry(janis):
    return sign_in(Client(), janis)


def colleague_elsewhere():
    return sign_in(Client(), MembershipFactory(role="regional_expert"))


def at(name, *args):
    return reverse(f"projects:{name}", args=args)


def text_of(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").get_text(" ").split())


def test_every_recorded_phase_opens_for_everybody_at_work(latvia):
    reader = colleague_elsewhere()

    listed = text_of(reader.get(at("phases")))
    pages = {row.ordinal: reader.get(at("phase", row.ordinal)) for row in Phase.objects.order_by("ordinal")}

    assert "līgums Nr. 856468-NRP4-LV" in listed
    assert {page.status_code for page in pages.values()} == {200}
    assert "230 = 103 + 70 + 14 + 43 nav norādīts" in text_of(pages[4])
    assert "19 tālaika pašvaldību. Šodien to ir 17." in text_of(pages[4])
