"""How many came: one function with a named measure, a partition, its remainder and the rule (peers-platform 4).

Rows of a list are not persons. Two rows with one name are one or two persons, and nobody decides that but people: until they do,
a number of persons is a span.
"""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from khetene.gatherings.enums import Measure, Partition


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: who (if known beyond this list), in which capacity, for which town, with further towns apart."""

    id: uuid.UUID
    person: uuid.UUID | None = None
    sector: str = ""
    sex: str = ""
    municipality: str = ""
    country: str = ""
    is_team: bool = False
    is_municipal: bool = False
    further_municipalities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows with one name; `answer` is "one", "two" or "" while nobody said."""

    first: uuid.UUID
    second: uuid.UUID
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A counted number: `low` and `high` differ only while a question about a name is open.

    `parts` plus `remainder` is always the total of rows; a partition is never printed without its remainder.
    """

    measure: Measure
    low: int
    high: int
    team: int
    parts: tuple[tuple[str, int], ...]
    remainder: int
    asked: int
    as_of: date
    rule: str
    digest: str

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    @property
    def coverage(self) -> int:
        """How many rows the partition classifies."""
        return self.asked - self.remainder


def count(
    scope: Iterable[Row],
    measure: Measure,
    partition: Partition | None = None,
    *,
    as_of: date,
    pairs: Sequence[Pair] = (),
) -> Count:
    """Count the rows of a scope. A partition is one of rows: each row stands in one part or in the remainder."""
    rows = list(scope)
    low, high = _totals(rows, measure, pairs)
    parts = _parts(rows, partition)
    classified = sum(number for _label, number in parts)
    return Count(
        measure=measure,
        low=low,
        high=high,
        team=sum(1 for row in rows if row.is_team),
        parts=parts,
        remainder=len(rows) - classified if partition else 0,
        asked=len(rows),
        as_of=as_of,
        rule=f"{measure}/1",
        digest=_digest(rows, pairs),
    )


def municipalities(rows: Iterable[Row]) -> dict[str, int]:
    """The three figures that a sentence like "from 15 municipalities" can mean, each named."""
    found = list(rows)
    by_staff = {row.municipality for row in found if row.is_municipal and row.municipality}
    first = {row.municipality for row in found if row.municipality}
    further = {place for row in found for place in row.further_municipalities}
    return {"staff": len(by_staff), "first": len(first), "all": len(first | further)}


def _totals(rows: list[Row], measure: Measure, pairs: Sequence[Pair]) -> tuple[int, int]:
    if measure == Measure.ROWS:
        return len(rows), len(rows)
    if measure == Measure.MUNICIPALITIES:
        number = municipalities(rows)["first"]
        return number, number
    return _persons(rows, pairs, open_is_one=True), _persons(rows, pairs, open_is_one=False)


def _persons(rows: list[Row], pairs: Sequence[Pair], *, open_is_one: bool) -> int:
    """Sets of rows that are one person: the same card, or a pair that people said to be one."""
    parent = {row.id: row.id for row in rows}

    def root(key: uuid.UUID) -> uuid.UUID:
        while parent[key] != key:
            key = parent[key]
        return key

    first_of: dict[uuid.UUID, uuid.UUID] = {}
    for row in rows:
        if row.person is not None:
            parent[root(row.id)] = root(first_of.setdefault(row.person, row.id))
    one = {"one", ""} if open_is_one else {"one"}
    for pair in pairs:
        if pair.answer in one and pair.first in parent and pair.second in parent:
            parent[root(pair.second)] = root(pair.first)
    return len({root(row.id) for row in rows})


def _parts(rows: list[Row], partition: Partition | None) -> tuple[tuple[str, int], ...]:
    if partition is None:
        return ()
    counted = Counter(label for row in rows if (label := getattr(row, partition.value)))
    return tuple(sorted(counted.items(), key=lambda part: (-part[1], part[0])))


def _digest(rows: list[Row], pairs: Sequence[Pair]) -> str:
    """So that the same figure can be derived again: which rows, and how questions about names stood."""
    ids = sorted(str(row.id) for row in rows)
    asked = sorted(f"{pair.first}={pair.second}:{pair.answer}" for pair in pairs)
    return hashlib.sha256("\n".join(ids + asked).encode()).hexdigest()[:16]
