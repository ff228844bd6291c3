"""Personal fields are encrypted in the database, and a ciphertext opens only in the row and column it was written for."""

from __future__ import annotations

import hashlib
import hmac
import operator
import unicodedata
import uuid
from typing import TYPE_CHECKING, Any

from django.db import models

from khetene.kernel.data_keys import MARK, index_key, index_keys, is_written_with, seal_in, silo_path, unseal_any
from khetene.kernel.sealing import CannotOpen, Sealed, current_key_id, keys, seal, unseal

__all__ = [
    "CannotOpen",
    "EncryptedTextField",
    "Sealed",
    "blind_indexes",
    "current_key_id",
    "index_to_store",
    "keys",
    "normalised",
    "opened_text",
    "seal",
    "sealed_text",
    "silo_of",
    "unseal",
]

if TYPE_CHECKING:
    _TextField = models.TextField[Any, Any]
else:
    _TextField = models.TextField

_LOOKUPS = (
    "isnull",
    "exact",
    "in",
)  # Django makes isnull of `exact=None`; any value in the two others is refused below


def normalised(name: str) -> str:
    """A name as it is searched: without diacritics, case and double spaces."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    return " ".join("".join(sign for sign in decomposed if not unicodedata.combining(sign)).split())


def index_to_store(text: str, silo: uuid.UUID) -> str:
    """What a name is found by inside its silo: under the silo's own key, so that it says nothing anywhere else."""
    return _blind_index(index_key(silo), text)


def blind_indexes(text: str, silo: uuid.UUID) -> list[str]:
    """What a search for `text` inside one silo compares with; the later ones were stored before silos had keys."""
    earlier = [hmac.digest(key, b"blind index of " + silo.bytes, hashlib.sha256) for key in keys().values()]
    return [_blind_index(key, text) for key in index_keys(silo) + earlier]


def _blind_index(key: bytes, text: str) -> str:
    return hmac.new(key, normalised(text).encode(), hashlib.sha256).hexdigest()[:32]


def silo_of(instance: models.Model) -> uuid.UUID | None:
    """The organisation whose key seals this row; None when no organisation answers for it."""
    path = silo_path(type(instance))
    return operator.attrgetter(path)(instance) if path else None


def opened_text(model: type[models.Model], column: str, key: uuid.UUID, sealed: Sealed) -> str:
    """A ciphertext that was read beside its record, for a question over several tables. Raises CannotOpen."""
    field = model._meta.get_field(column)
    assert isinstance(field, EncryptedTextField)
    return unseal_any(sealed, field.bound_to(model(pk=key)))


def sealed_text(model: type[models.Model], column: str, key: uuid.UUID, silo: uuid.UUID, text: str) -> Sealed:
    """The ciphertext for a row that is added without a record (`kernel.bulk`)."""
    field = model._meta.get_field(column)
    assert isinstance(field, EncryptedTextField)
    return seal_in(silo, text, field.place_of(key))


def place(model: type[models.Model], column: str, key: uuid.UUID) -> str:
    """What the ciphertexts of a column are bound to, row by row."""
    return f"{model._meta.db_table}·{column}·{key}"


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
        return unseal_any(value, self.field.bound_to(instance)) if isinstance(value, Sealed) else value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(_TextField):
    """Text under AES-256-GCM, bound to table, column and row. `None` and `""` stay apart; it cannot be filtered by."""

    descriptor_class = _Opening

    def bound_to(self, instance: models.Model) -> str:
        return self.place_of(instance.pk)

    def place_of(self, key: uuid.UUID) -> str:
        """What the ciphertext of one row is bound to."""
        return place(self.model, str(self.column), key)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(value)

    def get_lookup(self, lookup_name: str) -> Any:
        """Only `isnull`; comparing a ciphertext finds nothing or, worse, something by chance."""
        if lookup_name not in _LOOKUPS:
            raise TypeError(f"{self.name} is encrypted: it cannot be filtered by.")
        return super().get_lookup(lookup_name)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        stored = model_instance.__dict__.get(self.attname)
        if stored is None or (isinstance(stored, Sealed) and _stays(stored, model_instance)):
            return stored
        text, bound_to = getattr(model_instance, self.attname), self.bound_to(model_instance)
        silo = silo_of(model_instance)
        return seal_in(silo, text, bound_to) if silo else seal(text, bound_to)

    def get_prep_value(self, value: Any) -> Any:
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise TypeError(f"{self.name} is encrypted: save the record; it cannot be filtered or updated in bulk.")
        return value.token

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError(f"{self.name} is encrypted and is not exported in clear.")


def _stays(stored: Sealed, instance: models.Model) -> bool:
    """Whether a ciphertext that was read may be saved as it is: nothing comes back under a key that is being replaced."""
    if not silo_path(type(instance)):
        return stored.key_id.startswith(current_key_id())
    return stored.key_id.startswith(MARK) and is_written_with(stored.key_id)
