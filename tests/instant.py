"""Two people who press a button at one instant: a colleague saves after we looked and before we save."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Model


@contextmanager
def at_one_instant(model: type[Model], colleague: Callable[[], Any]) -> Iterator[None]:
    """`colleague` runs once, right after the first look at the rows of that model."""
    waiting = [colleague]

    def look(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = execute(sql, params, many, context)
        if waiting and sql.startswith("SELECT") and f'FROM "{model._meta.db_table}"' in sql:
            waiting.pop()()
        return found

    with connection.execute_wrapper(look):
        yield
