"""Organisations join a programme and leave it; the holder of the programme keeps the list."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q

from khetene.directory.models import Organisation
from khetene.enrolments import rules
from khetene.enrolments.errors import AlreadyJoined
from khetene.enrolments.models import Partner
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.programmes import reads as programmes
from khetene.territory.reads import local_governments


@transaction.atomic
def join_programme(
    programme: str, *, organisation_id: uuid.UUID, joined_on: date, left_on: date | None = None, actor: Actor
) -> Partner:
    """Record an agreement of the own programme with an organisation. Raises AlreadyJoined, NotForYou."""
    refuse_unless_holder(programme, actor)
    earlier = Partner.objects.filter(programme=programme, organisation_id=organisation_id)
    in_this_time = earlier.filter(Q(left_on=None) | Q(left_on__gt=joined_on))
    if (in_this_time.filter(joined_on__lt=left_on) if left_on else in_this_time).exists():
        raise AlreadyJoined
    partner = Partner(
        programme=programme,
        organisation_id=organisation_id,
        joined_on=joined_on,
        left_on=left_on,
        recorded_by_id=actor.membership_key,
        recorded_at=clock.now(),
    )
    partner.full_clean()
    partner.save(force_insert=True)
    audit.record("partner.joined", partner, actor=actor)
    return partner


@transaction.atomic
def end_partnership(partner_id: uuid.UUID, *, left_on: date, actor: Actor) -> Partner:
    """Say on which day the agreement is no more; who takes part already is not moved by it."""
    partner = Partner.objects.select_for_update(of=("self",)).filter(pk=partner_id).first()
    if partner is None:
        raise NotForYou
    refuse_unless_holder(partner.programme, actor)
    partner.left_on = left_on
    partner.full_clean()
    partner.save(update_fields=["left_on"])
    audit.record("partner.left", partner, actor=actor)
    return partner


@transaction.atomic
def set_territories(partner_id: uuid.UUID, *, territory_ids: Sequence[uuid.UUID], actor: Actor) -> Partner:
    """Say in which municipalities the organisation works for the programme. Raises NotForYou."""
    partner = Partner.objects.select_for_update(of=("self",)).filter(pk=partner_id).first()
    if partner is None:
        raise NotForYou
    refuse_unless_holder(partner.programme, actor)
    partner.territories.set(local_governments(clock.today()).filter(pk__in=territory_ids))
    audit.record("partner.territories_set", partner, actor=actor)
    return partner


def refuse_unless_holder(programme: str, actor: Actor) -> None:
    """Raises NotForYou for everybody but the programme's holder."""
    holder = (
        Organisation.objects.filter(slug=programmes.programme(programme).holder).values_list("pk", flat=True).first()
    )
    if not rules.holds_programmes(actor) or holder != actor.organisation_key:
        raise NotForYou
