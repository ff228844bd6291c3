"""An answer about a person as people read it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from khetene.cases.enums import FactOrigin
from khetene.facts.reads import vocabulary, words


def shown_value(fact: str, state: str, value: Any) -> str:
    """In the reader's language; missing answers say why they are missing."""
    if state != "known":
        missing = {
            "not_known": _("does not know"),
            "declined": _("prefers not to say"),
            "not_applicable": _("does not apply"),
        }
        return missing[state]
    kind = vocabulary()[fact].type if fact in vocabulary() else ""
    if kind == "boolean":
        return _("yes") if value else _("no")
    if kind == "word":
        return words(vocabulary()[fact].options.get(str(value), {})) or str(value)
    return value.strftime("%d.%m.%Y.") if isinstance(value, date) else str(value)


def origin_label(origin: str) -> str:
    """Where an answer comes from."""
    return str(FactOrigin(origin).label) if origin in FactOrigin.values else ""
