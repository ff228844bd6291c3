"""Inviting, accepting, withdrawing."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError, transaction

from khetene.accounts import actions, reads
from khetene.accounts.enums import InvitationState, Role
from khetene.accounts.errors import (
    AlreadyInvited,
    AlreadyMember,
    InvitationNotOpen,
    LastDayIsPast,
    NotForThisOrganisation,
    NotYourself,
    RoleNotGivenHere,
    SignInFirst,
    WeakPassword,
)
from khetene.accounts.links import is_genuine, signature_of
from khetene.accounts.models import Invitation, Membership, User
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from tests.factories.accounts import PASSWORD, MembershipFactory, UserFactory, actor_of, administrator

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def invited(boss: Membership, email: str = "eva@example.org", role: Role = Role.MEDIATOR) -> Invitation:
    return actions.invite(email=email, role=role, from_day=clock.today(), actor=actor_of(boss))


def later(days: int) -> datetime:
    return clock.now() + days * DAY


def test_a_new_person_gets_an_account_with_a_confirmed_address_and_the_membership() -> None:
    boss = administrator()
    invitation = invited(boss, "Eva@Example.org")
    membership = actions.accept_as_new_person(invitation.pk, name="Eva", password=PASSWORD, language="en")
    user = User.objects.get(email="eva@example.org")
    assert (user.name, user.language, user.check_password(PASSWORD)) == ("Eva", "en", True)
    assert EmailAddress.objects.get(user=user).verified
    assert (membership.user, membership.organisation, membership.role) == (user, boss.organisation, Role.MEDIATOR)


def test_a_role_of_the_whole_country_is_given_only_where_the_country_pack_says_so() -> None:
    here, ministry = administrator(), administrator()
    ministry.organisation.national_roles = [Role.NATIONAL_COORDINATOR]
    ministry.organisation.save()

    with pytest.raises(NotForThisOrganisation):
        invited(here, role=Role.NATIONAL_COORDINATOR)
    with pytest.raises(NotForThisOrganisation):
        invited(ministry, role=Role.PROGRAMME_HOLDER)
    given = invited(ministry, role=Role.NATIONAL_COORDINATOR).role

    own = set(Role) - {Role.NATIONAL_COORDINATOR, Role.PROGRAMME_HOLDER}
    assert (given, set(reads.roles_to_give(actor=actor_of(here)))) == (Role.NATIONAL_COORDINATOR, own)


def test_a_role_that_is_not_given_here_any_longer_is_neither_accepted_nor_sent_again() -> None:
    ministry, eva = administrator(), UserFactory(email="eva@example.org")
    ministry.organisation.national_roles = [Role.NATIONAL_COORDINATOR]
    ministry.organisation.save()
    sent = invited(ministry, eva.email, Role.NATIONAL_COORDINATOR)
    to_stranger = invited(ministry, "new@example.org", Role.NATIONAL_COORDINATOR)
    ministry.organisation.national_roles = []
    ministry.organisation.save()

    with pytest.raises(NotForThisOrganisation):
        actions.resend_invitation(sent.pk, actor=actor_of(ministry))
    with pytest.raises(RoleNotGivenHere):
        actions.accept_invitation(sent.pk, user_id=eva.pk)
    with pytest.raises(RoleNotGivenHere):
        actions.accept_as_new_person(to_stranger.pk, name="X", password=PASSWORD, language="lv")
    assert not User.objects.filter(email="new@example.org").exists()


def test_each_step_is_in_the_audit_trail_of_the_organisation() -> None:
    boss = administrator()
    invitation = invited(boss)
    membership = actions.accept_as_new_person(invitation.pk, name="Eva", password=PASSWORD, language="lv")
    entries = AuditEntry.objects.filter(silo=boss.organisation_id).order_by("position")
    assert list(entries.values_list("verb", "user", "object")) == [
        ("invitation.sent", boss.user_id, invitation.pk),
        ("user.created", None, membership.user_id),
        ("invitation.accepted", membership.user_id, invitation.pk),
        ("membership.given", membership.user_id, membership.pk),
    ]


def test_a_person_with_an_account_signs_in_first() -> None:
    person = UserFactory()
    invitation = invited(administrator(), person.email)
    with pytest.raises(SignInFirst):
        actions.accept_as_new_person(invitation.pk, name="Not Me", password=PASSWORD, language="lv")
    assert actions.accept_invitation(invitation.pk, user_id=person.pk).user == person


def test_an_invitation_is_accepted_once() -> None:
    invitation, eva, other = invited(administrator()), UserFactory(), UserFactory()
    actions.accept_invitation(invitation.pk, user_id=eva.pk)
    with pytest.raises(InvitationNotOpen):
        actions.accept_invitation(invitation.pk, user_id=other.pk)
    assert list(Membership.objects.filter(role=Role.MEDIATOR).values_list("user", flat=True)) == [eva.pk]


@pytest.mark.parametrize(
    ("days", "state"), [(0, InvitationState.OPEN), (14, InvitationState.OPEN), (15, InvitationState.EXPIRED)]
)
def test_a_link_works_for_fourteen_days(days: int, state: InvitationState) -> None:
    invitation = invited(administrator())
    assert invitation.state_on(clock.today() + days * DAY) == state


def test_an_expired_invitation_is_refused_and_works_again_when_sent_again() -> None:
    boss, eva = administrator(), UserFactory()
    invitation = invited(boss)
    with clock.set_to(later(15)):
        with pytest.raises(InvitationNotOpen):
            actions.accept_invitation(invitation.pk, user_id=eva.pk)
        actions.resend_invitation(invitation.pk, actor=actor_of(boss))
        assert actions.accept_invitation(invitation.pk, user_id=eva.pk).user == eva


def test_a_withdrawn_invitation_is_refused() -> None:
    boss = administrator()
    invitation = invited(boss)
    actions.withdraw_invitation(invitation.pk, actor=actor_of(boss))
    actions.withdraw_invitation(invitation.pk, actor=actor_of(boss))
    with pytest.raises(InvitationNotOpen):
        actions.accept_as_new_person(invitation.pk, name="Eva", password=PASSWORD, language="lv")
    with pytest.raises(InvitationNotOpen):
        actions.resend_invitation(invitation.pk, actor=actor_of(boss))


def test_an_administrator_invites_into_their_own_organisation_alone() -> None:
    boss, stranger = administrator(), administrator()
    invitation = invited(boss)
    assert invitation.organisation == boss.organisation
    with pytest.raises(NotForYou):
        actions.withdraw_invitation(invitation.pk, actor=actor_of(stranger))
    with pytest.raises(NotForYou):
        actions.resend_invitation(invitation.pk, actor=actor_of(stranger))


def test_an_administrator_gives_themselves_no_other_role() -> None:
    boss = administrator()
    with pytest.raises(NotYourself):
        invited(boss, boss.user.email.upper())
    by_a_detour = invited(boss, "my-other-address@example.org")
    with pytest.raises(NotYourself):
        actions.accept_invitation(by_a_detour.pk, user_id=boss.user_id)


def test_a_case_worker_invites_nobody() -> None:
    with pytest.raises(NotForYou):
        invited(MembershipFactory(role=Role.CASE_WORKER))


def test_the_same_person_is_not_invited_twice_for_one_role() -> None:
    boss = administrator()
    invited(boss)
    with pytest.raises(AlreadyInvited):
        invited(boss, "EVA@example.org")
    with clock.set_to(later(15)):
        invited(boss)
    member = MembershipFactory(role=Role.MEDIATOR, organisation=boss.organisation)
    with pytest.raises(AlreadyMember):
        invited(boss, member.user.email)


def test_the_database_itself_refuses_two_open_invitations() -> None:
    invitation = invited(administrator())
    invitation.pk = uuid.uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        invitation.save(force_insert=True)


def test_a_last_day_in_the_past_is_refused() -> None:
    boss = administrator()
    yesterday = clock.today() - DAY
    with pytest.raises(LastDayIsPast):
        actions.invite(
            email="eva@example.org",
            role=Role.MEDIATOR,
            from_day=yesterday,
            to_day=yesterday,
            actor=actor_of(boss),
        )


def test_a_weak_password_leaves_nothing_behind() -> None:
    invitation = invited(administrator())
    with pytest.raises(WeakPassword):
        actions.accept_as_new_person(invitation.pk, name="Eva", password="short", language="lv")
    assert not User.objects.filter(email="eva@example.org").exists()
    assert reads.invitation_to_accept(invitation.pk).state == InvitationState.OPEN


def test_the_link_of_one_invitation_does_not_open_another() -> None:
    one, other = uuid.uuid4(), uuid.uuid4()
    assert is_genuine(one, signature_of(one))
    assert not is_genuine(other, signature_of(one))
    assert not is_genuine(one, "")


def test_the_mail_says_the_name_of_the_organisation_inside_and_nothing_about_anybody_in_the_subject(
    django_capture_on_commit_callbacks,
) -> None:
    boss = administrator(user__name="Ilze Bērziņa")
    with django_capture_on_commit_callbacks(execute=True):
        invitation = invited(boss)
    (letter,) = mail.outbox
    assert letter.to == ["eva@example.org"]
    assert letter.subject == "Uzaicinājums lietot Khetene"
    assert signature_of(invitation.pk) in letter.body
    assert boss.organisation.name in letter.body
    assert "romu mediators" in letter.body.lower()
    assert "Ilze" not in letter.subject + letter.body


def test_nothing_is_sent_when_the_invitation_is_not_kept(django_capture_on_commit_callbacks) -> None:
    boss = administrator()
    with django_capture_on_commit_callbacks(execute=True):
        invited(boss)
        with pytest.raises(AlreadyInvited):
            invited(boss)
    assert len(mail.outbox) == 1
