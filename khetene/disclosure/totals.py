"""A total and a one-way table behind it, protected so that no small number can be read or worked out.

A number is shown when it is large enough and comes from enough contributors. Hidden cells of a table are never fewer than two,
and what they hold together is never small: whoever subtracts the shown cells from the total learns only that sum, and every
hidden cell could still be anything from zero to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """Why a number is not shown. Hidden, not measured and zero are three different things."""

    TOO_SMALL = "too_small"
    TOO_FEW_CONTRIBUTORS = "too_few_contributors"
    PROTECTS_ANOTHER = "protects_another"


@dataclass(frozen=True, slots=True)
class Rule:
    """`minimum`: smallest number shown, in its unit. `contributors`: organisations that it comes from, at least."""

    minimum: int = 10
    contributors: int = 3


@dataclass(frozen=True, slots=True)
class Count:
    """A number before protection: how many, and from how many organisations."""

    number: int
    contributors: int


@dataclass(frozen=True, slots=True)
class Shown:
    number: int


@dataclass(frozen=True, slots=True)
class Hidden:
    why: Why


Cell = Shown | Hidden


@dataclass(frozen=True, slots=True)
class Table:
    """A protected total and the cells that add up to it."""

    total: Cell
    cells: Mapping[str, Cell]


def protect_total(count: Count, rule: Rule) -> Cell:
    """The number, or why it is hidden. Zero is hidden too: "nobody" says something about each of a few."""
    if count.number < rule.minimum:
        return Hidden(Why.TOO_SMALL)
    if count.contributors < rule.contributors:
        return Hidden(Why.TOO_FEW_CONTRIBUTORS)
    return Shown(count.number)


def protect_table(cells: Mapping[str, Count], total: Count, rule: Rule) -> Table:
    """Primary hiding by the rule, then complementary hiding until the hidden part of the total is itself safe.

    `total.number` is the sum of the cells (each unit counted in one cell).
    """
    if total.number != sum(cell.number for cell in cells.values()):
        raise ValueError("The cells do not add up to the total.")
    shown_total = protect_total(total, rule)
    protected: dict[str, Cell] = {name: protect_total(cell, rule) for name, cell in cells.items()}
    if isinstance(shown_total, Hidden):
        return Table(shown_total, protected)
    by_size = sorted(cells, key=lambda name: (cells[name].number, name))
    for name in by_size:
        if _is_safe(cells, protected, rule):
            break
        if isinstance(protected[name], Shown):
            protected[name] = Hidden(Why.PROTECTS_ANOTHER)
    # With a single cell there is nothing to hide it behind: the total would say it.
    safe = _is_safe(cells, protected, rule)
    return Table(shown_total if safe else Hidden(Why.PROTECTS_ANOTHER), protected)


def _is_safe(cells: Mapping[str, Count], protected: Mapping[str, Cell], rule: Rule) -> bool:
    """No hidden cell, or several that together are at least as large as what may be shown alone."""
    hidden = [cells[name].number for name, cell in protected.items() if isinstance(cell, Hidden)]
    return not hidden or (len(hidden) > 1 and sum(hidden) >= rule.minimum)


def bounds(table: Table, name: str) -> tuple[int, int | None]:
    """What an outsider can work out about a cell from the table alone: the smallest and the largest it can be."""
    cell = table.cells[name]
    if isinstance(cell, Shown):
        return cell.number, cell.number
    if isinstance(table.total, Hidden):
        return 0, None
    rest = table.total.number - sum(other.number for other in table.cells.values() if isinstance(other, Shown))
    alone = sum(isinstance(other, Hidden) for other in table.cells.values()) == 1
    return (rest, rest) if alone else (0, rest)
