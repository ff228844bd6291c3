"""Country data is read strictly: a schema, and errors that name file, line and field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from khetene.kernel.errors import DomainError
from khetene.kernel.misfits import misfit

LARGEST = 5 * 1024 * 1024
# The same language read by the C library where it is there: ten times as fast.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class BadCountryFile(DomainError):
    """The file cannot be loaded; the message says where and why."""


def read_country_file(path: Path, schema: str) -> Any:
    """The content of a YAML file that fits `country/schema/<schema>.schema.json`. Raises BadCountryFile."""
    try:
        return content_of(_text(path), schema)
    except Wrong as found:
        raise _bad(path, found.line, found.field, found.problem) from found


class Wrong(Exception):
    """What is wrong in a text, and on which line."""

    def __init__(self, line: int, problem: str, field: str = "") -> None:
        super().__init__(problem)
        self.line, self.problem, self.field = line, problem, field


def content_of(text: str, schema: str) -> Any:
    """What a YAML text says, if it fits the schema. Raises Wrong."""
    try:
        _refuse_aliases(text)
        content = yaml.load(text, Loader=_Loader)  # noqa: S506  both are safe loaders
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        raise Wrong(mark.line + 1 if mark else 1, str(getattr(problem, "problem", problem))) from problem
    if found := misfit(content, schema):
        where, why = found
        raise Wrong(line_of(text, where), why, ".".join(map(str, where)))
    return content


def line_of(text: str, where: list[Any]) -> int:
    """The line on which the value at `where` begins; JSON is read as the YAML that it is."""
    try:
        return _line(yaml.compose(text, Loader=_Loader), where)
    except yaml.YAMLError:
        return 1


def _refuse_aliases(text: str) -> None:
    """An alias lets ten lines stand for a billion; no file of a country needs one."""
    if "*" not in text:
        return
    alias: Any = next((each for each in yaml.parse(text, Loader=_Loader) if isinstance(each, yaml.AliasEvent)), None)
    if alias:
        words = _("write the value out: references (*%(name)s) are not taken")
        raise Wrong(alias.start_mark.line + 1, words % {"name": alias.anchor})


def bad_place(path: Path, where: list[Any], problem: str) -> BadCountryFile:
    """The refusal of what a schema cannot say about the value at `where` of a file that was read before."""
    return _bad(path, line_of(_text(path), where), ".".join(map(str, where)), problem)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise _bad(path, 1, "", _("the file is too large"))
        return path.read_text(encoding="utf-8")
    except OSError as problem:
        raise _bad(path, 1, "", problem.strerror or "") from problem
    except UnicodeDecodeError as problem:
        raise _bad(path, 1, "", _("the file is not UTF-8")) from problem


def _line(node: Any, path: list[Any]) -> int:
    """The line on which the value at `path` begins."""
    line: int = node.start_mark.line + 1 if node else 1
    for step in path:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), None)
        if node is None:
            return line
        line = node.start_mark.line + 1
    return line


def _bad(path: Path, line: int, field: str, problem: str) -> BadCountryFile:
    where = f"{path.name}:{line}" + (f", {field}" if field else "")
    return BadCountryFile(f"{where}: {problem}")
