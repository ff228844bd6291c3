"""What can be known about a fact, and the three truth values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum

Value = bool | int | Decimal | str | date
Truth = bool | None


class Missing(Enum):
    """Why there is no value. Only a fact that was not asked is worth asking."""

    NOT_ASKED = "not_asked"
    NOT_KNOWN = "not_known"
    DECLINED = "declined"
    NOT_APPLICABLE = "not_applicable"


Facts = Mapping[str, Value | Missing]


def age_on(birth_date: date, day: date) -> int:
    """Whole years on a day; who was born on 29 February has the birthday on 1 March in other years."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def with_age(facts: Facts, day: date) -> dict[str, Value | Missing]:
    """The facts with `age` worked out from `birth_date` where only that is known."""
    known = dict(facts)
    born = known.get("birth_date")
    if isinstance(born, date) and not isinstance(known.get("age"), int):
        known["age"] = age_on(born, day)
    elif isinstance(born, Missing) and "age" not in known:
        known["age"] = born
    return known
