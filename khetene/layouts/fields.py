"""The fields of a template: read off the content that it prints, with an invented complete example and a nearly empty one.

So a field that a document gets tomorrow stands on the page without anybody writing a list.
"""

from __future__ import annotations

import functools
import types
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Union, get_args, get_origin, get_type_hints

from docxtpl import RichText

from khetene.kernel.documents import Picture, for_typst, for_word
from khetene.kernel.prose import Block, Run
from khetene.layouts.catalogue import Layout
from khetene.layouts.telling import EXAMPLES, told

HOW_MANY = 2
WIDEST_ROW = 5
WITH_ROWS = ("heads",)
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c63680000008200817745b1"
    "640000000049454e44ae426082"
)


@dataclass(frozen=True, slots=True)
class Field:
    """`written` is how a template names it, `kind` whether it is words, a list, formatted words or a picture."""

    written: str
    kind: str
    told: str
    example: str


def complete(layout: Layout) -> dict[str, Any]:
    """Everything that can stand there, invented."""
    filled = _filled(layout.content_type(), "")
    found: dict[str, Any] = for_word(filled)
    return found | {"labels": layout.fixed_words()}


def complete_for_pdf(layout: Layout) -> dict[str, Any]:
    """The same as what a PDF template takes."""
    found: dict[str, Any] = for_typst(_filled(layout.content_type(), ""))
    return found | {"labels": layout.fixed_words()}


def nearly_empty(layout: Layout) -> dict[str, Any]:
    """A title and nothing else, as when somebody has only begun."""
    whole = complete(layout)
    return {name: _emptied(name, one) for name, one in whole.items()}


def fields_of(layout: Layout) -> list[Field]:
    """In the order of the document; fixed words last."""
    whole = complete(layout)
    labels = whole.pop("labels")
    found = [one for name, value in whole.items() for one in _fields(name, value)]
    return found + [Field(f"labels.{name}", "words", told("labels"), words) for name, words in labels.items()]


def _filled(kind: Any, name: str) -> Any:
    if is_dataclass(kind) and kind not in (Block, Picture):
        return _filled_parts(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if kind is str:
        return str(EXAMPLES.get(name) or f"‹{told(name)}›")
    if kind in (int, float, bool):
        return kind(12)
    if kind is Block:
        raise AssertionError("blocks come as a list")
    if kind is Picture:
        return Picture(_filled(str, "question"), _filled(str, "words"), "", DOT, 3)
    if origin is list:
        return _list(inner[0], name)
    if origin is tuple:
        return tuple(_filled(one, name) for one in inner)
    if origin is dict:
        return {}
    if origin in (Union, types.UnionType):
        return _filled(next(one for one in inner if one is not type(None)), name)
    raise AssertionError(f"no example for {kind}")


def _filled_parts(kind: Any) -> Any:
    hints = _hints(kind)
    return kind(**{one.name: _filled(hints[one.name], one.name) for one in fields(kind) if one.init})


def _list(inner: Any, name: str) -> list[Any]:
    if inner is Block:
        return [Block(kind, 1, [Run(_filled(str, kind)), Run(" …", bold=True)]) for kind in
                ("heading", "paragraph", "bullet", "number")]  # fmt: skip
    is_row = get_origin(inner) is list
    number = WIDEST_ROW if name in WITH_ROWS else HOW_MANY
    return [[_filled(str, name)] * WIDEST_ROW if is_row else _filled(inner, name) for _one in range(number)]


@functools.cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _emptied(name: str, value: Any) -> Any:
    if name in ("title", "labels", "language"):
        return value
    if isinstance(value, str):
        return ""
    return [] if isinstance(value, list | tuple) else value


def _fields(written: str, value: Any) -> Iterator[Field]:
    name = written.rpartition(".")[2].rstrip("[]0123456789")
    if isinstance(value, dict):
        for part, one in value.items():
            yield from _fields(f"{written}.{part}", one)
    elif isinstance(value, list | tuple):
        yield Field(written, "list", told(name), "")
        if value and not isinstance(value[0], str):
            yield from _fields(f"{written}[]", value[0])
    elif isinstance(value, RichText):
        yield Field(written, "rich", told(name), str(EXAMPLES["paragraph"]))
    elif isinstance(value, Picture):
        yield Field(written, "picture", told(name), "")
    else:
        yield Field(written, "words", told(name), str(value))
