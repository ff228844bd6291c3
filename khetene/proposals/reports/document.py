"""What the templates print: facts, parts with paragraphs, facts and tables, open questions, sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khetene.kernel.documents import Picture
from khetene.kernel.translated import short_day
from khetene.proposals.reads import ApplicationPage, CitationRow

Facts = list[list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """`numbers` is how many of the last columns hold figures."""

    heads: list[str]
    rows: list[list[str]]
    numbers: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    heading: str
    facts: Facts
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Document:
    language: str
    kind: str
    title: str
    author: str
    facts: Facts
    gaps: list[str]
    sections: list[Section]
    sources: list[str]
    labels: dict[str, str]


def document(page: ApplicationPage, kind: str, facts: Facts, gaps: list[str], sections: list[Section]) -> Document:
    """The document with what every one has: language, title, sources of figures and quotations."""
    return Document(
        language=(get_language() or "lv").split("-")[0],
        kind=kind,
        title=page.row.title or _("Project without a title"),
        author=page.row.organisation,
        facts=said(facts),
        gaps=gaps,
        sections=sections,
        sources=[f"[{one.number}] {one.source}" for one in page.citations],
        labels=fixed_words(),
    )


def fixed_words() -> dict[str, str]:
    """Words that stand in every document, for the template."""
    return {"gaps": _("Still to do before it is sent"), "sources": _("Sources")}


def said(facts: Facts) -> Facts:
    """Facts that say something."""
    return [fact for fact in facts if fact[1]]


def paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def cited_line(one: CitationRow) -> str:
    """A figure or a quotation with its number, as it stands under the text."""
    what = f"“{one.said}”" if one.behind == "quotation" else f"{one.name}: {one.said}"
    of_what = _(" (of: %(what)s)") % {"what": one.of_what} if one.of_what else ""
    return f"[{one.number}] {what}{of_what}"


def span(begins: Any, ends: Any) -> str:
    """`01.03.2027. – 31.10.2027.`, or what of it is known."""
    if begins is None and ends is None:
        return ""
    return f"{short_day(begins) if begins else '…'} – {short_day(ends) if ends else '…'}"
