"""Texts that people write with headings, lists and emphasis (Markdown) and links, as safe HTML and as blocks for Word and PDF."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

_LINK = re.compile(r"https://[^\s<>\"']+", re.IGNORECASE)


class _Reader(MarkdownIt):
    """HTML stays text and pictures stay words: nothing that is pasted here loads from elsewhere.

    A link leads to a page with https alone, and a document says where it leads.
    """

    def validateLink(self, url: str) -> bool:  # noqa: N802  the library calls it so
        return _LINK.fullmatch(url) is not None

    def read(self, text: str) -> list[Token]:
        return self.parse(text.replace("![", "!\\["))


_READER = _Reader("zero")
_READER.enable(["heading", "list", "emphasis", "newline", "escape", "entity", "link"])
_LIST_KINDS = {"bullet_list_open": "bullet", "ordered_list_open": "number"}


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(slots=True)
class Block:
    """`kind`: paragraph, heading, bullet or number. `level` counts from 1; for lists it is the depth."""

    kind: str
    level: int = 1
    runs: list[Run] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        runs = [{"text": run.text, "bold": run.bold, "italic": run.italic} for run in self.runs]
        return {"kind": self.kind, "level": self.level, "runs": runs}


def as_html(text: str, *, first_heading: int = 3) -> SafeString:
    """Safe HTML; the writer's first level of heading becomes `first_heading` of the page."""
    tokens = _READER.read(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + first_heading - 1)}"
        for child in token.children or []:
            if child.type == "link_open":
                child.attrs = {"class": "govuk-link", "href": child.attrs["href"], "rel": "noopener noreferrer"}
    html: SafeString = mark_safe(_READER.renderer.render(tokens, _READER.options, {}))  # noqa: S308  html is off
    return html


def as_blocks(text: str) -> list[Block]:
    """The same text as paragraphs, headings and list items, one after another."""
    found: list[Block] = []
    lists: list[str] = []
    heading = 0
    for token in _READER.read(text):
        if token.type in _LIST_KINDS:
            lists.append(_LIST_KINDS[token.type])
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "heading_open":
            heading = int(token.tag[1])
        elif token.type == "heading_close":
            heading = 0
        elif token.type == "inline":
            found.append(_block(token, lists, heading))
    return found


def _block(token: Token, lists: list[str], heading: int) -> Block:
    if heading:
        return Block("heading", heading, _runs(token))
    return Block(lists[-1], len(lists), _runs(token)) if lists else Block("paragraph", 1, _runs(token))


def _runs(token: Token) -> list[Run]:
    runs, bold, italic, leads_to = list[Run](), 0, 0, ""
    for child in token.children or []:
        bold += {"strong_open": 1, "strong_close": -1}.get(child.type, 0)
        italic += {"em_open": 1, "em_close": -1}.get(child.type, 0)
        leads_to = str(child.attrs["href"]) if child.type == "link_open" else leads_to
        text = " " if child.type in ("softbreak", "hardbreak") else child.content
        text = f" ({leads_to})" if child.type == "link_close" else text
        if text:
            runs.append(Run(text, bold > 0, italic > 0))
    return runs
