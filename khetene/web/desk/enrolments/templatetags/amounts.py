"""Amounts as people read them."""

from __future__ import annotations

from django import template

from khetene.kernel import numbers

register = template.Library()
register.filter("euro", numbers.euros_of_cents)
register.filter("amount", numbers.amount)
register.filter("measured", numbers.measured)
