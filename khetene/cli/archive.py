"""One file with the whole database, and one beside it with the keys of the silos, which is replaced every time."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections, transaction
from django.db.utils import load_backend

from khetene.cli import postgresql, silo_keys
from khetene.files.storing import broken_files
from khetene.kernel import audit, clock
from khetene.kernel.checks import unopenable_fields
from khetene.kernel.errors import DomainError
from khetene.kernel.models import AuditHead
from khetene.settings.base import database

MANIFEST, SQLITE, DUMP, FILES = "manifest.json", "database.sqlite3", "database.dump", "files"
FORMAT = 2


def backup(file: Path, keys_file: Path | None = None) -> str:
    """Write a consistent copy while people go on working; returns a sentence. Raises DomainError if the file exists.

    The silos' keys go into a file of their own, which only ever tells the present: a key that was destroyed is in no
    backup, and what it sealed opens in none.
    """
    if file.exists():
        raise DomainError(f"{file} exists already; choose another name.")
    keys_file = keys_file or file.parent / silo_keys.FILE
    silo_keys.refuse_those_of_another_site(keys_file)
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as scratch:
        copy, state = _copy_sqlite(Path(scratch)) if connection.vendor == "sqlite" else _dump(Path(scratch))
        keys = state.pop("silo_keys")
        known = silo_keys.write(keys_file, keys)
        destroyed = sorted(str(row.pk) for row in keys if row.destroyed_at)
        members = {copy.name: copy} | {f"{FILES}/{path.relative_to(settings.MEDIA_ROOT)}": path for path in _files()}
        manifest = _manifest(members, state | {"silo_keys": known, "silo_keys_destroyed": destroyed})
        (Path(scratch) / MANIFEST).write_text(json.dumps(manifest, indent=2))
        _pack({MANIFEST: Path(scratch) / MANIFEST} | members, Path(scratch) / "packed", file)
    return f"{file}: {sum(state['rows'].values())} rows; {keys_file}: the silos' keys. Keep both, and the field keys elsewhere."


def restore(file: Path, into: str, keys_file: Path | None = None) -> str:
    """Bring a backup back where nothing is yet, and compare every count and chain. Raises DomainError."""
    url = into if "://" in into else f"sqlite:///{Path(into).absolute()}"
    config = database(url)
    vendor = "sqlite" if config["ENGINE"].endswith("sqlite3") else "postgresql"
    with tempfile.TemporaryDirectory(prefix="khetene-restore-") as scratch:
        folder = Path(scratch)
        manifest = _unpack(file, folder)
        if manifest["database"] != vendor:
            raise DomainError(f"This is a backup of {manifest['database']}; it cannot go into {vendor}.")
        rows = silo_keys.read(keys_file or file.parent / silo_keys.FILE)
        silo_keys.refuse_missing(rows, manifest["silo_keys"])
        silo_keys.refuse_renewed(rows, manifest["silo_keys"], manifest.get("silo_keys_destroyed", []))
        if vendor == "sqlite":
            _place_sqlite(folder / SQLITE, Path(config["NAME"]))
        with _default_database(config):
            if vendor == "postgresql":
                postgresql.load(folder / DUMP)
            silo_keys.place(rows)
            _compare(manifest)
        _place_files(folder / FILES)
    ended = [row for row in rows if row.destroyed_at and not row.replaced_at]
    destroyed = sum(1 for row in ended if str(row.pk) in manifest["silo_keys"])
    gone = f" The keys of {destroyed} silo(s) were destroyed since: run khetene delete-expired." if destroyed else ""
    return f"{into}: {sum(manifest['rows'].values())} rows, as on {manifest['made_at']}; compared, nothing is missing.{gone}"


def rows_by_table() -> dict[str, int]:
    """How many rows lie in every table of the database but the silos' keys, which travel by themselves."""
    with connection.cursor() as cursor:
        counts = {}
        for table in sorted(set(connection.introspection.table_names(cursor)) - {silo_keys.TABLE}):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608  names from the database itself
            counts[table] = int(cursor.fetchone()[0])
    return counts


