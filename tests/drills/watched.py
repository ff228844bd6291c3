"""Begins a long task, watches it from outside, takes it up after a stop, and tells how it ended."""

from __future__ import annotations

import sys
import time
import uuid
from datetime import timedelta
from pathlib import Path

import django

django.setup()

from khetene.kernel import jobs
from khetene.kernel.actions import take_up_lost
from khetene.kernel.actor import Actor
from khetene.kernel.models import JobProgress, LoadedData
from khetene.kernel.reads import job
from tests.drills.slow_task import ROWS, write_slowly

WATCHER = Actor(uuid.UUID(int=1), uuid.UUID(int=2), uuid.UUID(int=3), "mediator")
PATIENCE_SECONDS = 60


def begin(file: Path) -> None:
    """Begin one; its key goes into the file."""
    file.write_text(str(jobs.start(write_slowly, actor=WATCHER).pk))


def watch(file: Path) -> None:
    """Until some of its steps are seen by this other process, while none of its rows are."""
    key, until = uuid.UUID(file.read_text()), time.monotonic() + PATIENCE_SECONDS
    while not 5 < job(key, actor=WATCHER).done < ROWS:
        assert time.monotonic() < until
        time.sleep(0.02)
    assert not LoadedData.objects.filter(name__startswith="drill").exists()


def take_up(_file: Path) -> None:
    """What a site does when it has started again and heard nothing for long enough."""
    assert sum(take_up_lost(silent_for=timedelta(0)).values()) == 1


def tell(file: Path) -> None:
    """How it ended, how often it began, and how many rows are there, into the file."""
    row = JobProgress.objects.get(pk=uuid.UUID(file.read_text()))
    there = LoadedData.objects.filter(name__startswith="drill").count()
    file.with_suffix(".told").write_text(f"{row.state} {row.starts} {there}")


if __name__ == "__main__":
    {"begin": begin, "watch": watch, "take-up": take_up, "tell": tell}[sys.argv[1]](Path(sys.argv[2]))
