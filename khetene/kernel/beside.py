"""How far a task is while it holds one long transaction: nobody can look into that, and with SQLite nobody else can write.

PostgreSQL gets a second connection. Beside an SQLite database, which lies on one machine, stand two small files for each
such task: how many steps are done, and whether somebody wants it to stop.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from khetene.kernel import clock


class Signs(Protocol):
    """What goes to and fro between a task in its transaction and those who watch it."""

    def tell(self, done: int) -> None:
        """So many steps are done."""

    def is_asked_to_stop(self) -> bool:
        """Whether somebody asked since."""


@contextmanager
def signs_of(job_id: uuid.UUID) -> Iterator[Signs]:
    """Open for as long as the transaction lasts."""
    if connection.vendor == "sqlite":
        yield _Files(job_id)
        return
    second = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        yield _SecondConnection(job_id, second)
    finally:
        second.close()


def told(job_id: uuid.UUID) -> tuple[int, datetime] | None:
    """How many steps were done when, where the table cannot know it yet."""
    if connection.vendor != "sqlite":
        return None
    file = _Files(job_id).done
    with suppress(OSError, ValueError):
        return int(file.read_text()), datetime.fromtimestamp(file.stat().st_mtime, UTC)
    return None


def ask_to_stop(job_id: uuid.UUID) -> None:
    """Heard also by a task whose transaction keeps everybody else from writing."""
    if connection.vendor == "sqlite":
        files = _Files(job_id)
        files.stop.parent.mkdir(parents=True, exist_ok=True)
        files.stop.touch()


def forget(job_id: uuid.UUID) -> None:
    """The task is over, or begins anew."""
    if connection.vendor == "sqlite":
        for file in (_Files(job_id).done, _Files(job_id).stop):
            file.unlink(missing_ok=True)


def _folder() -> Path:
    file = Path(str(connection.settings_dict["NAME"]))
    return (file.parent if file.is_absolute() else settings.VAR) / "jobs"


class _Files:
    def __init__(self, job_id: uuid.UUID) -> None:
        self.done, self.stop = _folder() / f"{job_id.hex}.done", _folder() / f"{job_id.hex}.stop"

    def tell(self, done: int) -> None:
        self.done.parent.mkdir(parents=True, exist_ok=True)
        self.done.write_text(str(done))

    def is_asked_to_stop(self) -> bool:
        return self.stop.exists()


class _SecondConnection:
    """Never asked after the task wrote its own row inside of the transaction: it would wait for itself."""

    def __init__(self, job_id: uuid.UUID, second: BaseDatabaseWrapper) -> None:
        self._job_id, self._second = job_id, second

    def tell(self, done: int) -> None:
        with self._second.cursor() as cursor:
            cursor.execute(
                "UPDATE kernel_jobprogress SET done = %s, seen_at = %s WHERE id = %s",
                [done, clock.now(), self._job_id],
            )

    def is_asked_to_stop(self) -> bool:
        with self._second.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM kernel_jobprogress WHERE id = %s AND cancel_asked_at IS NOT NULL", [self._job_id]
            )
            return cursor.fetchone() is not None
