"""Questions without personal data, asked on the command line."""

from __future__ import annotations

import io
import json
from types import SimpleNamespace

import pytest

pytestmark = pytest.mark.usefixtures("latvia")
HARIS = {"employed": False, "months_without_work": 14, "registered_unemployed": False}
ESF_741 = "Atbalsts ilgstošajiem bezdarbniekiem"


def long_term(verdicts: list[dict[str, object]]) -> dict[str, object]:
    return next(
        verdict
        for verdict in verdicts
        if "register" in json.dumps(verdict["criteria"]).lower() and verdict["would_fit_if"]
    )


@pytest.fixture
def facts(tmp_path):
    def write(content: object, name: str = "facts.json") -> str:
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else json.dumps(content, indent="\t").encode())
        return str(file)

    return write


def test_haris_may_fit_once_he_registers(khetene, facts):
    said = khetene("screen", facts(HARIS), "--on", "2018-05-01", "--json")

    verdict = long_term(json.loads(said.out))
    assert (said.code, said.err, verdict["answer"]) == (0, "", "may_fit")
    assert len(verdict["would_fit_if"]) == 1


def test_haris_fits_after_he_registered(khetene, facts):
    before = json.loads(khetene("screen", facts(HARIS), "--on", "2018-05-01", "--json").out)
    registered = facts(HARIS | {"registered_unemployed": True})

    after = json.loads(khetene("screen", registered, "--on", "2018-05-01", "--json").out)

    programme = long_term(before)["programme"]
    assert [verdict["answer"] for verdict in after if verdict["programme"] == programme] == ["fits"]


def test_words_tell_reasons_questions_and_what_would_make_it_fit(khetene, facts):
    said = khetene("screen", facts(HARIS), "--on", "2018-05-01")

    assert "[not_met]" in said.out
    assert "→" in said.out
    assert said.err == ""


def test_facts_may_be_yaml(khetene, facts):
    as_yaml = facts(b"employed: false\nmonths_without_work: 14\nregistered_unemployed: false\n", "facts.yaml")

    assert khetene("screen", as_yaml, "--json").out == khetene("screen", facts(HARIS), "--json").out


def test_facts_may_come_from_standard_input(khetene, facts, monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(json.dumps(HARIS).encode())))

    assert khetene("screen", "-", "--json").out == khetene("screen", facts(HARIS), "--json").out


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"null",
        b"1",
        b'{"age": ',
        b"\xff\xfe",
        b"\x00",
        b"age: [1, 2",
        b"a: &a [x]\nb: [*a, *missing]",
        b"!!python/object/apply:os.system ['true']",
        b'{"no_such_fact": 1}',
        b'{"age": "=1+1"}',
        b'{"age": -1}',
        b'{"age": {"$gt": 0}}',
        b"1: 2",
        b"[" * 50_000,
        b"{" + b" " * 2_000_000 + b"}",
    ],
)
def test_bad_facts_are_refused_in_one_line(khetene, facts, content):
    said = khetene("screen", facts(content))

    assert (said.code, said.out) == (1, "")
    assert len(said.err.splitlines()) == 1
    assert said.err.startswith("khetene screen: ")


def test_a_file_that_is_not_there_is_named(khetene):
    said = khetene("screen", "/no/such/file.json")

    assert (said.code, said.err) == (1, "khetene screen: /no/such/file.json: No such file or directory\n")


@pytest.mark.parametrize("arguments", [["screen"], ["territory"], ["screen", "x", "--on", "soon"], ["fly"], []])
def test_wrong_usage_is_told_with_code_two(khetene, arguments):
    said = khetene(*arguments)

    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("usage: khetene")


def test_a_territory_tells_what_it_was_and_what_it_became(khetene):
    said = khetene("territory", "Ventspils", "--on", "2019-01-01", "--json")

    history = json.loads(said.out)
    assert (said.code, history["code"], history["valid_to"]) == (0, "0270000", "2021-07-01")
    assert [place["code"] for place in history["today"]] == ["0007000"]


def test_a_territory_in_words(khetene):
    said = khetene("territory", "Ventspils", "--on", "2019-01-01")

    assert said.out.splitlines()[0] == "Ventspils 0270000 (state city, … – 2021-07-01)"


@pytest.mark.parametrize("name", ["Atlantis", "", "'; DROP TABLE territory_territory; --", "x" * 10_000])
def test_an_unknown_place_is_refused(khetene, name):
    said = khetene("territory", name)

    assert (said.code, said.out, len(said.err.splitlines())) == (1, "", 1)


def test_services_are_found_without_diacritics_the_nearest_first(khetene):
    said = khetene("directory", "find", "skolotaja", "palig", "--near", "Jelgava", "--json")

    found = json.loads(said.out)
    assert said.code == 0
    assert found[0]["place"] == "Jelgava"


def test_nothing_found_is_not_an_error(khetene):
    said = khetene("directory", "find", "helikopters", "--json")

    assert (said.code, json.loads(said.out)) == (0, [])
