"""A version in words, as pairs of what it is and what it says: for lists, histories and two texts side by side."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from khetene.kernel.numbers import amount, euros
from khetene.kernel.translated import short_day
from khetene.proposals.contents import Content
from khetene.proposals.enums import Release
from khetene.proposals.reads import PieceRow
from khetene.web.desk.proposals.forms_parts import FORMS

HEADINGS = ("words", "name")


def heading_of(content: Content) -> str:
    """The first words of a row."""
    return str(next((getattr(content, name) for name in HEADINGS if getattr(content, name, "")), ""))


def facts_of(row: PieceRow, *, whole: bool = False) -> list[tuple[str, str]]:
    """What is written in a row, without its heading unless the `whole` row is wanted."""
    fields = FORMS[row.part].base_fields
    return [
        (str(fields[name].label), said(name, value))
        for name, value in asdict(row.content).items()
        if said(name, value) and (whole or name not in HEADINGS)
    ]


def said(name: str, value: Any) -> str:
    if value is None or value == "" or value is False:
        return ""
    if value is True:
        return _("yes")
    if isinstance(value, date):
        return short_day(value)
    if isinstance(value, Decimal):
        return euros(value) if name != "quantity" else amount(value)
    return str(Release(value).label) if name == "release" else str(value)
