"""Accounts themselves: made, described by their owner, signed in to."""

from __future__ import annotations

import functools
import uuid

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from khetene.accounts import mail, sealing
from khetene.accounts.enums import AccountEvent, IdentityCheck, UserLanguage
from khetene.accounts.errors import EmailTaken, NoAccount, NoSecondStep, WeakPassword
from khetene.accounts.models import User
from khetene.kernel import audit, clock
from khetene.kernel.actor import Doer, System

NOBODY = uuid.UUID(int=0)  # the account behind an address that has none


@transaction.atomic
def create_user(*, email: str, name: str, password: str, language: str = UserLanguage.LATVIAN, actor: Doer) -> User:
    """A person whose address is already confirmed. Raises EmailTaken, WeakPassword."""
    user = _new_user(email=email, name=name, password=password, language=language)
    audit.record("user.created", user, actor=actor)
    return user


@transaction.atomic
def change_own_details(user_id: uuid.UUID, *, name: str, language: str, actor: Doer) -> User:
    """How the person is called and in which language Khetene writes to them."""
    user = User.objects.select_for_update(of=("self",)).get(pk=user_id)
    user.name, user.language = name.strip(), UserLanguage(language)
    user.full_clean(exclude=["password"])
    user.save(update_fields=["name", "language"])
    audit.record("user.details_changed", user, actor=actor)
    return user


@transaction.atomic
def record_account_event(event: AccountEvent, user_id: uuid.UUID) -> None:
    """Write down what happened to an account (ASVS 16.3.1): its key and the verb, no address, network or device."""
    audit.record(event, User(pk=user_id), actor=System("account"))


@transaction.atomic
def record_failed_sign_in(event: AccountEvent, email: str) -> None:
    """The same work for an address with an account and for one without, so that time tells nobody which it is."""
    found = User.objects.filter(email=email.strip().lower()).order_by("pk").values_list("pk", flat=True).first()
    audit.record(event, User(pk=found or NOBODY), actor=System("account"))


@transaction.atomic
def remove_second_factors(email: str, *, checked: IdentityCheck) -> int:
    """For the command line, when phone and recovery codes are lost: how many factors went. The person sets up new ones.

    Also of a closed account, whose owner was invited again; from then on the mailbox opens it, even if there was none to
    remove. Raises NoAccount, NoSecondStep.
    """
    user = User.objects.select_for_update(of=("self",)).filter(email=email.strip().lower()).order_by("pk").first()
    if user is None:
        raise NoAccount
    how_many, _by_type = Authenticator.objects.filter(user=user).delete()
    if not how_many and user.is_active:
        raise NoSecondStep
    if not user.is_active:
        user.identity_checked_on = clock.today()
        user.save(update_fields=["identity_checked_on"])
    audit.record(AccountEvent.FACTORS_REMOVED, user, actor=System("second-factor-lost"), reason=checked)
    transaction.on_commit(functools.partial(mail.tell_of_change.enqueue, str(user.pk), AccountEvent.FACTORS_REMOVED))
    return int(how_many)


@transaction.atomic
def reseal_second_factors() -> int:
    """Write secrets of second factors with the current field key; how many were rewritten. Part of key rotation."""
    changed = 0
    for authenticator in Authenticator.objects.select_for_update(of=("self",)).order_by("pk"):
        resealed = {name: sealing.resealed(value) for name, value in authenticator.data.items()}
        if resealed != authenticator.data:
            authenticator.data = resealed
            authenticator.save(update_fields=["data"])
            changed += 1
    return changed


def set_password(user: User, password: str) -> None:
    """Raises WeakPassword."""
    try:
        validate_password(password, user)
    except ValidationError as problem:
        raise WeakPassword(" ".join(problem.messages)) from problem
    user.set_password(password)


def _new_user(*, email: str, name: str, password: str, language: str) -> User:
    address = email.strip().lower()
    if User.objects.filter(email=address).exists():
        raise EmailTaken
    user = User(email=address, name=name.strip(), language=UserLanguage(language), created_on=clock.today())
    set_password(user, password)
    user.full_clean()
    user.save(force_insert=True)
    # Whoever holds the link or the server's command line has shown that the mailbox is theirs.
    EmailAddress.objects.create(user=user, email=address, primary=True, verified=True)
    return user
