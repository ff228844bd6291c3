"""Numbers, amounts and shares in the reader's language: `1453`, `14 536`, `0,5`, `64 952,21 €` (D 11 #28)."""

from __future__ import annotations

import functools
from decimal import Decimal

from django.utils.translation import get_language, ngettext

NO_BREAK = "\N{NO-BREAK SPACE}"
# Latvian groups thousands from five digits on: 1453, but 14 536.
GROUPED_FROM = 10_000
CENT = Decimal("0.01")


def amount(number: Decimal | int) -> str:
    """A quantity with at most two decimals and no needless zeros: `2`, `1,5`."""
    return _written(_short(number), grouped=True)


def exact(number: Decimal | int) -> str:
    """Every decimal that there is, without needless zeros: `14 536`, `33,333`."""
    return _written(_without_zeros(Decimal(number)), grouped=True)


def with_cents(number: Decimal) -> str:
    """Money whose unit stands elsewhere: `64 952,20`."""
    return _written(number.quantize(CENT), grouped=True)


def typed(number: Decimal | int) -> str:
    """As it stands in a field to be changed: nothing between thousands, so that it can be sent back as it is."""
    return _written(_short(number), grouped=False)


def euros(number: Decimal | None) -> str:
    """Whole euros keep their cents, so that nobody wonders."""
    return "" if number is None else f"{with_cents(number)}{NO_BREAK}€"


def euros_of_cents(cents: int) -> str:
    return euros(Decimal(cents) / 100)


def per_cent(share: Decimal) -> str:
    """`95 %`, `33,333 %`: no zeros behind the comma."""
    return f"{_written(_without_zeros(share), grouped=False)}{NO_BREAK}%"


def measured(number: Decimal | int, unit: str) -> str:
    """A quantity with its unit in the right form: `1 hour`, `1,5 hours`. Parts take the form of many."""
    whole = int(number) if number == int(number) else 2
    return _form(unit, whole, get_language()) % {"number": amount(number)}


@functools.lru_cache(maxsize=1024)
def _form(unit: str, whole: int, _language: str | None) -> str:
    forms = {
        "hours": ngettext("%(number)s hour", "%(number)s hours", whole),
        "pieces": ngettext("%(number)s piece", "%(number)s pieces", whole),
        "days": ngettext("%(number)s day", "%(number)s days", whole),
        "months": ngettext("%(number)s month", "%(number)s months", whole),
        "nights": ngettext("%(number)s night", "%(number)s nights", whole),
    }
    return forms[unit]


def _written(number: Decimal, *, grouped: bool) -> str:
    comma, group = (".", ",") if (get_language() or "lv").startswith("en") else (",", NO_BREAK)
    whole, _point, decimals = f"{abs(number):f}".partition(".")
    if grouped and int(whole) >= GROUPED_FROM:
        whole = f"{int(whole):,}".replace(",", group)
    return ("−" if number < 0 else "") + whole + (comma + decimals if decimals else "")


def _short(number: Decimal | int) -> Decimal:
    return _without_zeros(Decimal(number).quantize(CENT))


def _without_zeros(number: Decimal) -> Decimal:
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
