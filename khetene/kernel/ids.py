"""Keys are UUIDv7 made where the record is born, so that a phone can create records without a server."""

import uuid

import uuid6


def new_key() -> uuid.UUID:
    """A key that sorts by the moment it was made."""
    return uuid.UUID(int=uuid6.uuid7().int)
