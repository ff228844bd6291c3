"""What the database refuses on our behalf: writes while a page is only read, and statements that never end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import connection, models

from khetene.kernel.errors import WriteRefused

# WITH, EXPLAIN ANALYZE and PRAGMA can write as well as read, and the ORM of a page needs none of them.
_READING = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SHOW")
_declared: ContextVar[bool] = ContextVar("declared_write", default=False)


def every_row_of(model: type[models.Model]) -> models.QuerySet[Any]:
    """All rows of a table, for the program itself: deletion, keys and checks pass no scope of an actor."""
    rows: models.QuerySet[Any] = models.QuerySet(model)
    return rows


def _refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    if not _declared.get() and not _only_reads(sql):
        raise WriteRefused(f"A reading page tried: {sql[:80]}")
    return execute(sql, params, many, context)


def _only_reads(sql: str) -> bool:
    """One statement that begins with a reading word; values are never part of the text, so `;` is a second one."""
    text = sql.strip("( \t\r\n;")
    return text.upper().startswith(_READING) and ";" not in text


@contextmanager
def reading_only() -> Iterator[None]:
    """Inside the block every statement that is not a read raises `WriteRefused`."""
    with connection.execute_wrapper(_refuse_writes):
        yield


@contextmanager
def declared_write() -> Iterator[None]:
    """The one exception to `reading_only`: that somebody looked is written down even while they only look."""
    token = _declared.set(True)
    try:
        yield
    finally:
        _declared.reset(token)


@contextmanager
def statement_limit(seconds: float | None = None) -> Iterator[None]:
    """End any single statement in the block after `seconds` (default: WEB_STATEMENT_SECONDS).

    SQLite has no such setting of its own; a PostgreSQL connection brings it along (settings.base.database).
    """
    if connection.vendor != "sqlite":
        yield
        return
    limit = settings.WEB_STATEMENT_SECONDS if seconds is None else seconds
    connection.ensure_connection()
    raw = connection.connection
    began = [time.monotonic()]

    def begin(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        began[0] = time.monotonic()
        return execute(sql, params, many, context)

    raw.set_progress_handler(lambda: time.monotonic() - began[0] > limit, 100_000)
    try:
        with connection.execute_wrapper(begin):
            yield
    finally:
        raw.set_progress_handler(None, 0)


def forget_old_versions(table: str) -> None:
    """After something was destroyed: overwrite what the database's files still hold of the row as it was before."""
    if connection.in_atomic_block:
        return  # nothing is old before the commit
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA secure_delete=ON")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute(f"VACUUM FULL {connection.ops.quote_name(table)}")
