"""A workbook becomes a questionnaire, or is refused with its cell."""

from __future__ import annotations

import io
import json
import runpy
import zipfile

import pytest
from django.conf import settings
from django.utils import translation

from khetene.instruments.errors import BadInstrument
from khetene.instruments.loading import read_file
from khetene.instruments.paper import paper_lines
from khetene.instruments.questionnaire import from_dict, problems
from khetene.instruments.xlsform import read_xlsform
from tests.factories.instruments import ROWS, SCHOOL
from tests.factories.workbooks import SURVEY, xlsform

OURS = settings.ROOT / "country" / "lv" / "instruments" / "mediator-evaluation.xlsx"


def refusal(content: bytes) -> str:
    with pytest.raises(BadInstrument) as refused:
        read_xlsform(content)
    return str(refused.value.message)


def test_each_field_has_its_own_questions_and_those_for_everybody():
    form = read_xlsform(xlsform([*ROWS, ["text", "all", "Vēl kas?"]]))

    assert form.domains() == ["education", "police"]
    assert [item.name for item in form.for_domain("education").questions()] == ["met", "what", "meetings", "all"]
    assert [item.name for item in form.for_domain("police").questions()] == ["police", "all"]


def test_a_questionnaire_survives_the_database():
    form = read_xlsform(xlsform(ROWS))

    assert from_dict(json.loads(json.dumps(form.as_dict()))) == form


def test_every_type_is_read():
    types = ["text", "integer", "decimal", "date", "select_one yn", "select_multiple yn", "note", "acknowledge"]

    form = read_xlsform(xlsform([[kind, f"q{number}", "Jautājums"] for number, kind in enumerate(types)]))

    assert [item.kind for item in form.items] == [kind.partition(" ")[0] for kind in types]


