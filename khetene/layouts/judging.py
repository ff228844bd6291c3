"""A template against the fields that there are: every name, every repetition, every end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docxtpl import RichText
from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from khetene.kernel.documents import Picture
from khetene.kernel.wordtemplates import OF_A_LOOP, Forbidden, Sandbox, path_of
from khetene.layouts.errors import (
    BrokenTag,
    IsAList,
    LayoutRefused,
    LoopInLoop,
    MayNot,
    NotAList,
    NotClosed,
    NothingToClose,
    UnknownField,
)

MOST_TAGS = 1500
LONGEST_TAG = 300
_SIGNS = re.compile(r"\{[{%#]|[}%#]\}")
_ENDS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_BLOCK = re.compile(r"\{%[-+]?\s*(\w+)(.*?)[-+]?%\}", re.DOTALL)
_LINES = re.compile(r"\r\n|\r|\n")
_LONGEST_QUOTE = 120
Scope = dict[str, list[Any]]


def tags_are_whole(paragraphs: Sequence[str]) -> int:
    """How many tags there are. Before the template is unpacked further, which relies on it. Raises BrokenTag."""
    number = 0
    for paragraph, following in zip(paragraphs, [*paragraphs[1:], ""], strict=True):
        if paragraph.endswith("{") and following.startswith(("{", "%", "#")):
            raise BrokenTag(where=quoted(paragraph))
        number += _whole_tags(paragraph)
    if number > MOST_TAGS:
        raise BrokenTag(where=quoted(paragraphs[-1]))
    return number


def _whole_tags(paragraph: str) -> int:
    wanted, began, number = "", 0, 0
    for sign in _SIGNS.finditer(paragraph):
        is_right = sign[0] == wanted if wanted else sign[0] in _ENDS
        if not is_right or (wanted and sign.start() - began > LONGEST_TAG):
            raise BrokenTag(where=quoted(paragraph))
        began = sign.start()
        number += not wanted
        wanted = "" if wanted else _ENDS[sign[0]]
    if wanted:
        raise BrokenTag(where=quoted(paragraph))
    return number


class Judge(Sandbox):
    """Reads a template as the sandbox does, and compares every name in it with the fields."""

    def __init__(self, fields: dict[str, Any]) -> None:
        super().__init__()
        self.known: Scope = {name: [value] for name, value in fields.items()}
        self.shown = 0

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        lines = _LINES.split(source)
        _ends_match(source)
        try:
            tree = super()._parse(source, name, filename)
            self._names(tree, self.known)
        except _Wrong as problem:
            raise type(problem.refusal)(where=_line(lines, problem.lineno), name=problem.name) from problem
        except Forbidden as problem:
            refusal = LoopInLoop if problem.what == "loop_in_loop" else MayNot
            raise refusal(where=_line(lines, problem.lineno), name=problem.name_there) from problem
        except TemplateSyntaxError as problem:
            raise BrokenTag(where=_line(lines, problem.lineno)) from problem
        return tree

    def _names(self, node: nodes.Node, known: Scope) -> None:
        if isinstance(node, nodes.For):
            found = self._found(node.iter, known)
            if not any(isinstance(one, list | tuple) for one in found):
                raise _Wrong(NotAList(name=""), _written(node.iter), node.lineno)
            assert isinstance(node.target, nodes.Name)
            inside = known | {node.target.name: [each for one in found for each in one], "loop": [LOOP]}
            for part in (*node.body, *([node.test] if node.test else [])):
                self._names(part, inside)
            for part in node.else_:
                self._names(part, known)
            return
        if isinstance(node, nodes.Output):
            self._shows(node, known)
        if path_of(node) is not None:
            self._found(node, known)
            return
        for child in node.iter_child_nodes():
            self._names(child, known)

    def _shows(self, node: nodes.Output, known: Scope) -> None:
        for one in node.nodes:
            if path_of(one) is None:
                continue
            self.shown += 1
            if any(isinstance(value, list | tuple | dict) for value in self._found(one, known)):
                raise _Wrong(IsAList(name=""), _written(one), one.lineno)

    def _found(self, node: nodes.Node, known: Scope) -> list[Any]:
        """Everything that can stand at this path in the example."""
        path = path_of(node)
        if path is None:
            raise Forbidden("loop", "for", node.lineno)
        values = known.get(str(path[0]))
        for step in path[1:]:
            values = _inside(values or [], step)
        if not values and not (values == [] and len(path) == 1):
            raise _Wrong(UnknownField(name=""), _written(node), node.lineno)
        return values


LOOP = dict.fromkeys(OF_A_LOOP, 1)


class _Wrong(Exception):
    """What is wrong, with the name as it is written and its line."""

    def __init__(self, refusal: LayoutRefused, name: str, lineno: int) -> None:
        super().__init__(name)
        self.refusal, self.name, self.lineno = refusal, name, lineno


def _inside(values: list[Any], step: str | int) -> list[Any]:
    found = []
    for value in values:
        if isinstance(value, RichText | Picture):
            continue
        try:
            found.append(value[step])
        except (LookupError, TypeError):
            continue
    return [] if all(isinstance(value, str) for value in values) else found


def _written(node: nodes.Node) -> str:
    first, *steps = path_of(node) or ["?"]
    return str(first) + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)


def _ends_match(source: str) -> None:
    """Plain words for the fault that is made most: something is begun and not ended. Raises NotClosed, NothingToClose."""
    begun: list[tuple[str, str]] = []
    for tag in _BLOCK.finditer(source):
        word = tag[1]
        where = quoted(tag[0])
        if word in ("for", "if"):
            begun.append((word, where))
        elif word in ("endfor", "endif"):
            if not begun or begun[-1][0] != word[3:]:
                refusal = NotClosed(where=begun[-1][1], tag=begun[-1][0]) if begun else NothingToClose(where, tag=word)
                raise refusal
            begun.pop()
        elif word not in ("else", "elif"):
            raise MayNot(where=where, name=word)
    if begun:
        raise NotClosed(where=begun[-1][1], tag=begun[-1][0])


def _line(lines: list[str], number: int | None) -> str:
    there = lines[(number or 1) - 1] if (number or 1) <= len(lines) else ""
    return quoted(re.sub(r"<[^>]*>", "", there))


def quoted(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST_QUOTE else f"{plain[:_LONGEST_QUOTE]}…"
