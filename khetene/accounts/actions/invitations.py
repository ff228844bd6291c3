"""Letting people in: an administrator invites into their own organisation, whoever reads the mailbox accepts."""

from __future__ import annotations

import functools
import uuid
from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction

from khetene.accounts import mail
from khetene.accounts.actions.closing import reopened, set_aside
from khetene.accounts.actions.memberships import check_dates, give_membership, new_membership
from khetene.accounts.actions.users import create_user
from khetene.accounts.enums import InvitationState, Role
from khetene.accounts.errors import (
    AlreadyInvited,
    AlreadyMember,
    InvitationNotOpen,
    NobodyWasHere,
    NotForThisOrganisation,
    NotYourself,
    RoleNotGivenHere,
    SayWhetherYouWereHere,
    SignInFirst,
)
from khetene.accounts.models import Invitation, Membership, User
from khetene.accounts.reads import roles_to_give
from khetene.accounts.rules import administers_people, may_give
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor, System
from khetene.kernel.errors import NotForYou

DAYS_VALID = timedelta(days=14)


@transaction.atomic
def invite(*, email: str, role: str, from_day: date, to_day: date | None = None, actor: Actor) -> Invitation:
    """Offer a role in the actor's own organisation to an address; the link works for 14 days.

    Raises NotForYou, NotYourself, NotForThisOrganisation, AlreadyMember, AlreadyInvited, DatesInWrongOrder, LastDayIsPast.
    """
    address = email.strip().lower()
    _may_invite(address, actor)
    if role not in roles_to_give(actor=actor):
        raise NotForThisOrganisation
    check_dates(from_day, to_day)
    _refuse_twice(address, role, actor)
    invitation = Invitation(
        organisation_id=actor.organisation_key,
        email=address,
        role=Role(role),
        from_day=from_day,
        to_day=to_day,
        invited_by_id=actor.membership_key,
        invited_at=clock.now(),
        valid_to=clock.today() + DAYS_VALID,
    )
    invitation.full_clean(exclude=["organisation", "invited_by"])
    invitation.save(force_insert=True)
    audit.record("invitation.sent", invitation, actor=actor, reason=invitation.role)
    _send_after_commit(invitation)
    return invitation


@transaction.atomic
def resend_invitation(invitation_id: uuid.UUID, *, actor: Actor) -> Invitation:
    """Send the link again and let it work for another 14 days.

    Raises NotForYou, InvitationNotOpen, NotForThisOrganisation.
    """
    invitation = _of_own_organisation(invitation_id, actor)
    if invitation.accepted_at or invitation.withdrawn_at:
        raise InvitationNotOpen
    if not may_give(invitation.role, invitation.organisation.national_roles):
        raise NotForThisOrganisation
    invitation.valid_to = clock.today() + DAYS_VALID
    invitation.save(update_fields=["valid_to"])
    audit.record("invitation.sent_again", invitation, actor=actor)
    _send_after_commit(invitation)
    return invitation


@transaction.atomic
def withdraw_invitation(invitation_id: uuid.UUID, *, actor: Actor) -> Invitation:
    """Make the link useless; withdrawing twice changes nothing. Raises NotForYou, InvitationNotOpen."""
    invitation = _of_own_organisation(invitation_id, actor)
    if invitation.withdrawn_at:
        return invitation
    if invitation.accepted_at:
        raise InvitationNotOpen
    _withdraw(invitation)
    audit.record("invitation.withdrawn", invitation, actor=actor)
    return invitation


@transaction.atomic
def accept_as_new_person(
    invitation_id: uuid.UUID, *, name: str, password: str, language: str, was_not_here: bool = False
) -> Membership:
    """Make an account for whoever holds the link. `was_not_here`: a closed account at the address is somebody else's.

    Raises InvitationNotOpen, SignInFirst, SayWhetherYouWereHere, RoleNotGivenHere, WeakPassword.
    """
    invitation = _open_invitation(invitation_id)
    welcome = System("invitation", invitation.organisation_id)
    if closed := _closed_account(invitation):
        if not was_not_here:
            raise SayWhetherYouWereHere
        set_aside(closed, actor=welcome)
    user = create_user(email=invitation.email, name=name, password=password, language=language, actor=welcome)
    return _accept(invitation, user.pk)


