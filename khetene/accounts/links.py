"""The link of an invitation: its key and a signature that only the server can make, so no secret lies in a table."""

from __future__ import annotations

import uuid

from django.core import signing

_SIGNER = "khetene.accounts.invitation"


def signature_of(invitation_id: uuid.UUID) -> str:
    return signing.Signer(salt=_SIGNER).signature(str(invitation_id))


def is_genuine(invitation_id: uuid.UUID, signature: str) -> bool:
    """Whether the server made this link; also true for links made with a key that was rotated out but still kept."""
    try:
        signing.Signer(salt=_SIGNER).unsign(f"{invitation_id}:{signature}")
    except signing.BadSignature:
        return False
    return True
