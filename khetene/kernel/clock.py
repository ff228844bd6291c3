"""The only place that knows what time it is; tests and recorded history set it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

HOME = ZoneInfo("Europe/Riga")
_set_to: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """This moment, in UTC."""
    return _set_to.get() or datetime.now(UTC)


def today() -> date:
    """The calendar day in Latvia."""
    return now().astimezone(HOME).date()


def day_of(moment: datetime) -> date:
    """The calendar day in Latvia on which a moment falls."""
    return moment.astimezone(HOME).date()


def start_of(day: date) -> datetime:
    """The moment at which a day begins in Latvia."""
    return datetime.combine(day, time.min, tzinfo=HOME)


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Let the clock stand at `moment` (aware) inside the block."""
    if moment.tzinfo is None:
        raise ValueError("The clock needs a moment with a time zone.")
    token = _set_to.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _set_to.reset(token)
