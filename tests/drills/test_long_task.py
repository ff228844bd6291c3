"""A long task inside one transaction: seen from outside, cancelled, killed, and done as a whole in the end."""

from __future__ import annotations

import time
import uuid

from khetene.kernel.enums import JobState
from tests.drills.conftest import PATIENCE_SECONDS, Site, rows

ROWS = 300
MORE_THAN_IT_CAN_WRITE_MEANWHILE = 10_000


def test_a_long_task_is_seen_and_cancelled_while_it_writes(site: Site):
    worker = site.start("-m", "django", "db_worker")
    site.run("-m", "tests.drills.watched", str(MORE_THAN_IT_CAN_WRITE_MEANWHILE))

    site.khetene("jobs", "--cancel", key_of_the_task(site))

    until = time.monotonic() + PATIENCE_SECONDS
    while state(site) == "running" and time.monotonic() < until:
        time.sleep(0.05)
    assert (state(site), written(site), worker.poll()) == ("cancelled", 0, None)


def test_a_killed_worker_leaves_nothing_half_done_and_the_task_is_taken_up(site: Site):
    site.start("-m", "django", "db_worker")
    site.run("-m", "tests.drills.watched", str(ROWS))

    site.kill_everything()

    assert (state(site), written(site)) == ("running", 0)
    site.run("-m", "tests.drills.watched", "take-up")
    site.run("-m", "django", "db_worker", "--batch")
    assert (state(site), written(site)) == ("done", ROWS)


def the_task(site: Site) -> tuple[object, ...]:
    (task,) = (row for row in rows(site.url, "kernel_jobprogress") if "tests.drills.slow_task.write_slowly" in row)
    return task


def state(site: Site) -> object:
    return next(value for value in the_task(site) if value in JobState.values)


def key_of_the_task(site: Site) -> str:
    return str(uuid.UUID(str(the_task(site)[0])))


def written(site: Site) -> int:
    return sum(any(str(value).startswith("drill ") for value in row) for row in rows(site.url, "kernel_loadeddata"))