def test_translations_are_read_and_latvian_stands_in():
    head = ["type", "name", "label::Latviešu (lv)", "label::English (en)", "label::Русский (ru)", "hint::English (en)"]
    form = read_xlsform(xlsform([["text", "a", "Kas?", "What?", "Что?", "Short"], ["text", "b", "Kur?"]], head=head))

    shown = {}
    for language in ("lv", "en", "ru"):
        with translation.override(language):
            shown[language] = [str(item.label) for item in form.items]
    assert shown == {"lv": ["Kas?", "Kur?"], "en": ["What?", "Kur?"], "ru": ["Что?", "Kur?"]}
    assert form.items[0].hint == {"en": "Short"}


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (["rank yn", "r", "Kas svarīgāk?"], "survey!A2"),
        (["calculate", "c", "x"], "survey!A2"),
        (["geopoint", "g", "Kur?"], "survey!A2"),
        (["rank yn", "g", "Kārtība"], "survey!A2"),
        (["select_one_from_file x.csv", "g", "Kur?"], "survey!A2"),
        (["select_one yn or_other", "g", "Kur?"], "survey!A2"),
        (["select_one none", "g", "Kur?"], "survey!A2"),
        (["text", "divi vārdi", "Kas?"], "survey!B2"),
        (["text", "", "Kas?"], "survey!A2"),
        (["text", "a", ""], "survey!A2"),
        (["text", "a", "Kas ir ${later}?"], "survey!C2"),
        (["text", "a", "Kas?", "${b} = 1"], "survey!D2"),
        (["text", "a", "Kas?", "", "${later} = 'x'"], "survey!E2"),
        (["text", "a", "Kas?", "", "", "regex(., 'x')"], "survey!F2"),
        (["text", "a", "Kas?", "", "", "", "astronomy"], "survey!G2"),
        (["end_group"], "survey!A2"),
        (["begin_group", "g", "Grupa"], "survey!A2"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_cell(row, cell):
    assert refusal(xlsform([row, ["text", "later", "Vēlāk?"]])).startswith(f"{cell}: ")


@pytest.mark.parametrize("column", ["calculation", "choice_filter", "media::image", "default", "comment"])
def test_a_filled_column_that_is_not_known_is_refused(column):
    content = xlsform([["text", "a", "Kas?", "", "", "", "", "x"]], head=[*SURVEY, column])

    assert refusal(content).startswith("survey!H2: ")


def test_an_empty_column_that_is_not_known_does_no_harm():
    assert read_xlsform(xlsform([["text", "a", "Kas?"]], head=[*SURVEY, "calculation"])).items[0].name == "a"


def test_a_question_of_one_field_cannot_look_at_the_answer_of_another():
    rows = [
        ["select_one yn", "a", "Skolai?", "", "", "", "education"],
        ["text", "b", "Policijai?", "", "${a} = 'yes'", "", "police"],
    ]

    assert refusal(xlsform(rows)).startswith("survey!E3: ")


def test_another_sheet_is_refused():
    assert refusal(xlsform([["text", "a", "Kas?"]], more={"entities": [["list_name"], ["x"]]})).startswith(
        "entities!A1: "
    )


def test_a_name_stands_once():
    assert refusal(xlsform([["text", "a", "Kas?"], ["text", "a", "Kur?"]])).startswith("survey!B3: ")
    twice = [["yn", "yes", "jā"], ["yn", "yes", "nē"]]
    assert refusal(xlsform([["text", "a", "Kas?"]], choices=twice)).startswith("choices!B3: ")


def test_what_the_reference_implementation_refuses_is_refused():
    assert refusal(xlsform([["text", "meta", "Kas?"]])).startswith("pyxform: [row : 2]")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no workbook", b"type,name\ntext,a\n"])
def test_what_is_no_workbook_is_refused(content):
    assert refusal(content) != ""


def test_a_workbook_that_unpacks_to_more_than_can_be_read_is_refused():
    bomb = io.BytesIO(xlsform([["text", "a", "Kas?"]]))
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/big", "w") as part:
        for _chunk in range(401):
            part.write(b"\0" * 1024 * 1024)

    assert refusal(bomb.getvalue()) == "Atpakots fails ir lielāks, nekā droši var nolasīt."


def test_a_condition_closes_a_question_and_a_constraint_refuses_an_answer():
    asked = read_xlsform(xlsform(ROWS)).for_domain("education")

    assert [item.name for item in asked.relevant_items({"met": "no"})] == ["intro", "school", "met"]
    assert problems(asked, {"met": "no"}) == {}
    assert set(problems(asked, {})) == {"met"}
    assert set(problems(asked, {"met": "yes", "meetings": "400"})) == {"what", "meetings"}
    assert problems(asked, SCHOOL) == {}
    assert asked.relevant_answers({**SCHOOL, "met": "no"}) == {"met": "no"}


def test_a_closed_group_closes_what_is_in_it():
    rows = [
        ["select_one yn", "met", "Vai?"],
        ["begin_group", "g", "Grupa", "", "${met} = 'yes'"],
        ["select_one yn", "inside", "Vai?", "yes"],
        ["end_group"],
        ["text", "after", "Kas?", "yes", "${inside} = 'yes'"],
    ]
    asked = read_xlsform(xlsform(rows))

    assert asked.relevant_answers({"met": "no", "inside": "yes", "after": "x"}) == {"met": "no"}
    assert problems(asked, {"met": "no", "inside": "yes"}) == {}


def test_an_answer_that_nobody_offered_is_refused():
    asked = read_xlsform(xlsform([["select_one yn", "a", "Vai?"], ["select_multiple yn", "b", "Kuri?"]]))

    assert set(problems(asked, {"a": "maybe", "b": "yes maybe"})) == {"a", "b"}
    assert problems(asked, {"a": "no", "b": "yes no"}) == {}


def test_a_blank_form_numbers_questions_and_says_conditions_in_words():
    with translation.override("en"):
        lines = paper_lines(read_xlsform(xlsform(ROWS)).for_domain("education"))

    assert [line.number for line in lines] == [None, None, 1, 2, 3]
    assert [line.only_if for line in lines] == ["", "", "", "in question 1 “jā”", "in question 1 “jā”"]
    assert lines[2].choices == ["jā", "nē"]


def test_the_yearly_evaluation_asks_every_field_shortly():
    form = read_file(OURS)

    per_field = {domain: len(list(form.for_domain(domain).questions())) for domain in form.domains()}
    assert set(per_field) == {
        "education", "social", "employment", "housing", "health", "police", "mediator", "families",
    }  # fmt: skip
    assert max(per_field.values()) <= 6
    assert all(item.label.get("lv") and item.label.get("en") for item in form.questions())


def test_the_file_in_the_country_pack_is_what_the_script_writes(tmp_path):
    script = runpy.run_path(str(settings.ROOT / "scripts" / "evaluation_form.py"))
    script["write"](tmp_path / "again.xlsx")

    assert read_file(tmp_path / "again.xlsx") == read_file(OURS)
