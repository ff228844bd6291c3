"""The recorded gatherings of the five documents, and the report of 27.05.2021 that comes out of them."""

from __future__ import annotations

import io
import json

import docx
import pytest
import yaml

from khetene.gatherings import actions, loading, reads, reports
from khetene.gatherings.models import Gathering, Identity, Participation, SameName
from khetene.guidance import reads as guidance
from khetene.kernel.countryfile import BadCountryFile
from tests.factories.accounts import MembershipFactory, actor_of

pytestmark = pytest.mark.usefixtures("latvia")
MEETING = "ev-2021-05-27"


@pytest.fixture
def meeting():
    return Gathering.objects.get(slug=MEETING)


def report_of(gathering):
    said = [reports.Said(heading, [row.words for row in rows]) for heading, rows in guidance.said_at(gathering.pk)]
    page = reads.page_of(reads.named(str(gathering.pk)), holder=False, actor=None)
    return reports.report_of(page, reads.figures(gathering.pk), said, names=False)


def test_all_gatherings_of_the_documents_are_recorded_without_names():
    assert Gathering.objects.count() == 27
    assert [row.slug for row in Gathering.objects.order_by("slug") if not row.sources] == []
    assert Identity.objects.count() == 0


def test_every_statement_that_was_said_at_a_gathering_stands_in_it():
    said = {gathering.slug: guidance.said_at(gathering.pk) for gathering in Gathering.objects.order_by("slug")}

    assert sum(len(rows) for groups in said.values() for _heading, rows in groups) > 100
    assert [heading for heading, _rows in said["ev-2020-02-06"]] == ["Ieguvumi", "Iniciatīvas", "Vienošanās"]


def test_28_rows_are_27_or_28_persons_because_the_document_does_not_say(meeting):
    figures = reads.figures(meeting.pk)

    assert (figures.rows.high, figures.persons.low, figures.persons.high) == (28, 27, 28)
    assert figures.rows.team == 3


def test_the_organiser_s_answer_settles_the_number_and_can_be_taken_back(meeting):
    janis = actor_of(MembershipFactory(role="national_coordinator", organisation=meeting.organisation))
    pair = SameName.objects.get()

    spans = []
    for answer in ("one", "two", ""):
        actions.answer_same_name(pair.pk, answer=answer, actor=janis)
        counted = reads.figures(meeting.pk).persons
        spans.append((counted.low, counted.high))

    assert spans == [(27, 27), (28, 28), (27, 28)]


def test_fifteen_municipalities_are_thirteen_fourteen_or_fifteen(meeting):
    assert reads.figures(meeting.pk).municipalities == {"staff": 13, "first": 14, "all": 15}


def test_what_the_document_states_stands_beside_what_was_counted(meeting):
    assert [(one.what, one.number) for one in reads.figures(meeting.pk).stated] == [
        ("dalībnieki", 28),
        ("ekspertu tīkla pārstāvju pašvaldības", 15),
    ]


def test_sectors_add_up_with_what_is_not_classified(meeting):
    figures = reads.figures(meeting.pk)

    assert figures.by_sector == [("pašvaldības", 17), ("valsts iestādes", 6), ("romu mediatori", 4)]
    assert figures.not_classified["sector"] == 1


def test_the_agenda_takes_165_minutes_of_which_15_are_a_break(meeting):
    after_the_doors = list(meeting.agenda.order_by("order"))[1:]

    assert sum(item.minutes for item in after_the_doors) == 165
    assert [item.minutes for item in after_the_doors if item.kind == "break"] == [15]


def test_the_report_of_27_05_2021_has_the_parts_of_the_printed_one(meeting):
    report = report_of(meeting)

    assert (report.when, report.place) == ("2021. gada 27. maijs", "Microsoft Teams")
    assert "881892-NRP5-LV" in report.funding
    assert report.parts[0].heading == "Vispārīgā informācija"
    assert [said.heading for said in report.said] == [
        "Ieguvumi", "Izaicinājumi", "Labā prakse", "Vajadzības", "Ieteikumi", "Nodomi",
    ]  # fmt: skip
    assert (len(report.agenda), len(report.participants)) == (10, 28)
    assert report.figures[0] == (
        "Sarakstā ir 28 rindas: 27 vai 28 personas. "
        "Viens vārds ir divās rindās, un neviens vēl nav pateicis, vai tas ir viens cilvēks."
    )