@transaction.atomic
def accept_as_returning_person(
    invitation_id: uuid.UUID, *, password: str, shown: Authenticator | None = None
) -> Membership:
    """Open the closed account at the address for whoever holds the link and has `shown` its second step.

    Raises InvitationNotOpen, SignInFirst, NobodyWasHere, RoleNotGivenHere, SecondStepMissing, NothingToShow, WeakPassword.
    """
    invitation = _open_invitation(invitation_id)
    closed = _closed_account(invitation)
    if closed is None:
        raise NobodyWasHere
    welcome = System("invitation", invitation.organisation_id)
    return _accept(invitation, reopened(closed, password=password, shown=shown, actor=welcome).pk)


@transaction.atomic
def accept_invitation(invitation_id: uuid.UUID, *, user_id: uuid.UUID) -> Membership:
    """Add the membership to the signed-in person.

    Raises InvitationNotOpen, NotYourself, RoleNotGivenHere, AlreadyMember.
    """
    invitation = _open_invitation(invitation_id)
    if invitation.invited_by.user_id == user_id:
        raise NotYourself
    return _accept(invitation, user_id)


@transaction.atomic
def create_first_administrator(email: str, name: str, organisation: uuid.UUID, password: str) -> Membership:
    """Let the first person of an organisation in from the command line, where nobody is who could invite them.

    A person with an account keeps their password; a closed account at the address is taken for somebody else's.
    """
    system = System("create-admin", organisation)
    user = User.objects.select_for_update(of=("self",)).filter(email=email.strip().lower()).order_by("pk").first()
    if user and not user.is_active:
        set_aside(user, actor=system)
        user = None
    user = user or create_user(email=email, name=name, password=password, actor=system)
    return give_membership(user.pk, organisation_id=organisation, role=Role.ORGANISATION_ADMINISTRATOR, actor=system)


def _accept(invitation: Invitation, user_id: uuid.UUID) -> Membership:
    if not may_give(invitation.role, invitation.organisation.national_roles):
        raise RoleNotGivenHere
    membership = new_membership(
        user_id,
        organisation_id=invitation.organisation_id,
        role=invitation.role,
        from_day=invitation.from_day,
        to_day=invitation.to_day,
    )
    invitation.accepted_at, invitation.membership = clock.now(), membership
    invitation.save(update_fields=["accepted_at", "membership"])
    actor = Actor(user_id, membership.pk, membership.organisation_id, membership.role)
    audit.record("invitation.accepted", invitation, actor=actor)
    audit.record("membership.given", membership, actor=actor, reason=membership.role)
    return membership


def _closed_account(invitation: Invitation) -> User | None:
    """Raises SignInFirst: an account in use is opened by nobody but its owner."""
    known = User.objects.select_for_update(of=("self",)).filter(email=invitation.email).order_by("pk").first()
    if known and known.is_active:
        raise SignInFirst
    return known


def _open_invitation(invitation_id: uuid.UUID) -> Invitation:
    """Locked, so that two clicks cannot both accept it."""
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("invited_by", "organisation")
    invitation = rows.filter(pk=invitation_id).order_by("pk").first()
    if invitation is None or invitation.state_on(clock.today()) != InvitationState.OPEN:
        raise InvitationNotOpen
    return invitation


def _of_own_organisation(invitation_id: uuid.UUID, actor: Actor) -> Invitation:
    if not administers_people(actor):
        raise NotForYou
    own = Invitation.objects.filter(organisation_id=actor.organisation_key).select_related("organisation")
    invitation = own.select_for_update(of=("self",)).filter(pk=invitation_id).order_by("pk").first()
    if invitation is None:
        raise NotForYou
    return invitation


def _may_invite(address: str, actor: Actor) -> None:
    if not administers_people(actor):
        raise NotForYou
    if User.objects.filter(pk=actor.user_key, email=address).exists():
        raise NotYourself


def _refuse_twice(address: str, role: str, actor: Actor) -> None:
    members = Membership.objects.not_over_on(clock.today()).in_organisation(actor.organisation_key)
    if members.filter(user__email=address, role=role).exists():
        raise AlreadyMember
    earlier = Invitation.objects.unanswered().filter(organisation_id=actor.organisation_key, email=address, role=role)
    for invitation in earlier.select_for_update(of=("self",)).order_by("pk"):
        if invitation.state_on(clock.today()) == InvitationState.OPEN:
            raise AlreadyInvited
        _withdraw(invitation)
        audit.record("invitation.withdrawn", invitation, actor=actor, reason="expired")


def _withdraw(invitation: Invitation) -> None:
    invitation.withdrawn_at = clock.now()
    invitation.save(update_fields=["withdrawn_at"])


def _send_after_commit(invitation: Invitation) -> None:
    transaction.on_commit(functools.partial(mail.send_invitation.enqueue, str(invitation.pk)))
