"""Documents of costs as people see them."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from khetene.files.recognising import LARGEST
from khetene.projects.models import CostDocument
from khetene.web.components import files as components
from tests.factories import files
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.projects import line_in, phase_of, spent
from tests.pages.projects.test_pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def cost(janis):
    return spent(line_in(phase_of(janis), janis), janis)


@pytest.fixture
def ministry(janis):
    return sign_in(Client(), janis)


def at(name, key):
    return reverse(f"projects:{name}", args=[key])


def sent(client, cost, content, name="Rēķins 17.pdf"):
    return client.post(at("cost_documents", cost.pk), {"file": SimpleUploadedFile(name, content, "text/html")})


def test_a_document_is_kept_shown_saved_and_removed(ministry, cost):
    sent(ministry, cost, files.pdf())
    document = CostDocument.objects.get()

    shown = text_of(ministry.get(at("cost_documents", cost.pk)))
    phase = text_of(ministry.get(at("phase", cost.line.phase.ordinal)))
    saved = ministry.get(at("cost_document", document.pk))
    ministry.post(at("remove_cost_document", document.pk), {"why_removed": "better_copy"})

    assert "Rēķins 17.pdf" in shown
    assert "1 dokuments" in phase
    assert saved.content == files.pdf()
    assert not CostDocument.objects.exists()


def test_a_saved_file_runs_nowhere(ministry, cost):
    sent(ministry, cost, files.pdf(), "x.html")

    answer = ministry.get(at("cost_document", CostDocument.objects.get().pk))

    assert {name: answer[name] for name in ("Content-Type", "X-Content-Type-Options", "Content-Disposition")} == {
        "Content-Type": "application/pdf",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": 'attachment; filename="x.pdf"',
    }
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Fails ir tukšs"),
        (b"<html><script>alert(1)</script></html>", "Noteicošs ir faila saturs"),
        (b"%PDF-" + b"0" * LARGEST, "lielāks par 10 MB"),
        (b"0" * (27 * 1024 * 1024), "lielāks par 10 MB"),
    ],
)
def test_a_refused_file_is_told_in_words_and_not_kept(ministry, cost, content, words):
    answer = sent(ministry, cost, content)

    assert words in text_of(answer)
    assert not CostDocument.objects.exists()


def test_without_a_file_the_page_says_so(ministry, cost):
    assert "Izvēlieties: Dokuments kā fails" in text_of(ministry.post(at("cost_documents", cost.pk), {}))


def test_a_request_that_sends_too_much_is_not_held_in_memory_and_nothing_is_written_to_a_disk(
    ministry, cost, monkeypatch
):
    monkeypatch.setattr(components, "MOST_IN_MEMORY", 1500)
    sent_files = {"file": SimpleUploadedFile("1.pdf", files.pdf()), "other": SimpleUploadedFile("2.pdf", b"0" * 5000)}

    both = ministry.post(at("cost_documents", cost.pk), {"other": sent_files["other"], "file": sent_files["file"]})
    alone = sent(ministry, cost, files.pdf())

    assert "lielāks par 10 MB" in text_of(both)
    assert alone.status_code == 302
    assert CostDocument.objects.count() == 1
