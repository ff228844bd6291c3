"""What stands in the table of quarters, written and read again; also as earlier versions wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from khetene.enrolments.reads.advancing import EverShown, Found, QuarterShown, carried_on
from khetene.enrolments.reads.heads import HeadsTotal
from khetene.enrolments.reads.totals import kept_as, read_again


def as_content(shown: QuarterShown) -> dict[str, Any]:
    """What is kept of a quarter."""
    return kept_as(shown.totals) | {
        "heads": [asdict(row) for row in shown.heads],
        "stands_on": {name: day.isoformat() for name, day in shown.stands_on.items()},
        "ever_shown": {name: [_plain(one) for one in every] for name, every in shown.ever_shown.items()},
    }


def kept_in(programme: str, content: Mapping[str, Any], on: date) -> QuarterShown:
    """What `as_content` wrote.

    A quarter from before figures stood still was shown as it is. One from before it was kept what each organisation
    adds, when the names were `until` and `once`, holds its numbers alone.
    """
    totals = read_again(programme, dict(content))
    every = content.get("ever_shown", content.get("once"))
    if every is None:
        return carried_on(Found(totals), on)
    days = content.get("stands_on", content.get("until", {}))
    return QuarterShown(
        totals,
        [HeadsTotal(**row) for row in content.get("heads", ())],
        {name: date.fromisoformat(day) for name, day in days.items()},
        {name: [_told(one) for one in shown] for name, shown in every.items()},
    )


def _plain(told: EverShown) -> dict[str, Any]:
    return {"numbers": told.numbers, "parts": told.parts}


def _told(kept: Mapping[str, Any] | Iterable[int]) -> EverShown:
    if not isinstance(kept, Mapping):
        return EverShown(tuple(kept), None)
    parts = kept["parts"]
    return EverShown(
        tuple(kept["numbers"]),
        None if parts is None else {office: tuple(numbers) for office, numbers in parts.items()},
    )
