"""Thousands of rows at once into a table, without a record for each of them (`docs/speed.md`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, models

from khetene.kernel.encryption import EncryptedTextField


def load(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add rows, their values in the order of `columns` and in the types of Python; every constraint holds as ever.

    No default is filled in and nothing is sealed here: what is personal comes as `Sealed`.
    """
    fields: list[Any] = [model._meta.get_field(name) for name in columns]
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    if connection.vendor == "postgresql":
        _copy(f"COPY {table} ({names}) FROM STDIN", rows, [_made_ready(field) for field in fields])
        return
    marks = ", ".join(["%s"] * len(fields))
    ready = [_prepared(field) for field in fields]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608  names of our own tables alone
            [[make(value) for make, value in zip(ready, row, strict=True)] for row in rows],
        )


def _copy(statement: str, rows: Iterable[Sequence[Any]], ready: Sequence[Callable[[Any], Any] | None]) -> None:
    special = [(place, make) for place, make in enumerate(ready) if make]
    with connection.cursor() as cursor, cursor.cursor.copy(statement) as copy:
        for row in rows:
            values = list(row)
            for place, make in special:
                values[place] = make(values[place])
            copy.write_row(values)


def _made_ready(field: Any) -> Callable[[Any], Any] | None:
    """The driver takes most values as they are."""
    return _prepared(field) if isinstance(field, EncryptedTextField | models.JSONField) else None


def _prepared(field: Any) -> Callable[[Any], Any]:
    return lambda value: field.get_db_prep_save(value, connection=connection)
