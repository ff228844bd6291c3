"""One data key per silo, wrapped by the installation's key: with its key gone, a silo's ciphertexts open nowhere."""

from __future__ import annotations

import base64
import functools
import hashlib
import hmac
import os
import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

from khetene.kernel import clock
from khetene.kernel.errors import DomainError
from khetene.kernel.models import DataKey
from khetene.kernel.retention import KeptWith
from khetene.kernel.sealing import CannotOpen, Sealed, decrypt, decrypt_bytes, encrypt, encrypt_bytes, seal, unseal

MARK = "silo-"  # begins the key id of everything that is sealed with a data key
_BYTES = 32


class KeyDestroyed(CannotOpen):
    """The silo has ended and its key was destroyed: nobody opens this again."""


class SiloHasEnded(DomainError):
    message = _("This organisation has ended and its data were destroyed. Nothing can be written for it.")


def seal_in(silo: uuid.UUID, text: str, bound_to: str) -> Sealed:
    """Encrypt with the data key of a silo, which is made when it is first needed. Raises SiloHasEnded."""
    chosen = _writing_key(silo)
    return encrypt(text, bound_to, key=chosen.key, key_id=chosen.key_id)


def unseal_any(sealed: Sealed, bound_to: str) -> str:
    """Decrypt, with a data key or as it was sealed before there were any. Raises CannotOpen, KeyDestroyed."""
    if not sealed.key_id.startswith(MARK):
        return unseal(sealed, bound_to)
    return decrypt(sealed, bound_to, key=_reading_key(sealed.key_id))


def seal_bytes_in(silo: uuid.UUID, content: bytes, bound_to: str) -> bytes:
    """Encrypt a file with the data key of a silo. Raises SiloHasEnded."""
    chosen = _writing_key(silo)
    return encrypt_bytes(content, bound_to, key=chosen.key, key_id=chosen.key_id)


def unseal_bytes(sealed: bytes, bound_to: str) -> bytes:
    """Decrypt what `seal_bytes_in` made. Raises CannotOpen, KeyDestroyed."""
    key_id = sealed.partition(b":")[0].decode("ascii", errors="replace")
    return decrypt_bytes(sealed, bound_to, key=_reading_key(key_id))


def index_key(silo: uuid.UUID, *, to_write: bool = False) -> bytes | None:
    """The key of the silo's blind indexes; None while it has no data key. It lives and dies with the data key."""
    if to_write:
        return _index_key(_writing_key(silo).key)
    row = DataKey.objects.filter(silo=silo, destroyed_at=None).order_by("pk").first()
    return _index_key(opened(row)) if row else None


def ended_among(silos: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Those whose key was destroyed. In one query."""
    rows = DataKey.objects.filter(silo__in=silos, destroyed_at__isnull=False).order_by("pk")
    return frozenset(rows.values_list("silo", flat=True))


def opened(row: DataKey) -> bytes:
    """Unwrap a data key. Raises CannotOpen, KeyDestroyed."""
    if row.destroyed_at:
        raise KeyDestroyed(f"The key of silo {row.silo} was destroyed.")
    ring = _ring(tuple(settings.FIELD_KEYS))
    if row.pk not in ring:
        ring[row.pk] = unwrapped(row)
    return ring[row.pk]


def unwrapped(row: DataKey) -> bytes:
    """The same past what this process remembers: whether the installation's keys fit. Raises CannotOpen."""
    return base64.b64decode(unseal(Sealed(row.wrapped), _bound_to(row)))


def wrap(row: DataKey, key: bytes) -> None:
    """Seal a data key with the newest key of the installation; the caller saves it."""
    row.wrapped = seal(base64.b64encode(key).decode(), _bound_to(row)).token


@functools.cache
def silo_path(model: type[models.Model]) -> str | None:
    """How a row leads to its silo: along what it is kept with, to the organisation that answers for it.

    A model for which that is not so names its own `silo_path`.
    """
    if named := getattr(model, "silo_path", None):
        return str(named)
    policy = getattr(model, "retention", None)
    if isinstance(policy, KeptWith):
        parent = model._meta.get_field(policy.parent).related_model
        assert isinstance(parent, type)
        if further := silo_path(parent):
            return f"{policy.parent}.{further}"
    names = {each.attname for each in model._meta.concrete_fields}
    return "organisation_id" if "organisation_id" in names else None


class _Chosen:
    """The key that a silo writes with in this transaction: forgotten when the transaction or its savepoint is taken back.

    A key that this process still remembered, but whose row was rolled back, would seal what nobody ever opens.
    """

    def __init__(self, row: DataKey) -> None:
        self.silo, self.key_id, self.key = row.silo, f"{MARK}{row.pk.hex}", opened(row)

    def __call__(self) -> None:
        """Nothing is left to do after the commit."""


def _writing_key(silo: uuid.UUID) -> _Chosen:
    """Asked of the database once per transaction."""
    for entry in connection.run_on_commit:
        if isinstance(entry[1], _Chosen) and entry[1].silo == silo:
            return entry[1]
    chosen = _Chosen(_row_of(silo))
    if connection.in_atomic_block:
        transaction.on_commit(chosen)
    return chosen


def _row_of(silo: uuid.UUID) -> DataKey:
    rows = DataKey.objects.filter(silo=silo).order_by("pk")
    row = rows.first()
    if row is None:
        fresh = DataKey(silo=silo, made_at=clock.now())
        wrap(fresh, os.urandom(_BYTES))
        DataKey.objects.bulk_create([fresh], ignore_conflicts=True)  # whoever comes second takes the first one's
        row = rows.get()
    if row.destroyed_at:
        raise SiloHasEnded
    return row


def _reading_key(key_id: str) -> bytes:
    """A ciphertext names its key, so what this process remembers of it stays right: a key never changes."""
    try:
        key = uuid.UUID(key_id.removeprefix(MARK))
    except ValueError as problem:
        raise CannotOpen(f"A field sealed with key {key_id!r} does not open.") from problem
    ring = _ring(tuple(settings.FIELD_KEYS))
    if key not in ring:
        row = DataKey.objects.filter(pk=key).order_by("pk").first()
        if row is None:
            raise CannotOpen(f"A field sealed with key {key_id!r} does not open.")
        return opened(row)
    return ring[key]


@functools.cache
def _ring(_configured: tuple[str, ...]) -> dict[uuid.UUID, bytes]:
    """Data keys that this process has unwrapped; other keys of the installation begin another ring."""
    return {}


def forget(key: uuid.UUID) -> None:
    """Drop a destroyed key from this process; others forget it when they end."""
    _ring(tuple(settings.FIELD_KEYS)).pop(key, None)


def _index_key(key: bytes) -> bytes:
    return hmac.digest(key, b"blind index", hashlib.sha256)


def _bound_to(row: DataKey) -> str:
    return f"{row._meta.db_table}·wrapped·{row.pk}·{row.silo}"
