"""Numbers as people write them: `1453`, `14 536`, `0,5` (D 11 #28)."""

from __future__ import annotations

from decimal import Decimal

NO_BREAK = "\N{NO-BREAK SPACE}"
# Latvian groups thousands from five digits on: 1453, but 14 536.
GROUPED_FROM = 10_000


def written(number: int | Decimal, language: str = "lv") -> str:
    """A number in the reader's language; decimals as they are given."""
    comma, group = (",", NO_BREAK) if language == "lv" else (".", ",")
    whole, _point, decimals = (
        f"{abs(number):f}".partition(".") if isinstance(number, Decimal) else (str(abs(number)), "", "")
    )
    grouped = f"{int(whole):,}".replace(",", group) if int(whole) >= GROUPED_FROM else whole
    return ("−" if number < 0 else "") + grouped + (comma + decimals if decimals else "")
