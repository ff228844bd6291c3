"""Open registration: whoever asks is told the same, and counts once they answered from their mailbox."""

from __future__ import annotations

import functools
import uuid
from datetime import timedelta

from django.db import transaction

from khetene.gatherings import registering
from khetene.gatherings.actions.participants import join, write_reply
from khetene.gatherings.enums import Reply
from khetene.gatherings.errors import RegistrationIsOver, TooManyWait
from khetene.gatherings.models import Gathering, Participation, Registration
from khetene.gatherings.queue import row_with_address
from khetene.gatherings.rules import takes_registrations
from khetene.kernel import audit, clock, limits
from khetene.kernel.actor import System

WAITS = timedelta(days=2)
MOST_WAITING = 500
LETTERS_A_DAY = 3


@transaction.atomic
def register(
    gathering_id: uuid.UUID, *, name: str, email: str, position: str = "", needs: str = "", may_be_listed: bool = False
) -> None:
    """Ask to take part; a letter goes to the address. Here nothing looks whether it stands on the list, so nothing tells.

    Raises RegistrationIsOver, TooManyWait. The same address gets three letters a day at most.
    """
    gathering = _open(gathering_id)
    address = email.strip().lower()
    if gathering.registrations.filter(waits_until__gte=clock.today()).count() >= MOST_WAITING:
        raise TooManyWait
    key = f"register:{gathering_id}:{address}"
    if limits.counted(key) >= LETTERS_A_DAY:
        return
    limits.count(key, minutes=24 * 60)
    asked = Registration(
        gathering=gathering,
        name=name,
        email=address,
        position=position,
        needs=needs,
        may_be_listed=may_be_listed,
        waits_until=clock.today() + WAITS,
    )
    asked.full_clean()
    asked.save(force_insert=True)
    audit.record("registration.asked", asked, actor=_doer(gathering))
    transaction.on_commit(functools.partial(registering.write_to.enqueue, str(asked.pk)))


@transaction.atomic
def confirm_registration(registration_id: uuid.UUID) -> Participation:
    """The address is theirs: they come, or wait when every place is taken. Raises RegistrationIsOver."""
    rows = Registration.objects.select_for_update(of=("self",))
    asked = rows.filter(pk=registration_id, waits_until__gte=clock.today()).first()
    if asked is None:
        raise RegistrationIsOver
    gathering = _open(asked.gathering_id)
    row = row_with_address(gathering, asked.email) or join(
        gathering,
        name=asked.name,
        email=asked.email,
        says=asked.position,
        needs=asked.needs,
        may_be_listed=asked.may_be_listed,
        actor=_doer(gathering),
    )
    if row.reply in (Reply.INVITED, Reply.DECLINED):
        write_reply(row, comes=True, needs=asked.needs, actor=_doer(gathering))
    asked.delete()
    return row


def _open(gathering_id: uuid.UUID) -> Gathering:
    gathering = Gathering.objects.select_for_update(of=("self",)).filter(pk=gathering_id).first()
    if gathering is None or not takes_registrations(gathering, clock.now()):
        raise RegistrationIsOver
    return gathering


def _doer(gathering: Gathering) -> System:
    return System("registration", gathering.organisation_id)
