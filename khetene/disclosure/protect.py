"""The one door: tables in, what may be shown out, with the proof and with what the ledger has to remember."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from khetene.disclosure.audit import Finding, findings
from khetene.disclosure.complementary import COSTS, Excuse, hide_enough
from khetene.disclosure.crossing import Shape
from khetene.disclosure.enums import Attacker, Kind, Why
from khetene.disclosure.errors import CannotBeProtected, NotATable
from khetene.disclosure.ledger import Ledger, Published, PublishedCell, Release, earlier_entries
from khetene.disclosure.policy import Policy
from khetene.disclosure.primary import hidden_for_their_own_sake, need_of, organisations_of, telling_zeros
from khetene.disclosure.problem import Entry, Problem, problem_of
from khetene.disclosure.swaps import hide_by_swaps
from khetene.disclosure.tables import Cell, CellId, Key, Table
from khetene.disclosure.view import View

# Above this many cells a table is protected by swaps, which need no solver and hide more.
MOST_SOLVED = 1000


@dataclass(frozen=True, slots=True)
class Shown:
    """May be published."""

    value: float


@dataclass(frozen=True, slots=True)
class Hidden:
    """May not be published; the reason may."""

    why: Why


@dataclass(frozen=True, slots=True)
class NotMeasured:
    """There is no number: neither zero nor hidden."""


Outcome = Shown | Hidden | NotMeasured


@dataclass(frozen=True, slots=True)
class Interval:
    """What an outsider can work out about a hidden cell; `high` is None where there is no upper end.

    `at_least`: the numbers between are all possible, and more may be: of a large table not every end is computed. These ends
    come from what the cells hold, so they are nobody's to read (`told`, `for_readers`).
    """

    cell: str
    why: Why
    low: float
    high: float | None
    at_least: bool = False

    @classmethod
    def of(cls, entry: Entry, found: Finding) -> Interval:
        assert entry.why is not None
        high = None if math.isinf(found.high) else found.high
        return cls(str(entry.id), entry.why, found.low, high, found.at_least)

    def told(self) -> dict[str, Any]:
        """As it may stand beside the table. Side by side, ends that come from hidden numbers would tell these numbers."""
        return asdict(self) | ({"low": None, "high": None} if self.at_least else {})


def for_readers(intervals: Iterable[Interval], too_near: Collection[str] = ()) -> list[Interval]:
    """As they may stand beside the table: of a large one no ends but of cells that are not safe.

    Which cells a swap proves, and which the solver had to, comes from hidden numbers as well.
    """
    found = list(intervals)
    is_large = any(one.at_least for one in found)
    return [replace(one, at_least=True) if is_large and one.cell not in too_near else one for one in found]


@dataclass(frozen=True, slots=True)
class Audit:
    """The proof of one release: every hidden cell's interval, and how many insiders were tried.

    `excused`: what insiders know from their own records and the reasons, which no hiding can change. `margins_only`: measures
    with so many combinations that only what the tables share was examined, not the people behind all of them at once.
    """

    intervals: tuple[Interval, ...]
    attackers: Mapping[Attacker, int]
    excused: tuple[Excuse, ...]
    margins_only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loss:
    """What the protection costs, in cells and in the unit of the measures; amounts and counts are not mixed."""

    cells: int
    primary: int
    complementary: int
    hidden_sum: float
    whole_sum: float


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """A table as it may be shown: `cells`. `table` is the one behind it, with every number, and stays inside."""

    table: Table
    cells: Mapping[Key, Outcome]

    def loss(self) -> Loss:
        """Primary: hidden for its own sake. Sums run over all cells, margins too, as published comparisons do."""
        why = {key: cell.why for key, cell in self.cells.items() if isinstance(cell, Hidden)}
        others = sum(1 for reason in why.values() if reason in (Why.PROTECTS_ANOTHER, Why.WITHHELD))
        values = {key: cell.value for key, cell in self.table.cells.items() if cell is not None}
        return Loss(len(values), len(why) - others, others, sum(values[key] for key in why), sum(values.values()))


@dataclass(frozen=True, slots=True)
class Protected:
    """Everything that leaves together."""

    tables: tuple[ProtectedTable, ...]
    audit: Audit
    published: tuple[Published, ...]

    def release(self, label: str, period: str) -> Release:
        """What the ledger remembers once this was published."""
        return Release(label, period, self.published)


def protect(tables: Sequence[Table], policy: Policy, *, ledger: Ledger | None = None) -> Protected:
    """Hide what must be hidden in these tables, together and together with what was published before.

    Raises NotATable where tables contradict each other or the ledger, CannotBeProtected where nothing left to hide would help.
    """
    earlier = ledger or Ledger()
    own = _entries(tables, policy)
    before = earlier_entries(earlier)
    entries = _joined(before, own)
    shapes = [published.shape for release in earlier.releases for published in release.tables]
    shapes += [Shape(table.measure, table.edition, table.cumulative, table.dimensions) for table in tables]
    missing = {table.cell_id(key) for table in tables for key, cell in table.cells.items() if cell is None}
    missing |= {cell for release in earlier.releases for published in release.tables for cell in published.missing}
    problem = problem_of(entries, shapes, policy, missing)
    views = _views(tables, problem, policy)
    knowing = [view for view in views if view.kind == Attacker.ORGANISATION]
    for table in large_alone(tables, shapes):
        hide_by_swaps(problem, table, policy, knowing, COSTS[0])
    excused = hide_enough(problem, views, policy)
    audit = _audit(problem, views, excused)
    return Protected(
        tuple(_protected(table, problem) for table in tables),
        audit,
        tuple(_remembered(table, problem) for table in tables),
    )


def large_alone(tables: Sequence[Table], shapes: Sequence[Shape]) -> list[Table]:
    """Tables too large for a program for each cell, which nothing else binds."""
    alone = Counter(shape.measure for shape in shapes)
    return [table for table in tables if len(table.cells) > MOST_SOLVED and alone[table.measure] == 1]


def _entries(tables: Sequence[Table], policy: Policy) -> dict[CellId, Entry]:
    """One entry for every cell, hidden where any table would hide it for its own sake."""
    found: dict[CellId, Entry] = {}
    telling = telling_zeros(tables, policy)
    for table in tables:
        hidden = hidden_for_their_own_sake(table, policy, telling)
        for key, cell in table.cells.items():
            if cell is None:
                continue
            entry = _entry(table, key, cell, hidden.get(key), policy)
            same = found.setdefault(entry.id, entry)
            if same.value != entry.value or same.kind != entry.kind:
                raise NotATable(f"{entry.id} is {same.value:g} in one table and {entry.value:g} in another.")
            if entry.why and not same.why:
                found[entry.id] = entry
    return found


def _entry(table: Table, key: Key, cell: Cell, why: Why | None, policy: Policy) -> Entry:
    entry = Entry(table.cell_id(key), table.kind, cell.value, why)
    # A zero that may be shown is never hidden to protect another: its reason would say that it is large.
    entry.fixed = not cell.value and why is None
    entry.need = need_of(cell, table.kind, why or Why.PROTECTS_ANOTHER, policy)
    if why:
        entry.told = policy.told_by(why, table.kind)
    return entry


def _joined(before: Mapping[CellId, Entry], own: Mapping[CellId, Entry]) -> list[Entry]:
    """What was published keeps its state: a shown number cannot be taken back, a hidden one may not be shown later."""
    for cell in sorted(before.keys() & own.keys()):
        past, now = before[cell], own[cell]
        if not past.hidden and past.value != now.value:
            raise NotATable(f"{cell} was published as {past.value:g} in {past.release} and is {now.value:g} now.")
        past.value = now.value
    return [*before.values(), *(entry for cell, entry in own.items() if cell not in before)]


def _views(tables: Sequence[Table], problem: Problem, policy: Policy) -> list[View]:
    """The insiders: somebody who knows one person of a cell, and every organisation with its own records."""
    found = []
    parts: dict[str, dict[int, float]] = defaultdict(dict)
    alone: dict[str, dict[int, float]] = defaultdict(dict)
    for table in tables:
        for key, cell in table.cells.items():
            if cell is None:
                continue
            place = problem.place[table.cell_id(key)]
            if policy.against_acquaintances and table.kind == Kind.COUNT and table.is_leaf(key) and cell.value >= 1:
                name = f"one person of {table.cell_id(key)}"
                found.append(View(Attacker.ACQUAINTANCE, name, least={place: 1.0}, slack=1.0))
            for name, amount in organisations_of(table, key).items() if policy.against_organisations else ():
                parts[name][place] = amount
                if amount >= cell.value:
                    alone[name][place] = cell.value
    for name, known in sorted(parts.items()):
        found.append(View(Attacker.ORGANISATION, name, alone[name], known, frozenset(known)))
    return found


def _audit(problem: Problem, views: Sequence[View], excused: tuple[Excuse, ...]) -> Audit:
    """Computed anew from what would be shown, not taken from the search for it."""
    known = {(excuse.attacker, excuse.cell) for excuse in excused}
    intervals = []
    for found in findings(problem, views):
        entry = problem.entries[found.place]
        if not found.holds and (found.view.name, str(entry.id)) not in known:
            raise CannotBeProtected((str(entry.id),))
        if found.view.kind == Attacker.OUTSIDER and not entry.derived:
            intervals.append(Interval.of(entry, found))
    tried = {kind: sum(view.kind == kind for view in views) for kind in Attacker}
    return Audit(
        tuple(sorted(intervals, key=lambda each: each.cell)),
        {**tried, Attacker.OUTSIDER: 1},
        excused,
        problem.margins_only,
    )


def _outcome(problem: Problem, table: Table, key: Key) -> Outcome:
    if table.cells[key] is None:
        return NotMeasured()
    entry = problem.entries[problem.place[table.cell_id(key)]]
    if entry.why is not None:
        return Hidden(entry.why)
    assert entry.value is not None
    return Shown(entry.value)


def _protected(table: Table, problem: Problem) -> ProtectedTable:
    return ProtectedTable(table, {key: _outcome(problem, table, key) for key in table.cells})


def _remembered(table: Table, problem: Problem) -> Published:
    return Published(
        Shape(table.measure, table.edition, table.cumulative, table.dimensions),
        table.kind,
        tuple(_cells_of(table, problem)),
        tuple(sorted({table.cell_id(key) for key, cell in table.cells.items() if cell is None})),
    )


def _cells_of(table: Table, problem: Problem) -> Iterator[PublishedCell]:
    for key, cell in table.cells.items():
        if cell is not None:
            entry = problem.entries[problem.place[table.cell_id(key)]]
            if entry.hidden:
                yield PublishedCell(entry.id, None, entry.why, entry.told, entry.need)
            else:
                yield PublishedCell(entry.id, entry.value)
