"""One schema for whoever writes rules: editors and the loader read the same file, so the two never differ."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

import jsonschema
import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as tries
from hypothesis import strategies as st

from khetene.cli.main import main
from khetene.eligibility.errors import RuleError
from khetene.eligibility.programmes import parse_programme
from khetene.eligibility.vocabulary import parse_vocabulary
from khetene.facts.reads import vocabulary
from khetene.kernel.countryfile import Wrong, content_of
from khetene.kernel.misfits import misfit, schema_names, schema_text
from khetene.programmes.errors import BadRules
from khetene.programmes.rulebook import programme_in

COUNTRY = settings.ROOT / "country" / "lv"
RULES = sorted((COUNTRY / "programmes").glob("*.json"))
WRITTEN = sorted([*COUNTRY.glob("*.yaml"), *(COUNTRY / "programmes").glob("*.yaml")])
RAWS = [programme_in(path.read_bytes(), file=path.name) for path in RULES]
# What only the engine can know: which facts there are, which words each has, which day exists and which comes first.
MEANING = re.compile(
    r"there is no fact|is not a value of|cannot be compared by size|lower bound|begins on the day|ends before it begins"
    r"|nested 8 deep|are dates such as"
)
PARTS: list[Any] = [
    None, 0, 17, 1.5, True, "", "x", "2026-02-30", [], [None], {}, {"lv": "x"}, {"lv": "x", "en": "y"}, {"all": []},
    {"all": [{"==": ["employed", True]}]}, {"not": {"==": ["age", "x"]}}, {"==": ["age", 1, 2]}, {"between": ["age", 9, 1]},
    {"in": ["school_stage", "none"]}, {"in": ["school_stage", ["none"]]}, {">=": ["employed", 1]}, {"<=": ["nothing", 1]},
    {"from": "2021-01-01", "to": "2020-01-01"}, [{"test": {"==": ["employed", True]}, "from": "x"}],
]  # fmt: skip


def places(value: Any, where: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in plain data, from the outside in."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [where, *(place for key, part in inside for place in places(part, (*where, key)))]


@st.composite
def changed(draw: st.DrawFn) -> dict[str, Any]:
    """A programme of the country with one to three parts replaced, taken out or added."""
    raw = copy.deepcopy(draw(st.sampled_from(RAWS)))
    for _turn in range(draw(st.integers(1, 3))):
        *path, last = draw(st.sampled_from([place for place in places(raw) if place and place != ("id",)]))
        holder = raw
        for step in path:
            holder = holder[step]
        match draw(st.sampled_from(["replace", "remove", "add"])):
            case "remove":
                del holder[last]
            case "add" if isinstance(holder, dict):
                holder[draw(st.sampled_from(["when", "test", "note", "unheard", "source", "in_force"]))] = draw(part())
            case _:
                holder[last] = draw(part())
    return raw


def part() -> st.SearchStrategy[Any]:
    return st.sampled_from(PARTS).map(copy.deepcopy)


@given(raw=changed())
@tries(max_examples=200)
def test_what_the_schema_takes_the_engine_can_read_and_says_what_is_wrong_in_its_meaning(raw):
    if misfit(raw, "rules") is None:
        said = refusal_of_the_engine(raw)

        assert said == "" or MEANING.search(said)


def refusal_of_the_engine(raw: dict[str, Any]) -> str:
    try:
        parse_programme(raw, vocabulary())
    except RuleError as refusal:
        return str(refusal)
    return ""


@given(raw=changed())
@tries(max_examples=100)
def test_what_the_schema_refuses_the_loader_refuses_at_the_same_place(raw):
    unfit = misfit(raw, "rules")
    if unfit and raw.get("id"):
        with pytest.raises(BadRules) as refusal:
            programme_in(json.dumps(raw, indent=1).encode(), file=f"{raw['id']}.json")

        said = str(refusal.value.message)
        field = ".".join(map(str, unfit[0]))
        assert re.match(rf"{raw['id']}\.json:\d+", said)
        assert field in said


@given(
    facts=st.dictionaries(
        st.sampled_from(["age", "employed"]),
        st.dictionaries(
            st.sampled_from(["type", "question", "topic", "options", "changeable", "low", "help"]),
            st.sampled_from([*PARTS, "integer", "word", "person", {"to": True, "how": {"lv": "x", "en": "y"}}]),
        ),
        max_size=2,
    )
)
def test_a_vocabulary_that_fits_its_schema_can_be_read(facts):
    if misfit({"facts": facts}, "facts") is None:
        parse_vocabulary(facts)


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_rules_name_their_schema_for_editors_and_lose_the_name_when_they_are_read(path):
    named = json.loads(path.read_text(encoding="utf-8"))["$schema"]

    assert (path.parent / named).resolve() == settings.ROOT / "country" / "schema" / "rules.schema.json"
    assert "$schema" not in programme_in(path.read_bytes(), file=path.name)


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_a_file_names_its_schema_in_the_first_line(path):
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    named = first.removeprefix("# yaml-language-server: $schema=")

    kind = "operation" if path.parent.name == "programmes" else path.stem
    assert (path.parent / named).resolve() == settings.ROOT / "country" / "schema" / f"{kind}.schema.json"


@pytest.mark.parametrize("name", schema_names())
def test_a_schema_is_one(name):
    jsonschema.Draft202012Validator.check_schema(json.loads(schema_text(name)))


def test_the_schema_is_printed_as_the_loader_reads_it(capsys):
    assert main(["programme", "schema", "rules"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(schema_text("rules"))

    assert main(["programme", "schema"]) == 0
    assert {"facts", "operation", "rules"} <= set(capsys.readouterr().out.split())


def test_a_file_of_another_kind_is_refused_with_its_line():
    with pytest.raises(Wrong) as refusal:
        content_of("facts:\n  age:\n    type: number\n    topic: x\n    question: {lv: a, en: b}\n", "facts")

    assert (refusal.value.line, refusal.value.field) == (3, "facts.age.type")
