"""Templates of documents on their pages: save, send, look, put in force, go back."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from khetene.gatherings.reports.content import fixed_words
from khetene.layouts.actions import put_in_force
from khetene.layouts.models import LayoutInForce, LayoutVersion, Letterhead
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.gatherings import announced
from tests.factories.layouts import REPORT, kept, key_destroyed, template, words_of
from tests.factories.pictures import drawn_png
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
    for address, queries in ((reverse("layouts:layouts"), 1), (at("layout"), 3)):
        client.get(address)
        with django_assert_num_queries(COST + queries):
            client.get(address)


def test_a_version_is_deleted_after_a_question(janis, ministry):
    version = kept(janis)

    asked = ministry.get(at("put_layout_in_force", version.pk)).content.decode()
    assert at("discard_layout_version", version.pk) in asked
    assert LayoutVersion.objects.count() == 1
    ministry.get(at("discard_layout_version", version.pk))
    said = text_of(ministry.post(at("discard_layout_version", version.pk), follow=True))

    assert "Versija ir izdzēsta." in said
    assert LayoutVersion.objects.count() == 0


def test_pages_say_that_a_version_went_with_its_organisation(janis):
    version = kept(janis)
    put_in_force(REPORT, version.pk, actor=actor_of(janis))
    key_destroyed(janis.organisation_id)
    other = sign_in(Client(), MembershipFactory(role="national_coordinator"))

    pages = [
        text_of(other.get(address))
        for address in (reverse("layouts:layouts"), at("layout"), at("put_layout_in_force", version.pk))
    ]

    assert ["aizgāja" in page for page in pages] == [True] * 3
    assert other.get(at("layout_file")).status_code == 200
    assert other.get(at("layout_version_file", version.pk)).status_code == 404
    assert "aizgāja" in text_of(other.post(at("put_layout_in_force", version.pk)))


COST = 2


def test_a_letterhead_is_sent_looked_at_put_in_force_and_taken_off(janis, ministry):
    report = reverse("gatherings:report", args=[announced(janis).pk]) + "?format=pdf"
    plain = ministry.get(report).content
    sign = SimpleUploadedFile("zime.png", drawn_png("sign"))

    sent_in = ministry.post(reverse("layouts:letterheads"), {"file": sign, "above": "Kultūras ministrija"})
    letterhead = Letterhead.objects.get().pk
    page = reverse("layouts:letterhead", args=[letterhead])
    before = ministry.get(report).content
    ministry.post(page)
    ours = ministry.get(report).content
    ministry.post(reverse("layouts:letterhead_off", args=[letterhead]))
    again = ministry.get(report).content
    ministry.post(reverse("layouts:discard_letterhead", args=[letterhead]))

    assert sent_in.url == page
    assert [b"/Subtype/Image" in one for one in (plain, before, ours, again)] == [False, False, True, False]
    assert Letterhead.objects.count() == 0


def test_a_letterhead_without_a_name_says_so_at_its_field_and_asks_for_the_sign_again(ministry):
    sign = SimpleUploadedFile("zime.docx", template("Ministrija"))

    nameless = ministry.post(reverse("layouts:letterheads"), {"file": sign, "above": " "})
    no_picture = ministry.post(
        reverse("layouts:letterheads"),
        {"file": SimpleUploadedFile("zime.png", template("Ministrija")), "above": "Ministrija"},
    )

    assert [list(answer.context["form"].errors) for answer in (nameless, no_picture)] == [["above", "file"], ["file"]]
    assert "Izvēlieties attēlu: PNG vai JPEG." in text_of(no_picture)
