"""The recipient answers, or the sender writes down what it heard; nobody else learns of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from khetene.cases import actions as cases
from khetene.cases import reads as case_reads
from khetene.cases.enums import OutcomeKind
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.referrals import actions, reads
from khetene.referrals.enums import State
from khetene.referrals.errors import DayNotPossible, StepNotPossible
from tests.conftest import NOW
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import client_of
from tests.factories.directory import OrganisationFactory
from tests.factories.referrals import draft, sent

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture
def colleague(office):
    return MembershipFactory(organisation=office, role="case_worker")


@pytest.fixture
def accepted(case, anna, office, ieva):
    referral = sent(case, anna, office)
    return actions.accept_referral(referral.pk, purpose="social_service", actor=actor_of(ieva))


def test_the_first_look_is_a_step_and_every_look_is_written_down(case, anna, office, ieva):
    referral = sent(case, anna, office)

    actions.open_referral(referral.pk, actor=actor_of(ieva))
    actions.open_referral(referral.pk, actor=actor_of(ieva))

    referral.refresh_from_db()
    looks = AuditEntry.objects.filter(verb="referral.opened", object=referral.pk, silo=office.pk)
    assert (referral.state, referral.steps.count(), looks.count()) == (State.SEEN, 3, 2)


def test_once_taken_over_only_those_on_the_case_see_the_data(accepted, ieva, colleague):
    assert reads.referral(accepted.pk, actor=actor_of(ieva)).shared["called"] == "Haris"

    with pytest.raises(NotForYou):
        reads.referral(accepted.pk, actor=actor_of(colleague))
    assert list(reads.inbox(actor=actor_of(colleague))) == []


def test_a_colleague_does_not_answer_for_the_one_who_took_over(accepted, colleague):
    with pytest.raises(NotForYou):
        actions.report_outcome(accepted.pk, kind="other", on=TODAY, actor=actor_of(colleague))


def test_the_sender_sees_nothing_of_what_the_recipient_writes_in_its_own_case(accepted, anna, ieva):
    cases.note_need(accepted.recipient_case_id, domain="health", words="Slepena diagnoze", actor=actor_of(ieva))
    actions.record_first_appointment(accepted.pk, on=TODAY, actor=actor_of(ieva))

    shown = reads.referral(accepted.pk, actor=actor_of(anna))

    secrets = ("Slepena", str(accepted.recipient_case_id), ieva.user.name)
    assert [secret for secret in secrets if secret in repr(shown)] == []
    entries = reads.timeline_of(case_reads.case_head(accepted.case_id, actor=actor_of(anna)))
    assert [entry.by for entry in entries if entry.by] == [anna.user.name, anna.user.name]


def test_the_recipient_does_not_see_who_worked_at_the_sender(accepted, anna, ieva):
    assert anna.user.name not in repr(reads.referral(accepted.pk, actor=actor_of(ieva)))


def test_without_consent_to_report_back_the_sender_does_not_learn_the_day_of_the_meeting(case, anna, office, ieva):
    referral = sent(case, anna, office, report_back=False)
    actions.accept_referral(referral.pk, purpose="social_service", actor=actor_of(ieva))
    actions.record_first_appointment(referral.pk, on=TODAY, actor=actor_of(ieva))

    assert reads.referral(referral.pk, actor=actor_of(anna)).first_appointment_on is None
    assert reads.referral(referral.pk, actor=actor_of(ieva)).first_appointment_on == TODAY


def test_received_is_not_closed(accepted, ieva):
    actions.record_first_appointment(accepted.pk, on=TODAY, actor=actor_of(ieva))

    assert reads.referral(accepted.pk, actor=actor_of(ieva)).line.state == State.IN_WORK
    actions.report_outcome(accepted.pk, kind="started_work", on=TODAY, actor=actor_of(ieva))
    assert reads.referral(accepted.pk, actor=actor_of(ieva)).line.state == State.OUTCOME


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), TODAY + timedelta(days=1)])
def test_a_meeting_lies_between_the_sending_and_today(accepted, ieva, day):
    with pytest.raises(DayNotPossible):
        actions.record_first_appointment(accepted.pk, on=day, actor=actor_of(ieva))


@pytest.mark.parametrize("way", ["letter", "phone", "on_foot", "link"])
def test_on_paper_and_by_phone_the_sender_writes_down_what_it_heard(case, anna, office, way):
    referral = sent(case, anna, office, way=way)

    actions.accept_outside(referral.pk, actor=actor_of(anna))
    actions.report_outcome(referral.pk, kind="registered", on=TODAY, actor=actor_of(anna))

    shown = reads.referral(referral.pk, actor=actor_of(anna))
    assert (shown.line.state, shown.outcome_label) == (State.OUTCOME, OutcomeKind.REGISTERED.label)


def test_in_the_product_the_sender_does_not_answer_for_the_office(case, anna, office, ieva):
    referral = sent(case, anna, office)

    with pytest.raises(NotForYou):
        actions.accept_outside(referral.pk, actor=actor_of(anna))
    with pytest.raises(NotForYou):
        actions.decline_referral(referral.pk, reason="no_capacity", actor=actor_of(anna))


def test_whoever_declined_no_longer_sees_the_data(case, anna, office, ieva):
    referral = sent(case, anna, office)
    actions.decline_referral(referral.pk, reason="no_capacity", actor=actor_of(ieva))

    shown = reads.referral(referral.pk, actor=actor_of(ieva))

    assert (shown.line.state, shown.shared, shown.data_gone) == (State.DECLINED, {}, True)
    assert reads.referral(referral.pk, actor=actor_of(anna)).shared["called"] == "Haris"


def test_a_better_address_is_an_office_that_exists(case, anna, office, ieva):
    referral, gone = sent(case, anna, office), OrganisationFactory(valid_to=date(2021, 7, 1))

    with pytest.raises(NotForYou):
        actions.decline_referral(referral.pk, reason="not_our_task", better_address_id=gone.pk, actor=actor_of(ieva))


def test_both_sides_write_and_the_other_one_is_told_that_a_message_waits(case, anna, office, ieva, eva):
    referral = sent(case, anna, office)
    actions.write_message(referral.pk, words="Kad atnākt?", actor=actor_of(ieva))

    for_anna = [line.id for line in reads.waiting_for_me(actor=actor_of(anna), on=TODAY)]
    actions.write_message(referral.pk, words="Otrdien.", actor=actor_of(anna))
    after = [line.id for line in reads.waiting_for_me(actor=actor_of(anna), on=TODAY)]

    shown = reads.referral(referral.pk, actor=actor_of(ieva))
    assert (for_anna, after) == ([referral.pk], [])
    assert [(message.words, message.is_ours) for message in shown.messages] == [
        ("Kad atnākt?", True),
        ("Otrdien.", False),
    ]
    with pytest.raises(NotForYou):
        actions.write_message(referral.pk, words="Es arī!", actor=actor_of(eva))


def test_nothing_is_asked_about_a_draft(case, anna, office):
    with pytest.raises(StepNotPossible):
        actions.write_message(draft(case, anna, office).pk, words="?", actor=actor_of(anna))


def test_an_outcome_in_the_own_case_reminds_to_tell_the_sender(accepted, ieva):
    assert reads.waiting_for_me(actor=actor_of(ieva), on=TODAY) == []

    cases.record_outcome(
        accepted.recipient_case_id,
        client_id=client_of(accepted.recipient_case).pk,
        kind="started_work",
        words="",
        happened_on=TODAY,
        proof="said",
        actor=actor_of(ieva),
    )

    waiting = reads.waiting_for_me(actor=actor_of(ieva), on=TODAY)
    assert [(line.id, line.whose_move) for line in waiting] == [
        (accepted.pk, "Jūsu lietā ir rezultāts. Paziņojiet to sūtītājam.")
    ]


def test_a_declined_one_waits_until_the_need_is_handed_over_elsewhere(case, anna, office, ieva):
    referral, other = sent(case, anna, office), OrganisationFactory()
    actions.decline_referral(referral.pk, reason="not_our_task", better_address_id=other.pk, actor=actor_of(ieva))
    before = [line.id for line in reads.waiting_for_me(actor=actor_of(anna), on=TODAY)]

    with clock.set_to(NOW + timedelta(hours=1)):
        sent(case, anna, other)

    assert (before, reads.waiting_for_me(actor=actor_of(anna), on=TODAY)) == ([referral.pk], [])


@pytest.mark.parametrize("how_many", [1, 3])
def test_my_day_costs_the_same_however_many_wait(case, anna, office, ieva, how_many, django_assert_num_queries):
    for _each in range(how_many):
        sent(case, anna, office)
        office = OrganisationFactory()

    with django_assert_num_queries(2):
        reads.waiting_for_me(actor=actor_of(ieva), on=TODAY)
