"""Counting how often something is tried, over all processes of a site."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache, caches
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.locmem import LocMemCache

from khetene.kernel import clock
from khetene.kernel.database import declared_write
from khetene.kernel.models import CacheEntry


def hidden_key(key: str, key_prefix: str, version: int) -> str:
    """Keys name network addresses and people: only a keyed digest of them reaches the table, and so any backup."""
    named = f"{key_prefix}:{version}:{key}"
    return hmac.new(settings.SECRET_KEY.encode(), named.encode(), hashlib.sha256).hexdigest()


def count(key: str, *, minutes: int) -> None:
    """Once more; also from a page that only reads. Forgotten when nothing was counted for so long."""
    with declared_write():
        cache.set(key, cache.get(key, 0) + 1, minutes * 60)


def counted(key: str) -> int:
    """How often lately."""
    with declared_write():  # the cache deletes what has expired when it is asked for it
        return int(cache.get(key, 0))


def are_per_process() -> bool:
    """Whether every process counts by itself, so that a limit of five is a limit of ten with two processes."""
    return isinstance(caches["default"], (LocMemCache, DummyCache))


def forget_spent() -> int:
    """Delete what has expired and nobody asked for again; how many lines."""
    deleted, _by_type = CacheEntry.objects.filter(expires__lt=clock.now()).delete()
    return deleted
