"""The people of an organisation and its invitations, as its administrator sees them; and what the holder of a link is told."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator

from khetene.accounts.enums import NEED_SECOND_FACTOR, InvitationState, Role
from khetene.accounts.models import Invitation, Membership, MembershipQuerySet, User
from khetene.accounts.reads.accounts import second_factor_of, with_second_factor
from khetene.accounts.rules import administers_people, may_give
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.alphabet import in_alphabet
from khetene.kernel.encryption import normalised
from khetene.kernel.errors import NotForYou

PEOPLE_ON_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class PersonRow:
    membership_id: uuid.UUID
    name: str
    email: str
    role_label: str
    from_day: date
    last_day: date | None
    is_active: bool
    is_over: bool
    is_me: bool
    last_sign_in: datetime | None
    second_factor: bool
    needs_second_factor: bool
    gives_nothing: bool


@dataclass(frozen=True, slots=True)
class InvitationRow:
    id: uuid.UUID
    email: str
    role_label: str
    from_day: date
    to_day: date | None
    valid_to: date
    is_open: bool
    gives_nothing: bool


@dataclass(frozen=True, slots=True)
class InvitationToAccept:
    id: uuid.UUID
    organisation_name: str
    role_label: str
    email: str
    from_day: date
    to_day: date | None
    state: InvitationState
    has_account: bool
    had_account: bool


def roles_to_give(*, actor: Actor) -> list[Role]:
    """The roles that the actor's organisation may give to people; national ones only where the country pack says so."""
    own = Membership.objects.filter(pk=actor.membership_key).values_list("organisation__national_roles", flat=True)
    return [role for role in Role if may_give(role, own.get())]


def people(*, actor: Actor, ended: bool = False, page: object = 1) -> Page[PersonRow]:
    """The people of the actor's organisation, or those whose access is over, a page at a time. Raises NotForYou."""
    rows = _people_rows(actor, ended).order_by("user__name", "pk")
    paginator: Any = Paginator(rows, PEOPLE_ON_A_PAGE)
    found = paginator.get_page(page)
    return Page([_person(row, actor) for row in found], found.number, paginator)


def people_called(words: str, *, actor: Actor) -> list[PersonRow]:
    """People of the organisation, also former ones, whose name or address has all the words; without diacritics."""
    wanted = normalised(words).split()
    rows = sorted(_people_rows(actor, None).order_by("pk"), key=lambda row: in_alphabet(row.user.name))
    found = [row for row in rows if all(word in normalised(f"{row.user.name} {row.user.email}") for word in wanted)]
    return [_person(row, actor) for row in found[:PEOPLE_ON_A_PAGE]] if wanted else []


def person(membership_id: uuid.UUID, *, actor: Actor) -> PersonRow:
    """One person of the actor's organisation. Raises NotForYou."""
    row = _people_rows(actor, None).filter(pk=membership_id).order_by("pk").first()
    if row is None:
        raise NotForYou
    return _person(row, actor)


def invitations(*, actor: Actor) -> list[InvitationRow]:
    """Invitations of the organisation that nobody has answered, the newest first. Raises NotForYou."""
    if not administers_people(actor):
        raise NotForYou
    rows = Invitation.objects.unanswered().filter(organisation_id=actor.organisation_key)
    rows = rows.select_related("organisation").order_by("-invited_at", "-pk")
    return [_invitation(row) for row in rows[:PEOPLE_ON_A_PAGE]]


def invitation_to_accept(invitation_id: uuid.UUID) -> InvitationToAccept | None:
    """What the holder of the link is told, whatever became of the invitation."""
    row = Invitation.objects.select_related("organisation").filter(pk=invitation_id).order_by("pk").first()
    if row is None:
        return None
    in_use = User.objects.filter(email=row.email).order_by("pk").values_list("is_active", flat=True).first()
    return InvitationToAccept(
        id=row.pk,
        organisation_name=row.organisation.name,
        role_label=row.get_role_display(),
        email=row.email,
        from_day=row.from_day,
        to_day=row.to_day,
        state=row.state_on(clock.today()),
        has_account=in_use is True,
        had_account=in_use is False,
    )


def _people_rows(actor: Actor, ended: bool | None) -> MembershipQuerySet:
    if not administers_people(actor):
        raise NotForYou
    rows = Membership.objects.in_organisation(actor.organisation_key).select_related("user", "organisation")
    lasting = Membership.objects.not_over_on(clock.today()).values("pk")
    if ended is not None:
        rows = rows.exclude(pk__in=lasting) if ended else rows.filter(pk__in=lasting)
    return with_second_factor(rows)


def _person(row: Membership, actor: Actor) -> PersonRow:
    today = clock.today()
    return PersonRow(
        membership_id=row.pk,
        name=row.user.name,
        email=row.user.address,
        role_label=row.get_role_display(),
        from_day=row.from_day,
        last_day=row.last_day,
        is_active=row.is_active_on(today),
        is_over=row.last_day is not None and row.last_day < today,
        is_me=row.user_id == actor.user_key,
        last_sign_in=row.user.last_login,
        second_factor=second_factor_of(row),
        needs_second_factor=row.role in NEED_SECOND_FACTOR,
        gives_nothing=not may_give(row.role, row.organisation.national_roles),
    )


def _invitation(row: Invitation) -> InvitationRow:
    return InvitationRow(
        id=row.pk,
        email=row.email,
        role_label=row.get_role_display(),
        from_day=row.from_day,
        to_day=row.to_day,
        valid_to=row.valid_to,
        is_open=row.state_on(clock.today()) == InvitationState.OPEN,
        gives_nothing=not may_give(row.role, row.organisation.national_roles),
    )
