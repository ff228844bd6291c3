"""Personal fields are encrypted in the database, and a ciphertext opens only in the row and column it was written for."""

from __future__ import annotations

import base64
import functools
import hashlib
import hmac
import os
import unicodedata
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    _TextField = models.TextField[Any, Any]
else:
    _TextField = models.TextField

_NONCE = 12
_LOOKUPS = (
    "isnull",
    "exact",
    "in",
)  # Django makes isnull of `exact=None`; any value in the two others is refused below


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
    """The ciphertext was moved, altered, or written with a key that is no longer configured."""


@functools.cache
def _keys(configured: tuple[str, ...]) -> dict[str, bytes]:
    pairs = (entry.strip().partition(":") for entry in configured)
    return {key_id: base64.b64decode(key) for key_id, _colon, key in pairs}


def keys() -> dict[str, bytes]:
    """Configured keys by id, the one to write with first."""
    return _keys(tuple(settings.FIELD_KEYS))


def current_key_id() -> str:
    return next(iter(keys()))


def seal(text: str, bound_to: str) -> Sealed:
    """Encrypt `text`; `bound_to` (table·column·row) must be the same when it is opened."""
    key_id, nonce = current_key_id(), os.urandom(_NONCE)
    body = nonce + AESGCM(keys()[key_id]).encrypt(nonce, text.encode(), bound_to.encode())
    return Sealed(f"{key_id}:{base64.b64encode(body).decode()}")


def unseal(sealed: Sealed, bound_to: str) -> str:
    """Decrypt. Raises `CannotOpen` when the token belongs elsewhere, was altered, or its key is gone."""
    key_id, _colon, body = sealed.token.partition(":")
    try:
        key, raw = keys()[key_id], base64.b64decode(body)
        return AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], bound_to.encode()).decode()
    except (KeyError, ValueError, InvalidTag) as problem:
        raise CannotOpen(f"A field sealed with key {key_id!r} does not open.") from problem


def normalised(name: str) -> str:
    """A name as it is searched: without diacritics, case and double spaces."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    return " ".join("".join(sign for sign in decomposed if not unicodedata.combining(sign)).split())


def blind_indexes(text: str, silo: uuid.UUID) -> list[str]:
    """What a search for `text` inside one silo compares with; the first is the one to store."""
    return [_blind_index(key, text, silo) for key in keys().values()]


def _blind_index(key: bytes, text: str, silo: uuid.UUID) -> str:
    index_key = hmac.digest(key, b"blind index of " + silo.bytes, hashlib.sha256)
    return hmac.new(index_key, normalised(text).encode(), hashlib.sha256).hexdigest()[:32]


class _Opening:
    """Opens the field when it is read, where the row is known."""

    def __init__(self, field: EncryptedTextField) -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type[models.Model]) -> Any:
        if instance is None:
            return self
        if self.field.attname not in instance.__dict__:  # deferred
            instance.refresh_from_db(fields=[self.field.attname])
        value = instance.__dict__[self.field.attname]
        return unseal(value, self.field.bound_to(instance)) if isinstance(value, Sealed) else value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(_TextField):
    """Text under AES-256-GCM, bound to table, column and row. `None` and `""` stay apart; it cannot be filtered by."""

    descriptor_class = _Opening

    def bound_to(self, instance: models.Model) -> str:
        return f"{instance._meta.db_table}·{self.column}·{instance.pk}"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(value)

    def get_lookup(self, lookup_name: str) -> Any:
        """Only `isnull`; comparing a ciphertext finds nothing or, worse, something by chance."""
        if lookup_name not in _LOOKUPS:
            raise TypeError(f"{self.name} is encrypted: it cannot be filtered by.")
        return super().get_lookup(lookup_name)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        stored = model_instance.__dict__.get(self.attname)
        if stored is None or (isinstance(stored, Sealed) and stored.key_id == current_key_id()):
            return stored
        return seal(getattr(model_instance, self.attname), self.bound_to(model_instance))

    def get_prep_value(self, value: Any) -> Any:
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise TypeError(f"{self.name} is encrypted: save the record; it cannot be filtered or updated in bulk.")
        return value.token

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError(f"{self.name} is encrypted and is not exported in clear.")
