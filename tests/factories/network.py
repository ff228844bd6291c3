"""Bodies with seats, kept by a coordinator; made through the actions."""

from __future__ import annotations

from datetime import date
from typing import Any

import factory

from khetene.accounts.models import Membership
from khetene.network import actions
from khetene.network.models import Body, Holder, Person, Seat
from tests.factories.accounts import actor_of

TODAY = date(2026, 11, 20)


class BodyFactory(factory.django.DjangoModelFactory[Body]):
    """Say organisation=…: a body has a keeper."""

    class Meta:
        model = Body

    slug = factory.Sequence(lambda number: f"tikls-{number}")
    name = factory.LazyFunction(lambda: {"lv": "Ekspertu tīkls", "en": "Expert network"})
    kind = "experts"
    seen_by = "at_work"


def seat_in(body: Body, by: Membership, begins: date = TODAY, **more: Any) -> Seat:
    """A general seat from today, unless something else is named."""
    fields = {"field": "general", "role": "member", **more}
    return actions.open_seat(body.pk, begins=begins, actor=actor_of(by), **fields)


def known(by: Membership, name: str = "Vija Ēriksone", **more: Any) -> Person:
    fields = {"email": "vija@example.org", "may_be_listed": True, **more}
    return actions.add_person(name=name, actor=actor_of(by), **fields)


def asked_into(seat: Seat, person: Person, by: Membership, begins: date = TODAY, **more: Any) -> Holder:
    return actions.ask_into_seat(seat.pk, person_id=person.pk, begins=begins, actor=actor_of(by), **more)


def holds(seat: Seat, person: Person, by: Membership, **more: Any) -> Holder:
    """Asked and confirmed on the same day."""
    holder = asked_into(seat, person, by, **more)
    return actions.answer_invitation(holder.pk, confirmed=True, actor=actor_of(by))
