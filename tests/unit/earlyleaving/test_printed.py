"""The plan on paper: everything that D 3.2 names, who approved in this round, and an empty form."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest
from django.utils import translation

from khetene.earlyleaving import actions, reads, reports
from khetene.kernel import clock
from khetene.kernel.translated import short_day
from tests.factories.accounts import actor_of
from tests.factories.earlyleaving import approved, drafted, give, step, under_way

pytestmark = pytest.mark.django_db


def printed(plan, there):
    with translation.override("lv"):
        return reports.form_of(reads.plan_page(plan.pk, actor=actor_of(there.inese)))


def names_of(form):
    """Who stands where names of those who sign stand."""
    part = next(part for part in form.parts if part.heading.startswith("7."))
    return [row[1] for row in part.tables[0].rows]


def test_the_printed_plan_holds_every_part_in_order(there):
    plan = under_way(there)
    give(plan, there)

    form = printed(plan, there)

    assert [part.heading[:2] for part in form.parts] == ["1.", "2.", "3.", "4.", "5.", "6.", "7.", "8."]
    assert form.title == f"Atbalsta plāns {plan.number}"
    assert form.parts[0].facts[0] == ["Skolēns", "Pēteris"]
    assert form.parts[4].items[0].tables[0].rows == [
        [
            "Mācību priekšmeta pedagoga konsultācija, individuāli",
            "01.11.2026. – 31.12.2026.",
            "matemātikas skolotāja",
            "10 stundu",
            "12,50\N{NO-BREAK SPACE}€",
            "125,00\N{NO-BREAK SPACE}€",
        ]
    ]
    assert form.parts[7].tables[0].rows[0][4] == "12,50\N{NO-BREAK SPACE}€"


def test_only_approvals_of_this_round_stand_beside_the_signatures(there):
    plan = approved(there)
    names = [there.inese.user.name, there.head.user.name, there.coordinator.user.name, there.ikvd.user.name, ""]

    before = names_of(printed(plan, there))
    step(plan, "revise", there.inese, "Mainījusies skolotāja.")

    assert before == names
    assert names_of(printed(plan, there)) == [names[0], "", "", "", ""]


def test_what_is_not_written_yet_is_a_line_to_fill_in(there):
    form = printed(drafted(there), there)

    assert form.parts[1].facts[0] == ["Parakstīts", "…………"]
    assert form.parts[2].paragraphs == ["Vēl nav nosaukts neviens risks."]


def test_word_and_pdf_come_from_the_same_content(there):
    form = printed(under_way(there), there)

    word = docx.Document(io.BytesIO(reports.as_docx(form)))
    pdf = reports.as_pdf(form)

    assert word.core_properties.language == "lv"
    assert [each.text for each in word.paragraphs if each.style.name == "Heading 1"] == [
        part.heading for part in form.parts
    ]
    assert pdf.startswith(b"%PDF")
    assert b"/StructTreeRoot" in pdf


def test_a_pupil_signs_each_consultation_on_a_page_that_says_nothing_else_about_them(there):
    plan = under_way(there)
    give(plan, there)
    page = reads.plan_page(plan.pk, actor=actor_of(there.inese))
    support = next(row for risk in page.risks for row in risk.supports if row.is_consultation)

    with translation.override("lv"):
        form = reports.confirmation_form(page, support)

    rows = form.parts[1].tables[0].rows
    assert [fact[1] for fact in form.parts[0].facts[:2]] == [page.called, there.school.name]
    assert (len(rows), rows[0][0], rows[1]) == (12, short_day(support.deliveries[0].given_on), [""] * 4)
    risk = page.risks[0]
    assert [word for word in (risk.title, risk.justification, page.goal) if word in str(form.as_dict())] == []
    assert reports.as_pdf(form).startswith(b"%PDF")


def test_the_empty_form_offers_every_risk_and_names_nobody(there):
    instrument = reads.instrument(on=clock.today())

    with translation.override("lv"):
        form = reports.blank_form(instrument)

    offered = [fact[1] for item in form.parts[2].items for fact in item.facts]
    assert offered == [str(criterion.title) for criterion in instrument.criteria.values()]
    assert {cell for row in form.parts[2].tables[0].rows for cell in row} == {""}
    assert reports.as_pdf(form).startswith(b"%PDF")


def test_the_plan_for_reducing_early_leaving_is_printed_with_who_and_by_when(there):
    head = actor_of(there.head)
    values = {"words": "Rīta aplis", "responsible": "audzinātāja", "due_on": date(2026, 12, 1)}
    actions.plan_measure(aim="environment", **values, actor=head)

    form = reports.reduction_form(reads.reduction_plan(2026, actor=head), there.school.name)

    assert form.author == there.school.name
    assert form.parts[1].tables[0].rows == [["Rīta aplis", "audzinātāja", "01.12.2026.", "plānots", "–"]]
    assert reports.as_pdf(form).startswith(b"%PDF")
    assert reports.as_docx(form).startswith(b"PK")
