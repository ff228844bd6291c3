"""Loading territories from country data: checked against the schema first, then written as a whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from khetene.kernel.countryfile import read_country_file
from khetene.kernel.encryption import normalised
from khetene.territory.models import Succession, Territory


@transaction.atomic
def load_country(folder: Path) -> int:
    """Load or renew `territories.yaml`; returns how many rows there are. Raises kernel.countryfile.BadCountryFile."""
    rows = read_country_file(folder / "territories.yaml", "territories")["territories"]
    for row in rows:
        _write(row)
    for row in rows:
        _connect(row)
    return len(rows)


def _write(row: dict[str, Any]) -> None:
    Territory.objects.update_or_create(
        slug=row["slug"],
        defaults={
            "code": row.get("code", ""),
            "iso": row.get("iso", ""),
            "country": row.get("country", "LV"),
            "kind": row["kind"],
            "name": row["name"],
            "folded_name": normalised(row["name"]),
            "valid_from": _day(row.get("from")),
            "valid_to": _day(row.get("to")),
            "origin": row["origin"],
            "note": row.get("note", ""),
        },
    )


def _connect(row: dict[str, Any]) -> None:
    territory = Territory.objects.get(slug=row["slug"])
    if "parent" in row:
        territory.parent = Territory.objects.get(slug=row["parent"])
        territory.save(update_fields=["parent"])
    ended = territory.valid_to
    if ended is None:
        return
    for slug in row.get("successors", []):
        Succession.objects.update_or_create(
            before=territory,
            after=Territory.objects.get(slug=slug),
            defaults={"on": ended, "note": row.get("note", "")},
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
