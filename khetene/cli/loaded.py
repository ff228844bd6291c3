"""What this database was loaded with, and what it would be loaded with now."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings

from khetene.accounts.models import User
from khetene.kernel.reads import loaded_digest

COUNTRY = f"country/{settings.COUNTRY}"
DEMONSTRATION = "demo"


def holds_demonstration() -> bool:
    """By the marker in the database, and by the invented people themselves; a real site never does."""
    return loaded_digest(DEMONSTRATION) is not None or knows_invented_people()


def knows_invented_people() -> bool:
    """Whether somebody of the demonstration is here."""
    return User.objects.filter(email__endswith="@khetene.example").exists()


def country_digest() -> str:
    """The state of the country pack on disk."""
    return digest_of(settings.COUNTRY_FOLDER)


def digest_of(folder: Path) -> str:
    """One digest of all files in a folder, with their names."""
    total = hashlib.sha256()
    for path in sorted(path for path in folder.glob("**/*") if path.is_file()):
        total.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()
