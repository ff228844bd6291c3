"""Databases beside the one of the suite: files, or databases in the cluster that the suite runs on, each named by its URL.

`python -m tests.databases` makes what many need once, before a run: an empty database, one with Latvia, and one with the
demonstration. `prepared` finds them; where a run was begun without them, each process makes its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
PLACE = "PREPARED_DATABASES"  # their URL with {} for the name


def prepared(name: str) -> str:
    """The URL of `empty`, `latvia` or `demonstration`; empty text where nothing was prepared for this run."""
    return os.environ.get(PLACE, "").format(name)


def url_of(file: Path, name: str) -> str:
    """Where a database of this name stands beside the one of the suite: on SQLite it is the file."""
    cluster = os.environ.get("DATABASE_URL", "")
    return f"{cluster.rpartition('/')[0]}/{name}" if cluster.startswith("postgres") else f"sqlite:///{file}"


def create(url: str, *, like: str = "") -> None:
    if url.startswith("postgres"):
        _administer(url, "CREATE DATABASE {} TEMPLATE {}", name_of(url), name_of(like) or "template0")
    elif like:
        shutil.copy(file_of(like), file_of(url))


def drop(url: str) -> None:
    if url.startswith("postgres"):
        _administer(url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name_of(url))
    else:
        for part in ("", "-wal", "-shm"):
            Path(file_of(url) + part).unlink(missing_ok=True)


def _administer(url: str, statement: LiteralString, *names: str) -> None:
    with psycopg.connect(f"{url.rpartition('/')[0]}/postgres", autocommit=True) as control:
        control.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def name_of(url: str) -> str:
    return url.rpartition("/")[2]


def file_of(url: str) -> str:
    return url.removeprefix("sqlite:///")


def prepare() -> None:
    """Make all three where `PREPARED_DATABASES` says."""
    empty, latvia, demonstration = (prepared(name) for name in ("empty", "latvia", "demonstration"))
    for url in (empty, latvia, demonstration):
        drop(url)
    create(latvia)
    _run("tests.databases", "load", url=latvia, settings="khetene.settings.test")
    create(demonstration, like=empty)
    _run("tests.databases", "demonstrate", url=demonstration, settings="tests.drills.settings")


def _run(module: str, *arguments: str, url: str, settings: str) -> None:
    own = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": settings}
    subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT, env=os.environ | own, check=True)


def load() -> None:
    """Make the tables here, leave a copy of the empty database, and load Latvia on the day on which the suite stands."""
    import django  # noqa: PLC0415  what copies databases needs none of it

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415  as above
    from django.db import connection  # noqa: PLC0415  as above

    from khetene.cli import loading  # noqa: PLC0415  as above
    from khetene.kernel import clock  # noqa: PLC0415  as above
    from tests.country import NOW  # noqa: PLC0415  as above

    call_command("migrate", interactive=False, verbosity=0, run_syncdb=True)
    connection.close()
    create(prepared("empty"), like=os.environ["DATABASE_URL"])
    with clock.set_to(NOW):
        loading.load_country()


def demonstrate() -> None:
    """`khetene prepare`, as strict as the suite: shuffled answers, and every kept statement compared with Django's."""
    import django  # noqa: PLC0415  what copies databases needs none of it

    django.setup()
    import tests.conftest  # noqa: F401, PLC0415  it makes the process strict
    from khetene.cli.main import main  # noqa: PLC0415  as above

    sys.exit(main(["prepare"]))


if __name__ == "__main__":
    {"load": load, "demonstrate": demonstrate}.get("".join(sys.argv[1:]), prepare)()
