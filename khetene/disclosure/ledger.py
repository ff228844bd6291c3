"""What was published, so that nothing later unlocks it. Plain data, to and from JSON; the caller keeps it as it keeps the data.

Of a hidden count the ledger holds the reason and how unknown it must stay, never the number. Of a hidden amount it holds two ends
that must stay possible and lie around the amount: keep the ledger where the amounts are kept.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from khetene.disclosure.audit import findings
from khetene.disclosure.crossing import Shape
from khetene.disclosure.enums import Kind, Why
from khetene.disclosure.errors import NotATable
from khetene.disclosure.policy import Need, Policy
from khetene.disclosure.problem import NOTHING, Entry, problem_of
from khetene.disclosure.tables import CellId, Dimension

FORMAT = 1


class PublishedCell(NamedTuple):
    """`value` where it was shown; else why it was not, what that tells, and what has to stay unknown."""

    id: CellId
    value: float | None
    why: Why | None = None
    told: tuple[float, float] = (0.0, math.inf)
    need: Need = NOTHING


@dataclass(frozen=True, slots=True)
class Published:
    """One table as it was shown. `missing`: cells that were not measured."""

    shape: Shape
    kind: Kind
    cells: tuple[PublishedCell, ...]
    missing: tuple[CellId, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """Tables that were published together. `label` is unique in a ledger."""

    label: str
    period: str
    tables: tuple[Published, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Releases in the order in which they left."""

    releases: tuple[Release, ...] = ()

    def with_release(self, release: Release) -> Ledger:
        if any(release.label == other.label for other in self.releases):
            raise NotATable(f"{release.label} is in the ledger already.")
        return Ledger((*self.releases, release))

    def as_json(self) -> dict[str, Any]:
        return {"format": FORMAT, "releases": [_release_out(release) for release in self.releases]}

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> Ledger:
        if given.get("format") != FORMAT:
            raise NotATable("This is not a ledger of this version.")
        try:
            return cls(tuple(_release_in(release) for release in given["releases"]))
        except (KeyError, TypeError, ValueError) as problem:
            raise NotATable(f"The ledger cannot be read: {problem!r}.") from problem


class Refused(StrEnum):
    """Why a release may not follow those before it."""

    UNLOCKS = "unlocks"
    CONTRADICTS = "contradicts"
    SHOWS_WHAT_WAS_HIDDEN = "shows_what_was_hidden"


class Refusal(NamedTuple):
    """A cell that a release would give away, where it was hidden, and between what it would lie then."""

    why: Refused
    cell: str
    hidden_in: str
    low: float
    high: float | None

    def __str__(self) -> str:
        if self.why == Refused.CONTRADICTS:
            return f"{self.cell} was published with another number in {self.hidden_in}."
        if self.why == Refused.SHOWS_WHAT_WAS_HIDDEN:
            return f"{self.cell} was hidden in {self.hidden_in} and would be shown."
        high = "any number" if self.high is None else f"{self.high:g}"
        return f"{self.cell}, hidden in {self.hidden_in}, would lie between {self.low:g} and {high}."


def refusals(ledger: Ledger, proposed: Release, policy: Policy) -> tuple[Refusal, ...]:
    """Everything that speaks against publishing `proposed` after the ledger's releases; nothing when it may leave.

    This is the outsider's audit; `protect` also tries the insiders, because it knows who contributed.
    """
    before = earlier_entries(ledger)
    after = earlier_entries(Ledger((proposed,)))
    found = [refusal for cell in sorted(before.keys() & after.keys()) if (refusal := _clash(before[cell], after[cell]))]
    if found:
        return tuple(found)
    entries = [*before.values(), *(entry for cell, entry in after.items() if cell not in before)]
    tables = [table for release in (*ledger.releases, proposed) for table in release.tables]
    missing = {cell for table in tables for cell in table.missing}
    problem = problem_of(entries, [table.shape for table in tables], policy, missing)
    for seen in findings(problem, ()):
        entry = problem.entries[seen.place]
        if not seen.holds:
            found.append(Refusal(Refused.UNLOCKS, str(entry.id), entry.release, seen.low, _or_none(seen.high)))
    return tuple(sorted(found))


def _clash(before: Entry, after: Entry) -> Refusal | None:
    if before.hidden and not after.hidden:
        assert after.value is not None
        return Refusal(Refused.SHOWS_WHAT_WAS_HIDDEN, str(after.id), before.release, after.value, after.value)
    if not before.hidden and not after.hidden and before.value != after.value:
        assert before.value is not None
        return Refusal(Refused.CONTRADICTS, str(after.id), before.release, before.value, before.value)
    return None


def earlier_entries(ledger: Ledger) -> dict[CellId, Entry]:
    """Every cell that was published, once: shown wherever it was shown, else as it was first hidden."""
    found: dict[CellId, Entry] = {}
    for release in ledger.releases:
        for table in release.tables:
            for cell in table.cells:
                if cell.id not in found or found[cell.id].hidden > (cell.why is not None):
                    found[cell.id] = Entry(
                        cell.id,
                        table.kind,
                        cell.value,
                        cell.why,
                        cell.told,
                        cell.need,
                        fixed=True,
                        release=release.label,
                    )
    return found


def _or_none(number: float) -> float | None:
    return number if math.isfinite(number) else None


def _release_out(release: Release) -> dict[str, Any]:
    return {
        "label": release.label,
        "period": release.period,
        "tables": [
            {
                "measure": table.shape.measure,
                "edition": table.shape.edition,
                "cumulative": table.shape.cumulative,
                "kind": table.kind,
                "dimensions": [{"name": each.name, "parents": each.parents} for each in table.shape.dimensions],
                "cells": [_cell_out(cell) for cell in table.cells],
                "missing": [cell.at for cell in table.missing],
            }
            for table in release.tables
        ],
    }


def _cell_out(cell: PublishedCell) -> dict[str, Any]:
    if cell.why is None:
        return {"at": cell.id.at, "value": cell.value}
    need = {"width": cell.need.width, "low": cell.need.low, "high": cell.need.high}
    return {"at": cell.id.at, "why": cell.why, "told": [cell.told[0], _or_none(cell.told[1])], "need": need}


def _release_in(given: Mapping[str, Any]) -> Release:
    return Release(str(given["label"]), str(given["period"]), tuple(_table_in(table) for table in given["tables"]))


def _table_in(given: Mapping[str, Any]) -> Published:
    measure, edition = str(given["measure"]), str(given["edition"])
    dimensions = tuple(
        Dimension(each["name"], tuple((code, parent) for code, parent in each["parents"]))
        for each in given["dimensions"]
    )
    return Published(
        Shape(measure, edition, bool(given["cumulative"]), dimensions),
        Kind(given["kind"]),
        tuple(_cell_in(measure, edition, cell) for cell in given["cells"]),
        tuple(CellId(measure, edition, _at(at)) for at in given["missing"]),
    )


def _at(given: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, code) for name, code in given)


def _cell_in(measure: str, edition: str, given: Mapping[str, Any]) -> PublishedCell:
    cell = CellId(measure, edition, _at(given["at"]))
    if "why" not in given:
        return PublishedCell(cell, float(given["value"]))
    low, high = given["told"]
    told = float(low), math.inf if high is None else float(high)
    need = given["need"]
    return PublishedCell(cell, None, Why(given["why"]), told, Need(need["width"], need["low"], need["high"]))
