"""Tables before protection: dimensions with trees, cells with who contributed, and all margins.

A table holds a cell for every combination of codes. Where a dimension has one root with children, that root is "all of them"
and every parent is the sum of its children. A dimension with several roots has no total: its codes may overlap.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from operator import itemgetter
from typing import NamedTuple

from khetene.disclosure.enums import Kind
from khetene.disclosure.errors import NotATable

Key = tuple[str, ...]
# Sums of amounts carry the error of floating point; a real difference is larger than this part of the sum.
TOLERANCE = 1e-7


class CellId(NamedTuple):
    """The same cell in whatever table it stands: `at` names dimension and code, without the roots that mean "all"."""

    measure: str
    edition: str
    at: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        place = ", ".join(f"{name} {code}" for name, code in self.at)
        edition = f" ({self.edition})" if self.edition else ""
        return f"{self.measure}{edition}" + (f": {place}" if place else "")


@dataclass(frozen=True)
class Dimension:
    """`parents`: each code with its parent, None for a root, in the order of showing."""

    name: str
    parents: tuple[tuple[str, str | None], ...]

    def __post_init__(self) -> None:
        if not self.parents or len(self._parent_of) != len(self.parents):
            raise NotATable(f"{self.name}: a code is there twice, or there is none.")
        for code, parent in self.parents:
            if parent is not None and parent not in self._parent_of:
                raise NotATable(f"{self.name}: {code} lies under {parent}, which is not there.")
        reached = list(self.roots)
        for code in reached:
            reached += self.children(code)
        if len(reached) != len(self.parents):
            raise NotATable(f"{self.name}: the tree runs in a circle.")

    @classmethod
    def flat(cls, name: str, codes: Iterable[str], total: str = "total") -> Dimension:
        """Codes that add up to one total."""
        return cls(name, ((total, None), *((code, total) for code in codes)))

    @classmethod
    def apart(cls, name: str, codes: Iterable[str]) -> Dimension:
        """Codes without a total, such as years or themes of which a person may have several."""
        return cls(name, tuple((code, None) for code in codes))

    @cached_property
    def _parent_of(self) -> dict[str, str | None]:
        return dict(self.parents)

    @cached_property
    def _children(self) -> dict[str | None, tuple[str, ...]]:
        found: dict[str | None, list[str]] = defaultdict(list)
        for code, parent in self.parents:
            found[parent].append(code)
        return {parent: tuple(codes) for parent, codes in found.items()}

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(code for code, _ in self.parents)

    @property
    def roots(self) -> tuple[str, ...]:
        return self._children.get(None, ())

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        return tuple(code for code in self.codes if code not in self._children)

    @cached_property
    def whole(self) -> str | None:
        """The code that means "all of them", if there is one."""
        return self.roots[0] if len(self.roots) == 1 and self.roots[0] in self._children else None

    def children(self, code: str) -> tuple[str, ...]:
        return self._children.get(code, ())

    def leaves_under(self, code: str) -> tuple[str, ...]:
        """The leaf itself, or all leaves below."""
        below = self.children(code)
        return tuple(leaf for child in below for leaf in self.leaves_under(child)) if below else (code,)

    def upwards(self, code: str) -> Iterator[str]:
        """The code and all above it."""
        step: str | None = code
        while step is not None:
            yield step
            step = self._parent_of[step]


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands behind a number.

    `value` in persons or in the measure's unit. `persons`: how many people, if the value is an amount. `shares`: organisation and
    its part of the value; where only their number is known, `organisations`. `possible` is False where nothing but zero can be.
    """

    value: float
    persons: int | None = None
    shares: tuple[tuple[str, float], ...] = ()
    organisations: int | None = None
    possible: bool = True

    def __post_init__(self) -> None:
        amounts = [self.value, *(amount for _, amount in self.shares)]
        if not all(math.isfinite(amount) and amount >= 0 for amount in amounts):
            raise NotATable("A cell holds a number that is negative or not finite.")
        if self.shares and not math.isclose(sum(amounts[1:]), self.value, rel_tol=TOLERANCE, abs_tol=TOLERANCE):
            raise NotATable("The shares of a cell do not add up to its value.")
        if not self.possible and self.value:
            raise NotATable("A cell that can hold nothing holds something.")

    @property
    def contributors(self) -> int | None:
        """How many organisations contribute, None when nobody said."""
        if self.shares:
            return sum(1 for _, amount in self.shares if amount > 0)
        return 0 if self.organisations is None and not self.value else self.organisations


@dataclass(frozen=True)
class Table:
    """Every cell of all combinations of codes; None where it was not measured.

    `measure` names what is counted, of whom and when ("clients 2025"): the same name and codes mean the same number, also in
    another table. `edition` tells states of one measure apart that were read on different days; `cumulative`: they never fall.
    """

    measure: str
    dimensions: tuple[Dimension, ...]
    cells: Mapping[Key, Cell | None]
    kind: Kind = Kind.COUNT
    edition: str = ""
    cumulative: bool = False

    def __post_init__(self) -> None:
        if len({dimension.name for dimension in self.dimensions}) != len(self.dimensions):
            raise NotATable(f"{self.measure}: two dimensions have one name.")
        if set(self.cells) != set(product(*(dimension.codes for dimension in self.dimensions))):
            raise NotATable(f"{self.measure}: there must be one cell for every combination of codes.")
        if self.kind == Kind.COUNT and any(cell and cell.value != int(cell.value) for cell in self.cells.values()):
            raise NotATable(f"{self.measure}: persons are counted in whole numbers.")
        for parent, children in self.sums():
            whole, parts = self.cells[parent], [cell for key in children if (cell := self.cells[key])]
            added = math.fsum(part.value for part in parts)
            if bool(parts) != (whole is not None) or (
                whole and not math.isclose(whole.value, added, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
            ):
                raise NotATable(f"{self.measure}: {self.cell_id(parent)} is not the sum of its parts.")

    def sums(self) -> Iterator[tuple[Key, tuple[Key, ...]]]:
        """Each parent with the children that it is the sum of, along every dimension."""
        for key in self.cells:
            for place, dimension in enumerate(self.dimensions):
                if below := dimension.children(key[place]):
                    yield key, tuple((*key[:place], code, *key[place + 1 :]) for code in below)

    @cached_property
    def _by_name(self) -> tuple[tuple[str, int, str | None], ...]:
        return tuple(
            sorted(((one.name, place, one.whole) for place, one in enumerate(self.dimensions)), key=itemgetter(0))
        )

    def cell_id(self, key: Key) -> CellId:
        at = tuple((name, key[place]) for name, place, whole in self._by_name if key[place] != whole)
        return CellId(self.measure, self.edition, at)

    def is_leaf(self, key: Key) -> bool:
        return not any(dimension.children(code) for dimension, code in zip(self.dimensions, key, strict=True))


def added(cells: Iterable[Cell | None]) -> Cell | None:
    """One cell of several, each person in one of them. Of organisations that are only counted at least the most are there."""
    there = [cell for cell in cells if cell is not None]
    if not there:
        return None
    shares: dict[str, list[float]] = defaultdict(list)
    for cell in there:
        for name, amount in cell.shares:
            shares[name].append(amount)
    persons = [cell.persons for cell in there if cell.persons is not None]
    counted = [cell.organisations for cell in there if cell.organisations is not None]
    return Cell(
        value=math.fsum(cell.value for cell in there),
        persons=sum(persons) if len(persons) == len(there) else None,
        shares=tuple((name, math.fsum(amounts)) for name, amounts in sorted(shares.items())),
        organisations=max(counted, default=None),
        possible=any(cell.possible for cell in there),
    )
