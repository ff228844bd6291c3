"""An account: its second factor, its eID, what happened to it, and whose a closed one was."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import Exists, OuterRef, QuerySet

from khetene.accounts.enums import NEED_SECOND_FACTOR, AccountEvent
from khetene.accounts.models import Membership, MembershipQuerySet, User
from khetene.kernel.models import AuditEntry

EVENTS_SHOWN = 15


@dataclass(frozen=True, slots=True)
class AccountEventRow:
    at: datetime
    label: str


def second_factor_of(membership: Membership) -> bool:
    """Whether the person has an authenticator app or a passkey; only for rows of `active_memberships`."""
    return bool(getattr(membership, "has_second_factor"))  # noqa: B009  an annotation, unknown to the type checker


def second_factors_of(user_id: uuid.UUID) -> set[str]:
    """Which second factors the person has set up: `totp` (an app), `webauthn` (a passkey)."""
    return set(_second_factors().filter(user_id=user_id).values_list("type", flat=True))


def has_eid(user_id: uuid.UUID) -> bool:
    """Whether the person linked a national eID."""
    return bool(SocialAccount.objects.filter(user_id=user_id).exists())


def recent_account_events(user_id: uuid.UUID) -> list[AccountEventRow]:
    """The newest sign-ins and changes of the person's own account, as they stand in the audit trail."""
    entries = AuditEntry.objects.filter(object=user_id, verb__in=AccountEvent.values).order_by("-at", "-position")
    return [AccountEventRow(entry.at, str(AccountEvent(entry.verb).label)) for entry in entries[:EVENTS_SHOWN]]


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


def with_second_factor(rows: MembershipQuerySet) -> MembershipQuerySet:
    """Memberships of which `second_factor_of` can be asked."""
    return rows.annotate(has_second_factor=Exists(_second_factors().filter(user=OuterRef("user_id"))))
