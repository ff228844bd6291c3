"""Latvia, loaded once for a whole run: modules that need it work in that database, the others in an empty one."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import connection

from khetene.cli import loading
from khetene.kernel import clock
from tests import databases

Entered = contextlib.AbstractContextManager[None]
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def empty_from(made: str) -> None:
    """Django's test database is a copy of one that was prepared, instead of making all tables again in each process."""

    def create_test_db(*_args: object, **_kwargs: object) -> str:
        name: str = connection.creation._get_test_db_name()
        connection.close()
        if connection.vendor == "postgresql":
            _administer(f'DROP DATABASE IF EXISTS "{name}"')
            _administer(f'CREATE DATABASE "{name}" TEMPLATE "{databases.name_of(made)}"')
        connection.settings_dict["NAME"] = name
        if connection.vendor == "sqlite":
            sqlite3.connect(databases.file_of(made)).backup(_raw())
        return name

    connection.creation.create_test_db = create_test_db  # type: ignore[method-assign]  # Django has no other place for it


class Latvia:
    """The two databases of a run. `entered()` lasts as long as a module."""

    def __init__(self) -> None:
        made = databases.prepared("latvia")
        self._there = _BesideOnSQLite(made) if connection.vendor == "sqlite" else _BesideOnPostgreSQL(made)
        if not made:
            with self._there.entered(), clock.set_to(NOW):
                loading.load_country()
                self._there.keep()

    def entered(self) -> Entered:
        """While it lasts, the tests' connection sees the loaded country."""
        return self._there.entered()

    def ends(self) -> None:
        """Throws the loaded database away."""
        self._there.ends()


class _BesideOnSQLite:
    """The tests' database lives in memory: its content is exchanged."""

    def __init__(self, made: str) -> None:
        self._empty = self._content = _copied(_raw())
        if made:
            self._content = _copied(sqlite3.connect(databases.file_of(made)))

    @contextlib.contextmanager
    def entered(self) -> Iterator[None]:
        self._content.backup(_raw())
        yield
        self._empty.backup(_raw())

    def keep(self) -> None:
        self._content = _copied(_raw())

    def ends(self) -> None:
        self._content.close()
        self._empty.close()


def _raw() -> sqlite3.Connection:
    connection.ensure_connection()
    raw: sqlite3.Connection = connection.connection
    return raw


def _copied(source: sqlite3.Connection) -> sqlite3.Connection:
    copy = sqlite3.connect(":memory:")
    source.backup(copy)
    return copy


class _BesideOnPostgreSQL:
    """A second database, made from the empty one; the connection goes from one to the other."""

    def __init__(self, made: str) -> None:
        self._empty = connection.settings_dict["NAME"]
        self._loaded = f"{self._empty}_latvia"
        connection.close()
        _administer(f'DROP DATABASE IF EXISTS "{self._loaded}"')
        _administer(f'CREATE DATABASE "{self._loaded}" TEMPLATE "{databases.name_of(made) or self._empty}"')

    @contextlib.contextmanager
    def entered(self) -> Iterator[None]:
        _go_to(self._loaded)
        yield
        _go_to(self._empty)

    def keep(self) -> None:
        """Everything is written already."""

    def ends(self) -> None:
        connection.close()
        _administer(f'DROP DATABASE "{self._loaded}"')


def _go_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _administer(statement: str) -> None:
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]  as Django's own creation of test databases
        cursor.execute(statement)
