"""Another data key for a silo that lives: new values are sealed with it at once, the ones that are there in portions.

Until the end values of both keys open, and names are found under both. The old key goes when nothing needs it any more.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from django.apps import apps
from django.db import models, transaction
from django.db.models import BinaryField, ExpressionWrapper, F, Q
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from khetene.kernel import audit, clock, data_keys
from khetene.kernel.actions.keys import BATCH, Findable, destroy, plain_values
from khetene.kernel.actor import System
from khetene.kernel.database import every_row_of, forget_old_versions
from khetene.kernel.encryption import CannotOpen, EncryptedTextField, Sealed, opened_text, place, sealed_text
from khetene.kernel.errors import DomainError
from khetene.kernel.models import DataKey


class NothingSealed(DomainError):
    message = _("Nothing is sealed for this organisation yet, so it has no key.")


class SomeDoNotOpen(DomainError):
    message = _("Some records do not open. They stay as they are, and the old key stays for them.")


class Watched(Protocol):
    """What hears how far it is: `jobs.Progress`."""

    def expect(self, total: int) -> None: ...

    def step(self, steps: int = 1) -> None: ...


@dataclass(frozen=True, slots=True)
class Table:
    """A table with something sealed: columns of text, columns of bytes, and how a row leads to its silo."""

    model: type[models.Model]
    texts: tuple[str, ...]
    files: tuple[str, ...]
    path: str

    @property
    def portion(self) -> int:
        """Files are held in memory, so one at a time."""
        return 1 if self.files else BATCH

    def rows(self) -> models.QuerySet[Any]:
        return every_row_of(self.model)

    def sealed_with(self, *keys: DataKey) -> models.QuerySet[Any]:
        """The rows that need one of these keys, of whichever silo they are."""
        ids = [data_keys.key_id_of(key) for key in keys]
        length, wanted, found = len(ids[0]), {}, Q()
        for name in self.texts:
            text = ExpressionWrapper(F(name), output_field=models.TextField())
            wanted[f"{name}_key"] = Substr(text, 1, length)
            found |= Q(**{f"{name}_key__in": ids})
        for name in self.files:
            wanted[f"{name}_key"] = Substr(F(name), 1, length, output_field=BinaryField())
            for key_id in ids:
                found |= Q(**{f"{name}_key": key_id.encode()})
        rows: models.QuerySet[Any] = self.rows().alias(**wanted).filter(found)
        return rows


def sealed_tables() -> Iterator[Table]:
    """Every table with something that a silo's key seals."""
    for model in apps.get_models():
        texts = tuple(each.name for each in model._meta.concrete_fields if isinstance(each, EncryptedTextField))
        files = tuple(getattr(model, "sealed_bytes", ()))
        path = data_keys.silo_path(model)
        if path and (texts or files):
            yield Table(model, texts, files, path.replace(".", "__"))


@transaction.atomic
def begin_renewal(silo: uuid.UUID, *, actor: System) -> DataKey:
    """Give a silo another key to write with; returns the one that it replaces. Raises NothingSealed, SiloHasEnded.

    While one is being replaced, the same is returned again. Nobody waits for it and it waits for nobody.
    """
    rows = list(DataKey.objects.select_for_update(of=("self",), no_key=True).filter(silo=silo).order_by("pk"))
    if being_replaced := next((row for row in rows if row.replaced_at and not row.destroyed_at), None):
        return being_replaced
    old = next((row for row in rows if not row.replaced_at), None)
    if old is None:
        raise NothingSealed
    if old.destroyed_at:
        raise data_keys.SiloHasEnded
    old.replaced_at = clock.now()
    old.save(update_fields=["replaced_at"])
    fresh = data_keys.made_for(silo)
    fresh.save(force_insert=True)
    data_keys.forget_chosen()
    audit.record("silo.key_renewed", fresh, actor=actor, silo=silo)
    return old


