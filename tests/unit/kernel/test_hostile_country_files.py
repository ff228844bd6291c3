"""Whatever a file of a country holds: it is read, or it is refused with its file and line, before anything is written."""

from __future__ import annotations

import functools
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from khetene.kernel.countryfile import LARGEST, BadCountryFile, read_country_file
from khetene.programmes.errors import BadRules
from khetene.programmes.rulebook import read_programme

FOLDER = settings.ROOT / "country"
SCHEMAS = {path.name.removesuffix(".schema.json") for path in (FOLDER / "schema").glob("*.schema.json")}
WHOLE = sorted(path for path in (FOLDER / "lv").glob("*.yaml"))
OPERATIONS = sorted((FOLDER / "lv" / "programmes").glob("*.yaml"))
PROGRAMMES = sorted((FOLDER / "lv" / "programmes").glob("*.json"))
BOMB = "a: &a [x]\n" + "".join(f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in pairwise("abcdefghi"))
BROKEN = {
    "nothing": b"",
    "a list": b"- 1\n- 2\n",
    "a number": b"17",
    "no text": b"\xff\xfe\x00\x01",
    "another encoding": "title: Skolotājs\n".encode("cp1257"),
    "a NUL": b"title: 'a\0b'\n",
    "a quote without end": b"title: 'a\n",
    "tabs": b"title:\n\t- a\n",
    "a bomb": BOMB.encode(),
    "a reference": b"a: &x 1\nb: *x\n",
    "a program": b"a: !!python/object/apply:os.system ['true']\n",
    "a page": b"<html><script>alert(1)</script></html>",
    "too much": b"#" * (LARGEST + 1),
    "too deep": b"[" * 2_000,
}
HOSTILE: dict[str, list[str]] = {"<script>alert(1)</script>": ["'; DROP TABLE cases_case; --"]}


def schema_of(path: Path) -> str:
    return "operation" if path in OPERATIONS else path.stem


def refusal(path: Path, schema: str) -> str:
    """What is said; the empty word where the file is taken."""
    try:
        read_country_file(path, schema)
    except BadCountryFile as problem:
        return str(problem.message)
    return ""


def written(content: Any, path: Path, tmp_path: Path) -> Path:
    copy = tmp_path / path.name
    copy.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return copy


@functools.cache
def small(path: Path) -> dict[str, Any]:
    """The file with the first two of each list."""
    content: dict[str, Any] = read_country_file(path, schema_of(path))
    return {name: value[:2] if isinstance(value, list) else value for name, value in content.items()}


def names_its_place(said: str, path: Path) -> bool:
    return re.match(rf"{re.escape(path.name)}:\d+", said) is not None


def test_every_file_of_the_country_has_a_schema():
    assert {schema_of(path) for path in WHOLE + OPERATIONS} <= SCHEMAS


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("path", [*WHOLE, OPERATIONS[0]], ids=lambda path: path.stem)
def test_what_is_no_file_of_a_country_is_refused_with_its_line(path, broken, tmp_path):
    copy = tmp_path / path.name
    copy.write_bytes(BROKEN[broken])

    assert names_its_place(refusal(copy, schema_of(path)), path)


@pytest.mark.parametrize("path", WHOLE + OPERATIONS, ids=lambda path: path.stem)
def test_an_unknown_name_is_refused_with_its_line(path, tmp_path):
    copy = written(small(path) | {"unknown-name": 1}, path, tmp_path)

    said = refusal(copy, schema_of(path))

    assert names_its_place(said, path)
    assert "unknown-name" in said


@pytest.mark.parametrize("path", WHOLE + OPERATIONS, ids=lambda path: path.stem)
def test_what_is_not_of_its_kind_is_refused_wherever_it_stands(path, tmp_path):
    content = small(path)
    taken = []
    for name, value in content.items():
        for where, changed in _changes(name, value):
            copy = written(content | {name: changed}, path, tmp_path)
            if not names_its_place(refusal(copy, schema_of(path)), path):
                taken.append(where)

    assert taken == []


def _changes(name: str, value: Any) -> list[tuple[str, Any]]:
    """The value in another kind, and each part of its first row in another kind."""
    changes: list[tuple[str, Any]] = [(name, HOSTILE)]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        changes += [(f"{name}.0.{key}", [value[0] | {key: HOSTILE}, *value[1:]]) for key in value[0]]
        changes.append((f"{name}.0", [HOSTILE, *value[1:]]))
    return changes


@pytest.mark.parametrize("path", WHOLE + OPERATIONS, ids=lambda path: path.stem)
def test_what_is_left_out_is_refused_or_may_be_left_out(path, tmp_path):
    content = small(path)
    said = []
    for name in content:
        copy = written({key: value for key, value in content.items() if key != name}, path, tmp_path)
        said.append(refusal(copy, schema_of(path)))

    assert [each for each in said if each and not names_its_place(each, path)] == []
    assert any(said)


@pytest.mark.parametrize("broken", [name for name in BROKEN if name not in ("a bomb", "a reference", "a program")])
@pytest.mark.parametrize("path", PROGRAMMES[:1], ids=lambda path: path.stem)
def test_a_programme_that_is_none_is_refused_with_its_file(path, broken, tmp_path):
    copy = tmp_path / path.name
    copy.write_bytes(BROKEN[broken])

    with pytest.raises(BadRules) as found:
        read_programme(copy)

    assert str(found.value.message).startswith(f"{path.name}:")


def test_a_programme_is_called_like_its_file(tmp_path):
    copy = tmp_path / "another.json"
    copy.write_text(json.dumps(json.loads(PROGRAMMES[0].read_text(encoding="utf-8"))), encoding="utf-8")

    with pytest.raises(BadRules) as found:
        read_programme(copy)

    assert str(found.value.message).startswith("another.json:1")
