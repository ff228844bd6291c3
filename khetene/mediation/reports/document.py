"""What the templates print: facts, notes to begin with, parts with paragraphs, lists and tables, places to sign."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

Facts = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """`numbers` is how many of the last columns hold figures."""

    heads: list[str]
    rows: list[list[str]]
    numbers: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    heading: str
    facts: Facts = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.paragraphs or self.notes or self.items or self.tables)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs; `said` is what the program knows of it, the line beside it is for the hand."""

    who: str
    said: str


@dataclass(frozen=True, slots=True)
class Document:
    kind: str
    title: str
    author: str
    facts: Facts
    notes: list[str]
    sections: list[Section]
    signatures: list[Signature]
    language: str = ""
    labels: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """With the words that every document needs, in the reader's language."""
        return asdict(self) | {"language": (get_language() or "lv").split("-")[0], "labels": fixed_words()}


def paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def said(facts: Facts) -> Facts:
    """Facts that say something."""
    return [(name, value) for name, value in facts if value]


def fixed_words() -> dict[str, str]:
    """Words that stand in every document, for the template."""
    return {
        "signatures": _("Signatures"),
        "who": _("Who"),
        "recorded": _("Recorded here"),
        "hand": _("Signature"),
    }
