"""Who was there: noted by the organiser, at the door with a phone, or online by the link in the letter."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from khetene.gatherings.actions.planning import locked
from khetene.gatherings.door import is_code
from khetene.gatherings.enums import PresenceSource
from khetene.gatherings.errors import DayOutside, NotOnlineNow
from khetene.gatherings.models import Gathering, Participation, Presence
from khetene.gatherings.queue import row_with_address
from khetene.gatherings.rules import is_on_today, is_online_now
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor, Doer, System
from khetene.kernel.errors import NotForYou


@transaction.atomic
def note_presence(
    gathering_id: uuid.UUID,
    *,
    day: date,
    participation_ids: Iterable[uuid.UUID],
    stood: Iterable[uuid.UUID] | None = None,
    source: str = PresenceSource.TICKED,
    actor: Actor,
) -> int:
    """These were there on this day; a presence that was seen in another way keeps how. Raises DayOutside.

    `stood` are those that were ticked when the page was opened: who signed in meanwhile is not taken back by a page that
    did not know it. Without it everybody else was not there.
    """
    gathering = locked(gathering_id, actor)
    if day not in gathering.days or day > clock.today():
        raise DayOutside
    there = set(gathering.participations.filter(pk__in=list(participation_ids)).values_list("pk", flat=True))
    noted = Presence.objects.filter(participation__gathering=gathering, day=day)
    gone = noted.exclude(participation__in=there)
    (gone if stood is None else gone.filter(participation__in=list(stood))).delete()
    known = set(noted.values_list("participation_id", flat=True))
    Presence.objects.bulk_create(Presence(participation_id=key, day=day, source=source) for key in there - known)
    audit.record("presence.noted", gathering, actor=actor)
    return len(there)


@transaction.atomic
def sign_in_at_the_door(gathering_id: uuid.UUID, *, said: str) -> None:
    """Somebody scanned the sheet of today and typed their address or code. Whether it was found is told to nobody.

    Raises NotForYou when the gathering is not on today.
    """
    gathering = _today(gathering_id)
    row = _whose(gathering, said)
    if row:
        _note(row, PresenceSource.SCANNED, System("sign-in", gathering.organisation_id))


@transaction.atomic
def sign_in_online(participation_id: uuid.UUID) -> Participation:
    """The holder of the link in a letter takes part online, today. Raises NotForYou, NotOnlineNow."""
    row = Participation.objects.select_related("gathering").filter(pk=participation_id).first()
    if row is None:
        raise NotForYou
    if not is_online_now(row.gathering):
        raise NotOnlineNow
    _note(row, PresenceSource.LINK, System("invitation-link", row.gathering.organisation_id))
    return row


def _today(gathering_id: uuid.UUID) -> Gathering:
    gathering = Gathering.objects.select_for_update(of=("self",)).filter(pk=gathering_id).first()
    if gathering is None or not is_on_today(gathering):
        raise NotForYou
    return gathering


def _whose(gathering: Gathering, said: str) -> Participation | None:
    if "@" in said:
        return row_with_address(gathering, said.strip().lower())
    found = [row for row in gathering.participations.order_by("order", "pk") if is_code(said, row.pk)]
    return found[0] if found else None


def _note(row: Participation, source: PresenceSource, doer: Doer) -> None:
    """A presence that was seen before in another way keeps how. What somebody had replied stays: lists show it to others."""
    _presence, is_new = Presence.objects.get_or_create(
        participation=row, day=clock.today(), defaults={"source": source}
    )
    if is_new:
        audit.record("presence.signed_in", row, actor=doer)
