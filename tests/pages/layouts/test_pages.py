"""Templates of documents on their pages: save, send, look, put in force, go back."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from khetene.gatherings.reports.content import fixed_words
from khetene.layouts.models import LayoutInForce, LayoutVersion
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.gatherings import announced
from tests.factories.layouts import REPORT, kept, template, words_of
from tests.pages.projects.test_pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def ministry(janis):
    return sign_in(Client(), janis)


def at(name, *more):
    return reverse(f"layouts:{name}", args=[REPORT, *more])


def sent(client, *paragraphs):
    file = SimpleUploadedFile("Veidne.docx", template(*paragraphs))
    return client.post(at("layout"), {"file": file, "words": "jauna zīme"}, follow=True)


def test_a_template_is_sent_looked_at_put_in_force_and_taken_back(janis, ministry):
    gathering = announced(janis)
    report = reverse("gatherings:report", args=[gathering.pk]) + "?format=docx"

    looked_at = text_of(sent(ministry, "Ministrija: {{ title }}"))
    version = LayoutVersion.objects.get().pk
    tried = ministry.get(at("layout_full_trial", version))
    ministry.post(at("put_layout_in_force", version))
    ours = words_of(ministry.get(report).content)
    ministry.post(at("layout_go_back"))
    again = words_of(ministry.get(report).content)

    assert "Veidne derīga" in looked_at
    assert words_of(tried.content).startswith("Ministrija: ")
    assert (ours, "Ministrija:" in again) == ("Ministrija: Ekspertu sanāksme", False)
    assert [row.version_id for row in LayoutInForce.objects.order_by("pk")] == [version, None]


def test_what_is_wrong_stands_beside_the_file(ministry):
    page = text_of(sent(ministry, "Vieta: {{ pilseta }}"))

    assert "Lauka “pilseta” nav." in page
    assert "Vieta: {{ pilseta }}" in page
    assert LayoutVersion.objects.count() == 0


def test_every_field_stands_on_its_page_with_what_it_gives_and_an_example(ministry):
    page = text_of(ministry.get(at("layout_fields")))

    assert all(
        words in page
        for words in ("parts[].heading", "labels.participants", fixed_words()["participants"], "kas runāja")
    )


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_pages_cost_the_same_however_many_versions_there_are(janis, how_many, django_assert_num_queries):
    for _number in range(how_many):
        kept(janis)
    client = sign_in(Client(), janis)
    for address, queries in ((reverse("layouts:layouts"), 1), (at("layout"), 2)):
        client.get(address)
        with django_assert_num_queries(COST + queries):
            client.get(address)


COST = 2
