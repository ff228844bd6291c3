"""Amounts and shares on pages, in the reader's language."""

from __future__ import annotations

from django import template

from khetene.kernel import numbers

register = template.Library()
register.filter("euros", numbers.euros)
register.filter("percent", numbers.per_cent)
