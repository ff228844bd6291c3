"""The conditions of a questionnaire: a small part of XPath as XLSForm uses it, parsed once and evaluated without `eval`.

${work} = 'yes' and not(selected(${help}, 'none'))        . >= 0 and . <= 100
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from khetene.kernel import clock
from khetene.kernel.errors import DomainError

LONGEST = 500
DEEPEST = 20
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<text>'[^']*'|\"[^\"]*\")|\$\{(?P<name>[A-Za-z_][\w.-]*)\}"
    r"|(?P<sign><=|>=|!=|[=<>()+,*]|-(?=[\s\d$('\".]))|(?P<own>\.)|(?P<word>[A-Za-z][A-Za-z-]*))"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NOTHING = float("nan")
Value = str | float | bool


class BadExpression(DomainError):
    """The condition cannot be understood; the message says where it stops being clear."""


@dataclass(frozen=True, slots=True)
class Node:
    """`kind` is value, name, own, or the name of an operator or function; `parts` are its operands."""

    kind: str
    parts: tuple[Any, ...] = ()


def _number(value: Value) -> float:
    if isinstance(value, str):
        if _DAY.fullmatch(value):
            try:
                return float(date.fromisoformat(value).toordinal())
            except ValueError:
                return _NOTHING
        try:
            return float(value)
        except ValueError:
            return _NOTHING
    return float(value)


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return value


def _truth(value: Value) -> bool:
    """As in XPath: an empty text, zero and what is not a number are no."""
    return bool(value) and not (isinstance(value, float) and math.isnan(value))


def _equal(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return _truth(left) == _truth(right)
    if isinstance(left, float) or isinstance(right, float):
        return _number(left) == _number(right)
    return left == right


_OPERATORS: dict[str, Callable[[Value, Value], Value]] = {
    "=": _equal,
    "!=": lambda left, right: not _equal(left, right),
    "<": lambda left, right: _number(left) < _number(right),
    "<=": lambda left, right: _number(left) <= _number(right),
    ">": lambda left, right: _number(left) > _number(right),
    ">=": lambda left, right: _number(left) >= _number(right),
    "+": lambda left, right: _number(left) + _number(right),
    "-": lambda left, right: _number(left) - _number(right),
    "*": lambda left, right: _number(left) * _number(right),
}
_FUNCTIONS: dict[str, tuple[int, Callable[..., Value]]] = {
    "not": (1, lambda value: not _truth(value)),
    "selected": (2, lambda chosen, one: _text(one) in _text(chosen).split()),
    "count-selected": (1, lambda chosen: float(len(_text(chosen).split()))),
    "string-length": (1, lambda value: float(len(_text(value)))),
    "true": (0, lambda: True),
    "false": (0, lambda: False),
    "today": (0, lambda: clock.today().isoformat()),
}


@functools.lru_cache(maxsize=2000)
def parse(text: str) -> Node:
    """A condition as a tree. Raises BadExpression."""
    if len(text) > LONGEST:
        raise BadExpression(_("the condition is too long"))
    return _Parser(_tokens(text)).whole()


def names_in(node: Node) -> set[str]:
    """The questions that a condition looks at."""
    if node.kind == "name":
        return {node.parts[0]}
    return set().union(*(names_in(part) for part in node.parts if isinstance(part, Node)), set())


def holds(text: str, answers: Mapping[str, str], own: str = "") -> bool:
    """Whether a condition is fulfilled by these answers; a question without an answer is an empty text."""
    return _truth(_value(parse(text), answers, own))


def _value(node: Node, answers: Mapping[str, str], own: str) -> Value:
    match node.kind:
        case "value":
            found: Value = node.parts[0]
            return found
        case "name":
            return answers.get(node.parts[0], "")
        case "own":
            return own
        case "and":
            return all(_truth(_value(part, answers, own)) for part in node.parts)
        case "or":
            return any(_truth(_value(part, answers, own)) for part in node.parts)
    values = [_value(part, answers, own) for part in node.parts]
    if node.kind in _OPERATORS:
        return _OPERATORS[node.kind](*values)
    return _FUNCTIONS[node.kind][1](*values)


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens, at = [], 0
    while at < len(text.rstrip()):
        found = _TOKEN.match(text, at)
        if found is None:
            raise BadExpression(_("this is not understood: %(rest)s") % {"rest": text[at : at + 40].strip()})
        kind = found.lastgroup or ""
        tokens.append((kind, found[kind]))
        at = found.end()
    return [*tokens, ("end", "")]


class _Parser:
    """Recursive descent: or – and – equal – compare – add – multiply – value."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    def whole(self) -> Node:
        node = self._any_of()
        if self.tokens[self.at][0] != "end":
            raise self._unclear()
        return node

    def _any_of(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise BadExpression(_("the condition is nested too deeply"))
        parts = [self._all_of()]
        while self._takes("word", "or"):
            parts.append(self._all_of())
        self.depth -= 1
        return parts[0] if len(parts) == 1 else Node("or", tuple(parts))

    def _all_of(self) -> Node:
        parts = [self._joined(0)]
        while self._takes("word", "and"):
            parts.append(self._joined(0))
        return parts[0] if len(parts) == 1 else Node("and", tuple(parts))

    def _joined(self, level: int) -> Node:
        signs = (("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*",))
        if level == len(signs):
            return self._one()
        node = self._joined(level + 1)
        while (sign := self.tokens[self.at])[0] == "sign" and sign[1] in signs[level]:
            self.at += 1
            node = Node(sign[1], (node, self._joined(level + 1)))
        return node

    def _one(self) -> Node:
        kind, word = self.tokens[self.at]
        self.at += 1
        match kind:
            case "number":
                return Node("value", (float(word),))
            case "text":
                return Node("value", (word[1:-1],))
            case "name":
                return Node("name", (word,))
            case "own":
                return Node("own")
        if kind == "word" and word in _FUNCTIONS:
            return self._function(word)
        if (kind, word) == ("sign", "("):
            node = self._any_of()
            self._needs(")")
            return node
        if (kind, word) == ("sign", "-") and self.tokens[self.at][0] == "number":
            self.at += 1
            return Node("value", (-float(self.tokens[self.at - 1][1]),))
        self.at -= 1
        raise self._unclear()

    def _function(self, word: str) -> Node:
        self._needs("(")
        parts = []
        for number in range(_FUNCTIONS[word][0]):
            if number:
                self._needs(",")
            parts.append(self._any_of())
        self._needs(")")
        return Node(word, tuple(parts))

    def _takes(self, kind: str, word: str) -> bool:
        if self.tokens[self.at] == (kind, word):
            self.at += 1
            return True
        return False

    def _needs(self, sign: str) -> None:
        if not self._takes("sign", sign):
            raise self._unclear()

    def _unclear(self) -> BadExpression:
        word = self.tokens[self.at][1] or _("the end")
        return BadExpression(_("this is not understood: %(rest)s") % {"rest": word})
