"""Money in whole cents."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def whole_cents(quantity: Decimal, unit_cents: int) -> int:
    """What a quantity costs at a price, to the cent."""
    return int((quantity * unit_cents).quantize(Decimal(1), ROUND_HALF_UP))
