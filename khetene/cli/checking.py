"""`khetene check`: the configuration and the state of a site, in words."""

from __future__ import annotations

import base64
import binascii
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks as django_checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from khetene.accounts import checks as account_checks
from khetene.cases import checks as case_checks
from khetene.cli.loaded import COUNTRY, country_digest, holds_demonstration
from khetene.files.storing import broken_files
from khetene.kernel import checks as kernel_checks
from khetene.kernel import limits
from khetene.kernel.data_keys import MARK
from khetene.kernel.reads import loaded_digest

FREE_DISK_NEEDED = 1024**3
KEY_BYTES = 32
DURABLE = {"journal_mode": ("wal",), "synchronous": (2,), "foreign_keys": (1,)}
# Each module tells what its constraints cannot say.
NEWEST_FILES = 20  # a restored backup is looked through whole
MODULE_CHECKS: list[Callable[[], Iterator[str]]] = [
    kernel_checks.problems,
    account_checks.problems,
    case_checks.problems,
    lambda: broken_files(NEWEST_FILES),
]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: `ok` and `note` need nothing to be done, `problem` does."""

    level: str
    text: str

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


def findings() -> Iterator[Finding]:
    """Everything that can be said about this site, the configuration first."""
    yield Finding(
        "ok", f"settings: {settings.SETTINGS_MODULE}, demonstration {'allowed' if settings.DEMO else 'refused'}"
    )
    yield Finding("ok", f"public address: {settings.PUBLIC_ADDRESS}, hosts: {', '.join(settings.ALLOWED_HOSTS)}")
    yield from (Finding("problem", reason) for reason in _configuration_problems())
    yield from _keys()
    yield from _database()
    yield from _disk()
    yield Finding("ok", f"e-mail: {_mail()}")
    yield _limits()
    if any(_missing_migrations()):
        yield Finding("problem", "the database is older than the program; run: khetene migrate")
        return
    yield from _loaded()
    yield from (Finding("note", text) for text in kernel_checks.fields_with_old_keys())
    yield from (Finding("note", text) for text in kernel_checks.renewals_under_way())
    for problems in MODULE_CHECKS:
        yield from (Finding("problem", text) for text in problems())


def reasons_not_to_start() -> Iterator[str]:
    """What a site must not begin with: default keys, missing HTTPS, an old database, the demonstration on a real site."""
    yield from _configuration_problems()
    if any(_missing_migrations()):
        yield "the database is older than the program; run: khetene migrate"
    elif not settings.DEMO and holds_demonstration():
        yield "this database holds the demonstration; a real site begins with an empty one"


def _configuration_problems() -> Iterator[str]:
    if not settings.FIELD_KEYS:
        yield "FIELD_KEYS: there is no key, so personal fields cannot be kept"
    for number, entry in enumerate(settings.FIELD_KEYS, start=1):
        yield from (f"FIELD_KEYS, entry {number}: {problem}" for problem in _key_problems(entry))
    if settings.DEMO:
        return
    if not settings.PUBLIC_ADDRESS.startswith("https://"):
        yield "PUBLIC_ADDRESS must begin with https://"
    for name in ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS"):
        if not getattr(settings, name):
            yield f"{name} is off: people would be reachable without HTTPS"
    for message in django_checks.run_checks(include_deployment_checks=True):
        if message.is_serious() or message.level >= django_checks.WARNING:
            yield f"Django {message.id}: {message.msg}"


def _key_problems(entry: str) -> Iterator[str]:
    key_id, colon, text = entry.strip().partition(":")
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error:
        yield "it is not `id:base64`"
        return
    if not (key_id and colon and len(key) == KEY_BYTES):
        yield f"it must be `id:` and base64 of {KEY_BYTES} bytes"
    elif key_id.startswith(MARK):
        yield f"its id must not begin with {MARK!r}; so begin those of the silos' keys"
    elif len(set(key)) == 1 and not settings.DEMO:
        yield "it is a default key that everybody knows; make one: openssl rand -base64 32"


def _keys() -> Iterator[Finding]:
    ids = [entry.strip().partition(":")[0] for entry in settings.FIELD_KEYS]
    if ids:
        yield Finding("ok", f"keys for personal fields: {', '.join(ids)}; writing with {ids[0]}")


def _database() -> Iterator[Finding]:
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            yield Finding("ok", f"database: PostgreSQL {cursor.fetchone()[0]}, {settings.DATABASES['default']['NAME']}")
        return
    if connection.settings_dict["NAME"].startswith(("file:memory", ":memory:")):
        yield Finding("note", "database: SQLite in memory, gone when the program ends")
        return
    found = {name: _pragma(name) for name in DURABLE}
    version = connection.Database.sqlite_version  # type: ignore[attr-defined]  # the driver's module
    wrong = {name: value for name, value in found.items() if value not in DURABLE[name]}
    for name, value in wrong.items():
        yield Finding("problem", f"SQLite: {name} is {value}; a power cut could lose what was acknowledged")
    if not wrong:
        yield Finding("ok", f"database: SQLite {version}, {connection.settings_dict['NAME']}, WAL, synchronous=FULL")


def _pragma(name: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


def _disk() -> Iterator[Finding]:
    folder = Path(connection.settings_dict["NAME"]).parent if connection.vendor == "sqlite" else settings.ROOT
    free = shutil.disk_usage(folder if folder.exists() else settings.ROOT).free
    level = "ok" if free >= FREE_DISK_NEEDED else "problem"
    yield Finding(level, f"free disk: {free / 1024**3:.1f} GiB")


def _limits() -> Finding:
    if not limits.are_per_process():
        return Finding("ok", "limits against guessing: counted for all processes together")
    level = "note" if settings.DEMO else "problem"
    return Finding(level, "limits against guessing: every process counts by itself; let CACHES be as in base.py")


def _mail() -> str:
    backend = settings.EMAIL_BACKEND.rpartition(".")[0].rpartition(".")[2]
    folder = str(getattr(settings, "EMAIL_FILE_PATH", ""))
    where = {"smtp": f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}", "filebased": folder}
    return f"{backend} {where.get(backend, '')}".strip() + f", from {settings.DEFAULT_FROM_EMAIL}"


def _missing_migrations() -> list[Any]:
    executor = MigrationExecutor(connection)
    return list(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _loaded() -> Iterator[Finding]:
    loaded = loaded_digest(COUNTRY)
    if loaded is None:
        yield Finding("problem", f"{COUNTRY} is not loaded; run: khetene load-country")
    elif loaded != country_digest():
        yield Finding("note", f"{COUNTRY} changed since it was loaded; run: khetene load-country")
    else:
        yield Finding("ok", f"{COUNTRY} is loaded and current")
    if holds_demonstration():
        yield Finding("ok" if settings.DEMO else "problem", "this database holds the demonstration")
