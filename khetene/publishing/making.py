"""From a declared data set to a table that may leave. The same steps make the preview and the edition."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from khetene.disclosure.door import Dimension, HiddenCell, Leaving, Measured, ShownCell, leaving
from khetene.disclosure.errors import CannotBeProtected, NotATable, NotProved
from khetene.disclosure.ledger import Ledger
from khetene.publishing.errors import WouldUnlock
from khetene.publishing.models import Edition
from khetene.publishing.periods import Period
from khetene.publishing.sets import Axis, DataSet, in_languages

FORMAT = 1


@dataclass(frozen=True)
class Draft:
    """What an edition would be. Nothing of it is kept until it is published."""

    data_set: DataSet
    period: Period
    number: int
    axes: tuple[Axis, ...]
    leaving: Leaving
    content: dict[str, Any]
    release: dict[str, Any]

    @cached_property
    def digest(self) -> str:
        return digest_of(self.content, self.release)


def digest_of(content: dict[str, Any], release: dict[str, Any]) -> str:
    """SHA-256 of what readers see and what the ledger remembers, in one way of writing."""
    told = json.dumps([content, release], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def ledger_of(data_set: DataSet, period: Period) -> Ledger:
    """All that was published of a period, in the order in which it left.

    A measure names its data set and its period, and disclosure links cells of one measure alone: no cell of another edition is
    a sum, a part or an earlier state of one of these.
    """
    editions = Edition.objects.filter(data_set=data_set.id, period=period.code).in_order()
    return Ledger(tuple(Ledger.from_json(one.release).releases[0] for one in editions))


def draft_of(data_set: DataSet, period: Period) -> Draft:
    """The next edition of a period, protected together with all earlier ones. Raises WouldUnlock."""
    ledger = ledger_of(data_set, period)
    number = 1 + len(ledger.releases)
    counted = data_set.count(period)
    measured = Measured(
        f"{data_set.id} {period.code}",
        tuple(Dimension(axis.id, tuple((code.code, code.parent) for code in axis.codes)) for axis in counted.axes),
        counted.tally,
        edition=str(number),
    )
    try:
        found = leaving(measured, data_set.policy, ledger=ledger)
    except (CannotBeProtected, NotATable, NotProved) as problem:
        raise WouldUnlock from problem
    label = f"{data_set.id} {period.code} {number}"
    release = Ledger((found.release(label, period.code),)).as_json()
    content = _content(data_set, period, number, counted.axes, found)
    return Draft(data_set, period, number, counted.axes, found, content, release)


def _content(data_set: DataSet, period: Period, number: int, axes: tuple[Axis, ...], found: Leaving) -> dict[str, Any]:
    policy = data_set.policy
    return {
        "format": FORMAT,
        "data_set": data_set.id,
        "version": data_set.version,
        "period": period.code,
        "period_title": period.title,
        "begins": period.first.isoformat(),
        "ends": period.last.isoformat(),
        "number": number,
        "title": in_languages(data_set.title),
        "unit": in_languages(data_set.unit),
        "rule": in_languages(data_set.rule),
        "policy": {"minimum": policy.minimum, "organisations": policy.organisations, "width": policy.width},
        "dimensions": [asdict(axis) | {"codes": [asdict(code) for code in axis.codes]} for axis in axes],
        "cells": [[list(key), *_told(cell)] for key, cell in found.cells],
    }


def _told(cell: Any) -> tuple[int | None, str]:
    """The number, or why there is none."""
    if isinstance(cell, ShownCell):
        return int(cell.value), ""
    return None, cell.why.value if isinstance(cell, HiddenCell) else "not_measured"
