"""Accounts that are used no more: closed by their owner, or by themselves after a long silence; opened again by invitation.

Organisations give an address on from one person to the next. So whoever reads the mailbox today is not for that reason
the one whose account was closed, and a closed account keeps only what its owner can show again: the second step.
"""

from __future__ import annotations

import functools
import uuid

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from khetene.accounts import mail
from khetene.accounts.actions.users import set_password
from khetene.accounts.enums import AccountEvent
from khetene.accounts.errors import NothingToShow, SecondStepMissing, StillAtWork
from khetene.accounts.models import NOWHERE, Membership, User
from khetene.accounts.reads import must_be_seen
from khetene.kernel import audit, clock
from khetene.kernel.actor import Doer, System
from khetene.kernel.retention import years_before

# Posts of mediators are funded by projects and have gaps: whoever comes back within two years finds their account.
IDLE_YEARS = 2


@transaction.atomic
def close_own_account(user_id: uuid.UUID, *, actor: Doer) -> User:
    """Nobody signs in with it any more; five years later what it says of the person goes. Raises StillAtWork."""
    user = User.objects.select_for_update(of=("self",)).get(pk=user_id)
    if user.memberships.not_over_on(clock.today()).exists():
        raise StillAtWork
    _close(user, actor)
    return user


def close_idle_accounts() -> int:
    """Those who work nowhere, and have not signed in for two years: how many were closed. Their owners are told."""
    limit = years_before(clock.today(), IDLE_YEARS)
    at_work = Membership.objects.not_over_on(clock.today()).filter(user=OuterRef("pk"))
    silent = Q(last_login__date__lt=limit) | Q(last_login=None, created_on__lt=limit)
    idle = list(
        User.objects.filter(~Exists(at_work), silent, is_active=True).order_by("pk").values_list("pk", flat=True)
    )
    for key in idle:
        with transaction.atomic():
            _close(User.objects.select_for_update(of=("self",)).get(pk=key), System("close-idle-accounts"))
    return len(idle)


def reopened(user: User, *, password: str, shown: Authenticator | None, actor: Doer) -> User:
    """Whoever was here before goes on with their account. Raises SecondStepMissing, NothingToShow, WeakPassword.

    The link has shown that the mailbox is theirs, and `shown` that they are the one who set up the second step. Where a
    strong eID was the second step, or it was removed before the account was closed, nothing is left that could show it.
    """
    if not Authenticator.objects.filter(user=user).exists():
        if must_be_seen(user):
            raise NothingToShow
    elif shown is None or shown.user_id != user.pk:
        raise SecondStepMissing
    _unlink_eid(user)
    user.is_active, user.closed_on, user.identity_checked_on = True, None, None
    set_password(user, password)
    user.full_clean()
    user.save()
    audit.record(AccountEvent.REOPENED, user, actor=actor)
    return user


def set_aside(user: User, *, actor: Doer) -> None:
    """Somebody else holds the address now: the closed account is kept without it, and nothing signs in with it again."""
    _unlink_eid(user)
    Authenticator.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    user.email = f"{user.pk}@closed{NOWHERE}"
    user.set_unusable_password()
    user.save(update_fields=["email", "password"])
    audit.record(AccountEvent.SET_ASIDE, user, actor=actor)


def _close(user: User, doer: Doer) -> None:
    if not user.is_active:
        return
    user.is_active, user.closed_on, user.identity_checked_on = False, clock.today(), None
    user.set_unusable_password()
    user.save(update_fields=["is_active", "closed_on", "identity_checked_on", "password"])
    _unlink_eid(user)
    audit.record(AccountEvent.CLOSED, user, actor=doer)
    transaction.on_commit(functools.partial(mail.tell_of_change.enqueue, str(user.pk), AccountEvent.CLOSED))


def _unlink_eid(user: User) -> None:
    """It signs in without the mailbox."""
    SocialAccount.objects.filter(user=user).delete()