def _state() -> dict[str, Any]:
    """Kept outside the database, the ends of the audit chains show later that none was rewritten as a whole."""
    heads = AuditHead.objects.order_by("silo")
    return {
        "rows": rows_by_table(),
        "audit_heads": {str(head.silo): [head.position, head.digest] for head in heads},
        "silo_keys": silo_keys.rows(),
    }


def _copy_sqlite(folder: Path) -> tuple[Path, dict[str, Any]]:
    copy = folder / SQLITE
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    with _default_database(database(f"sqlite:///{copy}")):
        state = _state()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")  # overwritten, not only unlinked
            cursor.execute(f"DELETE FROM {silo_keys.TABLE}")  # noqa: S608  a name of our own
            cursor.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
    return copy, state


def _dump(folder: Path) -> tuple[Path, dict[str, Any]]:
    """Counts and dump see the same moment: the dump joins the transaction's snapshot."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = str(cursor.fetchone()[0])
        state = _state()
        postgresql.dump(folder / DUMP, snapshot)
    return folder / DUMP, state


def _files() -> Iterator[Path]:
    return (path for path in sorted(Path(settings.MEDIA_ROOT).glob("**/*")) if path.is_file())


def _manifest(members: dict[str, Path], state: dict[str, Any]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "made_at": clock.now().isoformat(timespec="seconds"),
        "database": connection.vendor,
        "sha256": {name: _sha256(path) for name, path in members.items()},
        **state,
    }


def _pack(members: dict[str, Path], packed: Path, file: Path) -> None:
    """Readable by its owner only; complete under its name, or not there at all."""
    with os.fdopen(os.open(packed, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        with tarfile.open(fileobj=stream, mode="w:gz", compresslevel=6) as archive:
            for name, path in members.items():
                archive.add(path, name, recursive=False)
        stream.flush()
        os.fsync(stream.fileno())
    os.link(packed, file)  # unlike a rename, it never replaces a file


def _unpack(file: Path, folder: Path) -> dict[str, Any]:
    try:
        with tarfile.open(file) as archive:
            archive.extractall(folder, filter="data")
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
        expected, made_as = dict(manifest["sha256"]), manifest["format"]
    except (tarfile.TarError, ValueError, KeyError, EOFError, FileNotFoundError) as problem:
        raise DomainError(f"{file} is not a whole backup of Khetene ({problem}).") from problem
    found = {str(path.relative_to(folder)): _sha256(path) for path in folder.glob("**/*") if path.is_file()}
    found.pop(MANIFEST)
    if made_as != FORMAT:
        raise DomainError(f"{file} was made by another version of Khetene; restore it with that version, then upgrade.")
    if found != expected:
        raise DomainError(f"{file} is damaged: its digests do not match.")
    return manifest


def _place_sqlite(copy: Path, target: Path) -> None:
    with closing(sqlite3.connect(copy)) as opened:
        if opened.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise DomainError("The copy of the database is damaged.")
    try:
        with target.open("xb") as stream:
            stream.write(copy.read_bytes())
            os.fsync(stream.fileno())
    except FileExistsError:
        raise DomainError(f"{target} exists already; nothing is overwritten.") from None
    target.chmod(0o600)


def _compare(manifest: dict[str, Any]) -> None:
    rows = rows_by_table()
    if rows != manifest["rows"]:
        different = sorted(name for name in rows | manifest["rows"] if rows.get(name) != manifest["rows"].get(name))
        raise DomainError(f"Restored, but these tables differ from the backup: {', '.join(different)}.")
    problems = [*audit.broken_links(), *unopenable_fields(), *broken_files()]
    if problems:
        raise DomainError("Restored, but:\n- " + "\n- ".join(problems))


def _place_files(files: Path) -> None:
    if not files.exists():
        return
    if any(_files()):
        raise DomainError(f"The database is restored, but {settings.MEDIA_ROOT} holds files; nothing is overwritten.")
    for path in (path for path in files.glob("**/*") if path.is_file()):
        target = Path(settings.MEDIA_ROOT) / path.relative_to(files)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())


@contextmanager
def _default_database(config: dict[str, Any]) -> Iterator[None]:
    """Inside the block every query goes to another database."""
    before = connections["default"]
    configured = connections.configure_settings({"default": config})["default"]
    connections["default"] = load_backend(configured["ENGINE"]).DatabaseWrapper(configured, "default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = before


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
