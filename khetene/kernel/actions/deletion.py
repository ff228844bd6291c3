"""Deleting what is kept no longer, with a proof per type and silo (GDPR, Article 5(1)(e) and 5(2))."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django_tasks_db.models import DBTaskResult

from khetene.kernel import audit, clock
from khetene.kernel.actor import System
from khetene.kernel.database import every_row_of
from khetene.kernel.errors import TooEarly
from khetene.kernel.models import AuditEntry, DeletionProof
from khetene.kernel.retention import KeptFor

BATCH = 200
FINISHED_TASKS_KEPT = timedelta(days=30)
_SILO_FIELDS = ("silo", "organisation_id", "organisation")
Keys = dict[type[models.Model], list[Any]]


@dataclass(frozen=True, slots=True, order=True)
class Deleted:
    """How many records of a type went from a silo."""

    object_type: str
    silo: uuid.UUID | None
    how_many: int


@dataclass(slots=True)
class Deletion:
    """What was deleted, or would be; `kept_back` are types of which something still needed could not go."""

    deleted: list[Deleted] = field(default_factory=list)
    kept_back: Counter[str] = field(default_factory=Counter)


def delete_expired(on: date, *, dry_run: bool = False) -> Deletion:
    """Delete every record whose time has come on the day `on`, with all its parts; a dry run only counts.

    Each batch is a transaction of its own with its proof and its audit entry, so that it may be interrupted at any
    moment. Raises TooEarly for a day that has not come, unless it is a dry run.
    """
    if on > clock.today() and not dry_run:
        raise TooEarly
    deleted: dict[tuple[str, uuid.UUID | None], set[Any]] = {}
    kept_back: Counter[str] = Counter()
    for model, silo, keys in _expired_batches(on):
        gone = _delete_or_keep_back(model, silo, keys, on, kept_back, dry_run=dry_run)
        for part, part_keys in gone.items():
            deleted.setdefault((part._meta.label_lower, silo), set()).update(part_keys)
    return Deletion([Deleted(name, silo, len(keys)) for (name, silo), keys in deleted.items()], kept_back)


def forget_finished_tasks() -> int:
    """The worker's own notes about tasks that ended a month ago; how many. They hold keys and are no one's record."""
    ended = DBTaskResult.objects.finished().filter(finished_at__lt=clock.now() - FINISHED_TASKS_KEPT)
    deleted, _by_type = ended.delete()
    return deleted


def _expired_batches(on: date) -> Iterator[tuple[type[models.Model], uuid.UUID | None, list[Any]]]:
    for model in apps.get_models():
        policy = getattr(model, "retention", None)
        if not isinstance(policy, KeptFor):
            continue
        for silo, keys in _expired_by_silo(model, policy, on):
            for start in range(0, len(keys), BATCH):
                yield model, silo, keys[start : start + BATCH]


def _expired_by_silo(
    model: type[models.Model], policy: KeptFor, on: date
) -> Iterable[tuple[uuid.UUID | None, list[Any]]]:
    expired = policy.expired(every_row_of(model), on)
    silo_field = _silo_field(model)
    if model is AuditEntry:
        silos = list(expired.order_by("silo").values_list("silo", flat=True).distinct())
        return [(silo, list(audit.removable(silo, on).values_list("pk", flat=True))) for silo in silos]
    by_silo: dict[uuid.UUID | None, list[Any]] = {}
    for row in expired.order_by("pk").values_list("pk", *([silo_field] if silo_field else [])):
        by_silo.setdefault(row[1] if silo_field else None, []).append(row[0])
    return by_silo.items()


def _silo_field(model: type[models.Model]) -> str | None:
    names = {name for each in model._meta.concrete_fields for name in (each.name, each.attname)}
    return next((name for name in _SILO_FIELDS if name in names), None)


def _delete_or_keep_back(
    model: type[models.Model],
    silo: uuid.UUID | None,
    keys: list[Any],
    on: date,
    kept_back: Counter[str],
    *,
    dry_run: bool,
) -> Keys:
    """Delete a batch; when something in it is still needed, one by one, keeping back what is."""
    try:
        return _delete_batch(model, silo, keys, on, dry_run=dry_run)
    except (ProtectedError, RestrictedError):
        if len(keys) == 1 and _policy(model).emptied:
            return _empty(model, silo, keys, on, dry_run=dry_run)
        if len(keys) == 1:
            kept_back[model._meta.label_lower] += 1
            return {}
    gone: Keys = {}
    for key in keys:
        for part, part_keys in _delete_or_keep_back(model, silo, [key], on, kept_back, dry_run=dry_run).items():
            gone.setdefault(part, []).extend(part_keys)
    return gone


def _policy(model: type[models.Model]) -> KeptFor:
    policy: KeptFor = model.retention  # type: ignore[attr-defined]  # only models with this policy come here
    return policy


@transaction.atomic
def _empty(model: type[models.Model], silo: uuid.UUID | None, keys: list[Any], on: date, *, dry_run: bool) -> Keys:
    """What others still need stays as a row that tells nothing of a person; the proof says so."""
    if not dry_run:
        every_row_of(model).select_for_update(of=("self",)).get(pk=keys[0]).forget(on)
        _write_proof(model, keys, silo, f"{_rule(model, model, _policy(model))}, emptied")
    return {model: keys}


@transaction.atomic
def _delete_batch(
    model: type[models.Model], silo: uuid.UUID | None, keys: list[Any], on: date, *, dry_run: bool
) -> Keys:
    policy = _policy(model)
    rows = every_row_of(model).filter(pk__in=keys).select_for_update(of=("self",))
    collector = Collector(using=DEFAULT_DB_ALIAS)
    collector.collect(list(policy.expired(rows, on).order_by("pk")))
    gone = _keys_in(collector)
    if dry_run:
        return gone
    collector.delete()
    _prove_absence(gone)
    for part, part_keys in sorted(gone.items(), key=lambda entry: entry[0]._meta.label_lower):
        _write_proof(part, part_keys, silo, _rule(model, part, policy))
    return gone


def _keys_in(collector: Collector) -> Keys:
    gone: Keys = {part: [row.pk for row in rows] for part, rows in collector.data.items() if rows}
    for rows in collector.fast_deletes:
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        if keys:
            gone.setdefault(rows.model, []).extend(keys)
    return gone


def _prove_absence(gone: Keys) -> None:
    for part, keys in gone.items():
        for start in range(0, len(keys), BATCH):
            if every_row_of(part).filter(pk__in=keys[start : start + BATCH]).exists():
                raise RuntimeError(f"{part._meta.label}: records that were deleted are still there.")


def _write_proof(part: type[models.Model], keys: list[Any], silo: uuid.UUID | None, rule: str) -> None:
    proof = DeletionProof.objects.create(
        deleted_at=clock.now(),
        object_type=part._meta.label_lower,
        silo=silo,
        how_many=len(keys),
        keys_digest=hashlib.sha256("\n".join(sorted(map(str, keys))).encode()).hexdigest(),
        rule=rule,
    )
    audit.record("records.deleted", proof, actor=System("delete-expired", silo), reason="retention")


def _rule(model: type[models.Model], part: type[models.Model], policy: KeptFor) -> str:
    rule = f"{policy.years} years after {policy.after}"
    return rule if part is model else f"with {model._meta.label_lower}, {rule}"
