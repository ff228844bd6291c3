"""`kill -9` in the middle: nothing that was acknowledged is lost, and everything goes on."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from tests.drills.conftest import PATIENCE_SECONDS, Site, answers, rows, wait_for_row

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
    wait_for_row(site.url, "SELECT 1 FROM mediation_contact WHERE words LIKE 'silo-%' LIMIT 1")
    site.kill_everything()
    half_way = key_ids(site)
    site.khetene("rotate-keys", DRILL_NEW_KEY=NEW_KEY)

    assert begun.returncode == -9
    assert half_way == {"silo", "t2"}
    assert key_ids(site) == {"silo"}
    assert site.khetene("check", DRILL_ONLY_KEY=NEW_KEY).endswith("Everything is as it should be.\n")


def test_a_killed_renewal_of_a_silos_key_goes_on_while_people_write(site: Site):
    site.write(200, writers=2)
    site.wait_for_writers()
    old = tokens(site)
    site.write(10_000, writers=2)
    site.start("-m", "khetene", "silo-keys", "renew", "demo-mediatori", "--now")
    wait_for_row(site.url, "SELECT 1 FROM kernel_datakey WHERE replaced_at IS NOT NULL")
    site.kill_everything()
    half_way = tokens(site)

    site.write(200, writers=2)
    said = site.khetene("silo-keys", "renew", "demo-mediatori", "--now")
    site.wait_for_writers()

    assert half_way & old
    assert "the old one is destroyed" in said
    assert tokens(site) & old == set()
    assert site.acknowledged() - site.stored() == set()
    assert site.opened() - {"empty"} == {"opened"}
    assert site.khetene("check").endswith("Everything is as it should be.\n")


def test_a_killed_post_sends_no_letter_twice_and_forgets_none(site: Site):
    post_box = site.folder / "post"
    site.run("-m", "tests.drills.inviter", str(site.folder / "invited"))
    invited = set((site.folder / "invited").read_text().split())

    for delivered_before in (5, 20):
        site.start("-m", "khetene", "send-letters", DRILL_MAIL=str(post_box))
        until = time.monotonic() + PATIENCE_SECONDS
        while len(delivered(post_box)) < delivered_before and time.monotonic() < until:
            time.sleep(0.005)
        site.kill_everything()
    half_way = delivered(post_box)
    site.khetene("send-letters", DRILL_MAIL=str(post_box))

    states = Counter(str(value) for row in rows(site.url, "gatherings_letter") for value in row if value in STATES)
    arrived = delivered(post_box)
    assert 20 <= len(half_way) < len(invited)
    assert Counter(arrived).most_common(1)[0][1] == 1
    assert len(invited - set(arrived)) <= states["going"]
    assert states["sent"] + states["going"] == len(rows(site.url, "gatherings_letter"))
    assert states["going"] <= 2  # one for each kill: whether it went, a person decides


STATES = ("waiting", "going", "sent", "refused", "unsure", "not_needed")


def delivered(post_box: Path) -> list[str]:
    """Addresses of the letters that the mail server took."""
    files = post_box.glob("*.log") if post_box.exists() else ()
    lines = [line for file in files for line in file.read_text().splitlines()]
    return [line.removeprefix("To: ") for line in lines if line.startswith("To: ")]


def tokens(site: Site) -> set[str]:
    """With which keys the contacts are sealed."""
    found = (value for row in rows(site.url, "mediation_contact") for value in row if isinstance(value, str))
    return {value.partition(":")[0] for value in found if value.startswith("silo-")}


def key_ids(site: Site) -> set[str]:
    found = (value for row in rows(site.url, "mediation_contact") for value in row if isinstance(value, str))
    tokens = {value.partition(":")[0] for value in found if value.startswith(("silo-", "n1:", "t2:", "t1:"))}
    return {key_id.partition("-")[0] for key_id in tokens}
