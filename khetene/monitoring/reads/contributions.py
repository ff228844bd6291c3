"""What municipalities said about a year, as it was taken into the overview: by objective and field, silence named."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from khetene.instruments.enums import Domain
from khetene.kernel.translated import Translated
from khetene.monitoring.enums import OBJECTIVE_OF, Objective
from khetene.monitoring.models import Contributions
from khetene.monitoring.reads.rows import FieldContributed, TownCount, TownSaid

Entry = dict[str, Any]


def contributions_of(year: int) -> tuple[datetime | None, dict[Objective, list[FieldContributed]]]:
    """The newest taking of a year. One query."""
    newest = Contributions.objects.filter(year=year).order_by("-number").first()
    found: dict[Objective, list[FieldContributed]] = {}
    if newest is None:
        return None, found
    by_field: dict[str, list[Entry]] = {}
    for entry in newest.content:
        by_field.setdefault(entry["field"], []).append(entry)
    for domain in Domain.values:
        if domain in by_field:
            found.setdefault(OBJECTIVE_OF[domain], []).append(_field(domain, by_field[domain]))
    return newest.taken_at, found


def _field(domain: str, entries: list[Entry]) -> FieldContributed:
    return FieldContributed(
        field=domain,
        label=str(Domain(domain).label),
        asked=len(entries),
        answered=sum(bool(entry["said"]) for entry in entries),
        silent=[entry["town"] for entry in entries if not entry["said"]],
        counts=_counts(entries),
        said=[_said(entry["town"], *each) for entry in entries for each in entry["said"]],
    )


def _said(town: str, organisation: str, lines: list[Entry]) -> TownSaid:
    words = [(_words(line["label"]), _words(line["words"])) for line in lines if line["number"] is None]
    return TownSaid(town, organisation, words)


def _counts(entries: list[Entry]) -> list[TownCount]:
    """Two institutions of one municipality count together; a municipality that gave no number is not a zero."""
    labels: dict[str, str] = {}
    numbers: dict[str, dict[str, int]] = {}
    for entry in entries:
        for line in (line for _organisation, lines in entry["said"] for line in lines):
            if line["number"] is not None:
                labels[line["name"]] = _words(line["label"])
                towns = numbers.setdefault(line["name"], {})
                towns[entry["town"]] = towns.get(entry["town"], 0) + line["number"]
    return [TownCount(label, list(numbers[name].items()), len(entries)) for name, label in labels.items()]


def _words(found: dict[str, str]) -> str:
    return str(Translated(found))
