"""Accounts end: their owner closes them, or two years of silence; an invitation opens them again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail

from khetene.accounts import actions
from khetene.accounts.enums import Role
from khetene.accounts.errors import SignInFirst, StillAtWork
from khetene.accounts.models import User
from khetene.kernel import clock
from khetene.kernel.actor import System
from khetene.kernel.models import AuditEntry
from tests.factories.accounts import PASSWORD, MembershipFactory, UserFactory, actor_of, administrator

pytestmark = pytest.mark.django_db
OWN = System("own account")
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


def test_an_invitation_opens_a_closed_account_with_a_new_password_and_never_one_in_use() -> None:
    boss, user = administrator(), UserFactory(email="eva@example.org", name="Eva")
    actions.close_own_account(user.pk, actor=OWN)
    given = {"role": Role.MEDIATOR, "from_day": clock.today(), "actor": actor_of(boss)}
    first = actions.invite(email="eva@example.org", **given)

    membership = actions.accept_as_new_person(first.pk, name="Eva Liepa", password=PASSWORD, language="lv")
    second = actions.invite(email="eva@example.org", **given | {"role": Role.REGIONAL_EXPERT})
    with pytest.raises(SignInFirst):
        actions.accept_as_new_person(second.pk, name="X", password=PASSWORD, language="lv")

    user.refresh_from_db()
    assert (membership.user_id, user.is_active, user.closed_on, user.name) == (user.pk, True, None, "Eva Liepa")
    assert user.check_password(PASSWORD)
