"""Accounts end: their owner closes them, or two years of silence; who is invited later says whether they were here."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.core import mail

from khetene.accounts import actions
from khetene.accounts.enums import IdentityCheck, Role
from khetene.accounts.errors import (
    NobodyWasHere,
    NothingToShow,
    SayWhetherYouWereHere,
    SecondStepMissing,
    SignInFirst,
    StillAtWork,
)
from khetene.accounts.models import Invitation, Membership, User
from khetene.kernel import clock
from khetene.kernel.actor import System
from khetene.kernel.models import AuditEntry
from tests.factories.accounts import PASSWORD, MembershipFactory, UserFactory, actor_of, administrator

pytestmark = pytest.mark.django_db
OWN = System("own account")
SECRET = "JBSWY3DPEHPK3PXP"
LONG_AGO = date(2023, 1, 1)


def test_whoever_still_has_access_cannot_close_the_account() -> None:
    membership = MembershipFactory(role="mediator")

    with pytest.raises(StillAtWork):
        actions.close_own_account(membership.user_id, actor=OWN)

    assert User.objects.get(pk=membership.user_id).is_active


def test_a_closed_account_says_so_in_the_trail_and_to_its_owner(django_capture_on_commit_callbacks) -> None:
    user = UserFactory()

    with django_capture_on_commit_callbacks(execute=True):
        actions.close_own_account(user.pk, actor=OWN)

    user.refresh_from_db()
    assert (user.is_active, user.closed_on) == (False, clock.today())
    assert AuditEntry.objects.get(object=user.pk).verb == "user.closed"
    assert [letter.to for letter in mail.outbox] == [[user.email]]


def test_two_years_of_silence_without_work_close_an_account() -> None:
    silent = UserFactory(created_on=LONG_AGO, last_login=clock.now() - timedelta(days=740))
    never_came = UserFactory(created_on=LONG_AGO, last_login=None)
    UserFactory(created_on=LONG_AGO, last_login=clock.now() - timedelta(days=700))
    MembershipFactory(role="mediator", user=UserFactory(created_on=LONG_AGO, last_login=None))
    UserFactory(last_login=None)

    assert (actions.close_idle_accounts(), actions.close_idle_accounts()) == (2, 0)
    assert set(User.objects.filter(is_active=False)) == {silent, never_came}


def test_what_signs_in_without_the_mailbox_goes_when_an_account_closes_and_the_second_step_stays() -> None:
    user = UserFactory()
    SocialAccount.objects.create(user=user, provider="eid", uid="1")
    TOTP.activate(user, SECRET)

    actions.close_own_account(user.pk, actor=OWN)

    user.refresh_from_db()
    assert (SocialAccount.objects.count(), user.has_usable_password()) == (0, False)
    assert Authenticator.objects.get().type == Authenticator.Type.TOTP


def test_the_mailbox_alone_makes_nobody_the_owner_of_a_closed_account_that_had_a_second_step(eva, link) -> None:
    TOTP.activate(eva, SECRET)
    elsewhere = TOTP.activate(UserFactory(), SECRET).instance

    for shown in (None, elsewhere):
        with pytest.raises(SecondStepMissing):
            actions.accept_as_returning_person(link.pk, password=PASSWORD, shown=shown)

    eva.refresh_from_db()
    assert (eva.is_active, Membership.objects.filter(user=eva).count()) == (False, 0)


def test_whoever_shows_the_second_step_goes_on_under_the_old_name_with_a_new_password(eva, link) -> None:
    shown = TOTP.activate(eva, SECRET).instance
    SocialAccount.objects.create(user=eva, provider="eid", uid="1")  # an account closed before these were deleted

    membership = actions.accept_as_returning_person(link.pk, password=PASSWORD, shown=shown)

    eva.refresh_from_db()
    assert (membership.user_id, eva.is_active, eva.closed_on, eva.name) == (eva.pk, True, None, "Eva")
    assert (eva.check_password(PASSWORD), SocialAccount.objects.count(), Authenticator.objects.count()) == (True, 0, 1)


def test_an_account_without_a_second_step_is_opened_by_the_mailbox(eva, link) -> None:
    assert actions.accept_as_returning_person(link.pk, password=PASSWORD).user_id == eva.pk


def test_a_mailbox_alone_opens_no_account_that_needed_a_second_step_and_left_none(eva, link) -> None:
    """A strong eID was the second step, or it was removed before."""
    MembershipFactory(role="mediator", user=eva, from_day=LONG_AGO, to_day=clock.today() - timedelta(days=30))

    with pytest.raises(NothingToShow):
        actions.accept_as_returning_person(link.pk, password=PASSWORD)
    actions.remove_second_factors(eva.email, checked=IdentityCheck.IN_PERSON)

    assert actions.accept_as_returning_person(link.pk, password=PASSWORD).user_id == eva.pk
    eva.refresh_from_db()
    assert eva.identity_checked_on is None


def test_the_successor_at_an_address_gets_an_account_of_their_own(eva, link) -> None:
    TOTP.activate(eva, SECRET)
    given = {"name": "Rita", "password": PASSWORD, "language": "lv"}

    with pytest.raises(SayWhetherYouWereHere):
        actions.accept_as_new_person(link.pk, **given)
    membership = actions.accept_as_new_person(link.pk, **given, was_not_here=True)

    eva.refresh_from_db()
    assert (eva.name, eva.is_active, eva.email, eva.address) == ("Eva", False, f"{eva.pk}@closed.invalid", "")
    assert (membership.user.name, membership.user.email) == ("Rita", "eva@example.org")
    assert membership.user_id != eva.pk
    assert list(EmailAddress.objects.order_by("pk").values_list("user", "email")) == [
        (link.invited_by.user_id, link.invited_by.user.email),
        (membership.user_id, "eva@example.org"),
    ]
    assert Authenticator.objects.count() == 0
    assert AuditEntry.objects.get(verb="user.set_aside").object == eva.pk


def test_an_account_that_gave_its_address_up_is_forgotten_after_its_time_as_before(eva, link) -> None:
    actions.accept_as_new_person(link.pk, name="Rita", password=PASSWORD, language="lv", was_not_here=True)

    eva.refresh_from_db()
    eva.forget(clock.today())

    assert (eva.name, eva.email) == ("—", f"{eva.pk}@forgotten.invalid")


def test_an_account_in_use_is_opened_by_nobody_but_its_owner(link) -> None:
    UserFactory(email="eva@example.org")

    with pytest.raises(SignInFirst):
        actions.accept_as_new_person(link.pk, name="X", password=PASSWORD, language="lv", was_not_here=True)
    with pytest.raises(SignInFirst):
        actions.accept_as_returning_person(link.pk, password=PASSWORD)


def test_nobody_comes_back_where_nobody_was(link) -> None:
    with pytest.raises(NobodyWasHere):
        actions.accept_as_returning_person(link.pk, password=PASSWORD)


@pytest.fixture
def eva() -> User:
    """An account that was closed."""
    user = UserFactory(email="eva@example.org", name="Eva")
    actions.close_own_account(user.pk, actor=OWN)
    return user


@pytest.fixture
def link() -> Invitation:
    """An invitation to the address."""
    given = {"role": Role.MEDIATOR, "from_day": clock.today(), "actor": actor_of(administrator())}
    return actions.invite(email="eva@example.org", **given)
