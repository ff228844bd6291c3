"""The statements a page sends, as text that a person can read and compare: each with the place that asked for it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import sqlparse
from django.db import connection

HOUSE = Path(__file__).resolve().parents[1] / "khetene"
# Frames that stand between a question and the database without being the one who asks.
PASSED_BY = (
    HOUSE / "kernel" / "database.py",
    HOUSE / "kernel" / "statements.py",
    HOUSE / "web" / "http.py",
)
COLUMNS = re.compile(r'("?\b\w+"?)\."\w+"(?: AS "\w+")?(?:, \1\."\w+"(?: AS "\w+")?){2,}')
LOCK = re.compile(r" FOR UPDATE OF .*$")  # SQLite has no locks on rows
# The day of a moment, as each of the two databases says it.
DAY_OF = re.compile(r"django_datetime_cast_date\(([\w.]+), %s, %s\)|\(([\w.]+) AT TIME ZONE %s\)::date")
# A list as text and a part of it, as each of them says it.
TEXT_OF = re.compile(r"CAST\(([\w.]+) AS text\)|\(([\w.]+)\)::text(?:::text)?")
ESCAPED = " ESCAPE '\\'"
VALUES = re.compile(r"\(%s(?:, %s)*\)")


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collects what the block sends to the database."""
    sent: list[str] = []

    def keep(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append(f"-- {_origin()}\n{readable(sql)}\n")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        yield sent


def readable(sql: str) -> str:
    """Long lists of columns and values shortened; one clause a line; no value of a person ever."""
    short = VALUES.sub("(…)", COLUMNS.sub(r"\1.*", LOCK.sub("", sql))).replace('"', "")
    short = TEXT_OF.sub(r"TEXT_OF(\1\2)", short.replace(ESCAPED, ""))
    short = _bare_arms(DAY_OF.sub(r"DAY_OF(\1\2)", short))
    return str(sqlparse.format(short, reindent=True, indent_width=2))


def _bare_arms(sql: str) -> str:
    """The parts of a UNION without parentheses: PostgreSQL gets some, SQLite takes none."""
    for begins in (found.start() for found in re.finditer(r"\((?=SELECT )", sql)):
        before, ends = sql[:begins].rstrip(), _closing(sql, begins)
        is_arm = before.endswith(("UNION", "UNION ALL")) or sql[ends + 1 :].lstrip().startswith("UNION")
        if is_arm and (not before or before.endswith(("(", "UNION", "UNION ALL"))):
            return _bare_arms(sql[:begins] + sql[begins + 1 : ends] + sql[ends + 1 :])
    return sql


def _closing(sql: str, begins: int) -> int:
    open_ones = 0
    for place in range(begins, len(sql)):
        open_ones += {"(": 1, ")": -1}.get(sql[place], 0)
        if not open_ones:
            return place
    raise ValueError("A parenthesis is not closed.")


def _origin() -> str:
    frame: FrameType | None = sys._getframe()
    while frame:
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(HOUSE) and path not in PASSED_BY:
            return f"{path.relative_to(HOUSE.parent)} {frame.f_code.co_name}"
        frame = frame.f_back
    return "Django itself"
