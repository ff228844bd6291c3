"""Amounts and shares on pages, the Latvian way."""

from __future__ import annotations

from decimal import Decimal

from django import template

from khetene.projects import money

register = template.Library()


@register.filter
def euros(amount: Decimal | None) -> str:
    return money.euros(amount)


@register.filter
def percent(share: Decimal) -> str:
    return money.percent_words(share)
