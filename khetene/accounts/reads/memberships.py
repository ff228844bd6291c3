"""Where people work, who their colleagues are, and where to write to them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from khetene.accounts.enums import MAY_OPEN_CASES, Role
from khetene.accounts.models import Membership, User
from khetene.accounts.reads.accounts import with_second_factor
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.alphabet import in_alphabet
from khetene.kernel.statements import kept, slim


@dataclass(frozen=True, slots=True)
class Colleague:
    membership_id: uuid.UUID
    name: str
    role: str
    role_label: str
    works_with_cases: bool


@dataclass(frozen=True, slots=True)
class Address:
    """Where to write to somebody, and in which language."""

    membership_id: uuid.UUID
    email: str
    language: str


def at_work(membership_id: uuid.UUID, *, on: date) -> Actor | None:
    """Who a long task works for, if they still work there on the day `on`."""
    row = Membership.objects.active_on(on).filter(pk=membership_id).order_by("pk").first()
    return Actor(row.user_id, row.pk, row.organisation_id, row.role) if row else None


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
    shown = slim(with_second_factor(rows), "organisation__name", "organisation__kind", *of_user)
    return shown.order_by("-from_day", "-pk")


@kept
def _account(user_id: uuid.UUID) -> QuerySet[User]:
    return User.objects.filter(pk=user_id).order_by("pk")


def own_memberships(user_id: uuid.UUID) -> list[Membership]:
    """Every membership the person ever had, the latest first."""
    rows = Membership.objects.filter(user_id=user_id).select_related("organisation")
    return list(rows.order_by("-from_day", "-pk"))


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


def membership_by_email(email: str, organisation_id: uuid.UUID, *, on: date) -> uuid.UUID | None:
    """The work of the person with this address in this organisation, if they have any on that day."""
    rows = Membership.objects.active_on(on).in_organisation(organisation_id).filter(user__email=email.strip().lower())
    return rows.order_by("pk").values_list("pk", flat=True).first()


def _colleague(row: Membership) -> Colleague:
    return Colleague(row.pk, row.user.name, row.role, row.get_role_display(), row.role in MAY_OPEN_CASES)
