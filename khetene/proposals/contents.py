"""What stands in one version of a part. Nothing but the first words is demanded: half a row is a row that one goes on with."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, TypeVar

from khetene.proposals.enums import Part

AnyContent = TypeVar("AnyContent", bound="Content")
_READ: dict[str, Any] = {"date": date.fromisoformat, "Decimal": Decimal, "int": int, "bool": bool, "str": str}


@dataclass(frozen=True, slots=True)
class Content:
    """`moment` names the fields of a first and a last day, where there are two."""

    moments: ClassVar[tuple[str, str] | None] = None

    def words_of(self) -> list[str]:
        """All that was written in words."""
        return [value for value in asdict(self).values() if isinstance(value, str) and value]


@dataclass(frozen=True, slots=True)
class Text(Content):
    text: str = ""


@dataclass(frozen=True, slots=True)
class Time(Content):
    begins: date | None = None
    ends: date | None = None

    moments: ClassVar[tuple[str, str] | None] = ("begins", "ends")


@dataclass(frozen=True, slots=True)
class Activity(Content):
    words: str = ""
    who: str = ""
    where: str = ""
    begins: date | None = None
    ends: date | None = None
    people: int | None = None

    moments: ClassVar[tuple[str, str] | None] = ("begins", "ends")


@dataclass(frozen=True, slots=True)
class Partner(Content):
    name: str = ""
    role: str = ""
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Result(Content):
    words: str = ""
    number: int | None = None
    unit: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class Line(Content):
    """A line of the budget: so many units at a price, paid from the grant and from own means."""

    words: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    price: Decimal | None = None
    grant: Decimal | None = None
    own: Decimal | None = None

    @property
    def computed(self) -> Decimal | None:
        """Units times price; nothing while one of them is not written."""
        return None if self.quantity is None or self.price is None else self.quantity * self.price

    @property
    def planned(self) -> Decimal:
        """What the grant and own means pay together."""
        return (self.grant or Decimal(0)) + (self.own or Decimal(0))


@dataclass(frozen=True, slots=True)
class Done(Content):
    on: date | None = None
    people: int | None = None
    words: str = ""
    differs: str = ""


@dataclass(frozen=True, slots=True)
class Spent(Content):
    on: date | None = None
    amount: Decimal | None = None
    document: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Reached(Content):
    number: int | None = None
    how: str = ""
    differs: str = ""


@dataclass(frozen=True, slots=True)
class Picture(Content):
    words: str = ""
    kept: str = ""
    release: str = ""


KIND: dict[str, type[Content]] = {
    Part.TITLE: Text,
    Part.TIME: Time,
    Part.NEED: Text,
    Part.AIM: Text,
    Part.TARGET: Text,
    Part.ACTIVITY: Activity,
    Part.TEAM: Text,
    Part.PARTNER: Partner,
    Part.RESULT: Result,
    Part.LINE: Line,
    Part.AFTER: Text,
    Part.DONE: Done,
    Part.SPENT: Spent,
    Part.REACHED: Reached,
    Part.PICTURE: Picture,
}


NOTHING = "{}"


def written(content: Content) -> str:
    """As it is kept."""
    return json.dumps(asdict(content), ensure_ascii=False, default=str)


def read(part: str, kept: str) -> Content:
    """What was kept; a field that is new since then is empty."""
    kind, given = KIND[part], json.loads(kept)
    names = {one.name: str(one.type).split(" | ")[0] for one in fields(kind)}
    values = {
        name: _READ[kind_of](given[name])
        for name, kind_of in names.items()
        if name in given and given[name] is not None
    }
    return kind(**values)
