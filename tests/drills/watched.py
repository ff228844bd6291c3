"""Begins a long task and watches it from outside, or takes it up after a stop of the site."""

from __future__ import annotations

import sys
import time
import uuid
from datetime import timedelta

import django

django.setup()

from khetene.kernel import jobs
from khetene.kernel.actions import take_up_lost
from khetene.kernel.actor import Actor
from khetene.kernel.models import LoadedData
from khetene.kernel.reads import job
from tests.drills.slow_task import write_slowly

WATCHER = Actor(uuid.UUID(int=1), uuid.UUID(int=2), uuid.UUID(int=3), "mediator")
PATIENCE_SECONDS = 60


def begin(rows: int) -> None:
    """Until some of its steps are seen by this other process, while none of its rows are."""
    key, until = jobs.start(write_slowly, actor=WATCHER, rows=rows).pk, time.monotonic() + PATIENCE_SECONDS
    while not 5 < job(key, actor=WATCHER).done < rows:
        assert time.monotonic() < until
        time.sleep(0.02)
    assert not LoadedData.objects.filter(name__startswith="drill").exists()


def take_up() -> None:
    """What a site does when it has started again and heard nothing for long enough."""
    assert take_up_lost(silent_for=timedelta(0)) == {"waiting": 1}


if __name__ == "__main__":
    take_up() if sys.argv[1] == "take-up" else begin(int(sys.argv[1]))
