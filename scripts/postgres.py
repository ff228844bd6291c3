"""A PostgreSQL of our own for a while: in a temporary folder, by socket only, thrown away afterwards."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

# Nothing here outlives the run, so nothing is written through to the disk.
SPEED = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"
CLUSTER = ["-U", "khetene", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
UNPRIVILEGED = ("postgres", "nobody")


def is_there() -> bool:
    """Whether PostgreSQL's server programs are on this machine."""
    return _programs() is not None


def _programs() -> Path | None:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    found = shutil.which("initdb")
    folders += [Path(found).resolve().parent] if found else []
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    return None


@contextlib.contextmanager
def temporary_cluster() -> Iterator[str]:
    """Start a cluster and yield its DATABASE_URL; stop and remove it afterwards. PostgreSQL refuses to run as root."""
    bin_folder = _programs()
    if bin_folder is None:
        sys.exit("PostgreSQL is missing. Install it first:  sudo apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="khetene-pg-"))
    become = _unprivileged(folder)
    settings = f"-c listen_addresses='' -k {folder} {SPEED}"
    control = [*become, str(bin_folder / "pg_ctl"), "-D", str(folder / "data"), "-s", "-w"]
    try:
        _run([*become, str(bin_folder / "initdb"), "-D", str(folder / "data"), *CLUSTER])
        _run([*control, "-l", str(folder / "log"), "-o", settings, "start"])
        yield f"postgresql://khetene@{quote(str(folder), safe='')}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], capture_output=True, check=False, cwd="/")
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged(folder: Path) -> list[str]:
    if os.geteuid() != 0:
        return []
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = next(known[name] for name in UNPRIVILEGED if name in known)
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def _run(command: list[str]) -> None:
    # pg_ctl's server keeps the pipes of its parent open: output goes to a file.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, check=False, cwd="/")
        output.seek(0)
        if done.returncode:
            sys.exit(f"PostgreSQL did not start:\n{output.read()}")


def main() -> int:
    """`python scripts/postgres.py COMMAND…` runs a command with DATABASE_URL set to a temporary cluster."""
    with temporary_cluster() as url:
        return subprocess.run(sys.argv[1:], env=os.environ | {"DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
