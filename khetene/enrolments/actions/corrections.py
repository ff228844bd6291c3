"""What was written stays: a correction is a new entry with its reason; a confirmation is added once."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from khetene.enrolments.actions._steps import locked
from khetene.enrolments.actions.deliveries import delivery_of, refuse_future, refused
from khetene.enrolments.enums import Confirmation, WhyAsked
from khetene.enrolments.errors import AlreadyCorrected, DayNotPossible, DeliveryRefused, NothingToConfirm
from khetene.enrolments.ledger import Ledger, given_of
from khetene.enrolments.models import Delivery, Enrolment
from khetene.kernel import audit
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.programmes.operations.limits import Given


@transaction.atomic
def correct_delivery(
    delivery_id: uuid.UUID,
    *,
    reason: str,
    on: date,
    quantity: Decimal,
    cents: int,
    given_as: str = "",
    giver: str = "",
    strike: bool = False,
    actor: Actor,
) -> Delivery:
    """Put a corrected entry beside the old one, or strike it out. Raises AlreadyCorrected, DeliveryRefused."""
    old, enrolment = locked_delivery(delivery_id, actor)
    if Delivery.objects.filter(corrects=old).exists():
        raise AlreadyCorrected
    if not reason.strip():
        raise DeliveryRefused(_("Say why it is corrected."), field="reason")
    refuse_future(on)
    new = given_of(old) if strike else Given(old.support, on, quantity, cents, given_as)
    ledger = Ledger.of([enrolment], why=WhyAsked.DELIVERY, actor=actor)
    ledger.add(enrolment, given_of(old), times=-1)
    problems = [] if strike else refused(ledger, enrolment, new, actor)
    if problems:
        raise DeliveryRefused(" ".join(problem.sentence for problem in problems))
    corrected = delivery_of(enrolment, ledger.operations[enrolment.programme], new, giver=giver, actor=actor)
    corrected.corrects, corrected.reason, corrected.struck = old, reason, strike
    corrected.together = old.together
    if strike:
        corrected.confirmation = Confirmation.NOT_ASKED
    corrected.full_clean()
    corrected.save(force_insert=True)
    audit.record("delivery.struck" if strike else "delivery.corrected", corrected, actor=actor, case=enrolment.case_id)
    return corrected


@transaction.atomic
def confirm_delivery(delivery_id: uuid.UUID, *, how: str, on: date, actor: Actor) -> Delivery:
    """The client confirmed what they were given, on paper or on screen; once. Raises NothingToConfirm."""
    delivery, enrolment = locked_delivery(delivery_id, actor)
    if delivery.confirmation != Confirmation.WAITING or Delivery.objects.filter(corrects=delivery).exists():
        raise NothingToConfirm
    refuse_future(on)
    if on < delivery.given_on:
        raise DayNotPossible(_("A support is confirmed when it was given, not before."))
    delivery.confirmation, delivery.confirmed_on = Confirmation(how), on
    delivery.full_clean(exclude=["enrolment"])
    delivery.save(update_fields=["confirmation", "confirmed_on"])
    audit.record("delivery.confirmed", delivery, actor=actor, case=enrolment.case_id)
    return delivery


def locked_delivery(delivery_id: uuid.UUID, actor: Actor) -> tuple[Delivery, Enrolment]:
    """An entry with its participation, its case locked. Raises NotForYou."""
    enrolment_id = Delivery.objects.filter(pk=delivery_id).values_list("enrolment_id", flat=True).first()
    if enrolment_id is None:
        raise NotForYou
    enrolment, _operation = locked(enrolment_id, actor)
    delivery = Delivery.objects.select_for_update(of=("self",)).get(pk=delivery_id)
    return delivery, enrolment
