"""Phases as people see them: everybody reads the plan and the results, the beneficiary keeps the money."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.projects import reads, reports
from khetene.projects.models import Activity, BudgetLine, Cost
from khetene.web.desk.projects.gaps import with_links
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.gatherings import announced
from tests.factories.projects import ActivityFactory, VisibilityFactory, line_in, phase_of, spent

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


def test_a_line_and_a_cost_are_written_and_the_left_amount_is_shown(ministry, phase):
    ministry.post(at("add_line", phase.ordinal), {"code": "A1", "words": "Sanāksmes", "planned": "20000"})
    line = BudgetLine.objects.get()
    ministry.post(at("add_cost", phase.ordinal), {**COST, "line": line.pk})

    shown = text_of(ministry.get(at("phase", phase.ordinal)))

    assert str(Cost.objects.get().amount) == "1453.20"
    assert "A1 Sanāksmes 20 000,00 € 1453,20 € 0,00 € 18 546,80 €" in shown
    assert "Rēķins 17" in shown


def test_a_cost_without_a_line_leads_to_the_line_first(ministry, phase):
    answer = ministry.get(at("add_cost", phase.ordinal))

    assert (answer.status_code, answer.url) == (302, at("add_line", phase.ordinal))


@pytest.mark.parametrize("amount", ["12,345", "-5", "daudz", "1e5", "1.234,50"])
def test_an_amount_that_is_none_is_told_at_its_field(ministry, phase, janis, amount):
    line = line_in(phase, janis)

    answer = ministry.post(at("add_cost", phase.ordinal), {**COST, "line": line.pk, "amount": amount})

    assert "ne vairāk kā diviem cipariem aiz komata" in text_of(answer)
    assert not Cost.objects.exists()


def test_nothing_is_no_amount(ministry, phase, janis):
    answer = ministry.post(at("add_cost", phase.ordinal), {**COST, "line": line_in(phase, janis).pk, "amount": "0"})

    assert "Summa ir lielāka par nulli" in text_of(answer)


def test_a_committed_cost_is_paid_by_a_replacing_entry(ministry, phase, janis):
    cost = spent(line_in(phase, janis), janis)

    form = ministry.get(at("replace_cost", cost.pk))
    ministry.post(at("replace_cost", cost.pk), {**COST, "state": "paid", "amount": "99,90", "reason": "Samaksāts"})
    again = ministry.post(at("replace_cost", cost.pk), {**COST, "state": "paid", "reason": "Vēlreiz"})

    assert "100,00" in form.content.decode()
    assert "(netiek skaitīts)" in text_of(ministry.get(at("phase", phase.ordinal)))
    assert "Šis ieraksts jau ir aizstāts." in text_of(again)
    assert Cost.objects.count() == 2


def test_what_became_of_an_activity_is_written_with_its_deviation(ministry, phase):
    activity = ActivityFactory(phase=phase)

    refused = ministry.post(at("activity", activity.pk), {"state": "not_done", "actual": "", "deviation": ""})
    ministry.post(at("activity", activity.pk), {"state": "not_done", "actual": "", "deviation": "Nebija telpu"})

    assert "Pasakiet, kā un kāpēc tas atšķiras no plāna" in text_of(refused)
    assert Activity.objects.get().deviation == "Nebija telpu"


def test_the_funder_s_text_is_refused_with_an_empty_slot(phase):
    text, reader = VisibilityFactory(phase=phase), colleague_elsewhere()
    given = {"object": "plakāts", "object_genitive": "plakāta", "project": "P", "agreement": "1", "responsible": ""}

    refused = reader.post(at("visibility", text.pk), given)
    shown = reader.post(at("visibility", text.pk), given | {"responsible": "Kultūras ministrija"})

    assert "Aizpildiet: Kas atbild par saturu?" in text_of(refused)
    assert "Šis plakāts" not in text_of(refused)
    assert "Par plakāta saturu atbild Kultūras ministrija." in text_of(shown)


def test_money_does_not_exist_for_others(phase, janis):
    cost = spent(line_in(phase, janis), janis, "123.45", words=CANARY, document=CANARY)
    activity = ActivityFactory(phase=phase)
    reader = colleague_elsewhere()
    other_ministry = sign_in(Client(), MembershipFactory(role="national_coordinator"))

    for client in (reader, other_ministry):
        page = client.get(at("phase", phase.ordinal))
        assert page.status_code == 200
        assert not any(secret in page.content.decode() for secret in (CANARY, "123,45", "1000,01"))
        for name, key in (
            ("report", phase.ordinal),
            ("add_cost", phase.ordinal),
            ("add_line", phase.ordinal),
            ("add_amendment", phase.ordinal),
            ("phase_documents", phase.ordinal),
            ("replace_cost", cost.pk),
            ("activity", activity.pk),
        ):
            assert client.get(at(name, key)).status_code == 404


def test_the_report_shows_its_gaps_as_tasks_and_comes_as_files(ministry, phase):
    ActivityFactory(phase=phase)
    address = at("report", phase.ordinal)

    page = text_of(ministry.get(address))
    files = {kind: ministry.get(address, {"format": kind}) for kind in ("docx", "pdf", "json")}

    assert "Pasakiet, kas iznāca no darbības: Ekspertu sanāksmes." in page
    assert "Ierakstiet budžeta rindas." in page
    assert files["docx"].content[:2] == b"PK"
    assert files["pdf"].content[:5] == b"%PDF-"
    assert json.loads(files["json"].content)["shares"][0][1] == "900,01\xa0€"


def test_a_gap_leads_to_where_it_is_closed_and_a_difference_to_its_explanation(ministry, phase):
    phase.shares.filter(source="eu").update(stated="1.00")
    phase.shares.filter(source="state").update(stated="1.00")
    report = BeautifulSoup(ministry.get(at("report", phase.ordinal)).content, "html.parser")
    addresses = {link["href"] for link in report.select("main ol a")}
    explain = at("explain_gap", phase.ordinal, "verdict")

    saved = ministry.post(explain, {"words": "Līgumā ir pārrakstīšanās kļūda."})
    after = text_of(ministry.get(at("report", phase.ordinal)))
    unknown = ministry.get(at("explain_gap", phase.ordinal, "nothing"))

    assert {explain, at("add_line", phase.ordinal)} <= addresses
    assert (saved.url, unknown.status_code) == (at("report", phase.ordinal), 404)
    assert "Paskaidrojiet, kas nesakrīt" not in after


def test_every_gap_leads_to_a_page_or_names_the_document_that_closes_it(ministry, phase, janis):
    spent(line_in(phase, janis), janis, "700.00")
    phase.gatherings.add(announced(janis, title="Sanāksme Talsos"))
    type(phase).objects.filter(pk=phase.pk).update(agreement="", total=None)
    shown = reads.phase(phase.ordinal, actor=actor_of(janis))
    links = {one.gap.code.partition(":")[0]: one for one in with_links(reports.gaps_of(shown), shown)}

    page = at("phase", phase.ordinal)
    assert [links[code].address for code in ("committed", "line")] == [f"{page}#money"] * 2
    assert BeautifulSoup(ministry.get(page).content, "html.parser").find(id="money") is not None
    assert [title for title, _address in links["lists"].each] == ["Sanāksme Talsos"]
    assert [code for code, one in links.items() if not (one.address or one.each or one.document)] == []
    amended = {code for code, one in links.items() if one.address == at("add_amendment", phase.ordinal)}
    assert amended == {"grant", "time"} & set(links)
    told = text_of(ministry.get(at("report", phase.ordinal)))
    assert ("Sanāksme Talsos" in told, str(links["agreement"].document) in told) == (True, True)


def test_a_phase_that_is_not_there_is_not_found(ministry):
    assert ministry.get(at("phase", 99)).status_code == 404
