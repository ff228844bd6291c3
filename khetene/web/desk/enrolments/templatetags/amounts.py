"""Amounts as people read them."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.translation import ngettext

register = template.Library()


@register.filter
def euro(cents: int) -> str:
    """Cents as euro with both decimals: `12 345,60 €`."""
    return f"{number_format(Decimal(cents) / 100, decimal_pos=2, use_l10n=True, force_grouping=True)}\u00a0€"


@register.filter
def amount(number: Decimal | int) -> str:
    """A quantity without needless zeros: `2`, `1,5`."""
    rounded = Decimal(number).quantize(Decimal("0.01")).normalize()
    places = max(0, -int(rounded.as_tuple().exponent))
    return number_format(rounded, decimal_pos=places, use_l10n=True, force_grouping=True)


@register.filter
def measured(number: Decimal | int, unit: str) -> str:
    """A quantity with its unit in the right form: `1 hour`, `1,5 hours`. Parts take the form of many."""
    whole = int(number) if number == int(number) else 2
    forms = {
        "hours": ngettext("%(number)s hour", "%(number)s hours", whole),
        "pieces": ngettext("%(number)s piece", "%(number)s pieces", whole),
        "months": ngettext("%(number)s month", "%(number)s months", whole),
        "nights": ngettext("%(number)s night", "%(number)s nights", whole),
    }
    return forms[unit] % {"number": amount(number)}
