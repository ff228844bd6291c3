"""Counting tries in the database, as a real site does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from khetene.kernel import clock, limits
from khetene.kernel.database import reading_only
from khetene.kernel.models import CacheEntry
from khetene.settings import base

pytestmark = pytest.mark.django_db


@pytest.fixture
def _as_on_a_real_site(settings):
    settings.CACHES = base.CACHES


@pytest.mark.usefixtures("_as_on_a_real_site")
def test_a_page_that_only_reads_counts_all_the_same():
    with reading_only():
        for _ in range(3):
            limits.count("misses:10.0.0.1", minutes=10)

        assert limits.counted("misses:10.0.0.1") == 3
        assert limits.counted("misses:10.0.0.2") == 0


@pytest.mark.usefixtures("_as_on_a_real_site")
def test_only_a_digest_of_the_key_is_kept():
    limits.count("misses:10.0.0.1", minutes=10)

    (key,) = CacheEntry.objects.order_by("pk").values_list("pk", flat=True)
    assert len(key) == 64
    assert "10.0.0.1" not in key


@pytest.mark.usefixtures("_as_on_a_real_site")
def test_what_has_expired_is_deleted():
    limits.count("misses", minutes=10)

    with clock.set_to(clock.now() + timedelta(days=3650)):
        assert limits.forget_spent() == 1


def test_a_cache_that_every_process_has_for_itself_is_told(settings):
    assert limits.are_per_process()

    settings.CACHES = base.CACHES

    assert not limits.are_per_process()
