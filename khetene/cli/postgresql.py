"""PostgreSQL's own programs for dump and load."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from django.db import connection

from khetene.cli import silo_keys
from khetene.kernel.errors import DomainError

_VARIABLES = {
    "host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT",
}  # fmt: skip


def dump(file: Path, snapshot: str) -> None:
    """Write the state that the exported snapshot sees, but the silos' keys, in the custom format. Raises DomainError."""
    quiet = ("--format=custom", "--no-owner", "--no-privileges", f"--exclude-table-data={silo_keys.TABLE}")
    _run("pg_dump", *quiet, f"--snapshot={snapshot}", f"--file={file}")


def load(file: Path) -> None:
    """Load a dump into an empty database, all of it or nothing. Raises DomainError."""
    if connection.introspection.table_names():
        raise DomainError("This database is not empty; nothing is overwritten.")
    name = connection.get_connection_params()["dbname"]
    _run("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={name}", str(file))


def _run(program: str, *arguments: str) -> None:
    """The address and the password go by environment: arguments stand in the process list."""
    given = connection.get_connection_params()
    address = {variable: str(given[name]) for name, variable in _VARIABLES.items() if given.get(name)}
    done = subprocess.run(  # noqa: S603  a program of PostgreSQL with our own arguments
        [_find(program), *arguments], env=os.environ | address, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise DomainError(f"{program} failed: {done.stderr.strip()[-500:]}")


def _find(program: str) -> str:
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda path: float(path.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which(program)
    if found is None:
        raise DomainError(f"{program} is missing. Install it first: sudo apt-get install postgresql-client")
    return found
