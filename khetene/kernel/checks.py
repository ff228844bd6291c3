"""What the database's constraints cannot say about the kernel; `khetene check` tells it in words, by key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from khetene.kernel import audit, clock
from khetene.kernel.actions.keys import encrypted_models, sealed_with_another_key, wrapped_with_another_key
from khetene.kernel.actions.renewing import sealed_tables
from khetene.kernel.data_keys import KeyDestroyed, silo_path, unwrapped
from khetene.kernel.database import every_row_of
from khetene.kernel.encryption import CannotOpen, current_key_id
from khetene.kernel.models import DataKey
from khetene.kernel.reads import overdue, silent_jobs, worker_is_late

DAYS_OF_GRACE = 2  # the deletion runs once a day


def problems() -> Iterator[str]:
    """One sentence per broken rule."""
    yield from audit.broken_links()
    yield from _late_deletions()
    yield from _silent_jobs()
    yield from unopenable_fields()
    yield from _sealed_with_what_is_gone()


def _late_deletions() -> Iterator[str]:
    for name, how_many in overdue(clock.today() - timedelta(days=DAYS_OF_GRACE)):
        yield f"{how_many} of {name}: their time is over; run: khetene delete-expired"


def _silent_jobs() -> Iterator[str]:
    if worker_is_late():
        yield "tasks are waiting, but no worker takes them; run: khetene serve"
    for row in silent_jobs():
        yield f"task {row.pk}: it gave no sign since {row.seen_at:%Y-%m-%d %H:%M} UTC; run: khetene jobs"


def unopenable_fields() -> Iterator[str]:
    """Opens every silo's key and one row of every table: the keys fit this database, or they do not."""
    yield from _unopenable_silos()
    for model, names in encrypted_models():
        row = every_row_of(model).order_by("-pk").first()
        try:
            for name in names if row else []:
                getattr(row, name)
        except KeyDestroyed:
            continue  # a backup from before its silo ended was restored; `delete-expired` takes the rest away
        except CannotOpen as problem:
            yield f"{model._meta.label}: {problem} Is FIELD_KEYS the key of this database?"


def _unopenable_silos() -> Iterator[str]:
    for row in DataKey.objects.filter(destroyed_at=None).order_by("pk"):
        try:
            unwrapped(row)
        except CannotOpen as problem:
            yield f"kernel.DataKey of silo {row.silo}: {problem} Is FIELD_KEYS the key of this database?"


def _sealed_with_what_is_gone() -> Iterator[str]:
    """A key that was replaced and destroyed seals nothing any more: asked of every table."""
    gone = list(DataKey.objects.filter(replaced_at__isnull=False, destroyed_at__isnull=False).order_by("pk"))
    for table in sealed_tables() if gone else ():
        if how_many := table.sealed_with(*gone).count():
            yield f"{table.model._meta.label}: {how_many} sealed with a key that was replaced and destroyed"


def renewals_under_way() -> Iterator[str]:
    """A note: what the keys still seal that are being replaced."""
    for key in DataKey.objects.filter(replaced_at__isnull=False, destroyed_at=None).order_by("pk"):
        how_many = sum(table.sealed_with(key).count() for table in sealed_tables())
        since = f"replaced since {key.replaced_at:%Y-%m-%d %H:%M} UTC"
        yield f"key of silo {key.silo}: {since}, {how_many} not yet sealed anew; run: khetene silo-keys renew {key.silo}"


def fields_with_old_keys() -> Iterator[str]:
    """A note, not a problem: a rotation that was begun and not finished."""
    if how_many := wrapped_with_another_key().count():
        yield f"kernel.DataKey: {how_many} not yet wrapped with key {current_key_id()!r}; run: khetene rotate-keys"
    for model, names in encrypted_models():
        how_many = sealed_with_another_key(model, names).count()
        if how_many:
            key = "the key of their silo" if silo_path(model) else f"key {current_key_id()!r}"
            yield f"{model._meta.label}: {how_many} not yet sealed with {key}; run: khetene rotate-keys"
