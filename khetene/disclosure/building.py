"""From leaves, people or contributions to a table with all margins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from khetene.disclosure.enums import Kind
from khetene.disclosure.errors import NotATable
from khetene.disclosure.tables import Cell, Dimension, Key, Table, added


class Person(NamedTuple):
    """Somebody counted: where, an opaque key of the person, and the organisation that tells it."""

    at: Key
    person: str
    organisation: str


class Contribution(NamedTuple):
    """An amount: where, from which organisation, how much, and how many people it is about, if that is known."""

    at: Key
    organisation: str
    amount: float
    persons: int | None = None


def table_of_leaves(
    measure: str,
    dimensions: Sequence[Dimension],
    leaves: Mapping[Key, Cell | None],
    *,
    kind: Kind = Kind.COUNT,
    edition: str = "",
    cumulative: bool = False,
) -> Table:
    """All margins over the leaves. A leaf that is not named is zero; None says that it was not measured."""
    known = set(product(*(dimension.leaves for dimension in dimensions)))
    if unknown := sorted(set(leaves) - known):
        raise NotATable(f"{measure}: {unknown[0]} is not a combination of leaves.")
    beneath: dict[Key, list[Cell | None]] = defaultdict(list)
    nothing = Cell(0, persons=0)
    for leaf in sorted(known):
        for above in product(*(dimension.upwards(code) for dimension, code in zip(dimensions, leaf, strict=True))):
            beneath[above].append(leaves.get(leaf, nothing))
    cells = {
        key: beneath[key][0] if key in known else added(beneath[key])
        for key in product(*(dimension.codes for dimension in dimensions))
    }
    return Table(measure, tuple(dimensions), cells, kind, edition, cumulative)


def table_of_people(
    measure: str,
    dimensions: Sequence[Dimension],
    people: Iterable[Person],
    *,
    edition: str = "",
    cumulative: bool = False,
) -> Table:
    """Distinct people. Nobody may stand in two leaves that are added up: then the margins would count them twice."""
    tellers: dict[Key, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    places: dict[tuple[str, Key], Key] = {}
    for at, person, organisation in people:
        slice_ = tuple(list(dimension.upwards(code))[-1] for dimension, code in zip(dimensions, at, strict=True))
        if places.setdefault((person, slice_), at) != at:
            raise NotATable(f"{measure}: one person is counted in two places that are added up.")
        tellers[at][person].add(organisation)
    leaves = {at: _counted(found) for at, found in tellers.items()}
    return table_of_leaves(measure, dimensions, leaves, edition=edition, cumulative=cumulative)


def _counted(found: Mapping[str, set[str]]) -> Cell:
    """People of one leaf. Who is told of by two organisations counts once and belongs to the first by name."""
    shares: dict[str, float] = defaultdict(float)
    for organisations in found.values():
        shares[min(organisations)] += 1
    return Cell(len(found), persons=len(found), shares=tuple(sorted(shares.items())))


def table_of_contributions(
    measure: str, dimensions: Sequence[Dimension], contributions: Iterable[Contribution], *, edition: str = ""
) -> Table:
    """Amounts by organisation."""
    leaves: dict[Key, list[Cell | None]] = defaultdict(list)
    for at, organisation, amount, persons in contributions:
        leaves[at].append(Cell(amount, persons, ((organisation, amount),)))
    summed = {at: added(cells) for at, cells in leaves.items()}
    return table_of_leaves(measure, dimensions, summed, kind=Kind.MAGNITUDE, edition=edition)
