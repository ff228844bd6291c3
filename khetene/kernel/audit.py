"""The audit trail: one chain of entries per silo, each tied to the one before it by a digest.

The database moves the head of a chain when an entry is added, and refuses an entry that does not follow it (migration 0003).
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import Min, Sum

from khetene.kernel import clock
from khetene.kernel.actor import Actor, Doer
from khetene.kernel.database import declared_write
from khetene.kernel.models import AuditEntry, AuditHead, DeletionProof
from khetene.kernel.statements import kept

NO_SILO = uuid.UUID(int=0)
_CHAINED = [
    "id",
    "silo",
    "position",
    "at",
    "user",
    "membership",
    "organisation",
    "system_task",
    "verb",
    "object_type",
    "object",
    "case",
    "reason",
]


def record(
    verb: str,
    thing: models.Model,
    *,
    actor: Doer,
    silo: uuid.UUID | None = None,
    case: uuid.UUID | None = None,
    reason: str = "",
) -> AuditEntry:
    """Add an entry to the chain of `silo` (default: the actor's organisation) inside the caller's transaction.

    `reason` is a code (`own_case`, `supervision`, …), never free text.
    """
    with transaction.atomic(savepoint=False):
        head = _locked_head(silo or actor.organisation_key or NO_SILO)
        entry = AuditEntry(
            silo=head.silo,
            position=head.position + 1,
            at=clock.now(),
            verb=verb,
            object_type=thing._meta.label_lower,
            object=thing.pk,
            case=case,
            reason=reason,
            previous_digest=head.digest,
            **_doer_fields(actor),
        )
        entry.digest = digest_of(entry)
        entry.save(force_insert=True)
    return entry


def record_opening(thing: models.Model, *, actor: Actor, case: uuid.UUID | None, reason: str) -> AuditEntry:
    """Write down that somebody looked, also from a page that may not write anything else."""
    with declared_write():
        return record(f"{thing._meta.model_name}.opened", thing, actor=actor, case=case, reason=reason)


def digest_of(entry: AuditEntry) -> str:
    """SHA-256 over the entry's fields and the digest of the entry before it."""
    fields = {name: _plain(getattr(entry, name)) for name in _CHAINED}
    text = json.dumps([entry.previous_digest, fields], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def broken_links() -> Iterator[str]:
    """One sentence for every place where a chain was altered, cut or extended behind the product's back."""
    for head in AuditHead.objects.order_by("silo"):
        yield from _broken_links_of(head)


def removable(silo: uuid.UUID, on: date) -> models.QuerySet[AuditEntry]:
    """Entries of a chain whose time has come, from its beginning only: a chain never has a hole."""
    entries = AuditEntry.objects.filter(silo=silo).order_by("position")
    first_kept = AuditEntry.retention.not_expired(entries, on).aggregate(first=Min("position"))["first"]
    return entries if first_kept is None else entries.filter(position__lt=first_kept)


def _broken_links_of(head: AuditHead) -> Iterator[str]:
    """The chain begins where the proofs of deletion say that it was cut when its time had come."""
    last = _proved_deletions(head.silo)
    digest = None if last else ""
    for entry in AuditEntry.objects.filter(silo=head.silo).order_by("position").iterator(chunk_size=2000):
        where = f"audit trail of {head.silo}, entry {entry.position}"
        if entry.digest != digest_of(entry):
            yield f"{where}: the entry was altered"
        if entry.position != last + 1 or digest not in (entry.previous_digest, None):
            yield f"{where}: an entry before it was removed or altered"
        last, digest = entry.position, entry.digest
    if last != head.position or digest not in (head.digest, None):
        yield f"audit trail of {head.silo}: its last entries were removed"


def _proved_deletions(silo: uuid.UUID) -> int:
    proofs = DeletionProof.objects.filter(object_type=AuditEntry._meta.label_lower, silo=silo)
    return proofs.aggregate(all=Sum("how_many"))["all"] or 0


def _locked_head(silo: uuid.UUID) -> AuditHead:
    if head := next(iter(_head(silo)), None):
        return head
    AuditHead.objects.bulk_create([AuditHead(silo=silo)], ignore_conflicts=True)
    return _head(silo)[0]


@kept
def _head(silo: uuid.UUID) -> models.QuerySet[AuditHead]:
    return AuditHead.objects.select_for_update(of=("self",)).filter(silo=silo).order_by("silo")


def _doer_fields(actor: Doer) -> dict[str, Any]:
    if isinstance(actor, Actor):
        return {
            "user": actor.user_key,
            "membership": actor.membership_key,
            "organisation": actor.organisation_key,
        }
    return {"system_task": actor.task, "organisation": actor.organisation_key}


def _plain(value: Any) -> Any:
    if isinstance(value, uuid.UUID):
        return str(value)
    return value.isoformat(timespec="microseconds") if hasattr(value, "isoformat") else value
