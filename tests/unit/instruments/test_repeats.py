"""A repeat is asked as copies: the first at once, each further one when somebody asks for it."""

from __future__ import annotations

import pytest

from khetene.instruments.errors import BadInstrument
from khetene.instruments.paper import paper_lines
from khetene.instruments.questionnaire import problems
from khetene.instruments.xlsform import read_xlsform
from tests.factories.workbooks import SURVEY, xlsform

HEAD = [*SURVEY, "repeat_count"]
MEETING = [
    ["begin_repeat", "meeting", "Tikšanās", "", "", "", "education", "3"],
    ["text", "where", "Kur?", "yes"],
    ["select_one yn", "useful", "Vai noderēja?"],
    ["text", "why", "Kāpēc?", "yes", "${useful} = 'no'"],
    ["end_repeat"],
]


def form(rows=None):
    return read_xlsform(xlsform(rows or MEETING, head=HEAD))


def asked(answers):
    return [item.name for item in form().relevant_items(answers) if item.is_question]


def test_only_the_first_copy_is_asked_until_somebody_asks_for_another():
    first = ["where__1", "useful__1", "meeting__more2"]
    second = ["where__2", "useful__2", "meeting__more3"]

    assert asked({}) == first
    assert asked({"meeting__more2": "OK"}) == first + second
    assert asked({"meeting__more2": "OK", "meeting__more3": "OK"}) == [*first, *second, "where__3", "useful__3"]


def test_a_condition_looks_at_its_own_copy():
    answers = {"where__1": "Skolā", "useful__1": "yes", "meeting__more2": "OK", "where__2": "Mājās", "useful__2": "no"}

    assert problems(form(), answers).keys() == {"why__2"}


def test_what_a_taken_back_copy_held_is_not_kept():
    answers = {"where__1": "Skolā", "meeting__more2": "", "where__2": "Mājās"}

    assert form().relevant_answers(answers) == {"where__1": "Skolā"}


def test_copies_can_be_told_apart_and_belong_to_the_same_field():
    questions = {item.name: (str(item.label), item.domain) for item in form().questions()}

    assert [questions[name] for name in ("where__1", "where__2", "meeting__more3")] == [
        ("Kur?", "education"),
        ("Kur? (2)", "education"),
        ("Pievienot vēl vienu: Tikšanās", "education"),
    ]


def test_on_paper_all_copies_stand_one_after_the_other():
    lines = paper_lines(form())

    assert [line.label for line in lines if line.kind == "group"] == [
        "Tikšanās",
        "Tikšanās",
        "Tikšanās (2)",
        "Tikšanās (3)",
    ]


def test_without_a_number_there_are_five_copies():
    rows = [MEETING[0][:3], *MEETING[1:]]

    assert [item.name for item in form(rows).questions() if item.name.startswith("where")][-1] == "where__5"


def test_a_group_may_stand_inside_a_repeat():
    rows = [MEETING[0], ["begin_group", "part", "Daļa"], *MEETING[1:4], ["end_group"], MEETING[4]]

    assert [item.name for item in form(rows).for_domain("education").questions()][:2] == ["where__1", "useful__1"]


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        ([MEETING[0], ["begin_repeat", "inner", "Vēl"], ["end_repeat"], *MEETING[1:]], "survey!A3"),
        ([["end_repeat"]], "survey!A2"),
        (MEETING[:2], "survey!A2"),
        ([[*MEETING[0][:7], "11"], *MEETING[1:]], "survey!H2"),
        ([[*MEETING[0][:7], "${where}"], *MEETING[1:]], "survey!H2"),
        ([["text", "a", "Kas?", "", "", "", "", "2"]], "survey!H2"),
        ([*MEETING, ["text", "after", "Pēc?", "", "${where} = 'x'"]], "survey!E7"),
        ([["begin_repeat", "", "Vēl"], *MEETING[1:]], "survey!A2"),
        ([[*MEETING[0][:7], "10"], *[["text", f"q{n}", "Kas?"] for n in range(31)], ["end_repeat"]], "survey!A34"),
    ],
)
def test_what_cannot_be_repeated_is_refused_with_its_cell(rows, cell):
    with pytest.raises(BadInstrument) as refused:
        form(rows)

    assert str(refused.value.message).startswith(f"{cell}: ")
