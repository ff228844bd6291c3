"""What the database's constraints cannot say about the kernel; `khetene check` tells it in words, by key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from khetene.kernel import audit, clock
from khetene.kernel.actions.keys import encrypted_models, sealed_with_another_key
from khetene.kernel.database import every_row_of
from khetene.kernel.encryption import CannotOpen, current_key_id
from khetene.kernel.reads import overdue, silent_jobs, worker_is_late

DAYS_OF_GRACE = 2  # the deletion runs once a day


def problems() -> Iterator[str]:
    """One sentence per broken rule."""
    yield from audit.broken_links()
    yield from _late_deletions()
    yield from _silent_jobs()
    yield from unopenable_fields()


def _late_deletions() -> Iterator[str]:
    for name, how_many in overdue(clock.today() - timedelta(days=DAYS_OF_GRACE)):
        yield f"{how_many} of {name}: their time is over; run: khetene delete-expired"


def _silent_jobs() -> Iterator[str]:
    if worker_is_late():
        yield "tasks are waiting, but no worker takes them; run: khetene serve"
    for row in silent_jobs():
        yield f"task {row.pk}: it gave no sign since {row.seen_at:%Y-%m-%d %H:%M} UTC"


def unopenable_fields() -> Iterator[str]:
    """Opens one row of every table with encrypted fields: the keys fit this database, or they do not."""
    for model, names in encrypted_models():
        row = every_row_of(model).order_by("-pk").first()
        try:
            for name in names if row else []:
                getattr(row, name)
        except CannotOpen as problem:
            yield f"{model._meta.label}: {problem} Is FIELD_KEYS the key of this database?"


def fields_with_old_keys() -> Iterator[str]:
    """A note, not a problem: a rotation that was begun and not finished."""
    for model, names in encrypted_models():
        how_many = sealed_with_another_key(model, names).count()
        if how_many:
            yield f"{model._meta.label}: {how_many} not yet sealed with key {current_key_id()!r}; run: khetene rotate-keys"
