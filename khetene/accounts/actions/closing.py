"""Accounts that are used no more: closed by their owner, or by themselves after a long silence; opened again by invitation."""

from __future__ import annotations

import functools
import uuid

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from khetene.accounts import mail
from khetene.accounts.actions.users import set_password
from khetene.accounts.enums import AccountEvent, UserLanguage
from khetene.accounts.errors import StillAtWork
from khetene.accounts.models import Membership, User
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


def reopened(user: User, *, name: str, password: str, language: str, actor: Doer) -> User:
    """Whoever holds the link of an invitation has shown that the mailbox is theirs. Raises WeakPassword."""
    user.is_active, user.closed_on = True, None
    user.name, user.language = name.strip(), UserLanguage(language)
    set_password(user, password)
    user.full_clean()
    user.save()
    audit.record(AccountEvent.REOPENED, user, actor=actor)
    return user


def _close(user: User, doer: Doer) -> None:
    if not user.is_active:
        return
    user.is_active, user.closed_on = False, clock.today()
    user.save(update_fields=["is_active", "closed_on"])
    audit.record(AccountEvent.CLOSED, user, actor=doer)
    transaction.on_commit(functools.partial(mail.tell_of_change.enqueue, str(user.pk), AccountEvent.CLOSED))
