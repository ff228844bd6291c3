"""What pages and other modules ask about people at work. Names are read here and nowhere else."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

from khetene.accounts.enums import MAY_OPEN_CASES, NEED_SECOND_FACTOR, AccountEvent, InvitationState, Role
from khetene.accounts.models import Invitation, Membership, MembershipQuerySet, User
from khetene.accounts.rules import administers_people, may_give
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.alphabet import in_alphabet
from khetene.kernel.encryption import normalised
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.kernel.statements import kept, slim

PEOPLE_ON_A_PAGE = 25
EVENTS_SHOWN = 15


@dataclass(frozen=True, slots=True)
class Colleague:
    membership_id: uuid.UUID
    name: str
    role: str
    role_label: str
    works_with_cases: bool


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


@dataclass(frozen=True, slots=True)
class Address:
    """Where to write to somebody, and in which language."""

    membership_id: uuid.UUID
    email: str
    language: str


@dataclass(frozen=True, slots=True)
class AccountEventRow:
    at: datetime
    label: str


@dataclass(frozen=True, slots=True)
class Post:
    membership_id: uuid.UUID
    name: str
    organisation: str


def mediators_between(first: date, last: date) -> list[Post]:
    """Mediators' posts that were held on some day from `first` to `last`, by organisation and name."""
    held = Membership.objects.filter(role=Role.MEDIATOR, from_day__lte=last)
    held = held.filter(Q(to_day=None) | Q(to_day__gte=first), Q(removed_on=None) | Q(removed_on__gt=first))
    rows = held.select_related("user", "organisation").order_by("pk")
    posts = [Post(row.pk, row.user.name, row.organisation.name) for row in rows]
    return sorted(posts, key=lambda post: (in_alphabet(post.organisation), in_alphabet(post.name)))


def at_work(membership_id: uuid.UUID, *, on: date) -> Actor | None:
    """Who a long task works for, if they still work there on the day `on`."""
    row = Membership.objects.active_on(on).filter(pk=membership_id).order_by("pk").first()
    return Actor(row.user_id, row.pk, row.organisation_id, row.role) if row else None


def post_of(membership_id: uuid.UUID) -> Post | None:
    """Who works there and for whom."""
    rows = Membership.objects.filter(pk=membership_id).select_related("user", "organisation").order_by("pk")
    return next((Post(row.pk, row.user.name, row.organisation.name) for row in rows), None)


def is_mediators_post(membership_id: uuid.UUID) -> bool:
    """Whether somebody works, worked or will work there as a mediator."""
    return Membership.objects.filter(pk=membership_id, role=Role.MEDIATOR).exists()


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A mediator's post and the days on which it was held; who held it is not said."""

    organisation_id: uuid.UUID
    first: date
    last: date | None

    def held_between(self, first: date, last: date) -> bool:
        return self.first <= last and (self.last is None or self.last >= first)


def mediator_posts() -> list[HeldPost]:
    """Every post of a mediator that ever was, the same as `mediators_between` counts, in one query."""
    rows = Membership.objects.filter(role=Role.MEDIATOR).order_by("from_day", "pk")
    return [HeldPost(row.organisation_id, row.from_day, row.last_day) for row in rows]


def active_memberships(user_id: uuid.UUID, *, on: date) -> list[Membership]:
    """Where the person works on that day, the latest begun first, each with organisation and second factor."""
    return list(_active_memberships(user_id, on))


def person_at_work(user_id: uuid.UUID, *, on: date) -> tuple[User | None, list[Membership]]:
    """The account and `active_memberships`; one query for somebody who works somewhere."""
    memberships = _active_memberships(user_id, on)
    if memberships:
        return memberships[0].user, memberships
    return next(iter(_account(user_id)), None), []


@kept
def _active_memberships(user_id: uuid.UUID, on: date) -> QuerySet[Membership]:
    rows = Membership.objects.active_on(on).filter(user_id=user_id).select_related("organisation", "user")
    of_user = [f"user__{column.name}" for column in User._meta.concrete_fields]
    shown = slim(_with_second_factor(rows), "organisation__name", "organisation__kind", *of_user)
    return shown.order_by("-from_day", "-pk")


@kept
def _account(user_id: uuid.UUID) -> QuerySet[User]:
    return User.objects.filter(pk=user_id).order_by("pk")


def second_factor_of(membership: Membership) -> bool:
    """Whether the person has an authenticator app or a passkey; only for rows of `active_memberships`."""
    return bool(getattr(membership, "has_second_factor"))  # noqa: B009  an annotation, unknown to the type checker


