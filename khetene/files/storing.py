"""Putting a file into its row and opening it again. The action of the module that owns the row writes the audit entry."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from django.apps import apps

from khetene.files.enums import MEDIA_TYPES, FileKind
from khetene.files.models import StoredFile
from khetene.files.recognising import recognised
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.data_keys import KeyDestroyed, seal_bytes_in, unseal_bytes
from khetene.kernel.encryption import CannotOpen, place, silo_of

LONGEST_NAME = 100
_UNPRINTABLE = re.compile(r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069<>:"/\\|?*]+')


@dataclass(frozen=True, slots=True)
class Given:
    """A file as somebody sends it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file in a list."""

    id: uuid.UUID
    name: str
    kind: str
    kind_label: str
    size: int
    sha256: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as it is handed out."""

    name: str
    media_type: str
    content: bytes


def store(row: StoredFile, given: Given, *, actor: Actor, only: FileKind | None = None) -> StoredFile:
    """Recognise, clean and seal; the row must know what it hangs on. Raises FileRefused, kernel.data_keys.SiloHasEnded.

    Inside the caller's transaction: a file is there as a whole with everything else, or not at all.
    """
    silo = silo_of(row)
    assert silo is not None, "a file hangs on something of an organisation"
    kind, content = recognised(given.content, only=only)
    row.name, row.kind, row.size = plain_name(given.name), kind, len(content)
    row.sha256 = hashlib.sha256(content).hexdigest()
    row.added_at, row.added_by = clock.now(), actor.membership_key
    row.sealed = seal_bytes_in(silo, content, _bound_to(row))
    row.full_clean(exclude=["sealed"])
    row.save(force_insert=True)
    return row


def opened(row: StoredFile) -> Opened:
    """The bytes as they were kept. Raises CannotOpen when they are not."""
    content = unseal_bytes(bytes(row.sealed), _bound_to(row))
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise CannotOpen(f"{row._meta.label} {row.pk} is not the file that was kept.")
    return Opened(row.shown_name, MEDIA_TYPES[FileKind(row.kind)], content)


def named(file: Opened, title: str) -> Opened:
    """The same file under a title that others read, not under the name that whoever sent it had given it."""
    ending = file.name.rpartition(".")[2]
    return replace(file, name=f"{_plain(title)}.{ending}")


def file_row(row: StoredFile) -> FileRow:
    return FileRow(row.pk, row.shown_name, row.kind, str(row.get_kind_display()), row.size, row.sha256, row.added_at)


def plain_name(name: str) -> str:
    """Without folders, endings and signs that mislead; what it is, its content says."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return _plain(last.rpartition(".")[0] or last)


def _plain(stem: str) -> str:
    return " ".join(_UNPRINTABLE.sub(" ", stem).split()).strip(". ")[:LONGEST_NAME].strip() or "fails"


def tables() -> list[type[StoredFile]]:
    """Every table that holds files."""
    return [model for model in apps.get_models() if issubclass(model, StoredFile)]


def broken_files(newest: int | None = None) -> Iterator[str]:
    """One sentence for every file that does not open as it was kept, by key; of each table all, or the newest."""
    for model in tables():
        rows: Any = model._base_manager.order_by("-pk")
        keys = list(rows.values_list("pk", flat=True)[:newest])
        for key in keys:
            try:
                opened(rows.get(pk=key))
            except KeyDestroyed:
                continue
            except CannotOpen as problem:
                yield f"{model._meta.label} {key}: {problem}"


def _bound_to(row: StoredFile) -> str:
    return place(type(row), "sealed", row.pk)
