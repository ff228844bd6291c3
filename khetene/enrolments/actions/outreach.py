"""Noting where people were looked for and how many were reached, or how many came to a centre; never who."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from khetene.directory.models import Organisation
from khetene.enrolments import rules
from khetene.enrolments.enums import Log
from khetene.enrolments.errors import DayNotPossible, NotJoined
from khetene.enrolments.models import Outreach
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.programmes import reads as programmes


@transaction.atomic
def note_outreach(
    programme: str,
    *,
    happened_on: date,
    kind: str,
    place: str,
    heads: int,
    log: Log = Log.OUTREACH,
    actor: Actor,
) -> Outreach:
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
    row = Outreach(
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
def take_back_outreach(outreach_id: uuid.UUID, *, actor: Actor) -> Outreach:
    """Say that an action was noted by mistake; it stays readable and counts nowhere. Raises NotForYou."""
    ours = Outreach.objects.select_for_update(of=("self",)).filter(organisation_id=actor.organisation_key)
    row = ours.filter(pk=outreach_id).first()
    if row is None or not rules.reaches_out(actor):
        raise NotForYou
    if row.taken_back_on is None:
        row.taken_back_on = clock.today()
        row.save(update_fields=["taken_back_on"])
        audit.record(f"{row.log}.taken_back", row, actor=actor)
    return row
