"""Whoever tries links that do not exist is asked to wait; an honest office never notices."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from khetene.kernel import limits

MISSES = 10
MINUTES = 10


def missed(request: HttpRequest) -> None:
    """A link that opens nothing was asked for from this address of the network."""
    limits.count(_key(request), minutes=MINUTES)


def is_throttled(request: HttpRequest) -> bool:
    return limits.counted(_key(request)) >= MISSES


def _key(request: HttpRequest) -> str:
    return f"answer-link-misses:{get_adapter().get_client_ip(request)}"
