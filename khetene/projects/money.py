"""A grant and its shares to the cent: the sum is always kept, and what a document states is shown beside what is computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

CENT = Decimal("0.01")
EURO = Decimal(1)
WHOLE = Decimal(100)


class Verdict(StrEnum):
    """How the stated amounts stand to the computed ones."""

    NOT_STATED = "not_stated"
    EXACT = "exact"
    ROUNDED = "rounded"
    DIFFERS = "differs"
    SUM_BROKEN = "sum_broken"


@dataclass(frozen=True, slots=True)
class Part:
    """What one source pays: its share in per cent, the computed amount and, if a document states one, the stated amount."""

    percent: Decimal
    computed: Decimal
    stated: Decimal | None = None

    @property
    def difference(self) -> Decimal | None:
        """Stated less computed; nothing where nothing is stated."""
        return None if self.stated is None else self.stated - self.computed


def split(total: Decimal, percents: Sequence[Decimal]) -> list[Decimal]:
    """The total by shares, to the cent. Cents that remain go to the largest fractions, the first of equals first.

    Raises ValueError when the shares are not 100 % together, one is negative, or the total is not whole cents.
    """
    if sum(percents, Decimal(0)) != WHOLE or any(percent < 0 for percent in percents):
        raise ValueError("shares are 100 % together and none is negative")
    if total < 0 or total != total.quantize(CENT):
        raise ValueError("a total is whole cents and not negative")
    exact = [total * percent / WHOLE for percent in percents]
    parts = [amount.quantize(CENT, ROUND_DOWN) for amount in exact]
    left = int((total - sum(parts, Decimal(0))) / CENT)
    by_fraction = sorted(range(len(parts)), key=lambda place: parts[place] - exact[place])
    for place in by_fraction[:left]:
        parts[place] += CENT
    return parts


def compare(total: Decimal, shares: Sequence[tuple[Decimal, Decimal | None]]) -> tuple[list[Part], Verdict]:
    """Stated amounts beside computed ones. Published rounding to whole euros is accepted when it keeps the sum."""
    computed = split(total, [percent for percent, _stated in shares])
    parts = [Part(percent, amount, stated) for (percent, stated), amount in zip(shares, computed, strict=True)]
    return parts, _verdict(total, parts)


def _verdict(total: Decimal, parts: Sequence[Part]) -> Verdict:
    stated = [part.stated for part in parts if part.stated is not None]
    if len(stated) < len(parts):
        return Verdict.NOT_STATED
    if sum(stated, Decimal(0)) != total:
        return Verdict.SUM_BROKEN
    if all(part.difference == 0 for part in parts):
        return Verdict.EXACT
    in_euros = all(amount == amount.quantize(EURO) for amount in stated)
    # Half a euro both ways: 196 654.50 becomes 196 654 and 21 850.50 becomes 21 851 (phase VII).
    within = all(abs((part.stated or Decimal(0)) - total * part.percent / WHOLE) <= EURO / 2 for part in parts)
    return Verdict.ROUNDED if in_euros and within else Verdict.DIFFERS
