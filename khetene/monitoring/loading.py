"""Indicators and what sources say, from country data. Figures that people entered in the product are not touched."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from khetene.kernel import clock
from khetene.kernel.countryfile import bad_place, read_country_file
from khetene.monitoring.computed import FIGURES
from khetene.monitoring.enums import Unit
from khetene.monitoring.models import Indicator, Value

FILE = "indicators.yaml"
PLAIN = ("objective", "kind", "unit", "source_kind")
OPTIONAL = (
    "numerator",
    "denominator",
    "population",
    "geography",
    "source",
    "period",
    "baseline",
    "target",
    "breaks",
    "quality",
    "gap_reason",
)


@transaction.atomic
def load_country(folder: Path) -> int:
    """Load indicators, and figures that are not there yet; how many indicators.

    Raises kernel.countryfile.BadCountryFile, also for a rate without a denominator and a computation that is not there.
    """
    content = read_country_file(folder / FILE, "indicators")
    for place, row in enumerate(content["indicators"]):
        _refuse_nonsense(row, folder, ["indicators", place])
        fields = {name: row[name] for name in (*PLAIN, "name", "definition")}
        fields |= {name: row.get(name, {}) for name in OPTIONAL}
        fields |= {
            "order": place,
            "is_headline": row.get("headline", False),
            "direction": row.get("direction", "neither"),
            "responsible": row.get("responsible", ""),
            "computed_by": row.get("computed_by", ""),
            "gap": row.get("gap", ""),
        }
        indicator, _made = Indicator.objects.update_or_create(code=row["code"], defaults=fields)
        for value in row.get("values", []):
            _write_value(indicator, value)
    return len(content["indicators"])


def _refuse_nonsense(row: dict[str, Any], folder: Path, where: list[Any]) -> None:
    if row["unit"] == Unit.PERCENT and not row.get("denominator"):
        raise bad_place(folder / FILE, where, "a percentage names its denominator")
    computed = row.get("computed_by")
    if computed and computed not in FIGURES:
        raise bad_place(folder / FILE, [*where, "computed_by"], f"{computed} is not computed here")


def _write_value(indicator: Indicator, row: dict[str, Any]) -> None:
    slug = f"{indicator.code}-{row['id']}"
    if Value.objects.filter(slug=slug).exists():
        return
    Value.objects.create(
        slug=slug,
        indicator=indicator,
        year=row["year"],
        as_of=date.fromisoformat(row["as_of"]) if "as_of" in row else None,
        period=row.get("period", ""),
        number=row.get("number"),
        qualifier=row.get("qualifier", ""),
        words=row.get("words", ""),
        gap=row.get("gap", ""),
        denominator=row.get("denominator", ""),
        geography=row.get("geography", ""),
        source=row["source"],
        source_kind=row["source_kind"],
        document=row.get("document", ""),
        note=row.get("note", ""),
        entered_at=clock.now(),
    )
