"""Logs name keys, never people: whatever looks like personal data is blacked out before it is written."""

from __future__ import annotations

import logging
import re
import traceback

from django.db import DatabaseError

from khetene.kernel.personal_codes import BETWEEN

_QUERY = re.compile(r"\?\S*")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_PERSONAL_CODE = re.compile(rf"\b\d{{6}}{BETWEEN}\d{{5}}\b")
# A link that lets somebody in carries its secret as a part of the path; a key of a record (a UUID) may stay.
_SECRET_IN_PATH = re.compile(r"(?<=/)(?![0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/)[\w:.~=-]{24,}(?=[/\s\"')]|$)")


class NoPersonalData(logging.Filter):
    """Removes query strings, e-mail addresses, personal codes and secret links from a record's text and its traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _SECRET_IN_PATH.sub("[secret]", _blacked_out(record.getMessage())), None
        if record.exc_info and record.exc_info[1]:
            record.exc_text = _blacked_out(_traceback_of(record.exc_info[1]))
        return True


def _blacked_out(text: str) -> str:
    for pattern, put in ((_QUERY, "?…"), (_EMAIL, "[e-mail]"), (_PERSONAL_CODE, "[code]")):
        text = pattern.sub(put, text)
    return text


def _traceback_of(problem: BaseException) -> str:
    """Where it happened, the cause first. What an error says often quotes what somebody typed, so it is left out."""
    before = problem.__cause__ or (None if problem.__suppress_context__ else problem.__context__)
    kind = f"{type(problem).__module__}.{type(problem).__qualname__}"
    here = "".join(traceback.format_tb(problem.__traceback__)) + kind + _safe_words(problem)
    return f"{_traceback_of(before)}\n\n{here}" if before else here


def _safe_words(problem: BaseException) -> str:
    """Our own errors speak of keys; a database's first line names tables, the lines after it quote rows."""
    if isinstance(problem, DatabaseError):
        return ": " + str(problem).partition("\n")[0]
    return f": {problem}" if type(problem).__module__.startswith("khetene.") else ""