def finish_renewal(silo: uuid.UUID, progress: Watched) -> int:
    """Seal anew what the replaced key still seals, in portions, and then destroy it; how many records were written.

    Killed at any moment, it goes on. Raises SomeDoNotOpen.
    """
    old = DataKey.objects.filter(silo=silo, replaced_at__isnull=False, destroyed_at=None).order_by("pk").first()
    if old is None:
        return 0
    data_keys.opened(old)
    left = total = sum(table.sealed_with(old).count() for table in sealed_tables())
    progress.expect(total)
    written = 0
    while True:
        failed = False
        for portion in _portions(old):
            done, unreadable = _seal_anew(*portion, old)
            written, failed = written + done, failed or unreadable
            progress.step(min(done, left))
            left -= min(done, left)
        for table, keys in _found_by_name(silo):
            _index_anew(table, keys)
            progress.step(0)
        if failed:
            raise SomeDoNotOpen
        if _is_destroyed(old):
            forget_old_versions(DataKey._meta.db_table)
            return written


def _portions(old: DataKey) -> Iterator[tuple[Table, list[Any]]]:
    """Whatever the old key seals, read anew for every portion. Rows that do not open are passed by."""
    for table in sealed_tables():
        rows = table.sealed_with(old).order_by("pk").values_list("pk", flat=True)
        keys = list(rows[: table.portion])
        while keys:
            yield table, keys
            keys = list(rows.filter(pk__gt=keys[-1])[: table.portion])


@transaction.atomic
def _seal_anew(table: Table, keys: list[Any], old: DataKey) -> tuple[int, bool]:
    """How many rows were written, and whether one does not open. Whoever wrote one meanwhile is not overwritten."""
    _lock(table, keys)
    written, unreadable = 0, False
    for pk, silo, *values in (
        table.sealed_with(old).filter(pk__in=keys).values_list("pk", table.path, *table.texts, *table.files)
    ):
        try:
            fresh = dict(_resealed(table, pk, silo or old.silo, values, data_keys.key_id_of(old)))
        except CannotOpen:
            unreadable = True
            continue
        table.rows().filter(pk=pk).update(**fresh)
        written += 1
    return written, unreadable


def _resealed(table: Table, pk: Any, silo: uuid.UUID, values: list[Any], old: str) -> Iterator[tuple[str, Any]]:
    """The values of one row that the old key seals, bound to the same place as before. Raises CannotOpen."""
    for name, value in zip((*table.texts, *table.files), values, strict=True):
        if isinstance(value, Sealed):
            if value.key_id == old:
                text = opened_text(table.model, name, pk, value)
                yield name, sealed_text(table.model, name, pk, silo, text)
        elif value is not None and bytes(value).startswith(old.encode() + b":"):
            bound_to = place(table.model, name, pk)
            content = data_keys.unseal_bytes(bytes(value), bound_to)
            yield name, data_keys.seal_bytes_in(silo, content, bound_to)


def _found_by_name(silo: uuid.UUID) -> Iterator[tuple[Table, list[Any]]]:
    """All rows of the silo that have blind indexes: which key made one cannot be seen, so each is made again."""
    for table in sealed_tables():
        if not issubclass(table.model, Findable):
            continue
        rows = table.rows().filter(**{table.path: silo}).order_by("pk").values_list("pk", flat=True)
        keys = list(rows[:BATCH])
        while keys:
            yield table, keys
            keys = list(rows.filter(pk__gt=keys[-1])[:BATCH])


@transaction.atomic
def _index_anew(table: Table, keys: list[Any]) -> None:
    _lock(table, keys)
    for row, changed in _other_indexes(table, keys):
        table.rows().filter(pk=row.pk).update(**changed)


def _other_indexes(table: Table, keys: list[Any]) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Rows whose blind indexes are not what the key of today makes of them."""
    parents = table.path.rpartition("__")[0]
    rows = table.rows().filter(pk__in=keys).order_by("pk")
    for row in rows.select_related(parents) if parents else rows:
        before = plain_values(row)
        try:
            row.refresh_blind_indexes()
        except CannotOpen:
            continue
        if changed := {name: value for name, value in plain_values(row).items() if value != before[name]}:
            yield row, changed


def _lock(table: Table, keys: list[Any]) -> None:
    list(table.rows().select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _is_destroyed(old: DataKey) -> bool:
    """Waits for everybody who may still write with the old key, then looks once more: it goes only if nothing needs it."""
    row = DataKey.objects.select_for_update(of=("self",)).get(pk=old.pk)
    if row.destroyed_at:
        return True
    if any(table.sealed_with(row).exists() for table in sealed_tables()):
        return False
    if any(True for found in _found_by_name(row.silo) for _row in _other_indexes(*found)):
        return False
    destroy(row, actor=System("silo-keys", row.silo), reason="renewed")
    return True
