"""Changing the installation's key: only the data keys of the silos are wrapped anew; and destroying one of them."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

from django.apps import apps
from django.db import models, transaction
from django.db.models import ExpressionWrapper, F, Q

from khetene.kernel import audit, clock, data_keys
from khetene.kernel.actor import System
from khetene.kernel.database import every_row_of
from khetene.kernel.encryption import CannotOpen, EncryptedTextField, current_key_id
from khetene.kernel.errors import DomainError
from khetene.kernel.models import DataKey, LoadedData

BATCH = 200


@runtime_checkable
class Findable(Protocol):
    """A record that is found by a blind index made from an encrypted field."""

    def refresh_blind_indexes(self) -> None: ...


@dataclass(slots=True)
class Rotation:
    """How many records were written anew, and of which types some did not open."""

    rewritten: Counter[str] = field(default_factory=Counter)
    unreadable: Counter[str] = field(default_factory=Counter)


def rotate_keys() -> Rotation:
    """Wrap every data key with the newest key of the installation, and seal with it what no silo's key seals yet.

    Batches are transactions of their own: interrupted at any moment, it goes on where it stopped. What does not open
    with any configured key stays as it is and is counted.
    """
    rotation = Rotation()
    for key in list(wrapped_with_another_key().order_by("pk").values_list("pk", flat=True)):
        _rewrap(key, rotation)
    for model, names in encrypted_models():
        for batch in _batches(model, names):
            _reseal(model, names, batch, rotation)
    _record()
    return rotation


def encrypted_models() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Every model with encrypted fields, and their names."""
    for model in apps.get_models():
        names = [each.name for each in model._meta.concrete_fields if isinstance(each, EncryptedTextField)]
        if names:
            yield model, names


def wrapped_with_another_key() -> models.QuerySet[DataKey]:
    """Data keys that need an older key of the installation."""
    return DataKey.objects.filter(destroyed_at=None).exclude(wrapped__startswith=f"{current_key_id()}:")


def sealed_with_another_key(model: type[models.Model], names: list[str]) -> models.QuerySet[Any]:
    """Rows of which some field still hangs on the installation's key itself, as all did before silos had keys."""
    other, begins = Q(), data_keys.MARK if data_keys.silo_path(model) else f"{current_key_id()}:"
    tokens = {f"{name}_token": ExpressionWrapper(F(name), output_field=models.TextField()) for name in names}
    for token in tokens:
        other |= Q(**{f"{token}__isnull": False}) & ~Q(**{f"{token}__startswith": begins})
    rows: models.QuerySet[Any] = every_row_of(model).alias(**tokens).filter(other)
    return rows


def _batches(model: type[models.Model], names: list[str]) -> Iterator[list[Any]]:
    rows = sealed_with_another_key(model, names).order_by("pk").values_list("pk", flat=True)
    batch = list(rows[:BATCH])
    while batch:
        yield batch
        batch = list(rows.filter(pk__gt=batch[-1])[:BATCH])


@transaction.atomic
def _rewrap(key: Any, rotation: Rotation) -> None:
    row = DataKey.objects.select_for_update(of=("self",)).get(pk=key)
    try:
        data_keys.wrap(row, data_keys.unwrapped(row))
    except CannotOpen:
        rotation.unreadable[DataKey._meta.label_lower] += 1
    else:
        row.save(update_fields=["wrapped"])
        rotation.rewritten[DataKey._meta.label_lower] += 1


@transaction.atomic
def _reseal(model: type[models.Model], names: list[str], keys: list[Any], rotation: Rotation) -> None:
    """A row whose fields were changed in the meantime is read as it is now, because it is locked first."""
    rows = every_row_of(model).filter(pk__in=keys).select_for_update(of=("self",)).order_by("pk")
    for row in rows:
        before = plain_values(row)
        try:
            if isinstance(row, Findable):
                row.refresh_blind_indexes()
            changed = [name for name, value in plain_values(row).items() if value != before[name]]
            row.save(update_fields=[*names, *changed])
        except CannotOpen:
            rotation.unreadable[model._meta.label_lower] += 1
        else:
            rotation.rewritten[model._meta.label_lower] += 1


def plain_values(row: models.Model) -> dict[str, Any]:
    """Of a row, what is not encrypted."""
    fields = (each for each in row._meta.concrete_fields if not isinstance(each, EncryptedTextField))
    return {each.attname: getattr(row, each.attname) for each in fields}


@transaction.atomic
def _record() -> None:
    key_id = current_key_id()
    marker, _made = LoadedData.objects.update_or_create(
        name="field-key", defaults={"digest": key_id, "loaded_at": clock.now()}
    )
    audit.record("keys.rotated", marker, actor=System("rotate-keys"))


class SiloNotEmpty(DomainError):
    """Something that is still kept would not open any more."""


@transaction.atomic
def destroy_data_key(silo: uuid.UUID) -> bool:
    """Destroy the key of a silo of which nothing is kept any more; False when there is none. Raises SiloNotEmpty.

    What lies of it in older backups does not open again, if the file with the keys is replaced as operations.md says.
    """
    rows = list(DataKey.objects.select_for_update(of=("self",)).filter(silo=silo, destroyed_at=None).order_by("pk"))
    if rows and (held := _first_type_held(silo)):
        raise SiloNotEmpty(f"Silo {silo} still holds {held}.")
    for row in rows:
        destroy(row, actor=System("delete-expired", silo), reason="retention")
    return bool(rows)


def destroy(row: DataKey, *, actor: System, reason: str) -> None:
    """In the transaction of the caller, who holds the row and knows that nothing needs it any more."""
    row.wrapped, row.destroyed_at = "", clock.now()
    row.save(update_fields=["wrapped", "destroyed_at"])
    data_keys.forget(row.pk)
    audit.record("silo.key_destroyed", row, actor=actor, reason=reason)


def _first_type_held(silo: uuid.UUID) -> str:
    for model, _names in encrypted_models():
        path = data_keys.silo_path(model) if getattr(model, "keeps_the_key", True) else None
        if path and every_row_of(model).filter(**{path.replace(".", "__"): silo}).exists():
            return str(model._meta.label)
    return ""
