"""A long task inside one transaction: seen from outside, cancelled, killed, and done as a whole in the end."""

from __future__ import annotations

import time
from pathlib import Path

from tests.drills.conftest import PATIENCE_SECONDS, Site


def test_a_long_task_is_seen_and_cancelled_while_it_writes(site: Site):
    key = begun(site)
    worker = site.start("-m", "django", "db_worker")
    do(site, "watch", key)

    site.khetene("jobs", "--cancel", key.read_text())

    assert ended(site, key) == "cancelled 1 0"
    assert worker.poll() is None


def test_a_killed_worker_leaves_nothing_half_done_and_the_task_is_taken_up(site: Site):
    key = begun(site)
    site.start("-m", "django", "db_worker")
    do(site, "watch", key)

    site.kill_everything()

    assert told(site, key) == "running 1 0"
    do(site, "take-up", key)
    site.run("-m", "django", "db_worker", "--batch")
    assert told(site, key) == "done 2 150"


def begun(site: Site) -> Path:
    key = site.folder / "key"
    do(site, "begin", key)
    return key


def do(site: Site, what: str, key: Path) -> None:
    assert site.start("-m", "tests.drills.watched", what, str(key)).wait(PATIENCE_SECONDS) == 0, site.log.read_text()


def told(site: Site, key: Path) -> str:
    do(site, "tell", key)
    return key.with_suffix(".told").read_text()


def ended(site: Site, key: Path) -> str:
    until = time.monotonic() + PATIENCE_SECONDS
    while (said := told(site, key)).startswith("running") and time.monotonic() < until:
        time.sleep(0.1)
    return said
