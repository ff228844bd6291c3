"""What a printed plan is made of: parts in the order of D 3.2."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from khetene.kernel.translated import short_day

Facts = list[list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """The last `numbers` columns hold amounts."""

    heads: list[str]
    rows: list[list[str]]
    numbers: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """Something with a heading of its own inside a part: a risk, and what is done against it."""

    heading: str
    facts: Facts = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Part:
    heading: str
    facts: Facts = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Form:
    """All that the templates print. Labels are words in the language of the form."""

    language: str
    title: str
    kind: str
    author: str
    parts: list[Part]
    labels: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def kind_words() -> str:
    return _("Individual support plan against leaving school early")


def support_heads() -> list[str]:
    return [_("Support"), _("When"), _("Who answers for it"), _("How much"), _("Price of one"), _("Cost")]


def delivery_heads() -> list[str]:
    return [_("Day"), _("Support"), _("Confirmation or document"), _("How much"), _("Cost")]


def signature_heads() -> list[str]:
    return [_("Who"), _("Name"), _("Day"), _("Signature")]


def statement_words() -> str:
    """What the author states (D 3.2, 7)."""
    return _(
        "I state: no support of this plan is paid for the same need by the municipality, the state or another project."
    )


def fixed_words() -> dict[str, str]:
    return {"page": _("page")}


def semester_words(year: int, number: int) -> str:
    said = {"first": year, "last": year + 1, "number": number}
    return _("%(first)s/%(last)s, semester %(number)s") % said


def span(first: date, last: date) -> str:
    return f"{short_day(first)} – {short_day(last)}"
