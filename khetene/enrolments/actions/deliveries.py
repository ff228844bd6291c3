"""Giving support: to one participant, or to a whole group at once; all or nothing."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khetene.enrolments.actions._steps import locked
from khetene.enrolments.enums import Confirmation, Phase, WhyAsked
from khetene.enrolments.errors import DayNotPossible, DeliveryRefused
from khetene.enrolments.ledger import Ledger, covered
from khetene.enrolments.models import Delivery, Enrolment
from khetene.enrolments.models.delivery import month_number
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.ids import new_key
from khetene.programmes.operations.definition import Operation, Support
from khetene.programmes.operations.limits import Given, Refusal

HAD_STARTED = (Phase.RUNNING, Phase.ENDED)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one participant of a group received, where it differs from the others."""

    enrolment_id: uuid.UUID
    quantity: Decimal
    cents: int = 0


@transaction.atomic
def give_support(
    enrolment_id: uuid.UUID,
    *,
    support: str,
    on: date,
    quantity: Decimal = Decimal(0),
    cents: int = 0,
    given_as: str = "",
    giver: str = "",
    actor: Actor,
) -> Delivery:
    """Record one support. Raises DeliveryRefused with every reason and how much is left."""
    enrolment, _operation = locked(enrolment_id, actor)
    refuse_future(on)
    ledger = Ledger.of([enrolment], why=WhyAsked.DELIVERY, actor=actor)
    new = Given(support, on, quantity, cents, given_as)
    problems = refused(ledger, enrolment, new, actor)
    if problems:
        raise DeliveryRefused(" ".join(problem.sentence for problem in problems))
    delivery = delivery_of(enrolment, ledger.operations[enrolment.programme], new, giver=giver, actor=actor)
    delivery.full_clean()
    delivery.save(force_insert=True)
    audit.record("delivery.given", delivery, actor=actor, case=enrolment.case_id)
    return delivery


@transaction.atomic
def give_together(
    entries: Sequence[Entry], *, support: str, on: date, given_as: str = "", giver: str = "", actor: Actor
) -> list[Delivery]:
    """Record the same support for a group; when one entry is refused nothing is kept. Raises DeliveryRefused."""
    refuse_future(on)
    if not entries:
        raise DeliveryRefused(_("Choose at least one participant."))
    by_case = sorted(entries, key=lambda entry: entry.enrolment_id)
    enrolments = [locked(entry.enrolment_id, actor)[0] for entry in by_case]
    ledger = Ledger.of(enrolments, why=WhyAsked.DELIVERY, actor=actor)
    batch, made, problems = new_key(), [], []
    for entry, enrolment in zip(by_case, enrolments, strict=True):
        new = Given(support, on, entry.quantity, entry.cents, given_as)
        against = refused(ledger, enrolment, new, actor)
        problems += [f"{enrolment.key}: {problem.sentence}" for problem in against]
        if not against:
            ledger.add(enrolment, new)
            operation = ledger.operations[enrolment.programme]
            made.append(delivery_of(enrolment, operation, new, giver=giver, together=batch, actor=actor))
    if problems:
        raise DeliveryRefused(" ".join(problems))
    for delivery in made:
        delivery.save(force_insert=True)
        audit.record("delivery.given", delivery, actor=actor, case=delivery.enrolment.case_id)
    return made


def refuse_future(on: date) -> None:
    if on > clock.today():
        raise DayNotPossible(_("This day has not come yet."))


def refused(ledger: Ledger, enrolment: Enrolment, new: Given, actor: Actor) -> list[Refusal]:
    """What the state of the participation and the ledger say against it."""
    if enrolment.phase not in HAD_STARTED:
        return [Refusal("stage", _("In the present stage no support is given."))]
    return ledger.ask(enrolment, new, actor=actor)


def delivery_of(
    enrolment: Enrolment,
    operation: Operation,
    new: Given,
    *,
    giver: str = "",
    together: uuid.UUID | None = None,
    actor: Actor,
) -> Delivery:
    """A delivery as it is kept, not saved yet; the support is one of the operation."""
    support = operation.support(new.support)
    assert support is not None
    values = delivery_values(together=together, at=clock.now(), actor=actor) | given_values(support, new)
    by = values.pop("recorded_by")
    return Delivery(**values | {"enrolment": enrolment, "giver": giver or None, "recorded_by_id": by})


def given_values(support: Support, new: Given) -> dict[str, Any]:
    """What a delivery says about the support given, by the names of its fields."""
    first, last = covered(support, new.on)
    return {
        "support": support.id,
        "need": support.need,
        "kind": support.kind,
        "unit": support.unit,
        "given_on": new.on,
        "month": month_number(new.on),
        "covers_from": first,
        "covers_to": last,
        "quantity": new.quantity,
        "cents": new.cents,
        "given_as": new.given_as,
        "confirmation": Confirmation.WAITING if support.confirm == "client" else Confirmation.NOT_ASKED,
    }


def delivery_values(*, together: uuid.UUID | None, at: datetime, actor: Actor) -> dict[str, Any]:
    """What every new delivery of one entry has in common."""
    nothing_yet = dict.fromkeys(("giver", "confirmed_on", "corrects", "reason", "scan"))
    entered = {"struck": False, "together": together, "recorded_by": actor.membership_key, "recorded_at": at}
    return nothing_yet | entered
