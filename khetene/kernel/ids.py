"""Keys are UUIDv7 made where the record is born, so that a phone can create records without a server."""

import uuid
from datetime import UTC, datetime

import uuid6

MOMENT_BEGINS_AT = 80  # the first 48 of 128 bits are milliseconds


def new_key() -> uuid.UUID:
    """A key that sorts by the moment it was made."""
    return uuid.UUID(int=uuid6.uuid7().int)


def made_at(key: uuid.UUID) -> datetime:
    """The moment at which a key of ours was made."""
    return datetime.fromtimestamp((key.int >> MOMENT_BEGINS_AT) / 1000, tz=UTC)
