"""What was backed up comes back, whole, elsewhere: also when it was made while people were writing."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

from tests.drills.conftest import Site, digests

ALL_KEYS = ("2" * 32, "1" * 32, "only-for-tests")


def manifest_of(file: Path) -> dict[str, object]:
    with tarfile.open(file) as archive:
        content = archive.extractfile("manifest.json")
        assert content is not None
        return json.load(content)


def test_a_backup_made_under_load_holds_all_that_was_acknowledged_before(site: Site, empty_database: str):
    file = site.folder / "backup.tar.gz"
    site.write(10_000, writers=2)
    site.wait_until(20)
    before = site.acknowledged()

    site.khetene("backup", str(file))
    site.wait_until(len(site.acknowledged()) + 1)  # they still write
    site.kill_everything()
    site.khetene("restore", str(file), "--into", empty_database)

    restored = Site(empty_database, site.folder).stored()
    assert before <= restored <= site.stored()
    assert len(restored) == manifest_of(file)["rows"]["mediation_contact"]


def test_every_row_comes_back_as_it_was(site: Site, empty_database: str):
    file = site.folder / "backup.tar.gz"
    site.write(30, writers=1)
    site.wait_for_writers()

    site.khetene("backup", str(file))
    site.khetene("restore", str(file), "--into", empty_database)

    assert digests(empty_database) == digests(site.url) != {}


def test_a_restored_site_is_in_order_and_serves_nothing_over_it(site: Site, empty_database: str):
    file = site.folder / "backup.tar.gz"
    site.khetene("backup", str(file))
    site.khetene("restore", str(file), "--into", empty_database)

    report = Site(empty_database, site.folder).khetene("check")
    refusal = site.khetene("restore", str(file), "--into", empty_database, fails=True)

    assert report.endswith("Everything is as it should be.\n")
    assert "nothing is overwritten" in refusal


def test_no_key_is_in_a_backup(site: Site):
    file = site.folder / "backup.tar.gz"

    site.khetene("backup", str(file))

    with tarfile.open(file) as archive:
        everything = b"".join(archive.extractfile(member).read() for member in archive.getmembers())
    assert b"cases_client" in everything
    assert [key for key in ALL_KEYS if key.encode() in everything] == []


def test_a_backup_is_for_its_owner_only_and_never_replaces_another(site: Site):
    file = site.folder / "backup.tar.gz"
    site.khetene("backup", str(file))

    refusal = site.khetene("backup", str(file), fails=True)

    assert file.stat().st_mode & 0o777 == 0o600
    assert "exists already" in refusal


def test_a_damaged_backup_is_refused_before_anything_is_written(site: Site, empty_database: str):
    file, damaged = site.folder / "backup.tar.gz", site.folder / "damaged.tar.gz"
    site.khetene("backup", str(file))
    with tarfile.open(file) as archive, tarfile.open(damaged, "w:gz") as copy:
        for member in archive.getmembers():
            content = bytearray(archive.extractfile(member).read())
            content[-1] ^= member.name != "manifest.json"
            copy.addfile(member, io.BytesIO(content))

    refusal = site.khetene("restore", str(damaged), "--into", empty_database, fails=True)

    assert "damaged" in refusal
    site.khetene("restore", str(file), "--into", empty_database)


def test_what_is_no_backup_is_refused(site: Site, empty_database: str):
    file = site.folder / "picture.png"
    file.write_bytes(b"\x89PNG")

    refusal = site.khetene("restore", str(file), "--into", empty_database, fails=True)

    assert "not a whole backup" in refusal


def test_the_wrong_keys_are_noticed_when_restoring(site: Site, empty_database: str):
    file = site.folder / "backup.tar.gz"
    other = "n1:bm5ubm5ubm5ubm5ubm5ubm5ubm5ubm5ubm5ubm5ubm4="
    site.khetene("backup", str(file))

    refusal = site.khetene("restore", str(file), "--into", empty_database, fails=True, DRILL_ONLY_KEY=other)

    assert "does not open" in refusal
