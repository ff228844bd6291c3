"""Secrets of second factors lie encrypted in allauth's own table, which has no encrypted field of ours."""

from __future__ import annotations

from typing import Any

from khetene.kernel import encryption

BOUND_TO = "mfa_authenticator·data"
_MARK = "sealed:"


def seal(text: str) -> str:
    return _MARK + encryption.seal(text, BOUND_TO).token


def unseal(stored: str) -> str:
    return encryption.unseal(encryption.Sealed(stored.removeprefix(_MARK)), BOUND_TO)


def resealed(value: Any) -> Any:
    """The same value under the current key; what is not a sealed text comes back as it is."""
    if isinstance(value, list):
        return [resealed(entry) for entry in value]
    if not isinstance(value, str) or not value.startswith(_MARK):
        return value
    if value.startswith(f"{_MARK}{encryption.current_key_id()}:"):
        return value
    return seal(unseal(value))
