"""The recorded indicators and overviews on their pages."""

from __future__ import annotations

import io
import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from docx import Document

from khetene.monitoring.models import Chapter, Indicator
from tests.factories.accounts import MembershipFactory, sign_in

pytestmark = pytest.mark.django_db
FORM = {
    "year": "2023",
    "source": "PMLP",
    "source_kind": "register",
    "document": "PMLP dati",
    "qualifier": "",
    "gap": "",
}


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def ministry(janis):
    return sign_in(Client(), janis)


@pytest.fixture
def expert():
    return sign_in(Client(), MembershipFactory(role="regional_expert"))


def text_of(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").get_text(" ").split())


def test_the_list_shows_figures_and_why_there_are_none(latvia, expert):
    shown = text_of(expert.get(reverse("monitoring:indicators")))

    assert "personas: 4784 (Centrālā statistikas pārvalde (CSP), 2022)" in shown
    assert "Latvijā nav mērīts: Latvija nepiedalās" in shown


def test_one_indicator_shows_all_sources_and_their_difference(latvia, expert):
    population = Indicator.objects.get(code="o2-population")

    shown = text_of(expert.get(reverse("monitoring:indicator", args=[population.pk])))

    assert "Avoti atšķiras par 10 216" in shown
    assert "Abi paliek, kādi ir." in shown


def test_the_overview_is_taken_away_as_word_pdf_and_json(latvia, ministry):
    ministry.post(reverse("monitoring:chapter", args=[2021, "O2"]), {"text": "## Skaits\n\n- **Divi** avoti"})
    address = reverse("monitoring:overview", args=[2021])

    word, pdf, data = (ministry.get(address, {"format": kind}) for kind in ("docx", "pdf", "json"))
    words = "\n".join(one.text for one in Document(io.BytesIO(word.content)).paragraphs)
    found = json.loads(data.content)

    assert "Pārskats par romu situāciju 2021. gadā" in words
    assert "Divi avoti" in words
    assert "28,9 %" in words
    assert pdf.content.startswith(b"%PDF-")
    assert word["Content-Disposition"] == 'attachment; filename="gada-parskats-2021.docx"'
    assert [part["code"] for part in found["objectives"]] == [f"O{number}" for number in range(1, 8)]
    risks = next(row for part in found["objectives"] for row in part["indicators"] if row["code"] == "o4-pumpurs-risks")
    assert [value["number"] for value in risks["values"]] == [18102]


def test_the_overview_of_twenty_twenty_shows_both_totals_of_phase_four(latvia, expert):
    shown = text_of(expert.get(reverse("monitoring:overview", args=[2020])))

    assert "Avoti atšķiras par 43 (no Pārskata grupu summa līdz Pārskata kopskaits)." in shown
    assert Chapter.objects.count() == 0
