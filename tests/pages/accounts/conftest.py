"""A request commits; the transaction of a test never does. So what waits for the commit runs after each request here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished
from django.db import connection


@pytest.fixture(autouse=True)
def _what_waits_for_the_commit_runs_after_each_request(db: None) -> Iterator[None]:
    def run(**_signal: Any) -> None:
        waiting, connection.run_on_commit = connection.run_on_commit, []
        for _savepoints, function, _robust in waiting:
            function()

    request_finished.connect(run)
    yield
    request_finished.disconnect(run)
