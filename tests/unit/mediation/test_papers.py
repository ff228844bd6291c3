"""The month as Word and tagged PDF: what was signed, corrections beside it, and who sees it (D 2.4)."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document as Word

from khetene.kernel.errors import NotForYou
from khetene.mediation import actions, reads, reports
from tests.factories.accounts import MembershipFactory, actor_of

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def anna():
    return MembershipFactory(role="mediator", from_day=date(2026, 1, 1))


@pytest.fixture
def rita(anna):
    return MembershipFactory(role="supervisor", organisation=anna.organisation, from_day=date(2026, 1, 1))


def train(anna, minutes):
    actions.note_activity(happened_on=date(2026, 10, 7), kind="training", minutes=minutes, actor=actor_of(anna))


def accepted(anna, rita):
    train(anna, 60)
    month = actions.sign_month(OCTOBER, narrative="Grūts mēnesis.", actor=actor_of(anna))
    return actions.accept_month(month.pk, actor=actor_of(rita))


def paper(month, actor):
    return reports.month_document(reads.signings_of(month.pk, actor=actor_of(actor)))


def table_of(document, heading):
    return next(part.tables[0] for part in document.sections if part.heading == heading)


def test_what_came_later_stands_as_a_correction_beside_what_was_signed(anna, rita):
    month = accepted(anna, rita)
    train(anna, 30)
    actions.correct_month(OCTOBER, narrative="Aizmirsu mācības.", actor=actor_of(anna))

    document = paper(month, rita)

    table = table_of(document, "Savs darba laiks minūtēs")
    assert (table.heads[1:], table.rows) == (
        ["Parakstīts 20.11.2026.", "1. labojums, 20.11.2026."],
        [["mācības", "60", "90"]],
    )
    assert [row.said for row in document.signatures] == [
        "parakstīts sistēmā 20.11.2026.",
        "pieņemts sistēmā 20.11.2026.",
        "parakstīts sistēmā 20.11.2026.",
        "vēl nav pieņemts",
    ]
    assert [part.paragraphs for part in document.sections if part.paragraphs] == [
        ["Grūts mēnesis."],
        ["Aizmirsu mācības."],
    ]


def test_a_month_that_nobody_signed_is_printed_as_a_draft(anna):
    train(anna, 60)
    page = reads.month_page(OCTOBER, actor=actor_of(anna))

    document = reports.month_document([], now=reads.own_figures(page, actor=actor_of(anna)))

    assert document.facts == [
        ("Mediators", anna.user.name),
        ("Organizācija", anna.organisation.name),
        ("Stāvoklis", "melnraksts, nav parakstīts"),
    ]
    assert table_of(document, "Skaitļi").heads == ["Ko skaita", "Šodien, nav parakstīts"]


def test_a_stranger_gets_no_paper_of_a_month(anna, rita):
    month = accepted(anna, rita)

    with pytest.raises(NotForYou):
        reads.signings_of(month.pk, actor=actor_of(MembershipFactory(role="supervisor")))


def test_the_paper_is_a_tagged_pdf_and_a_word_document_with_a_place_to_sign(anna, rita):
    document = paper(accepted(anna, rita), rita)

    pdf, word = reports.as_pdf(document), Word(io.BytesIO(reports.as_docx(document)))

    assert (pdf[:5], b"/StructTreeRoot" in pdf, b"pdfuaid" in pdf) == (b"%PDF-", True, True)
    assert [cell.text for cell in word.tables[-1].rows[1].cells] == [
        f"Mediators: {anna.user.name}",
        "parakstīts sistēmā 20.11.2026.",
        "",
    ]
    assert "Grūts mēnesis." in [paragraph.text for paragraph in word.paragraphs]
