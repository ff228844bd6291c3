"""A request commits; the transaction of a test never does. So letters that wait for the commit leave after each request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished
from django.db import connection

from khetene.accounts import mail


@pytest.fixture(autouse=True)
def _letters_leave_after_each_request(db: None) -> Iterator[None]:
    def run(**_signal: Any) -> None:
        waiting, connection.run_on_commit = connection.run_on_commit, []
        for _savepoints, function, _robust in waiting:
            if function.__module__ == mail.__name__:  # allauth's own need the request, which is over here
                function()

    request_finished.connect(run)
    yield
    request_finished.disconnect(run)