def second_factors_of(user_id: uuid.UUID) -> set[str]:
    """Which second factors the person has set up: `totp` (an app), `webauthn` (a passkey)."""
    return set(_second_factors().filter(user_id=user_id).values_list("type", flat=True))


def has_eid(user_id: uuid.UUID) -> bool:
    """Whether the person linked a national eID."""
    return bool(SocialAccount.objects.filter(user_id=user_id).exists())


def own_memberships(user_id: uuid.UUID) -> list[Membership]:
    """Every membership the person ever had, the latest first."""
    rows = Membership.objects.filter(user_id=user_id).select_related("organisation")
    return list(rows.order_by("-from_day", "-pk"))


def recent_account_events(user_id: uuid.UUID) -> list[AccountEventRow]:
    """The newest sign-ins and changes of the person's own account, as they stand in the audit trail."""
    entries = AuditEntry.objects.filter(object=user_id, verb__in=AccountEvent.values).order_by("-at", "-position")
    return [AccountEventRow(entry.at, str(AccountEvent(entry.verb).label)) for entry in entries[:EVENTS_SHOWN]]


def colleagues(*, actor: Actor) -> list[Colleague]:
    """Who works in the actor's organisation today, by name."""
    rows = Membership.objects.active_on(clock.today()).in_organisation(actor.organisation_key)
    found = [_colleague(row) for row in rows.select_related("user").order_by("pk")]
    return sorted(found, key=lambda colleague: in_alphabet(colleague.name))


def supervisors(*, actor: Actor) -> list[Colleague]:
    return [colleague for colleague in colleagues(actor=actor) if colleague.role == Role.SUPERVISOR]


def names_of(membership_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """How the people behind these memberships are called."""
    rows = Membership.objects.filter(pk__in=set(membership_ids)).order_by("pk")
    return dict(rows.values_list("pk", "user__name"))


def addresses_of(membership_ids: Iterable[uuid.UUID], *, on: date) -> list[Address]:
    """E-mail addresses of those who still have access on that day; others get no reminders."""
    rows = Membership.objects.active_on(on).filter(pk__in=set(membership_ids)).select_related("user")
    return [Address(row.pk, row.user.email, row.user.language) for row in rows.order_by("pk")]


def case_staff_of(organisation_id: uuid.UUID, *, on: date) -> list[uuid.UUID]:
    """Memberships that can open a case there on that day; none means that a referral has to go on paper."""
    rows = Membership.objects.active_on(on).in_organisation(organisation_id).who_may_open_cases()
    return list(rows.order_by("pk").values_list("pk", flat=True))


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


def must_be_seen(closed: User) -> bool:
    """Whether the mailbox is too little for a closed account without a second step: it had a role that asks for one."""
    if closed.identity_checked_on is not None:
        return False
    return Membership.objects.filter(user=closed, role__in=NEED_SECOND_FACTOR).exists()


def closed_account_at(email: str) -> tuple[User, set[str]] | None:
    """Whose closed account an address leads to, and which second steps its owner can show; for checking them alone."""
    user = User.objects.filter(email=email, is_active=False).order_by("pk").first()
    return (user, set(Authenticator.objects.filter(user=user).values_list("type", flat=True))) if user else None


def _second_factors() -> QuerySet[Any]:
    factors: QuerySet[Any] = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)
    return factors


def _with_second_factor(rows: MembershipQuerySet) -> MembershipQuerySet:
    return rows.annotate(has_second_factor=Exists(_second_factors().filter(user=OuterRef("user_id"))))


def _people_rows(actor: Actor, ended: bool | None) -> MembershipQuerySet:
    if not administers_people(actor):
        raise NotForYou
    rows = Membership.objects.in_organisation(actor.organisation_key).select_related("user", "organisation")
    lasting = Membership.objects.not_over_on(clock.today()).values("pk")
    if ended is not None:
        rows = rows.exclude(pk__in=lasting) if ended else rows.filter(pk__in=lasting)
    return _with_second_factor(rows)


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


def _colleague(row: Membership) -> Colleague:
    return Colleague(row.pk, row.user.name, row.role, row.get_role_display(), row.role in MAY_OPEN_CASES)


def membership_by_email(email: str, organisation_id: uuid.UUID, *, on: date) -> uuid.UUID | None:
    """The work of the person with this address in this organisation, if they have any on that day."""
    rows = Membership.objects.active_on(on).in_organisation(organisation_id).filter(user__email=email.strip().lower())
    return rows.order_by("pk").values_list("pk", flat=True).first()
