"""The wrapped keys of the silos outside the database: one file that tells the present and is replaced by every backup."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from khetene.kernel.errors import DomainError
from khetene.kernel.models import DataKey

FILE = "silo-keys.json"
TABLE = DataKey._meta.db_table


def rows() -> list[DataKey]:
    return list(DataKey.objects.order_by("pk"))


def write(file: Path, keys: Iterable[DataKey]) -> list[str]:
    """Replace the file at once or not at all, readable by its owner only; returns which keys are in it."""
    told = {str(row.pk): _told(row) for row in keys}
    fresh = file.with_name(f".{file.name}.new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
        json.dump(told, stream, indent=2)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(file)
    return sorted(told)


def read(file: Path) -> list[DataKey]:
    """Raises DomainError when there is no such file, or it is something else."""
    try:
        return [_row(key, told) for key, told in json.loads(file.read_text()).items()]
    except FileNotFoundError:
        raise DomainError(
            f"{file} is missing: without the silos' keys a backup does not open. Name it with --keys."
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise DomainError(f"{file} does not hold the silos' keys.") from problem


def refuse_those_of_another_site(file: Path) -> None:
    """Replacing them would make another site's backups unreadable. Raises DomainError."""
    if not file.exists():
        return
    known = set(DataKey.objects.order_by("pk").values_list("pk", flat=True))
    if {row.pk for row in read(file)} - known:
        raise DomainError(f"{file} holds keys of another database; it is not replaced. Choose another with --keys.")


def refuse_missing(keys: Iterable[DataKey], needed: Iterable[str]) -> None:
    """Raises DomainError when the file is older than the backup, or of another site."""
    lacking = set(needed) - {str(row.pk) for row in keys}
    if lacking:
        raise DomainError(f"The file with the silos' keys lacks {len(lacking)} that this backup needs.")


def refuse_renewed(keys: Iterable[DataKey], needed: Iterable[str], destroyed_then: Iterable[str]) -> None:
    """Raises DomainError when an organisation of the backup got another key since, and the old one was destroyed."""
    lost = {str(row.pk) for row in keys if row.replaced_at and row.destroyed_at} & set(needed) - set(destroyed_then)
    if lost:
        raise DomainError(
            f"This backup is older than the renewal of {len(lost)} silo key(s), and what those sealed opens with no key of "
            "today. Take a backup made after the renewal, or name with --keys the file that was made together with this one."
        )


def place(keys: Iterable[DataKey]) -> None:
    DataKey.objects.bulk_create(list(keys))


def _told(row: DataKey) -> dict[str, str | None]:
    return {
        "silo": str(row.silo),
        "wrapped": row.wrapped,
        "made": row.made_at.isoformat(),
        "replaced": row.replaced_at.isoformat() if row.replaced_at else None,
        "destroyed": row.destroyed_at.isoformat() if row.destroyed_at else None,
    }


def _row(key: str, told: dict[str, str | None]) -> DataKey:
    return DataKey(
        id=uuid.UUID(key),
        silo=uuid.UUID(told["silo"]),
        wrapped=str(told["wrapped"]),
        made_at=datetime.fromisoformat(told["made"] or ""),
        replaced_at=_moment(told.get("replaced")),  # earlier files know of no renewal
        destroyed_at=_moment(told["destroyed"]),
    )


def _moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None
