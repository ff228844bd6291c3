"""Whom a survey asks: those who hold the seats of a body, or those of one gathering, as they are on that day."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from khetene.gatherings import reads as gatherings
from khetene.gatherings.enums import Reply
from khetene.gatherings.sectors import sector_of
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.network import reads as network
from khetene.network.models import Holder
from khetene.surveys.enums import Moment


@dataclass(frozen=True, slots=True)
class Whom:
    """Somebody to be asked, with the sector and the place for which they speak."""

    name: str
    email: str
    sector: str = ""
    place: str = ""


def of_gathering(gathering_id: uuid.UUID, moment: str, *, actor: Actor) -> list[Whom]:
    """Before: all who did not refuse. After: all who were there. Who stands on two rows is asked once by one address."""
    rows = gatherings.participants(gathering_id, actor=actor)
    wanted = [row for row in rows if (row.days if moment == Moment.AFTER else row.reply != Reply.DECLINED)]
    return _once(Whom(row.name, row.email, row.sector, row.place) for row in wanted if row.name)


def of_body(body_id: uuid.UUID, *, actor: Actor) -> list[Whom]:
    """Everybody who holds a seat today; a substitute is not asked beside the member. Raises NotForYou."""
    body = network.body_to_address(body_id, actor=actor)
    held = Holder.objects.confirmed().in_force_on(clock.today()).filter(seat__body=body, person__isnull=False)
    rows = held.filter(is_substitute=False).select_related("person", "represents", "seat__territory").order_by("pk")
    return _once(_holder(row) for row in rows)


def _holder(row: Holder) -> Whom:
    assert row.person is not None
    place = row.seat.territory.name if row.seat.territory else ""
    return Whom(row.person.name, row.person.email, str(sector_of(row.represents)), place)


def _once(people: Iterable[Whom]) -> list[Whom]:
    found: dict[str, Whom] = {}
    for number, one in enumerate(people):
        found.setdefault(one.email.strip().lower() or f"without an address {number}", one)
    return list(found.values())
