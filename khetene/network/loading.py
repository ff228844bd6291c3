"""Bodies and recorded seats from country data. What people did with a seat in the product stays as it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from khetene.directory.models import Organisation
from khetene.kernel.countryfile import bad_place, read_country_file
from khetene.network.models import Body, Seat
from khetene.territory.models import Territory

FILE = "network.yaml"


@transaction.atomic
def load_country(folder: Path) -> int:
    """Load bodies, and seats that are not there yet; how many bodies.

    Raises kernel.countryfile.BadCountryFile, also for an organisation, place or body that is not there.
    """
    content = read_country_file(folder / FILE, "network")
    for place, row in enumerate(content["bodies"]):
        keeper = _found(Organisation, row["keeper"], folder, ["bodies", place, "keeper"])
        Body.objects.update_or_create(
            slug=row["slug"],
            defaults={
                "name": row["name"],
                "purpose": row.get("purpose", {}),
                "kind": row["kind"],
                "organisation": keeper,
                "seen_by": row["seen_by"],
                "since": row.get("since"),
                "sources": row.get("sources", []),
            },
        )
    for place, row in enumerate(content["seats"]):
        _write_seat(row, folder, ["seats", place])
    return len(content["bodies"])


def _write_seat(row: dict[str, Any], folder: Path, where: list[Any]) -> None:
    if Seat.objects.filter(slug=row["slug"]).exists():
        return
    Seat.objects.create(
        slug=row["slug"],
        body=_found(Body, row["body"], folder, [*where, "body"]),
        territory=_found(Territory, row.get("territory"), folder, [*where, "territory"]),
        organisation=_found(Organisation, row.get("organisation"), folder, [*where, "organisation"]),
        field=row.get("field", "general"),
        begins=date.fromisoformat(row["begins"]) if "begins" in row else None,
        note=row.get("note", ""),
    )


def _found(model: Any, slug: str | None, folder: Path, where: list[Any]) -> Any:
    if slug is None:
        return None
    row = model.objects.filter(slug=slug).first()
    if row is None:
        raise bad_place(folder / FILE, where, f"{model._meta.verbose_name} {slug} is not there")
    return row
