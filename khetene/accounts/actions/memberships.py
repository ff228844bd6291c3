"""Who works where: given, dated, ended, and which of several memberships somebody works in now."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.db.models import Q

from khetene.accounts.enums import Role
from khetene.accounts.errors import (
    AlreadyMember,
    DatesInWrongOrder,
    LastDayIsPast,
    MembershipHasEnded,
    NotForThisOrganisation,
    NotYourself,
)
from khetene.accounts.models import Invitation, Membership
from khetene.accounts.rules import administers_people, may_give
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor, Doer, System
from khetene.kernel.errors import NotForYou


@transaction.atomic
def give_membership(
    user_id: uuid.UUID,
    *,
    organisation_id: uuid.UUID,
    role: str,
    from_day: date | None = None,
    to_day: date | None = None,
    actor: System,
) -> Membership:
    """For the command line and the loading of data; people let each other in by invitation. Raises AlreadyMember."""
    membership = new_membership(
        user_id, organisation_id=organisation_id, role=role, from_day=from_day or clock.today(), to_day=to_day
    )
    _record("membership.given", membership, actor=actor)
    return membership


@transaction.atomic
def change_dates(membership_id: uuid.UUID, *, from_day: date, to_day: date | None = None, actor: Actor) -> Membership:
    """Access runs from `from_day` to `to_day`, both included.

    Raises NotYourself, DatesInWrongOrder, LastDayIsPast, NotForThisOrganisation, MembershipHasEnded.
    """
    membership = _of_own_organisation(membership_id, actor)
    check_dates(from_day, to_day)
    if membership.removed_on:
        raise MembershipHasEnded
    if not may_give(membership.role, membership.organisation.national_roles):
        raise NotForThisOrganisation
    membership.from_day, membership.to_day = from_day, to_day
    membership.full_clean(exclude=["user", "organisation"])
    membership.save(update_fields=["from_day", "to_day"])
    _record("membership.dates_changed", membership, actor=actor)
    return membership


@transaction.atomic
def end_membership(membership_id: uuid.UUID, *, actor: Actor) -> Membership:
    """End access with the next request; the person keeps their account. Ending it twice changes nothing.

    Open invitations that they sent, and those sent to them by this organisation, are withdrawn.
    """
    membership = _of_own_organisation(membership_id, actor)
    if membership.removed_on and membership.removed_on <= clock.today():
        return membership
    membership.removed_on = clock.today()
    membership.save(update_fields=["removed_on"])
    audit.record("membership.ended", membership, actor=actor)
    theirs = Q(invited_by=membership) | Q(organisation=membership.organisation_id, email=membership.user.email)
    for invitation in Invitation.objects.unanswered().filter(theirs).order_by("pk"):
        invitation.withdrawn_at = clock.now()
        invitation.save(update_fields=["withdrawn_at"])
        audit.record("invitation.withdrawn", invitation, actor=actor, reason="membership_ended")
    return membership


@transaction.atomic
def switch_membership(membership_id: uuid.UUID, *, user_id: uuid.UUID) -> Membership:
    """Begin to work in another of one's own memberships that is active today. Raises NotForYou."""
    own = Membership.objects.active_on(clock.today()).filter(user_id=user_id, pk=membership_id)
    membership = own.select_related("organisation").order_by("pk").first()
    if membership is None:
        raise NotForYou
    actor = Actor(user_id, membership.pk, membership.organisation_id, membership.role)
    audit.record("membership.switched_to", membership, actor=actor)
    return membership


def new_membership(
    user_id: uuid.UUID, *, organisation_id: uuid.UUID, role: str, from_day: date, to_day: date | None
) -> Membership:
    """A membership that does not overlap one of the same person, organisation and role; the caller writes it down."""
    same = Membership.objects.not_over_on(from_day).filter(user_id=user_id, organisation_id=organisation_id, role=role)
    if any(to_day is None or other.from_day <= to_day for other in same.order_by("pk")):
        raise AlreadyMember
    membership = Membership(
        user_id=user_id, organisation_id=organisation_id, role=Role(role), from_day=from_day, to_day=to_day
    )
    membership.full_clean(exclude=["user", "organisation"])
    membership.save(force_insert=True)
    return membership


def check_dates(from_day: date, to_day: date | None) -> None:
    """Raises DatesInWrongOrder, LastDayIsPast."""
    if to_day and to_day < from_day:
        raise DatesInWrongOrder
    if to_day and to_day < clock.today():
        raise LastDayIsPast


def _of_own_organisation(membership_id: uuid.UUID, actor: Actor) -> Membership:
    if not administers_people(actor):
        raise NotForYou
    own = Membership.objects.in_organisation(actor.organisation_key).select_for_update(of=("self",))
    membership = own.select_related("user", "organisation").filter(pk=membership_id).order_by("pk").first()
    if membership is None:
        raise NotForYou
    if membership.user_id == actor.user_key:
        raise NotYourself
    return membership


def _record(verb: str, membership: Membership, *, actor: Doer) -> None:
    audit.record(verb, membership, actor=actor, silo=membership.organisation_id, reason=membership.role)
