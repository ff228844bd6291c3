"""Scans of confirmations, the entries of a session, and its signature list to be printed."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from khetene.enrolments.models import ConfirmationScan, Delivery, OnScan
from khetene.enrolments.models.delivery import DeliveryQuerySet
from khetene.enrolments.reads.lists import visible
from khetene.enrolments.reads.page import delivery_rows
from khetene.enrolments.reads.rows import DeliveryRow
from khetene.files.storing import FileRow, Opened, file_row, opened
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.programmes import reads as programmes


@dataclass(frozen=True, slots=True)
class SessionEntry:
    """One person's line on a signature list."""

    enrolment_id: uuid.UUID
    key: str
    called: str
    row: DeliveryRow


@dataclass(frozen=True, slots=True)
class ScanPage:
    """A scan with the entries of it that the actor sees; `others` are people printed on it whom they do not see."""

    file: FileRow
    signed_on: date
    entries: list[SessionEntry]
    others: int


def session_of(delivery_id: uuid.UUID, *, actor: Actor) -> list[SessionEntry]:
    """The entry and those that were recorded together with it, as far as the actor sees them. Raises NotForYou."""
    entries = _seen(actor)
    delivery = entries.select_related("enrolment").filter(pk=delivery_id).order_by("pk").first()
    if delivery is None:
        raise NotForYou
    if delivery.together is None:
        return _entries(entries.filter(pk=delivery_id))
    same = {"together": delivery.together, "support": delivery.support, "given_on": delivery.given_on}
    return _entries(entries.filter(enrolment__programme=delivery.enrolment.programme, **same))


def printed_with(deliveries: Iterable[Delivery]) -> set[uuid.UUID]:
    """The participations that stand on the signature lists of these entries: everybody of the session as it was ever recorded.

    A corrected entry was printed with its first day, so its earlier versions count as well, and so do those struck out.
    """
    versions, newest = list(deliveries), list(deliveries)
    while newest:
        newest = list(Delivery.objects.filter(corrected_by__in=newest).order_by("pk"))
        versions += newest
    session = Q(pk__in=[row.pk for row in versions])
    for together, support, day in {(row.together, row.support, row.given_on) for row in versions if row.together}:
        session |= Q(together=together, support=support, given_on=day)
    return set(Delivery.objects.filter(session).order_by().values_list("enrolment_id", flat=True))


def are_seen(enrolment_ids: Collection[uuid.UUID], *, actor: Actor) -> bool:
    """Whether the actor sees every one of these participations."""
    return visible(actor).filter(pk__in=enrolment_ids).count() == len(enrolment_ids)


def is_shown(scan_id: uuid.UUID, *, actor: Actor) -> bool:
    """Whether the actor sees everybody who is printed on a scan; of whom nobody knows who is on it, nobody sees it."""
    printed = set(OnScan.objects.filter(scan_id=scan_id).order_by().values_list("enrolment_id", flat=True))
    return bool(printed) and are_seen(printed, actor=actor)


def scan_page(scan_id: uuid.UUID, *, actor: Actor) -> ScanPage:
    """Seen by whoever sees one of its entries. Raises NotForYou."""
    entries = _entries(_every_version_seen(actor).filter(scan_id=scan_id))
    if not entries:
        raise NotForYou
    scan = ConfirmationScan.objects.get(pk=scan_id)
    printed = OnScan.objects.filter(scan=scan)
    others = printed.exclude(enrolment__in=visible(actor)).count()
    return ScanPage(file_row(scan), scan.signed_on, entries, others)


def opened_scan(scan_id: uuid.UUID, *, actor: Actor) -> Opened:
    """The bytes, for whoever sees everybody on the list, also those whom it does not confirm. Raises NotForYou."""
    scan_page(scan_id, actor=actor)
    if not is_shown(scan_id, actor=actor):
        raise NotForYou
    return opened(ConfirmationScan.objects.get(pk=scan_id))


def _every_version_seen(actor: Actor) -> DeliveryQuerySet:
    return Delivery.objects.filter(enrolment__in=visible(actor))


def _seen(actor: Actor) -> DeliveryQuerySet:
    return Delivery.objects.counted().filter(enrolment__in=visible(actor))


def _entries(rows: DeliveryQuerySet) -> list[SessionEntry]:
    """Rows of one programme, which a signature list is about, with a fixed number of questions."""
    found = rows.select_related("enrolment__client").order_by("enrolment__key", "pk")
    whose = {row.pk: row.enrolment for row in found}
    if not whose:
        return []
    operation = programmes.operation(next(iter(whose.values())).programme)
    return [
        SessionEntry(whose[row.id].pk, whose[row.id].key, whose[row.id].client.called, row)
        for row in delivery_rows(found, operation)
    ]
