"""What makes the suite strict: shuffled answers to unordered questions, fatal undefined template variables, a clock."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesIterable, ValuesListIterable
from django.utils import translation

from khetene.kernel import clock

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def _shuffled_when_unordered(iterable: type) -> None:
    answer_in_order = iterable.__iter__

    def answer(self: ModelIterable) -> Iterator[object]:
        rows = list(answer_in_order(self))
        if not self.queryset.ordered:
            random.shuffle(rows)
        return iter(rows)

    iterable.__iter__ = answer


for _iterable in (ModelIterable, ValuesIterable, ValuesListIterable, FlatValuesListIterable):
    _shuffled_when_unordered(_iterable)


@pytest.fixture(autouse=True)
def _the_clock_stands() -> Iterator[None]:
    with clock.set_to(NOW):
        yield


@pytest.fixture(autouse=True)
def _people_read_latvian() -> Iterator[None]:
    with translation.override("lv"):
        yield


@pytest.fixture(autouse=True)
def _nothing_is_cached() -> None:
    cache.clear()
