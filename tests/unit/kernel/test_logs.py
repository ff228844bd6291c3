"""Nothing personal reaches a log line."""

from __future__ import annotations

import contextlib
import io
import logging
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError

from khetene.kernel.encryption import CannotOpen
from khetene.kernel.logs import NoPersonalData


class WithWords(Exception):
    """An error of somebody else's library."""


CANARIES = [
    ("GET /atrast/?q=Haris+Kalns&lapa=2 HTTP/1.1", "Haris"),
    ("mail to haris.kalns@example.org bounced", "haris.kalns"),
    ("person 010190-12345 refused", "010190"),
    ("person 01019012345 refused", "12345"),
    ("new code 320000-12345", "320000"),
    ("person 010190 12345 refused", "010190"),
    ("person 010190–12345 refused", "12345"),
]


def caught(problem: BaseException, *, because: BaseException | None = None) -> BaseException:
    with contextlib.suppress(type(problem)):
        raise problem from because
    return problem


def _info(error: BaseException | None) -> tuple[Any, Any, Any] | None:
    return (type(error), error, error.__traceback__) if error else None


def logged(message: object, *values: object, error: BaseException | None = None) -> str:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    handler.addFilter(NoPersonalData())
    record = logging.LogRecord("canary", logging.ERROR, "", 0, message, values, _info(error))
    handler.handle(record)
    return stream.getvalue()


@pytest.mark.parametrize(("line", "canary"), CANARIES)
def test_a_canary_in_the_message_is_blacked_out(line, canary):
    assert canary in line
    assert canary not in logged(line)


@pytest.mark.parametrize(("line", "canary"), CANARIES)
def test_a_canary_in_the_values_is_blacked_out(line, canary):
    assert canary not in logged("%s", line)


@pytest.mark.parametrize("kind", [WithWords, ValueError, DatabaseError])
@pytest.mark.parametrize(("line", "canary"), CANARIES)
def test_a_canary_in_an_exception_is_blacked_out(line, canary, kind):
    text = logged("it failed", error=caught(kind(line)))

    assert canary not in text
    assert "test_logs.py" in text


def test_a_name_in_an_exception_or_its_cause_is_left_out():
    outer = caught(WithWords("Haris is not a number"), because=caught(ValueError("Haris")))

    text = logged("it failed", error=outer)

    assert "Haris" not in text
    assert text.index("ValueError") < text.index("WithWords")


def test_a_database_says_which_constraint_and_not_which_row():
    text = logged("it failed", error=caught(IntegrityError("violates case_key\nDETAIL: Failing row (1, Haris)")))

    assert "violates case_key" in text
    assert "Haris" not in text


def test_an_error_of_ours_keeps_its_words():
    assert "seal" in logged("it failed", error=caught(CannotOpen("A field sealed with key 't2' does not open.")))


def test_keys_and_words_stay_readable():
    line = "case 0192f0c1-7d3e-7c11-9a51-3a5c1f2b9d10 opened in 12 ms"

    assert logged(line) == f"ERROR {line}\n"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/atbilde/3q2-7wEFAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBk/", "/atbilde/[secret]/"),
        (
            "/ieeja/password/reset/key/2a-c5s9yk-1f0e3d2c4b5a69788796a5b4c3d2e1f0/",
            "/ieeja/password/reset/key/[secret]/",
        ),
        ("/lietas/0194f0aa-8d2c-7b1e-9c3d-1234567890ab/", "/lietas/0194f0aa-8d2c-7b1e-9c3d-1234567890ab/"),
    ],
)
def test_the_secret_of_a_link_is_blacked_out_and_the_key_of_a_record_is_not(address, shown):
    assert logged("Not Found: %s", address).strip().endswith(shown)
