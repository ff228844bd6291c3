"""Changing the key of encrypted fields: every value is written anew with the current key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

from django.apps import apps
from django.db import models, transaction
from django.db.models import ExpressionWrapper, F, Q

from khetene.kernel import audit, clock
from khetene.kernel.actor import System
from khetene.kernel.database import every_row_of
from khetene.kernel.encryption import CannotOpen, EncryptedTextField, current_key_id
from khetene.kernel.models import LoadedData

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
    """Write every encrypted field and blind index with the current key.

    Batches are transactions of their own: interrupted at any moment, it goes on where it stopped. What does not open
    with any configured key stays as it is and is counted.
    """
    rotation = Rotation()
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


def sealed_with_another_key(model: type[models.Model], names: list[str]) -> models.QuerySet[Any]:
    """Rows of which some field is sealed with a key that is not the current one."""
    other = Q()
    tokens = {f"{name}_token": ExpressionWrapper(F(name), output_field=models.TextField()) for name in names}
    for token in tokens:
        other |= Q(**{f"{token}__isnull": False}) & ~Q(**{f"{token}__startswith": f"{current_key_id()}:"})
    rows: models.QuerySet[Any] = every_row_of(model).alias(**tokens).filter(other)
    return rows


def _batches(model: type[models.Model], names: list[str]) -> Iterator[list[Any]]:
    rows = sealed_with_another_key(model, names).order_by("pk").values_list("pk", flat=True)
    batch = list(rows[:BATCH])
    while batch:
        yield batch
        batch = list(rows.filter(pk__gt=batch[-1])[:BATCH])


@transaction.atomic
def _reseal(model: type[models.Model], names: list[str], keys: list[Any], rotation: Rotation) -> None:
    """A row whose fields were changed in the meantime is read as it is now, because it is locked first."""
    rows = every_row_of(model).filter(pk__in=keys).select_for_update(of=("self",)).order_by("pk")
    for row in rows:
        before = _plain_values(row)
        try:
            if isinstance(row, Findable):
                row.refresh_blind_indexes()
            changed = [name for name, value in _plain_values(row).items() if value != before[name]]
            row.save(update_fields=[*names, *changed])
        except CannotOpen:
            rotation.unreadable[model._meta.label_lower] += 1
        else:
            rotation.rewritten[model._meta.label_lower] += 1


def _plain_values(row: models.Model) -> dict[str, Any]:
    fields = (each for each in row._meta.concrete_fields if not isinstance(each, EncryptedTextField))
    return {each.attname: getattr(row, each.attname) for each in fields}


@transaction.atomic
def _record() -> None:
    key_id = current_key_id()
    marker, _made = LoadedData.objects.update_or_create(
        name="field-key", defaults={"digest": key_id, "loaded_at": clock.now()}
    )
    audit.record("keys.rotated", marker, actor=System("rotate-keys"))
