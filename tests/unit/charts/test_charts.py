"""Charts: the same rows give the same picture, a hidden number is never drawn as zero, and nothing runs in a spreadsheet."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from khetene.charts import (
    Bar,
    Chart,
    Gap,
    Mark,
    Series,
    Stack,
    Tile,
    as_csv,
    as_spec,
    bars,
    dots,
    matrix,
    paired,
    picture,
    render,
    stacked,
    tiles,
    written,
)
from khetene.charts.theme import HIDDEN, MIDDLE, NOTHING, PATTERNED, QUIET, SERIES, STRONG

SPECS = {
    "bars": bars([Bar("2025", 45, "45"), Bar("2024", None, "slēpts", is_hidden=True), Bar("2023", None, "nav zināms")]),
    "paired": paired(("Amati", [Bar("I", 2, "2")]), ("Mēneši", [Bar("I", None, "nav zināms")])),
    "stacked": stacked([Stack("2020", (3, 40), ("3", "40"))], [Series("paveikts", STRONG), Series("gaida", MIDDLE)]),
    "matrix": matrix([Mark("darbnīca", "2020", 4, "4")], ["darbnīca"], ["2020"]),
    "dots": dots(
        [Mark("Talsi", "27.05.2021.", 1, ""), Mark("Valka", "27.05.2021.", 0, "")], ["Talsi", "Valka"], ["27.05.2021."]
    ),
    "tiles": tiles([Tile(0, 0, "Rīga", "1/2", STRONG)], [Series("līgums", STRONG), Series("nekas", NOTHING)]),
}


def chart(spec=None, **more):
    fields = {
        "name": "proba",
        "question": "Vai palīdzība kaut ko maina?",
        "finding": "2025. gadā 45.",
        "columns": ("Gads", "Cilvēki"),
        "rows": (("2025", 45), ("2024", Gap("slēpts"))),
        "spec": spec,
        "rule": "",
        "read": "",
    }
    return Chart(**{**fields, **more})


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0"),
        (1453, "1453"),
        (14536, "14\N{NO-BREAK SPACE}536"),
        (-5, "−5"),
        (Decimal("0.5"), "0,5"),
        (Decimal("64952.21"), "64\N{NO-BREAK SPACE}952,21"),
    ],
)
def test_numbers_are_written_the_latvian_way(number, words):
    assert written(number) == words


def test_english_readers_get_a_point():
    assert written(Decimal("64952.21"), "en") == "64,952.21"


@pytest.mark.parametrize("kind", SPECS)
def test_a_picture_says_its_question_and_its_finding(kind):
    drawn = BeautifulSoup(picture(chart(SPECS[kind])), "html.parser").svg

    assert (drawn["role"], drawn.title.text, drawn.desc.text) == (
        "img",
        "Vai palīdzība kaut ko maina?",
        "2025. gadā 45.",
    )
    assert drawn["aria-labelledby"].split() == [drawn.title["id"], drawn.desc["id"]]


@pytest.mark.parametrize("kind", SPECS)
def test_the_same_rows_give_the_same_picture(kind):
    first = picture(chart(SPECS[kind]))
    render._drawn.cache_clear()

    assert picture(chart(SPECS[kind])) == first


@pytest.mark.parametrize("kind", SPECS)
def test_a_picture_brings_no_style_no_script_and_no_address(kind):
    drawn = BeautifulSoup(picture(chart(SPECS[kind])), "html.parser")

    assert drawn.find_all(["script", "style", "image", "a"]) == []
    assert [tag.name for tag in drawn.find_all(style=True)] == []


def test_the_same_picture_is_drawn_once():
    render._drawn.cache_clear()
    picture(chart(SPECS["bars"]))
    picture(chart(SPECS["bars"], name="cits"))

    assert (render._drawn.cache_info().misses, render._drawn.cache_info().hits) == (1, 1)


def test_a_hidden_number_is_hatched_and_says_so():
    drawn = picture(chart(SPECS["bars"]))

    assert f'fill="url(#proba-{PATTERNED.index(HIDDEN)})"' in drawn
    assert "slēpts" in BeautifulSoup(drawn, "html.parser").text


def test_an_unknown_number_is_words_without_a_bar():
    rows = {row["label"]: row for row in SPECS["bars"]["data"]["values"]}

    assert (rows["2023"]["number"], rows["2023"]["shown"]) == (0, "nav zināms")


def test_what_people_wrote_stays_text():
    hostile = '</text><script>alert("ā")</script>'

    drawn = BeautifulSoup(
        picture(chart(bars([Bar(hostile, 1, hostile)]), question=hostile, finding=hostile)), "html.parser"
    )

    assert drawn.find_all("script") == []


def test_a_chart_that_cannot_be_drawn_leaves_the_table(caplog):
    assert picture(chart({"mark": "nothing like this"})) == ""
    assert "a chart could not be drawn: proba" in caplog.text
    assert picture(chart(None)) == ""


def test_neighbouring_parts_differ_in_lightness():
    def lightness(fill):
        red, green, blue = (int(fill[place : place + 2], 16) for place in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    assert all(abs(lightness(one.fill) - lightness(other.fill)) > 25 for one, other in pairwise(SERIES[:4]))
    assert len({ink.fill for ink in (*SERIES, HIDDEN, NOTHING)}) == len(SERIES) + 2
    assert QUIET in PATTERNED


def test_a_number_that_its_part_cannot_hold_stands_in_the_table_alone():
    spec = stacked([Stack("2020", (1, 400), ("1", "400"))], [Series("paveikts", STRONG), Series("gaida", MIDDLE)])

    assert [row["shown"] for row in spec["layer"][1]["data"]["values"]] == ["400"]


@pytest.mark.parametrize("cell", ["=1+1", "+371", "-5", "@SUM(A1)", "\tx"])
def test_a_table_holds_no_formula(cell):
    content = as_csv(chart(rows=((cell, Gap(cell)),))).decode("utf-8-sig")

    assert [part.strip('"') for part in content.splitlines()[1].split(",")] == [f"'{cell}", f"'{cell}"]


def test_a_table_keeps_negative_numbers_and_says_why_one_is_missing():
    content = as_csv(chart(rows=(("2025", -5, Decimal("0.50")), ("2024", Gap("slēpts"), 0))))

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines()[1:] == ["2025,-5,0.50", "2024,slēpts,0"]


def test_the_drawing_rules_hold_their_rows():
    assert re.search(rb'"\$schema": "https://vega.github.io/schema/vega-lite/v5', as_spec(chart(SPECS["bars"])))
    assert b"sl\xc4\x93pts" in as_spec(chart(SPECS["bars"]))
