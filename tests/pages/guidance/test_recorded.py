"""A coordinator corrects what country data tells; everybody reads the note."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest
from django.test import Client

from khetene.guidance.models import Addressing, Statement, StatementTheme
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.guidance import coordinator
from tests.factories.sources import SourceDocumentFactory
from tests.pages.guidance.test_correcting import at, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return sign_in(Client(), coordinator())


def told(slug="stasts", words="Vajag atbalsta personu.", **more):
    fields = {"kind": "need", "year": 2019, "source": SourceDocumentFactory(), "is_public": True, **more}
    statement = Statement.objects.create(slug=slug, words=words, folded=f" {words.lower()}", **fields)
    StatementTheme.objects.create(statement=statement, theme="women")
    return statement


def given(statement, **more):
    fields = {"words": statement.words, "themes": ["women"], "source": str(statement.source_id)}
    return fields | {"place_in_source": "", "reason": "Avotā ir cits vārds."} | more


def test_a_statement_is_corrected_and_everybody_reads_the_note(desk):
    statement = told()
    missing = desk.post(at("correct_recorded", statement.pk), given(statement, words="Cits.", reason=""))
    to = {"words": "Vajag asistentu.", "to": ["municipalities"]}
    shown = text_of(desk.post(at("correct_recorded", statement.pk), given(statement, **to), follow=True))
    anybody = Client()
    page = text_of(anybody.get(at("public_statement", statement.pk)))
    listed = text_of(anybody.get(at("public"), {"kind": ""}))
    row = json.loads(anybody.get(at("public"), {"kind": "", "format": "json"}).content)["recommendations"][0]
    book = openpyxl.load_workbook(io.BytesIO(anybody.get(at("public"), {"kind": "", "format": "xlsx"}).content))

    assert "Aizpildiet: Kāpēc labojat?" in text_of(missing)
    assert "Labots. Avotā teiktais paliek blakus." in shown
    for told_to in (shown, page):
        assert (
            "Labots 20.11.2026. Avotā ir cits vārds. Avotā teikts: Kas tika teikts? – Vajag atbalsta personu."
            in told_to
        )
    assert "Labots 20.11.2026. Avotā ir cits vārds." in listed
    assert (row["words"], row["corrected"]["source_says"]["words"]) == ("Vajag asistentu.", "Vajag atbalsta personu.")
    assert "Vajag atbalsta personu." in book.active.cell(2, 11).value
    assert Addressing.objects.get().group == "municipalities"


def test_two_records_of_one_statement_are_joined(desk):
    first, second = told(), told("otrs", "Nepieciešama atbalsta persona.")
    found = text_of(desk.get(at("join_records", second.pk), {"words": "atbalsta"}))
    address = f"{at('join_records', second.pk)}?words=atbalsta"
    shown = text_of(desk.post(address, {"chosen": str(first.pk), "reason": "Abi ir no vienas sanāksmes."}, follow=True))
    anybody = Client()

    assert "2019: Vajag atbalsta personu." in found
    assert "Tas pats izteikums ir pierakstīts divreiz." in shown
    assert "Nepieciešama" not in text_of(anybody.get(at("public"), {"kind": ""}))
    assert "Tas ir arī šeit:" in text_of(anybody.get(at("public_statement", first.pk)))
    assert "To skaita un uz to atbild te: Vajag atbalsta personu." in text_of(
        anybody.get(at("public_statement", second.pk))
    )


def test_nobody_else_corrects_and_what_was_recorded_here_has_another_form(desk):
    statement = told()
    reader = sign_in(Client(), MembershipFactory(role="supervisor"))

    assert [reader.get(at(name, statement.pk)).status_code for name in ("correct_recorded", "join_records")] == [
        404
    ] * 2
    assert desk.get(at("correct_statement", statement.pk)).status_code == 404
    assert desk.get(at("repeat", statement.pk)).status_code == 200


def test_a_joined_record_leads_to_the_other_one_and_offers_no_answer(desk):
    other, statement = told("otrs", kind="recommendation"), told(kind="recommendation")
    desk.post(at("join_records", statement.pk), {"chosen": other.pk, "reason": "Viens un tas pats."})

    joined, counted = (desk.get(at("statement", one.pk)).content.decode() for one in (statement, other))

    names = ("ask", "take_on")
    assert [name for name in names if at(name, statement.pk) in joined] == []
    assert [name for name in names if at(name, other.pk) in counted] == ["ask", "take_on"]
    assert at("statement", other.pk) in joined


def test_only_whoever_may_ask_is_sent_to_the_organisations_of_a_group(desk):
    statement = told(kind="recommendation")
    Addressing.objects.create(statement=statement, group="municipalities")

    mine, everybodys = desk.get(at("statement", statement.pk)), Client().get(at("public_statement", statement.pk))

    hint = "Jautājiet tās iestādēm."
    assert [hint in page.content.decode() for page in (mine, everybodys)] == [True, False]
    assert "Grupa neatbild." in everybodys.content.decode()
