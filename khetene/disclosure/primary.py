"""Primary hiding: which cells may not be shown for their own sake, and how far each must stay unknown.

The (n,k) rule and the p% rule with their protection levels: Hundepool et al., Statistical Disclosure Control (2012), 4.2.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from khetene.disclosure.enums import Kind, Why, Zeros
from khetene.disclosure.errors import NotATable
from khetene.disclosure.policy import HUNDRED, Need, Policy
from khetene.disclosure.tables import Cell, CellId, Key, Table

# An amount whose own rule asks for no distance still may not be told exactly: per cent of its value, and in its unit.
LEAST_SHARE, LEAST_AMOUNT = 10.0, 1.0


def hidden_for_their_own_sake(table: Table, policy: Policy, telling: Collection[CellId] = ()) -> dict[Key, Why]:
    """The reason of every cell that may not be shown. What was not measured and what cannot be is not hidden."""
    found = {}
    for key, cell in table.cells.items():
        if cell is None or not cell.possible:
            continue
        zero = not cell.value and not cell.persons
        if zero and policy.zeros != Zeros.HIDDEN and table.cell_id(key) not in telling:
            continue
        if why := _why(cell, table, policy):
            found[key] = why
    return found


def telling_zeros(tables: Sequence[Table], policy: Policy) -> set[CellId]:
    """Zeros beside which all people of their group stand in one cell, with the empty sums and parts that would tell them."""
    if policy.zeros != Zeros.HIDDEN_WHERE_TELLING:
        return set()
    found: set[CellId] = set()
    empty: list[set[CellId]] = []
    for table in tables:
        for parent, children in table.sums():
            zeros = {table.cell_id(key) for key in children if (cell := table.cells[key]) and _is_open_zero(cell)}
            whole = table.cells[parent]
            if whole is None:
                continue
            if not whole.value:
                empty.append(zeros | {table.cell_id(parent)})
            elif sum(1 for key in children if (cell := table.cells[key]) and cell.value) == 1:
                found |= zeros
    before = -1
    while before != len(found):
        before = len(found)
        for together in empty:
            if together & found:
                found |= together
    return found


def _is_open_zero(cell: Cell) -> bool:
    return cell.possible and not cell.value


def _why(cell: Cell, table: Table, policy: Policy) -> Why | None:
    persons = int(cell.value) if table.kind == Kind.COUNT else cell.persons
    if persons is not None and persons < policy.minimum:
        return Why.TOO_SMALL
    if policy.organisations > 1:
        if cell.contributors is None:
            raise NotATable(f"{table.measure}: nothing says how many organisations contribute; the policy asks for it.")
        if cell.contributors < policy.organisations:
            return Why.TOO_FEW_ORGANISATIONS
    return Why.DOMINATED if table.kind == Kind.MAGNITUDE and _distance(cell, policy) > 0 else None


def _distance(cell: Cell, policy: Policy) -> float:
    """How much more than its value a dominated cell must be able to be; zero or less when nobody dominates it."""
    if not cell.value:
        return 0.0
    largest = sorted((amount for _, amount in cell.shares), reverse=True)
    if not largest:
        raise NotATable("An amount can be judged only with its contributors' shares.")
    distances = [0.0]
    if policy.p_percent is not None:
        distances.append(policy.p_percent / HUNDRED * largest[0] - (cell.value - sum(largest[:2])))
    if policy.dominance is not None:
        n, k = policy.dominance
        distances.append(HUNDRED / k * sum(largest[:n]) - cell.value)
    return max(distances)


def need_of(cell: Cell, kind: Kind, why: Why, policy: Policy) -> Need:
    """What must stay possible. For counts a width says it without telling the number; for amounts the two ends do."""
    if kind == Kind.COUNT:
        return Need(width=policy.width)
    if why in (Why.PROTECTS_ANOTHER, Why.WITHHELD):
        return Need()
    if not cell.value:
        return Need(width=LEAST_AMOUNT)
    distance = _distance(cell, policy) if cell.shares else 0.0
    if why != Why.DOMINATED:
        distance = max(distance, LEAST_SHARE / HUNDRED * cell.value)
    distance = min(distance, cell.value)
    return Need(low=cell.value - distance, high=cell.value + distance)


def organisations_of(table: Table, key: Key) -> Mapping[str, float]:
    """Who knows how much of this cell from its own records. A single organisation without a name is named by the cell."""
    cell = table.cells[key]
    if cell is None:
        return {}
    if not cell.shares and cell.contributors == 1:
        return {f"only one at {table.cell_id(key)}": cell.value}
    known: dict[str, float] = defaultdict(float)
    for name, amount in cell.shares:
        known[name] += amount
    return {name: amount for name, amount in known.items() if amount > 0}
