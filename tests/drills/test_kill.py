"""`kill -9` in the middle: nothing that was acknowledged is lost, and everything goes on."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing

from tests.drills.conftest import PATIENCE_SECONDS, Site, answers, rows

NEW_KEY = "n1:bm5ubm5ubm5ubm5ubm5ubm5ubm5ubm5ubm5ubm5ubm4="
ROUNDS = 2


def test_a_killed_site_loses_no_acknowledged_write(site: Site):
    for round_number in range(1, ROUNDS + 1):
        address = site.serve()
        assert answers(address)
        site.write(10_000, writers=4)
        site.wait_until(100 * round_number)
        site.kill_everything()

    assert len(site.acknowledged()) >= 100 * ROUNDS
    assert site.acknowledged() - site.stored() == set()
    assert answers(site.serve())
    assert site.khetene("check").endswith("Everything is as it should be.\n")
    if site.url.startswith("sqlite"):
        with closing(sqlite3.connect(site.url.removeprefix("sqlite:///"))) as opened:
            assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_killed_change_of_keys_goes_on_where_it_stopped(site: Site):
    site.write(300, writers=4)
    site.wait_for_writers()
    site.run("-m", "tests.drills.older")

    begun = site.start("-m", "khetene", "rotate-keys", DRILL_NEW_KEY=NEW_KEY)
    until = time.monotonic() + PATIENCE_SECONDS
    while "silo" not in key_ids(site) and time.monotonic() < until:
        time.sleep(0.005)
    site.kill_everything()
    half_way = key_ids(site)
    site.khetene("rotate-keys", DRILL_NEW_KEY=NEW_KEY)

    assert begun.returncode == -9
    assert half_way == {"silo", "t2"}
    assert key_ids(site) == {"silo"}
    assert site.khetene("check", DRILL_ONLY_KEY=NEW_KEY).endswith("Everything is as it should be.\n")


def key_ids(site: Site) -> set[str]:
    found = (value for row in rows(site.url, "mediation_contact") for value in row if isinstance(value, str))
    tokens = {value.partition(":")[0] for value in found if value.startswith(("silo-", "n1:", "t2:", "t1:"))}
    return {key_id.partition("-")[0] for key_id in tokens}
