"""Links that let somebody in without an account. A secret lies in no table: it is signed, or only its digest is kept."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from django.core import signing


@dataclass(frozen=True, slots=True)
class SignedLinks:
    """Links of one kind: the key of a record, and a signature that only the server can make."""

    kind: str

    def signature_of(self, key: object) -> str:
        return signing.Signer(salt=self.kind).signature(str(key))

    def is_genuine(self, key: object, signature: str) -> bool:
        """Whether the server made this link; also true for links made with a key that was rotated out but still kept."""
        try:
            signing.Signer(salt=self.kind).unsign(f"{key}:{signature}")
        except signing.BadSignature:
            return False
        return True


def new_token() -> str:
    """A secret that is told once and never kept."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """What is kept of a token, and found by it."""
    return hashlib.sha256(token.encode()).hexdigest()