def test_the_word_document_can_be_edited_and_holds_both_annexes(meeting):
    word = docx.Document(io.BytesIO(reports.as_docx(report_of(meeting))))
    headings = [line.text for line in word.paragraphs if line.style.name == "Heading 1"]
    agenda, participants = word.tables[-2:]

    assert "Vispārīgā informācija" in headings
    assert headings[-3:] == ["Pielikums Nr. 1. Darba kārtība", "Pielikums Nr. 2. Dalībnieku saraksts", "Avoti"]
    assert (len(agenda.rows), len(participants.rows)) == (11, 29)
    assert participants.rows[1].cells[1].text == "vadītāja, Jelgavas domes Sabiedrības integrācijas pārvalde"
    assert [line.text for line in word.paragraphs if "{" in line.text] == []
    assert word.core_properties.language == "lv"


def test_the_pdf_is_tagged_and_in_latvian(meeting):
    pdf = reports.as_pdf(report_of(meeting))

    assert pdf.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in pdf
    assert b"/Lang(lv)" in pdf
    assert b"pdfuaid:part" in pdf


def test_the_conclusions_of_valga_come_out_in_all_three_formats():
    report = report_of(Gathering.objects.get(slug="ev-2020-02-06"))

    assert (report.when, report.place) == ("2020. gada 6. februāris", "Valga, Igaunija")
    assert len(next(said.words for said in report.said if said.heading == "Iniciatīvas")) == 6
    assert json.loads(reports.as_json(report))["title"] == "Tikšanās par romu integrācijas atbalsta pasākumiem"
    assert len(reports.as_docx(report)) > 10_000
    assert reports.as_pdf(report).startswith(b"%PDF-")


def test_signs_of_templates_and_markup_in_words_stay_words(meeting):
    meeting.title = "{{ funding }} <b>& #strong[x]"
    meeting.save()
    report = report_of(meeting)

    word = docx.Document(io.BytesIO(reports.as_docx(report)))

    assert "{{ funding }} <b>& #strong[x]" in [line.text for line in word.paragraphs]
    assert reports.as_pdf(report).startswith(b"%PDF-")


def test_headings_of_any_depth_in_the_words_of_a_writer_make_a_pdf(meeting):
    janis = actor_of(MembershipFactory(role="national_coordinator", organisation=meeting.organisation))
    actions.write_section(meeting.pk, heading="Saruna", text="# Pirmā\n\nTeksts.\n\n#### Dziļa", actor=janis)

    assert reports.as_pdf(report_of(meeting)).startswith(b"%PDF-")


def test_loading_again_keeps_what_people_wrote_and_answered(meeting, settings):
    janis = actor_of(MembershipFactory(role="national_coordinator", organisation=meeting.organisation))
    actions.answer_same_name(SameName.objects.get().pk, answer="one", actor=janis)
    actions.write_section(meeting.pk, heading="Jauna daļa", text="Teksts.", actor=janis)

    loading.load_country(settings.COUNTRY_FOLDER)

    assert (Gathering.objects.count(), Participation.objects.count()) == (27, 28)
    assert SameName.objects.get().answer == "one"
    assert meeting.sections.filter(heading="Jauna daļa").exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"organiser": "nav-tada"}, "nav-tada"),
        ({"kind": "nav-veida"}, "nav-veida"),
        ({"territory": "nav-vietas"}, "nav-vietas"),
        ({"mode": "magic"}, "gatherings.0.mode"),
        ({"sources": []}, "gatherings.0.sources"),
    ],
)
def test_a_wrong_file_is_refused_whole(settings, tmp_path, change, says):
    content = yaml.safe_load((settings.COUNTRY_FOLDER / loading.FILE).read_text())
    content["gatherings"][0] |= {"slug": "jauna"} | change
    (tmp_path / loading.FILE).write_text(yaml.safe_dump(content, allow_unicode=True))

    with pytest.raises(BadCountryFile) as refusal:
        loading.load_country(tmp_path)

    assert says in str(refusal.value.message)
    assert Gathering.objects.count() == 27
