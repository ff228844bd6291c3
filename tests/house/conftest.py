"""The world is made once for all tests of a module; each of them rolls back to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation

from khetene.kernel import clock
from tests.country import NOW
from tests.house.world import made


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[dict[str, Any]]:
    whole = transaction.atomic()
    whole._from_testcase = True  # what asks to be outermost may be, as in every test
    with django_db_blocker.unblock():
        whole.__enter__()
        with clock.set_to(NOW), translation.override("lv"):
            there = made()
    yield there
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)
