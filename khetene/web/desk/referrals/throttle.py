"""Whoever tries links that do not exist is asked to wait; an honest office never notices."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

MISSES = 10
MINUTES = 10


def missed(request: HttpRequest) -> None:
    """A link that opens nothing was asked for from this address of the network."""
    key = _key(request)
    if not cache.add(key, 1, MINUTES * 60):
        cache.incr(key)


def is_throttled(request: HttpRequest) -> bool:
    return bool(cache.get(_key(request), 0) >= MISSES)


def _key(request: HttpRequest) -> str:
    return f"answer-link-misses:{get_adapter().get_client_ip(request)}"
