"""The door for everybody outside: a tally goes in, what may be shown comes out, and no other number.

Live pages: `protect_sum`, `protect_kinds`, `protect_series`, `amount_behind`. What is published: `leaving`. Tables that
readers cut themselves: `perturbed`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from khetene.disclosure.building import table_of_leaves
from khetene.disclosure.cellkey import Noise, record_key, shown_count
from khetene.disclosure.ledger import Ledger, Published, Release
from khetene.disclosure.opening import members_of, rows_of
from khetene.disclosure.policy import Policy
from khetene.disclosure.protect import Hidden as HiddenCell
from khetene.disclosure.protect import Interval, Outcome, protect
from khetene.disclosure.protect import Shown as ShownCell
from khetene.disclosure.tables import Cell as RawCell
from khetene.disclosure.tables import Dimension, Key, added
from khetene.disclosure.tables import Table as RawTable
from khetene.disclosure.tally import Members, Row, Tally
from khetene.disclosure.totals import Cell, Count, Hidden, Rule, Shown, Table, Why, protect_table, protect_total

__all__ = [
    "Cell",
    "Dimension",
    "Hidden",
    "HiddenCell",
    "Leaving",
    "Measured",
    "Noise",
    "Rule",
    "Shown",
    "ShownCell",
    "Table",
    "Why",
    "amount_behind",
    "leaving",
    "perturbed",
    "protect_kinds",
    "protect_series",
    "protect_sum",
]


def protect_sum(tally: Tally, rule: Rule) -> Cell:
    """All rows added up, or why that sum is hidden."""
    return protect_total(_counted(rows_of(tally)), rule)


def protect_kinds(tally: Tally, rule: Rule) -> Table:
    """A one-way table by the first code, with its total."""
    by_kind: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows_of(tally)):
        by_kind[row[0][0]].append(row)
    return protect_table({kind: _counted(rows) for kind, rows in by_kind.items()}, _counted(rows_of(tally)), rule)


def protect_series(tallies: Sequence[Tally], rule: Rule) -> Cell:
    """A sum of parts that are each read elsewhere by the same rule: shown only if no hidden part can be worked out from it.

    The hidden parts of a shown sum are at least two and together as large as what may be shown alone.
    """
    parts = [_counted(rows_of(tally)) for tally in tallies]
    whole = protect_sum(Tally(row for tally in tallies for row in rows_of(tally)), rule)
    hidden = [part.number for part in parts if isinstance(protect_total(part, rule), Hidden)]
    if isinstance(whole, Hidden) or not hidden or (len(hidden) > 1 and sum(hidden) >= rule.minimum):
        return whole
    return Hidden(Why.PROTECTS_ANOTHER)


def amount_behind(amount: Tally, counted: Cell) -> Cell:
    """An amount, such as minutes, that is shown where what it belongs to is shown and hidden with it."""
    return Shown(_counted(rows_of(amount)).number) if isinstance(counted, Shown) else counted


def _counted(rows: Sequence[Row]) -> Count:
    return Count(sum(number for _codes, _who, number in rows), len({who for _codes, who, _number in rows}))


@dataclass(frozen=True, slots=True)
class Measured:
    """What is to be published: the name of the measure, its dimensions, and the numbers, still closed.

    `edition` tells states of one measure apart that were read on different days.
    """

    measure: str
    dimensions: tuple[Dimension, ...]
    tally: Tally
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """A table as it may be published, the proof, and what the ledger has to remember. It holds no hidden number.

    `withdrawn`: cells that an earlier edition showed and this one hides, so that their change stays unknown.
    """

    cells: tuple[tuple[Key, Outcome], ...]
    intervals: tuple[Interval, ...]
    withdrawn: frozenset[Key]
    published: tuple[Published, ...]

    def release(self, label: str, period: str) -> Release:
        return Release(label, period, self.published)


def leaving(measured: Measured, policy: Policy, *, ledger: Ledger) -> Leaving:
    """Protect one table together with everything published before. Raises NotATable, CannotBeProtected."""
    table = _table(measured)
    protected = protect([table], policy, ledger=ledger)
    cells = dict(protected.tables[0].cells)
    before = {
        cell.id.at
        for release in ledger.releases
        for published in release.tables
        if published.shape.measure == measured.measure
        for cell in published.cells
        if cell.why is None
    }
    withdrawn = {key for key, cell in cells.items() if isinstance(cell, HiddenCell) and table.cell_id(key).at in before}
    audit = protected.audit
    return Leaving(
        tuple(cells.items()),
        audit.intervals,
        frozenset(withdrawn),
        protected.published,
    )


def _table(measured: Measured) -> RawTable:
    leaves: dict[Key, list[RawCell | None]] = defaultdict(list)
    for codes, who, number in rows_of(measured.tally):
        leaves[codes].append(RawCell(number, persons=number, shares=((who, float(number)),)))
    summed = {codes: added(cells) for codes, cells in leaves.items()}
    return table_of_leaves(measured.measure, measured.dimensions, summed, edition=measured.edition)


def perturbed(members: Members, noise: Noise, secret: bytes, *, organisations: int) -> dict[tuple[str, ...], int]:
    """How many different units stand under each codes, with a noise that these units keep for ever.

    What is hidden, and where nobody stands, is not in the answer, so that the two cannot be told apart. Raises NotAPolicy.
    """
    units: dict[tuple[str, ...], set[str]] = defaultdict(set)
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for codes, who, unit in members_of(members):
        units[codes].add(unit)
        owners[codes].add(who)
    keys = {unit: record_key(secret, unit) for unit in set().union(*units.values())}
    found = {}
    for codes, there in units.items():
        outcome = shown_count(
            (keys[unit] for unit in there), noise, organisations=len(owners[codes]), least_organisations=organisations
        )
        if isinstance(outcome, ShownCell):
            found[codes] = int(outcome.value)
    return found
