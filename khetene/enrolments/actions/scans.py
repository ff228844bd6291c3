"""Confirmation on paper: the scan of a signature list, for one entry or for all who were there."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from khetene.enrolments.actions.corrections import locked_delivery
from khetene.enrolments.actions.deliveries import refuse_future
from khetene.enrolments.enums import Confirmation, WhyTakenBack
from khetene.enrolments.errors import (
    AlreadyScanned,
    DayNotPossible,
    NotEverybodySeen,
    NothingToConfirm,
    SayWhyTakenBack,
)
from khetene.enrolments.models import ConfirmationScan, Delivery, Enrolment, OnScan
from khetene.enrolments.reads.scans import is_shown, printed_with, seen_of
from khetene.enrolments.rules import takes_a_scan
from khetene.files import storing
from khetene.kernel import audit
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.programmes import reads as programmes


@transaction.atomic
def confirm_on_paper(
    delivery_ids: Sequence[uuid.UUID], *, on: date, given: storing.Given, only_seen: bool = False, actor: Actor
) -> ConfirmationScan:
    """The clients signed this list on the day `on`: all entries that it covers are confirmed, or none.

    A list names everybody of the session, also those who did not sign, so only who sees them all brings it. Who sees
    some prints a sheet that holds just these, and says so of its scan: `only_seen`.
    Raises NothingToConfirm, AlreadyScanned, DayNotPossible, NotEverybodySeen, files.errors.FileRefused.
    """
    refuse_future(on)
    locked = [locked_delivery(delivery_id, actor) for delivery_id in sorted(set(delivery_ids))]
    if not locked:
        raise NothingToConfirm
    for delivery, enrolment in locked:
        _refuse_scan(delivery, enrolment, on)
    session = printed_with([delivery for delivery, _enrolment in locked])
    printed = seen_of(session, actor=actor)
    if printed != session and not only_seen:
        raise NotEverybodySeen
    scan = ConfirmationScan(organisation_id=actor.organisation_key, signed_on=on)
    storing.store(scan, given, actor=actor)
    OnScan.objects.bulk_create(OnScan(scan=scan, enrolment_id=key) for key in sorted(printed))
    audit.record("confirmation_scan.added", scan, actor=actor)
    for delivery, enrolment in locked:
        delivery.confirmation, delivery.confirmed_on, delivery.scan = Confirmation.PAPER, on, scan
        delivery.save(update_fields=["confirmation", "confirmed_on", "scan"])
        audit.record("delivery.confirmed", delivery, actor=actor, case=enrolment.case_id)
    return scan


def _refuse_scan(delivery: Delivery, enrolment: Enrolment, on: date) -> None:
    is_newest = not Delivery.objects.filter(corrects=delivery).exists()
    if not is_newest or delivery.struck or not takes_a_scan(delivery.confirmation, _asks(delivery, enrolment)):
        raise NothingToConfirm
    if delivery.scan_id is not None:
        raise AlreadyScanned
    if on < delivery.given_on:
        raise DayNotPossible(_("A support is confirmed when it was given, not before."))


def _asks(delivery: Delivery, enrolment: Enrolment) -> str:
    support = programmes.operation(enrolment.programme).support(delivery.support)
    return support.confirm if support else "none"


@transaction.atomic
def remove_scan(scan_id: uuid.UUID, *, why: str, actor: Actor) -> uuid.UUID:
    """The scan goes with its bytes, and what it confirmed is as it was before: it waits for a signature, or nobody asks for one.

    Returns the key of one participation that it was about. Only who sees everybody on it removes it. Raises SayWhyTakenBack.
    """
    if not is_shown(scan_id, actor=actor):
        raise NotForYou
    covered = list(Delivery.objects.filter(scan_id=scan_id).order_by("pk").values_list("pk", flat=True))
    if not covered:
        raise NotForYou
    locked = [locked_delivery(delivery_id, actor) for delivery_id in covered]
    if why not in WhyTakenBack.values:
        raise SayWhyTakenBack
    for delivery, enrolment in locked:
        before = Confirmation.WAITING if _asks(delivery, enrolment) == "client" else Confirmation.NOT_ASKED
        delivery.confirmation, delivery.confirmed_on, delivery.scan = before, None, None
        delivery.save(update_fields=["confirmation", "confirmed_on", "scan"])
        audit.record("delivery.confirmation_taken_back", delivery, actor=actor, case=enrolment.case_id, reason=why)
    scan = ConfirmationScan.objects.select_for_update(of=("self",)).get(pk=scan_id)
    audit.record("confirmation_scan.removed", scan, actor=actor, reason=why)
    scan.delete()
    return locked[0][1].pk
