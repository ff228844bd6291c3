"""The draft of the report of a phase: Word, PDF and JSON from one content, and what it lacks as tasks."""

from __future__ import annotations

import io
import json

import docx
import pytest
from django.utils import translation

from khetene.guidance import reads as guidance
from khetene.kernel.errors import NotForYou
from khetene.projects import actions, reads, reports
from khetene.projects.models import Explanation, Phase
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.projects import line_in, spent

pytestmark = pytest.mark.usefixtures("latvia")


@pytest.fixture
def ministry():
    phase = Phase.objects.get(ordinal=4)
    return MembershipFactory(role="national_coordinator", organisation=phase.beneficiary)


def draft(ordinal, by):
    page = reads.phase(ordinal, actor=actor_of(by))
    said = guidance.said_at_all(row.id for row in page.gatherings)
    return reports.report_of(page, [reports.Said(heading, [row.words for row in rows]) for heading, rows in said])


def test_the_results_of_phase_iv_stand_in_it_with_their_remainder(ministry):
    with translation.override("en"):
        report = draft(4, ministry)

    assert report.results[:5] == [
        (
            "Participants: 230 (Latvijas romu platforma IV: koordinācijas sanāksme, 2020) "
            "Kultūras ministrijas tīmekļa vietnē: ap 230."
        ),
        "– representatives of the state and of municipalities: 103",
        "– Roma representatives: 70",
        "– representatives of other non-governmental organisations and others: 14",
        "230 = 103 + 70 + 14 + 43 not stated",
    ]
    assert report.places == "19 municipalities as of then. Today they are 17."
    assert "Viļakas novads → Balvu novads" in report.then


def test_what_it_lacks_is_a_list_of_tasks(ministry):
    with translation.override("en"):
        gaps = draft(4, ministry).gaps

    assert gaps == [
        (
            "Say what became of the activity: Meetings of regional experts and good-practice visits in Ventspils and "
            "Talsi municipality."
        ),
        "Say what became of the activity: Workshop of Roma youth “Sāre Khetene 2020”.",
        "Say what became of the activity: Seminar of Roma women “Roma women in a sustainable society in Europe”.",
        "Say what became of the activity: Five positive stories about Roma of Latvia in the public media.",
        "Explain what does not agree: participants: 230 = 103 + 70 + 14 + 43 not stated",
        (
            "Explain what does not agree: Roma mediators: stated 5, places named 4. "
            "Kur strādāja piektais mediators, šis dokuments nesaka."
        ),
        "Hand over or explain: Five positive stories.",
        "15 gatherings have no list: who took part cannot be counted anew.",
        "Write the grant: no document that is recorded states it.",
        "Write the lines of the budget.",
    ]


def test_money_stands_in_it_the_latvian_way(ministry):
    line = line_in(Phase.objects.get(ordinal=5), ministry, planned="64952.21")
    spent(line, ministry, "64952.22", state="paid")

    report = draft(5, ministry)

    assert report.shares[0][1:] == ["58\xa0456,99\xa0€", "58\xa0456,99\xa0€", "58\xa0457,00\xa0€"]
    assert report.lines[0] == ["A1 Sanāksmes", "64\xa0952,21\xa0€", "0,00\xa0€", "64\xa0952,22\xa0€", "−0,01\xa0€"]
    assert any("0,01\xa0€" in gap for gap in report.gaps)


@pytest.mark.parametrize("ordinal", range(1, 8))
def test_every_recorded_phase_becomes_word_pdf_and_json(ministry, ordinal):
    report = draft(ordinal, ministry)

    word = docx.Document(io.BytesIO(reports.as_docx(report)))
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)

    assert reports.as_pdf(report).startswith(b"%PDF-")
    assert json.loads(reports.as_json(report))["title"] == report.title
    assert report.title in text
    assert "{" not in text
    assert all(gap in text for gap in report.gaps)


def test_a_reader_of_the_plan_gets_no_task_about_money():
    page = reads.public_phase(4)

    assert not any("budžet" in gap.words or "finansējum" in gap.words for gap in reports.gaps_of(page))


def test_what_does_not_agree_is_explained_beside_figures_that_stay(ministry):
    phase, said = page_of(4, ministry).row.id, "Divi saraksti nav saglabāti."
    gap = next(one for one in reports.gaps_of(page_of(4, ministry)) if reports.can_be_explained(one.code))

    actions.explain(phase, of=gap.code, words=said, actor=actor_of(ministry))
    explained = page_of(4, ministry)
    actions.explain(phase, of=gap.code, words=" ", actor=actor_of(ministry))

    lines = reports.report_of(explained, []).remarks
    assert [line.endswith(said) for line in lines].count(True) == 1
    assert len(lines) == len(page_of(4, ministry).remarks)
    assert gap.code not in {one.code for one in reports.gaps_of(explained)}
    assert gap.code in {one.code for one in reports.gaps_of(page_of(4, ministry))}


def test_nobody_explains_a_phase_of_another_organisation(ministry):
    stranger = MembershipFactory(role="national_coordinator")

    with pytest.raises(NotForYou):
        actions.explain(page_of(4, ministry).row.id, of="verdict", words="X", actor=actor_of(stranger))

    assert Explanation.objects.count() == 0


def page_of(ordinal, by):
    return reads.phase(ordinal, actor=actor_of(by))
