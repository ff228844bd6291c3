"""Encrypting one text under one key, and the keys of the installation, which come from the settings."""

from __future__ import annotations

import base64
import functools
import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12


@dataclass(frozen=True, slots=True)
class Sealed:
    """A ciphertext as it lies in the database: `key id:base64`. It prints as nothing that could leak."""

    token: str

    @property
    def key_id(self) -> str:
        return self.token.partition(":")[0]

    def __str__(self) -> str:
        return "•••"


class CannotOpen(Exception):
    """The ciphertext was moved, altered, or written with a key that is no longer there."""


def encrypt(text: str, bound_to: str, *, key: bytes, key_id: str) -> Sealed:
    """AES-256-GCM; `bound_to` must be the same when it is opened."""
    nonce = os.urandom(_NONCE)
    body = nonce + AESGCM(key).encrypt(nonce, text.encode(), bound_to.encode())
    return Sealed(f"{key_id}:{base64.b64encode(body).decode()}")


def encrypt_bytes(content: bytes, bound_to: str, *, key: bytes, key_id: str) -> bytes:
    """The same for a file: `key id:` and the ciphertext as it is, without the third more that base64 costs."""
    nonce = os.urandom(_NONCE)
    return key_id.encode() + b":" + nonce + AESGCM(key).encrypt(nonce, content, bound_to.encode())


def decrypt_bytes(sealed: bytes, bound_to: str, *, key: bytes) -> bytes:
    """Raises `CannotOpen` when the ciphertext belongs elsewhere or was altered."""
    key_id, _colon, raw = sealed.partition(b":")
    try:
        return AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], bound_to.encode())
    except (ValueError, InvalidTag) as problem:
        raise CannotOpen(f"A file sealed with key {key_id[:80]!r} does not open.") from problem


def decrypt(sealed: Sealed, bound_to: str, *, key: bytes) -> str:
    """Raises `CannotOpen` when the token belongs elsewhere or was altered."""
    try:
        raw = base64.b64decode(sealed.token.partition(":")[2])
        return AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], bound_to.encode()).decode()
    except (ValueError, InvalidTag) as problem:
        raise CannotOpen(f"A field sealed with key {sealed.key_id!r} does not open.") from problem


@functools.cache
def _keys(configured: tuple[str, ...]) -> dict[str, bytes]:
    pairs = (entry.strip().partition(":") for entry in configured)
    return {key_id: base64.b64decode(key) for key_id, _colon, key in pairs}


def keys() -> dict[str, bytes]:
    """Configured keys of the installation by id, the one to write with first."""
    return _keys(tuple(settings.FIELD_KEYS))


def current_key_id() -> str:
    return next(iter(keys()))


def seal(text: str, bound_to: str) -> Sealed:
    """Encrypt under the installation's newest key: data keys, and secrets that belong to no silo."""
    key_id = current_key_id()
    return encrypt(text, bound_to, key=keys()[key_id], key_id=key_id)


def unseal(sealed: Sealed, bound_to: str) -> str:
    """Decrypt what `seal` made. Raises `CannotOpen` when the token belongs elsewhere, was altered, or its key is gone."""
    if sealed.key_id not in keys():
        raise CannotOpen(f"A field sealed with key {sealed.key_id!r} does not open.")
    return decrypt(sealed, bound_to, key=keys()[sealed.key_id])
