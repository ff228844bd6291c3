"""Noting how many were reached when people were looked for, or how many came to a centre; never who."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from khetene.directory.models import Organisation
from khetene.enrolments import rules
from khetene.enrolments.enums import Log
from khetene.enrolments.errors import DayNotPossible, NotJoined
from khetene.enrolments.models import HeadCount
from khetene.kernel import audit, clock, wiping
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.programmes import reads as programmes


@transaction.atomic
def note_heads(
    programme: str,
    *,
    happened_on: date,
    kind: str,
    place: str,
    heads: int,
    log: Log,
    actor: Actor,
) -> HeadCount:
    """Note one action, or one opening of a centre.

    Raises NotJoined, DayNotPossible, and NotForYou for a kind that the programme has not.
    """
    operation = programmes.operation(programme)
    if kind not in {entry.id for entry in operation.heads_in(log)}:
        raise NotForYou
    organisation = Organisation.objects.select_related("parent__parent__parent").get(pk=actor.organisation_key)
    if not rules.is_joined(operation, organisation, on=happened_on):
        raise NotJoined(field="happened_on")
    if happened_on > clock.today():
        raise DayNotPossible(_("This day has not come yet."), field="happened_on")
    row = HeadCount(
        organisation=organisation,
        programme=programme,
        log=log,
        happened_on=happened_on,
        kind=kind,
        place=place,
        heads=heads,
        noted_by_id=actor.membership_key,
        noted_at=clock.now(),
    )
    row.full_clean()
    row.save(force_insert=True)
    audit.record(f"{log}.noted", row, actor=actor)
    return row


@transaction.atomic
def take_back_heads(programme: str, head_count_id: uuid.UUID, *, log: Log, actor: Actor) -> HeadCount:
    """Say that an entry was noted by mistake: it counts nowhere, and the words of its place are deleted for good.

    Raises NotForYou, also for an entry of another programme or log.
    """
    ours = HeadCount.objects.filter(programme=programme, log=log, organisation_id=actor.organisation_key)
    row = ours.select_for_update(of=("self",)).filter(pk=head_count_id).first()
    if row is None or not rules.reaches_out(actor):
        raise NotForYou
    if row.taken_back_on is None:
        wiping.wipe(row, verb=f"{log}.taken_back", actor=actor, place=None, taken_back_on=clock.today())
    return row
