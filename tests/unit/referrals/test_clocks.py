"""Every state has a clock and an owner; a reminder names nobody and comes once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from khetene.kernel import clock
from khetene.referrals import actions
from khetene.referrals.enums import NEXT, STARTS_THE_CLOCK, WAITS_FOR_RECIPIENT, WAITS_FOR_SENDER, State
from khetene.referrals.models import Referral
from khetene.referrals.reminders import send_due_reminders
from khetene.referrals.tasks import remind_of_referrals
from tests.conftest import NOW
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import client_of
from tests.factories.directory import OrganisationFactory, ServiceFactory
from tests.factories.referrals import draft, sent

pytestmark = pytest.mark.django_db


def reminded(days: int) -> list[str]:
    """Who gets an e-mail so many days later."""
    mail.outbox.clear()
    with clock.set_to(NOW + timedelta(days=days)):
        send_due_reminders(on=clock.today())
    return sorted(letter.to[0] for letter in mail.outbox)


def test_every_state_that_waits_for_somebody_has_a_clock_or_is_a_draft():
    waiting = {state for state in State if NEXT[state]} | {State.DECLINED}

    assert set(WAITS_FOR_RECIPIENT) | set(WAITS_FOR_SENDER) == waiting
    assert waiting - set(STARTS_THE_CLOCK) == {State.DRAFT, State.SEEN}


def test_the_office_is_reminded_after_ten_days_and_its_supervisor_after_thirty(case, anna, office, ieva):
    ilze = MembershipFactory(organisation=office, role="supervisor")
    sent(case, anna, office)

    assert [reminded(days) for days in (9, 10, 10, 29, 30, 31)] == [
        [],
        sorted([ieva.user.email, ilze.user.email]),
        [],
        [],
        [ilze.user.email],
        [],
    ]


def test_days_of_the_service_go_before_days_of_the_office(case, anna, office, ieva):
    service = ServiceFactory(organisation=office, reminder_days=3, escalation_days=5)
    prepared = draft(case, anna, office, way="on_foot")
    Referral.objects.filter(pk=prepared.pk).update(service=service)

    done = actions.send_referral(prepared.pk, actor=actor_of(anna))

    today = clock.today()
    assert (done.remind_on - today, done.escalate_on - today) == (timedelta(days=3), timedelta(days=5))


def test_having_seen_it_does_not_stop_the_clock(case, anna, office, ieva):
    referral = sent(case, anna, office)
    with clock.set_to(NOW + timedelta(days=8)):
        actions.open_referral(referral.pk, actor=actor_of(ieva))

    assert reminded(10) == [ieva.user.email]


def test_accepting_starts_the_clock_anew_and_an_outcome_stops_it(case, anna, office, ieva):
    referral = sent(case, anna, office)
    with clock.set_to(NOW + timedelta(days=9)):
        actions.accept_referral(referral.pk, purpose="social_service", actor=actor_of(ieva))
    quiet, asked = reminded(18), reminded(19)
    with clock.set_to(NOW + timedelta(days=20)):
        actions.report_outcome(referral.pk, kind="other", on=clock.today(), actor=actor_of(ieva))

    assert (quiet, asked, reminded(200)) == ([], [ieva.user.email], [])


def test_a_declined_one_is_the_senders_move(case, anna, office, ieva):
    referral = sent(case, anna, office)
    rita = MembershipFactory(organisation=anna.organisation, role="supervisor")
    actions.decline_referral(referral.pk, reason="no_capacity", actor=actor_of(ieva))

    assert (reminded(10), reminded(30)) == ([anna.user.email], [rita.user.email])


def test_nobody_is_reminded_of_a_declined_one_that_was_handed_over_elsewhere(case, anna, office, ieva):
    referral = sent(case, anna, office)
    actions.decline_referral(referral.pk, reason="no_capacity", actor=actor_of(ieva))
    with clock.set_to(NOW + timedelta(hours=1)):
        elsewhere = sent(case, anna, OrganisationFactory())
        actions.withdraw_referral(elsewhere.pk, actor=actor_of(anna))
        still_waiting = Referral.objects.unresolved().count()
        sent(case, anna, OrganisationFactory())

    assert still_waiting == 1
    assert anna.user.email not in reminded(10)


@pytest.mark.parametrize("way", ["link", "letter", "phone", "on_foot"])
def test_of_an_office_without_accounts_the_sender_is_reminded_to_ask(case, anna, office, way):
    sent(case, anna, office, way=way)

    assert reminded(10) == [anna.user.email]


def test_an_office_without_a_supervisor_is_told_to_the_sender(case, anna, office, ieva):
    sent(case, anna, office)

    assert (reminded(10), reminded(30)) == ([ieva.user.email], [anna.user.email])


def test_whoever_lost_access_gets_no_reminder(case, anna, office, ieva):
    sent(case, anna, office)
    ieva.to_day = clock.today()
    ieva.save()

    assert reminded(10) == []


def test_one_person_gets_one_letter_however_many_wait(case, anna, office, ieva):
    sent(case, anna, office, way="product")
    service = ServiceFactory(organisation=office)
    second = draft(case, anna, office)
    Referral.objects.filter(pk=second.pk).update(service=service)
    actions.send_referral(second.pk, actor=actor_of(anna))

    assert reminded(10) == [ieva.user.email]
    assert mail.outbox[0].body.splitlines()[0] == "Khetenē jūs gaida 2 nosūtījumi."


def test_a_reminder_names_nobody(case, anna, office, ieva):
    referral = sent(case, anna, office)

    reminded(10)

    told = " ".join(f"{letter.subject} {letter.body}" for letter in mail.outbox)
    private = (client_of(case).called, case.key, referral.key, "strād", anna.organisation.name, str(referral.pk))
    assert told
    assert [secret for secret in private if secret in told] == []


def test_the_worker_does_it_each_morning(case, anna, office, ieva):
    sent(case, anna, office)

    with clock.set_to(NOW + timedelta(days=10)):
        result = remind_of_referrals.enqueue()

    assert result.return_value == 1
