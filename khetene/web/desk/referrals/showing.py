"""What travels, as people read it: exactly what is stored."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from khetene.cases.enums import Language, NeedDomain
from khetene.facts.reads import question
from khetene.referrals.shared import value_of
from khetene.web.desk.programmes.answers import shown_value


def shared_rows(shared: dict[str, Any]) -> list[tuple[str, str]]:
    """Pairs of what it is and what it says, in the order in which one reads about a person."""
    labels = {
        "called": _("How to call the person"),
        "legal_name": _("In documents"),
        "birth_date": _("Birth date"),
        "age_band": _("Age group"),
        "phone": _("Phone"),
        "languages": _("Languages"),
        "interpreter": _("Interpreter needed"),
    }
    rows = [(label, _plain(name, shared[name])) for name, label in labels.items() if name in shared]
    domains = dict(NeedDomain.choices)
    for need in shared.get("needs", []):
        words = f": {need['words']}" if need["words"] else ""
        rows.append((_("Need"), f"{domains[need['domain']]}{words}"))
    for fact in shared.get("facts", []):
        value = value_of(fact) if fact["state"] == "known" else None
        rows.append((question(fact["fact"]), shown_value(fact["fact"], fact["state"], value)))
    return rows


def _plain(name: str, value: Any) -> str:
    if name == "birth_date":
        return date.fromisoformat(value).strftime("%d.%m.%Y.")
    languages = dict(Language.choices)
    if name == "languages":
        return ", ".join(str(languages.get(code, code)) for code in value)
    return str(languages.get(value, value)) if name == "interpreter" else str(value)
