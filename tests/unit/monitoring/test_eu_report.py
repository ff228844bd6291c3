"""The two-yearly report to the Commission: its period, texts that nobody loses, figures of both years, files."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

import pytest
from docx import Document

from khetene.kernel.errors import NotForYou
from khetene.monitoring import actions, reads, reports
from khetene.monitoring.errors import ChangedMeanwhile, NoSuchPeriod, NothingWritten, StillStands
from khetene.monitoring.models import Answer
from khetene.monitoring.period import newest, period_of, periods
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.monitoring import IndicatorFactory, entered

pytestmark = pytest.mark.django_db


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


def write(who, text, *, last_year=2026, question="o4-measures", seen=0):
    return actions.write_answer(last_year, question, text=text, seen=seen, actor=actor_of(who))


def answer(who, *, last_year=2026, question="o4-measures"):
    return reads.eu_answer(last_year, question, actor=actor_of(who))


def part(code, last_year=2026):
    return next(one for one in reads.eu_report(last_year).parts if one.code == code)


def test_a_report_covers_two_years_and_is_due_in_the_june_after_them():
    assert (newest().words, newest().due) == ("2025–2026", date(2027, 6, 30))
    assert [one.words for one in periods()] == ["2025–2026", "2023–2024", "2021–2022"]


def test_a_period_is_written_as_two_years_in_a_row():
    assert period_of("2023-2024").last == 2024


@pytest.mark.parametrize("words", ["2024-2025", "2023-2026", "2027-2028", "2019-2020", "2025", "x-y", ""])
def test_other_years_are_no_period(words):
    with pytest.raises(NoSuchPeriod):
        period_of(words)


def test_a_text_of_the_last_report_is_kept_and_says_so(janis):
    write(janis, "Pieci mediatori.", last_year=2024)

    found = answer(janis)

    assert (found.text, found.kept_from, found.number) == ("Pieci mediatori.", "2023–2024", 0)


def test_what_changed_since_the_last_report_is_marked(janis):
    write(janis, "Pieci mediatori.\n\nViena skola.", last_year=2024)
    write(janis, "Seši mediatori.\n\nViena skola.")

    found = answer(janis)

    assert (found.added, found.removed, found.compared_with) == (["Seši mediatori."], ["Pieci mediatori."], "2023–2024")
    assert answer(janis, last_year=2024).text == "Pieci mediatori.\n\nViena skola."


def test_who_saves_over_a_text_that_they_have_not_seen_is_told(janis):
    write(janis, "Pirmais")
    colleague = MembershipFactory(role="national_coordinator")

    with pytest.raises(ChangedMeanwhile):
        write(colleague, "Otrais", seen=0)

    assert answer(janis).text == "Pirmais"


def test_every_version_stays(janis):
    write(janis, "Pirmais")
    write(janis, "Otrais", seen=1)

    assert [(one.number, one.text) for one in answer(janis).versions] == [(2, "Otrais"), (1, "Pirmais")]


def test_words_of_an_earlier_version_are_deleted_for_good(janis):
    first = write(janis, "Kanārijputniņa ģimene.")
    newest = write(janis, "Viena ģimene.", seen=1)

    actions.wipe_answer(first.pk, actor=actor_of(janis))

    with pytest.raises(StillStands):
        actions.wipe_answer(newest.pk, actor=actor_of(janis))
    with pytest.raises(NotForYou):
        reads.earlier_answer(first.pk, actor=actor_of(janis))
    assert [(one.number, one.text, one.is_wiped) for one in answer(janis).versions] == [
        (2, "Viena ģimene.", False),
        (1, "", True),
    ]


def test_the_same_text_twice_is_saved_once(janis):
    write(janis, "Pirmais")
    write(janis, "Pirmais")

    assert Answer.objects.count() == 1


def test_nothing_is_not_written(janis):
    with pytest.raises(NothingWritten):
        write(janis, " \n")


def test_only_the_coordinator_writes_and_only_what_is_asked(janis):
    with pytest.raises(NotForYou):
        write(MembershipFactory(role="regional_expert"), "Teksts")
    with pytest.raises(NotForYou):
        write(janis, "Teksts", question="o9-measures")


def test_a_computed_figure_stands_for_both_years(janis):
    IndicatorFactory(objective="O3", computed_by="mediators")
    MembershipFactory(role="mediator")

    (found,) = part("O3").computed

    assert [(one.year, one.number, one.gap) for one in found.figures] == [
        (2025, None, "not_recorded"),
        (2026, 1, ""),
    ]


def test_sources_of_both_years_stand_and_older_ones_are_named_as_a_gap(janis):
    there, older = IndicatorFactory(), IndicatorFactory()
    entered(there, janis, "4700", year=2023)
    entered(there, janis, "4690", year=2024)
    entered(older, janis, "4784", year=2022)

    found = part("O2", 2024)

    assert [[str(value.number.normalize()) for value in row.values] for row in found.entered] == [["4.7E+3", "4.69E+3"]]
    assert [row.code for row in found.gaps] == [older.code]
    assert found.gaps[0].why_none.startswith("nav zināms: ")


def test_a_headline_indicator_names_its_target_where_it_is_not_measured():
    IndicatorFactory(
        is_headline=True,
        gap="not_measured",
        gap_reason={"lv": "Latvija nepiedalās.", "en": "Latvia is not in it."},
        target={"lv": "ne vairāk kā 13 %", "en": "at most 13 %"},
    )

    (found,) = next(one for one in reports.eu_report_of(reads.eu_report(2026)).parts if one.missing).missing

    assert found.why == "Latvijā nav mērīts: Latvija nepiedalās. Mērķis: ne vairāk kā 13 %."


def full(janis):
    """A report with a text that changed, a table and a chart of sources."""
    write(janis, "Pieci mediatori.", last_year=2024)
    write(janis, "# Skolas\n\nSeši **mediatori**.")
    indicator = IndicatorFactory()
    entered(indicator, janis, "4784", year=2025)
    entered(indicator, janis, "6279", year=2026, source="PMLP")
    IndicatorFactory(objective="O3", computed_by="mediators")
    MembershipFactory(role="mediator")
    return reads.eu_report(2026)


def test_word_holds_texts_tables_pictures_with_words_and_sources(janis):
    found = reports.eu_as_docx(reports.eu_report_of(full(janis)))

    document = Document(io.BytesIO(found))
    words = [paragraph.text for paragraph in document.paragraphs]
    assert {"Skolas", "Seši mediatori.", "Izņemts: Pieci mediatori.", "CSP, CSP tabula, 2025"} <= set(words)
    assert [[cell.text for cell in row.cells][1:] for row in document.tables[0].rows] == [
        ["2025", "2026"],
        ["Par šo gadu te nekas nav ierakstīts", "1"],
    ]
    told = document.element.xpath(".//wp:docPr/@descr")
    assert told == ["CSP, 2025: 4784; PMLP, 2026: 6279."]


def test_the_pdf_is_tagged_and_has_its_pictures(janis):
    found = reports.eu_as_pdf(reports.eu_report_of(full(janis)))

    assert found.startswith(b"%PDF")
    assert [name in found for name in (b"/StructTreeRoot", b"/Figure")] == [True, True]


def test_the_same_data_give_the_same_bytes(janis):
    shown = full(janis)

    once, again = (
        (reports.eu_as_pdf(report), reports.eu_as_docx(report), reports.eu_as_json(shown))
        for report in (reports.eu_report_of(shown), reports.eu_report_of(shown))
    )

    assert once == again


def test_nothing_in_word_says_when_it_was_packed(janis):
    found = reports.eu_as_docx(reports.eu_report_of(full(janis)))

    assert {one.date_time for one in zipfile.ZipFile(io.BytesIO(found)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_json_keeps_numbers_and_reasons(janis):
    found = json.loads(reports.eu_as_json(full(janis)))

    (counted,) = next(one for one in found["objectives"] if one["code"] == "O3")["computed"]
    assert [(year["number"], year["gap"]) for year in counted["years"]] == [(None, "not_recorded"), (1, None)]


def test_the_report_costs_the_same_however_many_texts(janis, django_assert_num_queries):
    write(janis, "Teksts")
    with django_assert_num_queries(4):
        reads.eu_report(2026)
    for slug in ("o1-measures", "o2-measures", "data"):
        write(janis, "Teksts", question=slug)
    with django_assert_num_queries(4):
        reads.eu_report(2026)
