"""One data key per silo, wrapped by the installation's key: with its key gone, a silo's ciphertexts open nowhere."""

from __future__ import annotations

import base64
import functools
import hashlib
import hmac
import os
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

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


class KeyReplaced(CannotOpen):
    """The silo got another key and the old one was destroyed: what still needs it was kept elsewhere meanwhile."""


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


def index_key(silo: uuid.UUID) -> bytes:
    """The key of what is written into the silo's blind indexes. It lives and dies with the data key. Raises SiloHasEnded."""
    return _index_key(_writing_key(silo).key)


def index_keys(silo: uuid.UUID) -> list[bytes]:
    """The keys that a search in the silo needs: none before it has any, two while one is renewed."""
    rows = DataKey.objects.filter(silo=silo, destroyed_at=None).order_by("pk")
    return [_index_key(opened(row)) for row in rows]


def is_written_with(key_id: str) -> bool:
    """Whether a silo writes with this key now; in PostgreSQL it then stays so until the transaction ends."""
    if any(entry.key_id == key_id for entry in _chosen()):
        return True
    row = _held(pk=_key_of(key_id))
    if row is None or row.replaced_at:
        return False
    if not row.destroyed_at:
        _choose(row)
    return True


def ended_among(silos: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Those whose key was destroyed. In one query."""
    rows = DataKey.objects.filter(silo__in=silos, replaced_at=None, destroyed_at__isnull=False).order_by("pk")
    return frozenset(rows.values_list("silo", flat=True))


def opened(row: DataKey) -> bytes:
    """Unwrap a data key. Raises CannotOpen, KeyDestroyed, KeyReplaced."""
    if row.destroyed_at and row.replaced_at:
        raise KeyReplaced(f"The key {row.pk} of silo {row.silo} was replaced and destroyed.")
    if row.destroyed_at:
        raise KeyDestroyed(f"The key of silo {row.silo} was destroyed.")
    ring = _ring(tuple(settings.FIELD_KEYS))
    if row.pk not in ring:
        ring[row.pk] = unwrapped(row)
    return ring[row.pk]


def key_id_of(row: DataKey) -> str:
    """How everything begins that is sealed with this key."""
    return f"{MARK}{row.pk.hex}"


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
        self.silo, self.key_id, self.key = row.silo, key_id_of(row), opened(row)
        self.is_over = False

    def __call__(self) -> None:
        """Nothing is left to do after the commit."""


def _writing_key(silo: uuid.UUID) -> _Chosen:
    """Asked of the database once per transaction."""
    return next((entry for entry in _chosen() if entry.silo == silo), None) or _choose(_row_of(silo))


def _chosen() -> Iterator[_Chosen]:
    """The keys that this transaction writes with."""
    every = (entry[1] for entry in connection.run_on_commit)
    return (entry for entry in every if isinstance(entry, _Chosen) and not entry.is_over)


def _choose(row: DataKey) -> _Chosen:
    chosen = _Chosen(row)
    if connection.in_atomic_block:
        transaction.on_commit(chosen)
    return chosen


def _row_of(silo: uuid.UUID) -> DataKey:
    row = _held(silo=silo, replaced_at=None)
    if row is None:
        # Whoever comes second takes the first one's.
        DataKey.objects.bulk_create([made_for(silo)], ignore_conflicts=True)
        row = _held(silo=silo, replaced_at=None)
        assert row is not None
    if row.destroyed_at:
        raise SiloHasEnded
    return row


def _held(**which: Any) -> DataKey | None:
    """A key that nobody destroys before this transaction ends: SQLite has one writer, PostgreSQL locks the row.

    Django's `select_for_update` has no lock that many may hold; this is the one that foreign keys take.
    """
    rows = DataKey.objects.filter(**which).order_by("pk")
    if connection.vendor == "sqlite" or not connection.in_atomic_block:
        return rows.first()
    statement, values = rows.query.sql_with_params()
    return next(iter(DataKey.objects.raw(f"{statement} FOR KEY SHARE", values)), None)


def forget_chosen() -> None:
    """Whatever this transaction wrote with so far: the next value asks anew."""
    for chosen in _chosen():
        chosen.is_over = True


def made_for(silo: uuid.UUID) -> DataKey:
    """A new key of a silo, not saved yet."""
    fresh = DataKey(silo=silo, made_at=clock.now())
    wrap(fresh, os.urandom(_BYTES))
    return fresh


def _reading_key(key_id: str) -> bytes:
    """A ciphertext names its key, so what this process remembers of it stays right: a key never changes."""
    key = _key_of(key_id)
    ring = _ring(tuple(settings.FIELD_KEYS))
    if key not in ring:
        row = DataKey.objects.filter(pk=key).order_by("pk").first()
        if row is None:
            raise CannotOpen(f"A field sealed with key {key_id!r} does not open.")
        return opened(row)
    return ring[key]


def _key_of(key_id: str) -> uuid.UUID:
    try:
        return uuid.UUID(key_id.removeprefix(MARK))
    except ValueError as problem:
        raise CannotOpen(f"A field sealed with key {key_id!r} does not open.") from problem


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
