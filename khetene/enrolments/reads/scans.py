"""Scans of confirmations, the entries that a sheet is for, and the sheet itself to be printed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from khetene.enrolments.enums import Confirmation
from khetene.enrolments.models import ConfirmationScan, Delivery
from khetene.enrolments.models.delivery import DeliveryQuerySet
from khetene.enrolments.reads.lists import visible
from khetene.enrolments.reads.page import delivery_rows
from khetene.enrolments.reads.rows import DeliveryRow
from khetene.files.storing import FileRow, Opened, file_row, opened
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.programmes import reads as programmes


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One person's line on a sheet of confirmations."""

    enrolment_id: uuid.UUID
    key: str
    called: str
    row: DeliveryRow


@dataclass(frozen=True, slots=True)
class ScanPage:
    """A scan with the entries of it that the actor sees; `others` are those that they do not."""

    file: FileRow
    signed_on: date
    entries: list[SheetEntry]
    others: int


def session_of(delivery_id: uuid.UUID, *, actor: Actor) -> list[SheetEntry]:
    """The entry and those that were recorded together with it, as far as the actor sees them. Raises NotForYou."""
    entries = _seen(actor)
    delivery = entries.filter(pk=delivery_id).order_by("pk").first()
    if delivery is None:
        raise NotForYou
    if delivery.together is None:
        return _entries(entries.filter(pk=delivery_id))
    same = {"together": delivery.together, "support": delivery.support, "given_on": delivery.given_on}
    return _entries(entries.filter(**same))


def may_join_a_scan(entry: SheetEntry) -> bool:
    """Whether a scanned sheet can confirm this entry."""
    return entry.row.confirmation in (Confirmation.WAITING, Confirmation.PAPER) and entry.row.scan_id is None


def scan_page(scan_id: uuid.UUID, *, actor: Actor) -> ScanPage:
    """Seen by whoever sees one of its entries. Raises NotForYou."""
    entries = _entries(_every_version_seen(actor).filter(scan_id=scan_id))
    if not entries:
        raise NotForYou
    scan = ConfirmationScan.objects.get(pk=scan_id)
    others = Delivery.objects.filter(scan_id=scan_id).count() - len(entries)
    return ScanPage(file_row(scan), scan.signed_on, entries, others)


def opened_scan(scan_id: uuid.UUID, *, actor: Actor) -> Opened:
    """The bytes, for whoever sees every entry on the sheet: it names all of these people. Raises NotForYou."""
    if scan_page(scan_id, actor=actor).others:
        raise NotForYou
    return opened(ConfirmationScan.objects.get(pk=scan_id))


def _every_version_seen(actor: Actor) -> DeliveryQuerySet:
    return Delivery.objects.filter(enrolment__in=visible(actor))


def _seen(actor: Actor) -> DeliveryQuerySet:
    return Delivery.objects.counted().filter(enrolment__in=visible(actor))


def _entries(rows: DeliveryQuerySet) -> list[SheetEntry]:
    """Rows of one programme, which a sheet is about, with a fixed number of questions."""
    found = rows.select_related("enrolment__client").order_by("enrolment__key", "pk")
    whose = {row.pk: row.enrolment for row in found}
    if not whose:
        return []
    operation = programmes.operation(next(iter(whose.values())).programme)
    return [
        SheetEntry(whose[row.id].pk, whose[row.id].key, whose[row.id].client.called, row)
        for row in delivery_rows(found, operation)
    ]
