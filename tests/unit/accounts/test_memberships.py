"""Access runs from a day to a day, and ends with the next request."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khetene.accounts import actions, checks, reads
from khetene.accounts.enums import NATIONAL_ROLES, Role
from khetene.accounts.errors import (
    AlreadyMember,
    DatesInWrongOrder,
    LastDayIsPast,
    MembershipHasEnded,
    NotForThisOrganisation,
    NotYourself,
)
from khetene.accounts.models import Membership, User
from khetene.directory.models import Organisation
from khetene.kernel import clock
from khetene.kernel.actor import System
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from tests.factories.accounts import MembershipFactory, UserFactory, actor_of, administrator

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 3, 2), date(2026, 8, 31)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "active"),
    [(FIRST - DAY, False), (FIRST, True), (LAST - DAY, True), (LAST, True), (LAST + DAY, False)],
)
def test_the_first_and_the_last_day_give_access_and_no_other_outside(day: date, active: bool) -> None:
    membership = MembershipFactory(role=Role.MEDIATOR, from_day=FIRST, to_day=LAST)
    found = set(Membership.objects.active_on(day))
    assert found == ({membership} if active else set())


days = st.dates(date(2026, 1, 1), date(2026, 1, 9))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(first=days, last=st.none() | days, removed=st.none() | days, asked=days)
def test_the_rule_for_one_membership_and_for_many_agree(
    first: date, last: date | None, removed: date | None, asked: date
) -> None:
    if last and last < first:
        first, last = last, first
    with transaction.atomic():
        membership = MembershipFactory(role=Role.MEDIATOR, from_day=first, to_day=last, removed_on=removed)
        found = Membership.objects.active_on(asked).filter(pk=membership.pk).exists()
        transaction.set_rollback(True)
    assert found == membership.is_active_on(asked)


def test_a_closed_account_has_no_access() -> None:
    membership = MembershipFactory(role=Role.MEDIATOR)
    User.objects.filter(pk=membership.user_id).update(is_active=False, closed_on=clock.today())
    assert list(Membership.objects.active_on(clock.today())) == []


@pytest.mark.parametrize("role", sorted(NATIONAL_ROLES))
def test_a_role_of_the_whole_country_gives_nothing_where_the_country_pack_does_not_name_it(role: str) -> None:
    named = MembershipFactory(role=role)
    local = MembershipFactory(role=Role.MEDIATOR, organisation=named.organisation)
    other = next(iter(NATIONAL_ROLES - {role}))
    Organisation.objects.filter(pk=named.organisation_id).update(national_roles=[other])

    assert set(Membership.objects.active_on(clock.today())) == {local}
    assert reads.active_memberships(named.user_id, on=clock.today()) == []
    assert reads.at_work(named.pk, on=clock.today()) is None
    with pytest.raises(NotForYou):
        actions.switch_membership(named.pk, user_id=named.user_id)


def test_check_names_memberships_that_give_nothing_and_only_these() -> None:
    unnamed, over = MembershipFactory(role="programme_holder"), MembershipFactory(role="programme_holder")
    MembershipFactory(role="programme_holder")
    Organisation.objects.filter(pk__in=[unnamed.organisation_id, over.organisation_id]).update(national_roles=[])
    Membership.objects.filter(pk=over.pk).update(removed_on=clock.today())

    (told,) = checks.problems()

    assert told.startswith(f"membership {unnamed.pk}: programme_holder at {unnamed.organisation.slug} gives nothing")


def test_the_dates_of_a_role_that_is_not_given_here_any_longer_are_not_changed() -> None:
    boss = administrator()
    member = MembershipFactory(role="programme_holder", organisation=boss.organisation)
    given = {"from_day": clock.today(), "to_day": clock.today() + DAY, "actor": actor_of(boss)}
    actions.change_dates(member.pk, **given)
    Organisation.objects.filter(pk=boss.organisation_id).update(national_roles=[])

    with pytest.raises(NotForThisOrganisation):
        actions.change_dates(member.pk, **given)
    assert actions.end_membership(member.pk, actor=actor_of(boss)).removed_on == clock.today()


def test_a_last_day_before_the_first_is_refused_with_a_sentence() -> None:
    membership = MembershipFactory.build(
        role=Role.MEDIATOR, user=UserFactory(), organisation=None, from_day=LAST, to_day=FIRST
    )
    with pytest.raises(ValidationError, match="Pēdējā diena nevar būt pirms pirmās dienas"):
        membership.validate_constraints(exclude=["organisation"])


def test_the_database_itself_refuses_an_unknown_role() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(role="king")


def test_two_addresses_that_differ_by_case_alone_are_one_person() -> None:
    actions.create_user(
        email="Anna@Example.org", name="Anna", password="four plain words together", actor=System("test")
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("aNNa@example.org", "Anna")


def test_ending_access_ends_it_today_and_withdraws_what_is_open() -> None:
    boss = administrator()
    member = MembershipFactory(role=Role.MEDIATOR, organisation=boss.organisation, from_day=FIRST)
    other = MembershipFactory(role=Role.MEDIATOR, user=member.user)
    invitation = actions.invite(
        email=member.user.email, role=Role.CASE_WORKER, from_day=clock.today(), actor=actor_of(boss)
    )
    actions.end_membership(member.pk, actor=actor_of(boss))
    invitation.refresh_from_db()
    assert set(Membership.objects.active_on(clock.today())) == {boss, other}
    assert invitation.withdrawn_at is not None
    assert list(AuditEntry.objects.order_by("position").values_list("verb", "object")) == [
        ("invitation.sent", invitation.pk),
        ("membership.ended", member.pk),
        ("invitation.withdrawn", invitation.pk),
    ]


def test_ending_twice_changes_nothing() -> None:
    boss = administrator()
    member = MembershipFactory(role=Role.MEDIATOR, organisation=boss.organisation)
    actions.end_membership(member.pk, actor=actor_of(boss))
    actions.end_membership(member.pk, actor=actor_of(boss))
    assert AuditEntry.objects.filter(verb="membership.ended").count() == 1


def test_an_ended_membership_is_not_revived_by_new_dates() -> None:
    boss = administrator()
    member = MembershipFactory(role=Role.MEDIATOR, organisation=boss.organisation)
    actions.end_membership(member.pk, actor=actor_of(boss))
    with pytest.raises(MembershipHasEnded):
        actions.change_dates(member.pk, from_day=clock.today(), actor=actor_of(boss))


def test_another_organisations_administrator_finds_nothing() -> None:
    member, stranger = MembershipFactory(role=Role.MEDIATOR), actor_of(administrator())
    with pytest.raises(NotForYou):
        actions.end_membership(member.pk, actor=stranger)
    with pytest.raises(NotForYou):
        actions.change_dates(member.pk, from_day=FIRST, actor=stranger)


def test_nobody_changes_their_own_access() -> None:
    boss = administrator()
    with pytest.raises(NotYourself):
        actions.end_membership(boss.pk, actor=actor_of(boss))
    with pytest.raises(NotYourself):
        actions.change_dates(boss.pk, from_day=FIRST, actor=actor_of(boss))


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ORGANISATION_ADMINISTRATOR}))
def test_no_other_role_administers_people(role: Role) -> None:
    worker = MembershipFactory(role=role)
    colleague = MembershipFactory(role=Role.MEDIATOR, organisation=worker.organisation)
    with pytest.raises(NotForYou):
        actions.end_membership(colleague.pk, actor=actor_of(worker))
    with pytest.raises(NotForYou):
        reads.people(actor=actor_of(worker))


def test_new_dates_must_be_possible() -> None:
    boss = administrator()
    member = MembershipFactory(role=Role.MEDIATOR, organisation=boss.organisation)
    today = clock.today()
    with pytest.raises(DatesInWrongOrder):
        actions.change_dates(member.pk, from_day=today + DAY, to_day=today, actor=actor_of(boss))
    with pytest.raises(LastDayIsPast):
        actions.change_dates(member.pk, from_day=FIRST - DAY, to_day=today - DAY, actor=actor_of(boss))


def test_one_person_has_a_role_once_at_a_time_but_may_have_several_roles() -> None:
    member = MembershipFactory(role=Role.MEDIATOR)
    system = System("test")
    with pytest.raises(AlreadyMember):
        actions.give_membership(
            member.user_id, organisation_id=member.organisation_id, role=Role.MEDIATOR, actor=system
        )
    second = actions.give_membership(
        member.user_id, organisation_id=member.organisation_id, role=Role.SUPERVISOR, actor=system
    )
    assert set(reads.active_memberships(member.user_id, on=clock.today())) == {member, second}


def test_the_first_administrator_is_made_from_the_command_line_and_can_be_made_of_an_existing_person() -> None:
    organisation = MembershipFactory(role=Role.AUDITOR).organisation
    made = actions.create_first_administrator("Ilze@example.org", "Ilze", organisation.pk, "four plain words together")
    again = UserFactory()
    other = actions.create_first_administrator(again.email, "ignored", organisation.pk, "ignored")
    assert (made.user.email, made.role) == ("ilze@example.org", Role.ORGANISATION_ADMINISTRATOR)
    assert other.user == again


def test_switching_works_only_between_ones_own_active_memberships() -> None:
    own = MembershipFactory(role=Role.MEDIATOR)
    ended = MembershipFactory(role=Role.MEDIATOR, user=own.user, from_day=FIRST, to_day=FIRST)
    strangers = MembershipFactory(role=Role.MEDIATOR)
    assert actions.switch_membership(own.pk, user_id=own.user_id) == own
    for other in (ended, strangers):
        with pytest.raises(NotForYou):
            actions.switch_membership(other.pk, user_id=own.user_id)


def test_reminders_go_only_to_people_who_still_have_access() -> None:
    here = MembershipFactory(role=Role.MEDIATOR)
    gone = MembershipFactory(role=Role.MEDIATOR, from_day=FIRST, to_day=FIRST)
    found = reads.addresses_of([here.pk, gone.pk], on=clock.today())
    assert found == [reads.Address(here.pk, here.user.email, "lv")]


def test_an_organisation_without_people_for_cases_is_known() -> None:
    boss = administrator()
    assert reads.case_staff_of(boss.organisation_id, on=clock.today()) == []
    worker = MembershipFactory(role=Role.CASE_WORKER, organisation=boss.organisation)
    assert reads.case_staff_of(boss.organisation_id, on=clock.today()) == [worker.pk]
