"""What was backed up comes back, whole, elsewhere: also when it was made while people were writing."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import tarfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from khetene.cli.postgresql import _find
from tests.drills.conftest import Site, digests, new_database, rows, site_in

NEVER = "2026-01-01T00:00:00+00:00"
BACKUP, KEYS = "backup.tar.gz", "silo-keys.json"
ALL_KEYS = ("2" * 32, "1" * 32, "only-for-tests")


@pytest.fixture(scope="module")
def backed_up(tmp_path_factory: pytest.TempPathFactory, prepared: str) -> Iterator[Site]:
    """A site in which somebody wrote, and its backup. Shared: nothing is written into it or beside it any more."""
    with site_in(tmp_path_factory.mktemp("backed-up"), like=prepared) as site:
        site.write(30, writers=1)
        site.wait_for_writers()
        site.khetene("backup", str(site.folder / BACKUP))
        yield site


@pytest.fixture(scope="module")
def restored(tmp_path_factory: pytest.TempPathFactory, backed_up: Site) -> Iterator[Site]:
    """The same site, brought back elsewhere. Shared: nothing is written into it."""
    folder = tmp_path_factory.mktemp("restored")
    with new_database(folder / "restored.sqlite3") as url:
        backed_up.khetene("restore", str(backed_up.folder / BACKUP), "--into", url)
        yield Site(url, folder)


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


def test_every_row_comes_back_as_it_was(backed_up: Site, restored: Site):
    assert len(backed_up.acknowledged()) == 30
    assert digests(restored.url) == digests(backed_up.url) != {}
    files = ("projects_costdocument", "projects_frozenfile")
    assert [len(rows(restored.url, table)) for table in files] == [1, 2]


def test_a_restored_site_is_in_order_and_serves_nothing_over_it(backed_up: Site, restored: Site):
    before = digests(restored.url)

    report = restored.khetene("check")
    refusal = restored.khetene("restore", str(backed_up.folder / BACKUP), "--into", restored.url, fails=True)

    assert report.endswith("Everything is as it should be.\n")
    assert "nothing is overwritten" in refusal
    assert digests(restored.url) == before


def test_no_key_is_in_a_backup(backed_up: Site):
    with tarfile.open(backed_up.folder / BACKUP) as archive:
        everything = b"".join(archive.extractfile(member).read() for member in archive.getmembers())
    assert b"cases_client" in everything
    assert [key for key in ALL_KEYS if key.encode() in everything] == []


def test_no_key_of_a_silo_is_in_a_backup_but_in_the_file_beside_it(backed_up: Site, tmp_path: Path):
    wrapped = [
        str(value) for row in rows(backed_up.url, "kernel_datakey") for value in row if str(value).startswith("t2:")
    ]

    with tarfile.open(backed_up.folder / BACKUP) as archive:
        archive.extractall(tmp_path, filter="data")
    everything = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    if not backed_up.url.startswith("sqlite"):  # a dump of PostgreSQL is packed: unpack it to look into it
        copy = subprocess.run(
            [_find("pg_restore"), "-f", "-", tmp_path / "database.dump"], capture_output=True, check=True
        )
        everything += copy.stdout
        assert b"mediation_contact" in everything
    beside = backed_up.folder / KEYS
    assert wrapped
    assert [key for key in wrapped if key.encode() in everything or key not in beside.read_text()] == []
    assert beside.stat().st_mode & 0o777 == 0o600


def test_what_a_silo_held_opens_in_no_older_backup_once_its_key_was_destroyed(site: Site, empty_database: str):
    old, new = site.folder / "old.tar.gz", site.folder / "new.tar.gz"
    site.write(3, writers=1)
    site.wait_for_writers()
    site.khetene("backup", str(old))
    held = site.stored()
    assert "opened" in site.opened()
    before = (site.folder / "silo-keys.json").read_bytes()

    site.run("-m", "tests.drills.ended")
    site.khetene("backup", str(new))
    said = site.khetene("restore", str(old), "--into", empty_database)

    restored = Site(empty_database, site.folder)
    assert "The keys of 1 silo(s) were destroyed since" in said
    assert held <= restored.stored()
    assert restored.opened() == {"KeyDestroyed"}
    assert wrapped_in(before) - wrapped_in((site.folder / "silo-keys.json").read_bytes()) != set()
    if site.url.startswith("sqlite"):
        lost = wrapped_in(before) - wrapped_in((site.folder / "silo-keys.json").read_bytes())
        files = b"".join(path.read_bytes() for path in site.folder.glob("site.sqlite3*"))
        assert [key for key in lost if key.encode() in files] == []


def test_a_backup_from_before_a_renewal_is_refused_before_anything_is_written(site: Site, empty_database: str):
    old, new = site.folder / "old.tar.gz", site.folder / "new.tar.gz"
    site.write(3, writers=1)
    site.wait_for_writers()
    site.khetene("backup", str(old))
    beside = site.folder / "then.json"
    beside.write_bytes((site.folder / KEYS).read_bytes())

    site.khetene("silo-keys", "renew", "demo-mediatori", "--now")
    site.khetene("backup", str(new))
    refusal = site.khetene("restore", str(old), "--into", empty_database, fails=True)

    assert "older than the renewal of 1 silo key(s)" in refusal
    site.khetene("restore", str(old), "--into", empty_database, "--keys", str(beside))
    assert Site(empty_database, site.folder).opened() - {"empty"} == {"opened"}


def wrapped_in(keys: bytes) -> set[str]:
    return {entry["wrapped"] for entry in json.loads(keys).values() if entry["wrapped"]}


def test_the_keys_of_another_site_are_not_replaced(site: Site):
    foreign = {
        str(uuid.UUID(int=7)): {"silo": str(uuid.UUID(int=8)), "wrapped": "t2:x", "made": NEVER, "destroyed": None}
    }
    (site.folder / "silo-keys.json").write_text(json.dumps(foreign))

    refusal = site.khetene("backup", str(site.folder / "backup.tar.gz"), fails=True)

    assert "keys of another database" in refusal
    assert json.loads((site.folder / "silo-keys.json").read_text()) == foreign


@pytest.mark.parametrize("keys", [None, "{}", "no json"])
def test_without_the_keys_of_its_silos_a_backup_is_not_restored(
    backed_up: Site, empty_database: str, tmp_path: Path, keys: str | None
):
    file = Path(shutil.copy(backed_up.folder / BACKUP, tmp_path))
    if keys is not None:
        (tmp_path / KEYS).write_text(keys)

    refusal = backed_up.khetene("restore", str(file), "--into", empty_database, fails=True)

    assert "keys" in refusal


def test_a_backup_is_for_its_owner_only_and_never_replaces_another(backed_up: Site):
    file = backed_up.folder / BACKUP
    before = file.read_bytes()

    refusal = backed_up.khetene("backup", str(file), fails=True)

    assert file.stat().st_mode & 0o777 == 0o600
    assert "exists already" in refusal
    assert file.read_bytes() == before


def test_a_damaged_backup_is_refused_before_anything_is_written(backed_up: Site, empty_database: str, tmp_path: Path):
    file, damaged = backed_up.folder / BACKUP, tmp_path / "damaged.tar.gz"
    shutil.copy(backed_up.folder / KEYS, tmp_path)
    with tarfile.open(file) as archive, tarfile.open(damaged, "w:gz") as copy:
        for member in archive.getmembers():
            content = bytearray(archive.extractfile(member).read())
            content[-1] ^= member.name != "manifest.json"
            copy.addfile(member, io.BytesIO(content))

    refusal = backed_up.khetene("restore", str(damaged), "--into", empty_database, fails=True)

    assert "damaged" in refusal
    backed_up.khetene("restore", str(file), "--into", empty_database)


def test_what_is_no_backup_is_refused(backed_up: Site, empty_database: str, tmp_path: Path):
    file = tmp_path / "picture.png"
    file.write_bytes(b"\x89PNG")

    refusal = backed_up.khetene("restore", str(file), "--into", empty_database, fails=True)

    assert "not a whole backup" in refusal


def test_the_wrong_keys_are_noticed_when_restoring(backed_up: Site, empty_database: str):
    file = backed_up.folder / BACKUP
    other = "n1:bm5ubm5ubm5ubm5ubm5ubm5ubm5ubm5ubm5ubm5ubm4="

    refusal = backed_up.khetene("restore", str(file), "--into", empty_database, fails=True, DRILL_ONLY_KEY=other)

    assert "does not open" in refusal
