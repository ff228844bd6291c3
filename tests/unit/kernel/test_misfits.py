"""What does not fit a schema is said in the reader's language, and at the field itself."""

from __future__ import annotations

import pytest
from django.utils import translation

from khetene.kernel.misfits import misfit

FITS = {
    "id": "neet",
    "title": {"lv": "Jaunieši", "en": "Young people"},
    "holder": "agency",
    "decides": {"lv": "Aģentūra", "en": "The agency"},
    "source": "MK 2015-1",
    "criteria": [],
    "tests": [{"on": "2026-01-01", "facts": {"age": 17}, "expect": "fits"}],
}


def test_what_fits_has_no_place():
    assert misfit(FITS, "rules") is None


@pytest.mark.parametrize(
    ("change", "place", "said"),
    [
        ({"holder": None}, ["holder"], "jābūt tekstam"),
        ({"title": {"lv": "Jaunieši"}}, ["title", "en"], "trūkst"),
        ({"ethnicity": "x"}, ["ethnicity"], "šāda lauka nav"),
        ({"audience": "all"}, ["audience"], "jābūt vienam no šiem: client, worker"),
        ({"id": "Ā"}, ["id"], "“Ā” nav pierakstīts, kā vajag: ^[a-z0-9][a-z0-9_-]{0,59}$"),
        ({"source": ""}, ["source"], "ir tukšs vai pārāk īss"),
        (
            {"tests": [FITS["tests"][0] | {"facts": {"age": 1.5}}]},
            ["tests", 0, "facts", "age"],
            "jābūt true vai false vai veselam skaitlim vai tekstam",
        ),
    ],
)
def test_the_field_is_named_and_what_is_wrong_with_it(change, place, said):
    assert misfit(FITS | change, "rules") == (place, said)


@pytest.mark.parametrize(
    ("column", "said"), [(-1, "jābūt vismaz 0"), (31, "drīkst būt ne vairāk kā 30"), ("A", "jābūt veselam skaitlim")]
)
def test_a_number_is_told_its_bounds(column, said):
    tile = {"column": column, "row": 0, "label": "RIX", "territories": ["riga"]}

    assert misfit({"tiles": [tile]}, "municipality-grid") == (["tiles", 0, "column"], said)


def test_the_words_follow_the_reader():
    with translation.override("en"):
        assert misfit(FITS | {"title": {"lv": "x"}}, "rules") == (["title", "en"], "is missing")


def test_what_has_no_sentence_of_its_own_is_said_as_the_schema_says_it():
    practice = {"slug": "aa", "title": "x", "themes": ["data", "data"]}

    unfit = misfit({"sources": [], "statements": [], "practices": [practice]}, "guidance")

    assert unfit == (["practices", 0, "themes"], "neatbilst shēmai: ['data', 'data'] has non-unique elements")
