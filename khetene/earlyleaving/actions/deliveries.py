"""Support that was given: consultations that the pupil confirmed, and expenses with their documents."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from khetene.earlyleaving.actions._shared import own_plan
from khetene.earlyleaving.enums import Group, State
from khetene.earlyleaving.errors import (
    ConfirmationMissing,
    DayNotPossible,
    DocumentMissing,
    MoreThanPlanned,
    PlanIsNotUnderWay,
    RemoteNeedsOrder,
)
from khetene.earlyleaving.models import Delivery, Support
from khetene.earlyleaving.money import whole_cents
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.numbers import amount, euros_of_cents
from khetene.kernel.translated import short_day


@transaction.atomic
def note_delivery(
    support_id: uuid.UUID,
    *,
    given_on: date,
    quantity: Decimal,
    cents: int | None = None,
    remote: bool = False,
    order_number: str = "",
    confirmed_on: date | None = None,
    signature: str = "",
    document: str = "",
    actor: Actor,
) -> Delivery:
    """Note a confirmed consultation, or an expense; a consultation costs its hours at the planned price.

    Raises NotForYou, PlanIsNotUnderWay, DayNotPossible, MoreThanPlanned, ConfirmationMissing, RemoteNeedsOrder,
    DocumentMissing.
    """
    support = _locked_support(support_id, actor)
    is_consultation = support.group == Group.CONSULTATIVE
    _refuse_day(support, given_on)
    delivery = Delivery(
        support=support,
        is_consultation=is_consultation,
        given_on=given_on,
        quantity=quantity,
        cents=whole_cents(quantity, support.unit_cents) if is_consultation or cents is None else cents,
        remote=remote and is_consultation,
        order_number=order_number if remote and is_consultation else "",
        confirmed_on=confirmed_on if is_consultation else None,
        signature=signature if is_consultation else "",
        document="" if is_consultation else document,
        by_id=actor.membership_key,
        noted_at=clock.now(),
    )
    _refuse_without_proof(delivery)
    _refuse_too_much(support, delivery)
    delivery.full_clean()
    delivery.save(force_insert=True)
    audit.record("support.given", delivery, actor=actor)
    return delivery


def _locked_support(support_id: uuid.UUID, actor: Actor) -> Support:
    """The support of a plan that is under way; its plan is locked first. Raises NotForYou, PlanIsNotUnderWay."""
    support = Support.objects.filter(pk=support_id).first()
    if support is None:
        raise NotForYou
    plan = own_plan(support.plan_id, actor)
    if plan.state != State.UNDER_WAY:
        raise PlanIsNotUnderWay
    support.plan = plan
    return support


def _refuse_day(support: Support, given_on: date) -> None:
    if given_on > clock.today():
        raise DayNotPossible(_("This day has not come yet."))
    first = max(support.begins, support.plan.started_on or support.begins)
    if not first <= given_on <= support.ends:
        said = {"first": short_day(first), "last": short_day(support.ends)}
        raise DayNotPossible(_("This support is given from %(first)s to %(last)s.") % said)


def _refuse_without_proof(delivery: Delivery) -> None:
    if not delivery.is_consultation:
        if not delivery.document.strip():
            raise DocumentMissing
        return
    if delivery.remote and (not delivery.order_number.strip() or delivery.confirmed_on != delivery.given_on):
        raise RemoteNeedsOrder
    if delivery.confirmed_on is None or not delivery.signature:
        raise ConfirmationMissing
    if not delivery.given_on <= delivery.confirmed_on <= clock.today():
        raise ConfirmationMissing


def _refuse_too_much(support: Support, delivery: Delivery) -> None:
    counted = Delivery.objects.that_count().filter(support=support)
    before = counted.aggregate(quantity=Sum("quantity"), cents=Sum("cents"))
    left = support.quantity - (before["quantity"] or 0)
    if delivery.quantity > left:
        raise MoreThanPlanned(_("Only %(left)s is left of what was planned.") % {"left": amount(left)})
    cents_left = support.cents - (before["cents"] or 0)
    if delivery.cents > cents_left:
        said = {"left": euros_of_cents(cents_left)}
        raise MoreThanPlanned(_("Only %(left)s is left of what was planned.") % said, field="cents")


@transaction.atomic
def take_back_delivery(delivery_id: uuid.UUID, *, actor: Actor) -> Delivery:
    """It was noted by mistake: it counts no more, and stays to be seen. Raises NotForYou, PlanIsNotUnderWay."""
    delivery = Delivery.objects.that_count().filter(pk=delivery_id).first()
    if delivery is None:
        raise NotForYou
    delivery.support = _locked_support(delivery.support_id, actor)
    delivery.taken_back_on = clock.today()
    delivery.save(update_fields=["taken_back_on"])
    audit.record("support.taken_back", delivery, actor=actor)
    return delivery
