"""What holds between tables that share dimensions in a circle: the people behind all of them at once.

Two tables, by place and theme and by place and age, share the places; what one tells about the other goes through the shared
margins. Three tables (place by theme, theme by age, age by place) tell more than their margins: there must be people who fit all
three. Then the combinations of all dimensions become cells of their own, never published, that the tables add up.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from khetene.disclosure.tables import CellId, Dimension

MOST_COMBINATIONS = 4000


class Shape(NamedTuple):
    """What readers know of a published table without its numbers."""

    measure: str
    edition: str
    cumulative: bool
    dimensions: tuple[Dimension, ...]


class Sum(NamedTuple):
    """A cell that stands in a table, and the combinations that it adds up."""

    cell: CellId
    combinations: list[CellId]


def crossings(shapes: Sequence[Shape]) -> tuple[list[Sum], tuple[str, ...]]:
    """The sums that bind tables in a circle, and the measures that have too many combinations to do so."""
    groups: dict[tuple[str, str], list[Shape]] = defaultdict(list)
    for shape in shapes:
        groups[shape.measure, shape.edition].append(shape)
    found: list[Sum] = []
    too_many = []
    for (measure, _), group in groups.items():
        if not is_circle([{dimension.name for dimension in shape.dimensions} for shape in group]):
            continue
        finest = _finest(group)
        if finest is None or math.prod(len(dimension.leaves) for dimension in finest.values()) > MOST_COMBINATIONS:
            too_many.append(measure)
        else:
            found += _sums(group, finest)
    return found, tuple(sorted(set(too_many)))


def is_circle(tables: Sequence[set[str]]) -> bool:
    """Whether the dimensions do not hang together like a tree (Graham's reduction leaves something)."""
    left = [set(names) for names in tables]
    changed = True
    while changed and len(left) > 1:
        once = {name for names in left for name in names if sum(name in other for other in left) == 1}
        smaller = [names - once for names in left]
        kept = [
            names
            for number, names in enumerate(smaller)
            if not any(
                names < other or (names == other and number > at) for at, other in enumerate(smaller) if at != number
            )
        ]
        changed = kept != left
        left = kept
    return len(left) > 1


def _finest(group: Sequence[Shape]) -> dict[str, Dimension] | None:
    """Each dimension with its finest leaves; None where the trees of a dimension do not lead to the same leaves."""
    found: dict[str, Dimension] = {}
    for shape in group:
        for dimension in shape.dimensions:
            other = found.setdefault(dimension.name, dimension)
            if dimension.whole is None or set(dimension.leaves) != set(other.leaves):
                return None
    return found


def _sums(group: Sequence[Shape], finest: dict[str, Dimension]) -> Iterator[Sum]:
    measure, edition = group[0].measure, group[0].edition
    for names, dimensions in {
        tuple(sorted(dimension.name for dimension in shape.dimensions)): shape.dimensions for shape in group
    }.items():
        rest = [dimension for name, dimension in sorted(finest.items()) if name not in names]
        for leaf in product(*(dimension.leaves for dimension in dimensions)):
            at = [(dimension.name, code) for dimension, code in zip(dimensions, leaf, strict=True)]
            combinations = [
                CellId(
                    measure,
                    edition,
                    tuple(sorted([*at, *((one.name, code) for one, code in zip(rest, more, strict=True))])),
                )
                for more in product(*(dimension.leaves for dimension in rest))
            ]
            yield Sum(CellId(measure, edition, tuple(sorted(at))), combinations)
