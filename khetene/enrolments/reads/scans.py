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
from khetene.enrolments.reads.page import delivery_rows, with_its_writer
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
    """A scan with the entries of it that the actor sees; `others` are people printed on it whom they do not see.

    `is_shown`: whether they get the file. Of whom nobody knows who is on it, nobody does.
    """

    file: FileRow
    signed_on: date
    entries: list[SessionEntry]
    others: int
    is_shown: bool


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


def seen_of(enrolment_ids: Collection[uuid.UUID], *, actor: Actor) -> set[uuid.UUID]:
    """Those of these participations that the actor sees."""
    return set(visible(actor).filter(pk__in=enrolment_ids).order_by().values_list("pk", flat=True))


def sees_whole_session(delivery_id: uuid.UUID, *, actor: Actor) -> bool:
    """Whether the sheet that the actor prints of a session holds everybody who was there."""
    printed = printed_with(Delivery.objects.filter(pk=delivery_id))
    return seen_of(printed, actor=actor) == printed


def is_shown(scan_id: uuid.UUID, *, actor: Actor) -> bool:
    """Whether the actor sees everybody who is printed on a scan; of whom nobody knows who is on it, nobody sees it."""
    printed = _printed_on(scan_id)
    return bool(printed) and seen_of(printed, actor=actor) == printed


def scan_page(scan_id: uuid.UUID, *, actor: Actor) -> ScanPage:
    """Seen by whoever sees one of its entries. Raises NotForYou."""
    entries = _entries(_every_version_seen(actor).filter(scan_id=scan_id))
    if not entries:
        raise NotForYou
    scan = ConfirmationScan.objects.get(pk=scan_id)
    printed = _printed_on(scan_id)
    others = len(printed - seen_of(printed, actor=actor))
    return ScanPage(file_row(scan), scan.signed_on, entries, others, is_shown=bool(printed) and not others)


def opened_scan(scan_id: uuid.UUID, *, actor: Actor) -> Opened:
    """The bytes, for whoever sees everybody on the list, also those whom it does not confirm. Raises NotForYou."""
    if not scan_page(scan_id, actor=actor).is_shown:
        raise NotForYou
    return opened(ConfirmationScan.objects.get(pk=scan_id))


def _printed_on(scan_id: uuid.UUID) -> set[uuid.UUID]:
    return set(OnScan.objects.filter(scan_id=scan_id).order_by().values_list("enrolment_id", flat=True))


def _every_version_seen(actor: Actor) -> DeliveryQuerySet:
    return Delivery.objects.filter(enrolment__in=visible(actor))


def _seen(actor: Actor) -> DeliveryQuerySet:
    return Delivery.objects.counted().filter(enrolment__in=visible(actor))


def _entries(rows: DeliveryQuerySet) -> list[SessionEntry]:
    """Rows of one programme, which a signature list is about, with a fixed number of questions."""
    found = with_its_writer(rows.select_related("enrolment__client")).order_by("enrolment__key", "pk")
    whose = {row.pk: row.enrolment for row in found}
    if not whose:
        return []
    operation = programmes.operation(next(iter(whose.values())).programme)
    return [
        SessionEntry(whose[row.id].pk, whose[row.id].key, whose[row.id].client.called, row)
        for row in delivery_rows(found, operation)
    ]
