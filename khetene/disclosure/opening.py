"""The key to a tally. Import contracts let this package alone take it."""

from __future__ import annotations

from khetene.disclosure.tally import Row, Tally


def rows_of(tally: Tally) -> tuple[Row, ...]:
    return tally._rows  # noqa: SLF001  this is the one place that opens a tally
