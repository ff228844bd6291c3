"""The key to what is closed. Import contracts let this package alone take it."""

from __future__ import annotations

from khetene.disclosure.tally import Member, Members, Row, Tally


def rows_of(tally: Tally) -> tuple[Row, ...]:
    return tally._rows  # noqa: SLF001  this is the one place that opens a tally


def members_of(members: Members) -> tuple[Member, ...]:
    return members._rows  # noqa: SLF001  see above
