"""A site of its own for every drill, on the database that the suite runs on."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest

from tests import databases
from tests.once import made_once

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60
Connection = sqlite3.Connection | psycopg.Connection[tuple[object, ...]]


class Site:
    """A database with the demonstration in it, the `khetene` command, and processes that can be killed."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder = url, folder
        self.environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.drills.settings"}
        self.log = folder / "log"
        self.processes: list[subprocess.Popen[bytes]] = []

    def khetene(self, *arguments: str, fails: bool = False, **environment: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "khetene", *arguments],
            cwd=ROOT,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        return done.stderr if fails else done.stdout

    def run(self, *command: str) -> None:
        assert self.start(*command).wait(PATIENCE_SECONDS) == 0, self.log.read_text()

    def start(self, *command: str, **environment: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment | environment,
            stdout=self.log.open("a"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.processes.append(process)
        return process

    def write(self, how_many: int, *, writers: int) -> None:
        """Begin to write in several processes at once."""
        for number in range(writers):
            self.start("-m", "tests.drills.writer", str(self.folder / f"told-{number}"), str(how_many))

    def acknowledged(self) -> set[str]:
        told = (line for file in self.folder.glob("told-*") for line in file.read_text().splitlines(keepends=True))
        return {uuid.UUID(line.strip()).hex for line in told if line.endswith("\n")}

    def wait_until(self, how_many: int) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while len(self.acknowledged()) < how_many:
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.02)

    def kill_everything(self) -> None:
        """As a power cut does to processes: no goodbye, the whole group at once."""
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
        for process in self.processes:
            process.wait()
        self.processes.clear()

    def wait_for_writers(self) -> None:
        for process in self.processes:
            assert process.wait(timeout=PATIENCE_SECONDS) == 0, self.log.read_text()
        self.processes.clear()

    def serve(self) -> str:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.start("-m", "khetene", "serve", "--port", str(port))
        return f"http://127.0.0.1:{port}"

    def opened(self) -> set[str]:
        """How the newest contacts of Anna open: as themselves, or by the name of the refusal."""
        self.run("-m", "tests.drills.opener", str(self.folder / "opened"))
        return set((self.folder / "opened").read_text().split())

    def stored(self) -> set[str]:
        return {uuid.UUID(str(row[0])).hex for row in rows(self.url, "mediation_contact")}


def answers(address: str) -> bool:
    """Whether the site shows its page for signing in, within the time that a start needs."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/ieeja/login/", timeout=5) as page:
                return bool(page.status == 200)
        except OSError:
            time.sleep(0.1)
    return False


def rows(url: str, table: str) -> list[tuple[object, ...]]:
    with closing(_connect(url)) as opened:
        return _rows(opened, table)


def _rows(opened: Connection, table: str) -> list[tuple[object, ...]]:
    return list(opened.execute(f'SELECT * FROM "{table}"'))


def wait_for_row(url: str, question: LiteralString) -> None:
    """Until a question has an answer; asked over one connection, so that nothing is over before it is seen."""
    until = time.monotonic() + PATIENCE_SECONDS
    with closing(_connect(url)) as opened:
        while not opened.execute(question).fetchone() and time.monotonic() < until:
            opened.rollback()
            time.sleep(0.002)


def digests(url: str) -> dict[str, str]:
    """One digest of all rows for every table, read past Django."""
    with closing(_connect(url)) as opened:
        if url.startswith("sqlite"):
            found = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        else:
            found = opened.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [str(row[0]) for row in found.fetchall()]
        return {
            table: hashlib.sha256("\n".join(sorted(map(repr, _rows(opened, table)))).encode()).hexdigest()
            for table in tables
        }


def _connect(url: str) -> Connection:
    return sqlite3.connect(databases.file_of(url)) if url.startswith("sqlite") else psycopg.connect(url)


@pytest.fixture
def empty_database(tmp_path: Path) -> Iterator[str]:
    with new_database(tmp_path / "empty.sqlite3") as url:
        yield url


@pytest.fixture
def site(tmp_path: Path, prepared: str) -> Iterator[Site]:
    with site_in(tmp_path, like=prepared) as own:
        yield own


@contextmanager
def site_in(folder: Path, *, like: str) -> Iterator[Site]:
    """A site of its own, begun with what stands in another database."""
    with new_database(folder / "site.sqlite3", like=like) as url:
        site = Site(url, folder)
        yield site
        site.kill_everything()


@pytest.fixture(scope="session")
def prepared(of_this_run: Path) -> Iterator[str]:
    """A database with everything in it, made once for the whole run and copied for every drill."""
    folder = of_this_run / "prepared"
    own = f"drills_{hashlib.sha256(str(folder).encode()).hexdigest()[:20]}"
    url = databases.url_of(folder / "prepared.sqlite3", own)
    with made_once(folder, lambda: _prepare(url, folder), lambda: databases.drop(url)):
        yield url


def _prepare(url: str, folder: Path) -> None:
    """With nothing left to do for its worker: a task that waits for long is a problem to `khetene check`."""
    databases.create(url, like=databases.prepared("demonstration"))
    site = Site(url, folder)
    site.khetene("prepare")
    site.run("-m", "django", "db_worker", "--batch")


@contextmanager
def new_database(file: Path, *, like: str = "") -> Iterator[str]:
    """A file that is not there yet, or a database in the cluster that the suite runs on; or a copy of another."""
    url = databases.url_of(file, f"drill_{uuid.uuid4().hex}")
    databases.create(url, like=like)
    yield url
    databases.drop(url)
