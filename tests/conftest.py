"""What makes the suite strict: shuffled answers to unordered questions, fatal undefined template variables, a clock."""

from __future__ import annotations

import copy
import functools
import gc
import random
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from django.core.cache import cache
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesIterable, ValuesListIterable
from django.utils import translation
from hypothesis import HealthCheck, settings

from khetene.kernel import changes, clock, countryfile
from khetene.kernel.statements import Kept
from tests import databases
from tests.country import NOW, Latvia, empty_from

gc.disable()  # until all tests are collected: what is read stays
# How fast a machine is decides nothing.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
# What takes longest begins first, so that no process waits for another at the end; beyond that the order is random.
FIRST = ("drills", "house")
COUNTRY_FIXTURE = "_country_of_this_module"


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


# For each kept statement the values and the moment with which it was compared already.
_compared: WeakKeyDictionary[Any, set[Hashable]] = WeakKeyDictionary()


def _answer_as_built_plainly(question: Kept[Any, Any], part: Any, args: Any, kwargs: Any) -> Any:
    """Every kept statement of the whole suite is the one that Django builds for the same arguments.

    The same values in the same statement at the same moment give the same again: they are compared once. Whether a question
    looks at its values is seen on SQLite, with all of them; what PostgreSQL's statement says, with the first.
    """
    statement, values = question.ready(part, args, kwargs)
    put_in = (*values, clock.now())
    seen = _compared.setdefault(statement, set())
    if put_in not in seen:
        assert statement.said(values) == question.plainly(part, args, kwargs)
        seen.add(put_in)
    return statement.rows(values)


# A text that was found to be right once is right in every test; each gets a content of its own.
_read_once = functools.lru_cache(maxsize=64)(countryfile.content_of)
countryfile.content_of = lambda text, schema: copy.deepcopy(_read_once(text, schema))
ANSWER = Kept.answer
Kept.answer = _answer_as_built_plainly


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--with-database", action="store_true", help="only tests that use the database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The second database is asked what can differ on it; what uses none was seen on the first."""
    _refuse_half_loaded_modules(items)
    if config.getoption("--with-database"):
        kept = [item for item in items if _uses_the_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept
    items.sort(
        key=lambda item: next((place for place, folder in enumerate(FIRST) if folder in item.path.parts), len(FIRST))
    )


def pytest_collection_finish() -> None:
    """What stands now stays to the end: looking through it again and again cost a sixth of the run."""
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(50_000, 20, 20)


def _refuse_half_loaded_modules(items: list[pytest.Item]) -> None:
    """Once loaded, Latvia is there for every test of the module: all of them say so, or the order would decide."""
    with_country = {item.path for item in items if COUNTRY_FIXTURE in getattr(item, "fixturenames", ())}
    without = [
        item.nodeid
        for item in items
        if item.path in with_country and COUNTRY_FIXTURE not in item.fixturenames and _uses_the_database(item)
    ]
    if without:
        raise pytest.UsageError(f"These tests stand beside ones with `latvia` and do not use it: {without}")


def _uses_the_database(item: pytest.Item) -> bool:
    marked = item.get_closest_marker("django_db") is not None
    drilled = "drills" in item.path.parts  # with a site and a database of their own
    return marked or drilled or bool({"db", "transactional_db"} & set(getattr(item, "fixturenames", ())))


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
    changes.seen.forget()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """The last moment before pytest-django makes the database."""
    if made := databases.prepared("empty"):
        empty_from(made)


@pytest.fixture(scope="session")
def of_this_run(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def _latvia_beside(django_db_setup, django_db_blocker) -> Iterator[Latvia]:
    with django_db_blocker.unblock():
        beside = Latvia()
    yield beside
    with django_db_blocker.unblock():
        beside.ends()


@pytest.fixture(scope="module")
def _country_of_this_module(_latvia_beside: Latvia, django_db_blocker) -> Iterator[None]:
    """The tests of the module work in the loaded database; each rolls back to it."""
    inside = _latvia_beside.entered()
    with django_db_blocker.unblock():
        inside.__enter__()
    yield
    with django_db_blocker.unblock():
        inside.__exit__(None, None, None)


@pytest.fixture
def latvia(_country_of_this_module, db) -> None:
    """The whole country pack is loaded."""
