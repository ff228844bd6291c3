"""The link in a letter, by which somebody without an account answers: a key and a signature, so no secret lies in a table."""

from __future__ import annotations

import uuid

from django.core import signing

_SIGNER = "khetene.gatherings.reply"


def signature_of(participation_id: uuid.UUID) -> str:
    return signing.Signer(salt=_SIGNER).signature(str(participation_id))


def is_genuine(participation_id: uuid.UUID, signature: str) -> bool:
    """Whether the server made this link; also true for links made with a key that was rotated out but still kept."""
    try:
        signing.Signer(salt=_SIGNER).unsign(f"{participation_id}:{signature}")
    except signing.BadSignature:
        return False
    return True
