"""A document in the browser's view: paste it, tick paragraphs, fill in one form for each, record all."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from khetene.guidance.models import ReadDocument, Statement
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.guidance import coordinator

pytestmark = pytest.mark.django_db
TEXT = "Ievads.\n\nIesakām atbalsta personu.\n\nVajag telpu."
ABOUT = {"title": "Ziņojums", "kind": "external", "published_by": "Tiesībsargs"}


@pytest.fixture
def ministry():
    return sign_in(Client(), coordinator())


def text_of(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").get_text(" ").split())


def kept(ministry):
    ministry.post(reverse("guidance:documents"), {**ABOUT, "text": TEXT})
    return ReadDocument.objects.get()


def test_a_pasted_text_becomes_recommendations(ministry):
    document = kept(ministry)
    address = reverse("guidance:passages", args=[document.pk]) + "?p=2&p=3"

    paragraphs = text_of(ministry.get(reverse("guidance:read_document", args=[document.pk])))
    nothing_yet = Statement.objects.count()
    whole = {"p2-words": "Iesakām atbalsta personu.", "p2-kind": "recommendation", "p2-themes": ["social_support"]}
    refused = ministry.post(address, {**whole, "p3-words": "Vajag citu.", "p3-kind": "need", "p3-themes": ["housing"]})
    still_nothing = Statement.objects.count()
    ministry.post(address, {**whole, "p3-words": "Vajag telpu.", "p3-kind": "need", "p3-themes": ["housing"]})

    assert "2. Iesakām atbalsta personu. 3. Vajag telpu." in paragraphs
    assert (nothing_yet, still_nothing) == (0, 0)
    assert "Šādu vārdu rindkopā nav" in text_of(refused)
    assert sorted(Statement.objects.values_list("words", "paragraph")) == [
        ("Iesakām atbalsta personu.", 2),
        ("Vajag telpu.", 3),
    ]


def test_a_hostile_file_is_refused_at_its_field(ministry):
    file = SimpleUploadedFile("a.docx", b"PK\x03\x04")

    answer = ministry.post(reverse("guidance:documents"), {**ABOUT, "file": file})

    assert "Failu nevar nolasīt kā Word dokumentu (.docx)." in text_of(answer)
    assert ReadDocument.objects.count() == 0


@pytest.mark.parametrize("given", [{}, {"text": TEXT, "file": "both"}])
def test_a_text_or_a_file_is_given(ministry, given):
    if "file" in given:
        given = given | {"file": SimpleUploadedFile("a.txt", b"a")}

    answer = ministry.post(reverse("guidance:documents"), {**ABOUT, **given})

    assert "Ielīmējiet tekstu vai izvēlieties failu: vienu no abiem." in text_of(answer)


def test_without_a_tick_one_is_told_to_tick(ministry):
    document = kept(ministry)

    answer = ministry.get(reverse("guidance:passages", args=[document.pk]), {"p": ["x", "99"]}, follow=True)

    assert "Atzīmējiet vismaz vienu rindkopu." in " ".join(BeautifulSoup(answer.content, "html.parser").text.split())


def test_the_text_is_deleted_when_it_was_read(ministry):
    document = kept(ministry)
    stranger = sign_in(Client(), MembershipFactory(role="national_coordinator"))

    assert stranger.post(reverse("guidance:finish_document", args=[document.pk])).status_code == 404
    ministry.post(reverse("guidance:finish_document", args=[document.pk]))

    assert ReadDocument.objects.count() == 0
