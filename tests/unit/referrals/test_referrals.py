"""The only bridge between silos. Anna hands over, Ieva receives, Eva belongs to neither office."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection

from khetene.cases import actions as cases
from khetene.cases import reads as case_reads
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.referrals import actions, reads
from khetene.referrals.enums import NEXT, State
from khetene.referrals.errors import AgreementMissing, LinkIsOver, NothingChosen, OrganisationGone, StepNotPossible
from khetene.referrals.models import Referral
from khetene.referrals.reminders import send_due_reminders
from tests.conftest import NOW
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import agree, client_of, open_case
from tests.factories.directory import OrganisationFactory
from tests.factories.referrals import draft, sent

pytestmark = pytest.mark.django_db


def test_nothing_is_sent_without_an_agreement(case, anna, office):
    prepared = draft(case, anna, office)

    with pytest.raises(AgreementMissing):
        actions.send_referral(prepared.pk, actor=actor_of(anna))

    assert Referral.objects.get().state == State.DRAFT


@pytest.mark.parametrize("answer", ["refused", "agreed"])
def test_a_refusal_or_another_recipient_covers_nothing(case, anna, office, answer):
    recipient = office if answer == "refused" else OrganisationFactory()
    agree(case, anna, kind="data_consent", recipient_id=recipient.pk, parts=["called", "needs"], answer=answer)

    with pytest.raises(AgreementMissing):
        actions.send_referral(draft(case, anna, office).pk, actor=actor_of(anna))


def test_sending_twice_sends_once(case, anna, office):
    referral = sent(case, anna, office)

    again = actions.send_referral(referral.pk, actor=actor_of(anna))

    assert (again.sent_at, referral.steps.count()) == (referral.sent_at, 2)


def test_the_recipient_sees_what_was_shared_and_nothing_else(case, anna, office, ieva):
    referral = sent(case, anna, office)

    shown = reads.referral(referral.pk, actor=actor_of(ieva))

    assert shown.shared == {"called": "Haris", "needs": [{"domain": "work", "words": "Grib strādāt."}]}
    assert [secret for secret in ("Slepenais", "29999999", str(case.pk)) if secret in repr(shown)] == []


def test_what_travels_lies_encrypted(case, anna, office):
    sent(case, anna, office)

    with connection.cursor() as cursor:
        cursor.execute("SELECT shared FROM referrals_referral")
        assert "Haris" not in cursor.fetchone()[0]


def test_a_third_office_sees_nothing(case, anna, office, eva):
    referral = sent(case, anna, office)

    with pytest.raises(NotForYou):
        reads.referral(referral.pk, actor=actor_of(eva))
    assert list(reads.inbox(actor=actor_of(eva))) == []


@pytest.mark.parametrize("role", ["national_coordinator", "programme_holder", "auditor", "organisation_administrator"])
def test_roles_without_cases_see_no_referral(case, anna, office, role):
    referral = sent(case, anna, office)

    with pytest.raises(NotForYou):
        reads.referral(referral.pk, actor=actor_of(MembershipFactory(organisation=office, role=role)))


def test_a_draft_is_not_seen_by_the_recipient(case, anna, office, ieva):
    prepared = draft(case, anna, office)

    with pytest.raises(NotForYou):
        reads.referral(prepared.pk, actor=actor_of(ieva))


def test_accepting_opens_a_case_of_their_own_in_their_own_silo(case, anna, office, ieva):
    referral = sent(case, anna, office)

    accepted = actions.accept_referral(referral.pk, purpose="social_service", actor=actor_of(ieva))

    theirs = case_reads.case_head(accepted.recipient_case_id, actor=actor_of(ieva))
    assert (theirs.organisation_id, [client.called for client in theirs.clients]) == (office.pk, ["Haris"])
    assert theirs.clients[0].phone is None
    assert case_reads.may_open(accepted.recipient_case_id, actor=actor_of(anna)) is False
    assert case_reads.may_open(case.pk, actor=actor_of(ieva)) is False


def test_accepting_twice_opens_one_case(case, anna, office, ieva):
    referral = sent(case, anna, office)

    first = actions.accept_referral(referral.pk, purpose="social_service", actor=actor_of(ieva)).recipient_case_id
    second = actions.accept_referral(referral.pk, purpose="social_service", actor=actor_of(ieva)).recipient_case_id

    assert first == second


@pytest.mark.parametrize(("report_back", "told"), [(True, "Sāka strādāt"), (False, "")])
def test_the_sender_learns_the_outcome_only_if_the_person_agreed(case, anna, office, ieva, report_back, told):
    referral = sent(case, anna, office, report_back=report_back)
    actions.accept_referral(referral.pk, purpose="social_service", actor=actor_of(ieva))
    actions.report_outcome(referral.pk, kind="started_work", words="Mežā", on=date(2026, 11, 20), actor=actor_of(ieva))

    shown = reads.referral(referral.pk, actor=actor_of(anna))

    assert (shown.line.state, shown.outcome_label) == (State.OUTCOME, told)
    assert ("Mežā" in repr(shown)) is report_back


def test_a_withdrawn_agreement_takes_the_data_back_before_they_were_taken_over(case, anna, office, ieva):
    referral = sent(case, anna, office)
    cases.withdraw_agreement(referral.agreement_id, on=date(2026, 11, 20), actor=actor_of(anna))

    shown = reads.referral(referral.pk, actor=actor_of(ieva))

    assert (shown.data_gone, shown.shared) == (True, {})
    with pytest.raises(AgreementMissing):
        actions.accept_referral(referral.pk, purpose="social_service", actor=actor_of(ieva))


def test_declining_says_why_and_where_to_go_instead(case, anna, office, ieva):
    referral, better = sent(case, anna, office), OrganisationFactory(name="Pareizā iestāde")

    actions.decline_referral(referral.pk, reason="wrong_territory", better_address_id=better.pk, actor=actor_of(ieva))

    shown = reads.referral(referral.pk, actor=actor_of(anna))
    assert (shown.line.state, shown.better_address_name) == (State.DECLINED, "Pareizā iestāde")


def test_an_organisation_that_is_gone_receives_nothing(case, anna):
    gone = OrganisationFactory(valid_to=date(2021, 7, 1))

    with pytest.raises(OrganisationGone):
        draft(case, anna, gone)


def test_an_empty_hand_over_is_refused(case, anna, office):
    with pytest.raises(NothingChosen):
        draft(case, anna, office, parts=())


def test_a_hand_over_on_foot_needs_no_consent_and_carries_no_data(case, anna, office):
    prepared = draft(case, anna, office, way="on_foot")

    done = actions.send_referral(prepared.pk, actor=actor_of(anna))

    assert (done.state, done.shared, done.agreement_id) == (State.SENT, None, None)


def test_what_was_answered_cannot_be_called_back(case, anna, office, ieva):
    referral = sent(case, anna, office)
    actions.accept_referral(referral.pk, purpose="social_service", actor=actor_of(ieva))

    with pytest.raises(StepNotPossible):
        actions.withdraw_referral(referral.pk, actor=actor_of(anna))


def test_every_state_is_known_and_can_be_reached():
    assert set(NEXT) == set(State)
    assert set().union(*NEXT.values()) | {State.DRAFT} == set(State)


def test_an_office_without_an_account_answers_by_a_link(case, anna, office):
    referral = sent(case, anna, office, way="link")
    token = actions.make_answer_link(referral.pk, actor=actor_of(anna))
    link = actions.link_for(token)

    actions.accept_by_link(referral.pk, link=link)
    actions.report_outcome(referral.pk, kind="registered", on=date(2026, 11, 20), actor=link)

    assert Referral.objects.get().state == State.OUTCOME


def test_a_link_is_kept_as_a_digest_and_ends(case, anna, office):
    referral = sent(case, anna, office, way="link")
    first = actions.make_answer_link(referral.pk, actor=actor_of(anna))
    second = actions.make_answer_link(referral.pk, actor=actor_of(anna))

    assert not referral.links.filter(digest__in=[first, second]).exists()
    with pytest.raises(LinkIsOver):
        actions.link_for(first)
    with clock.set_to(NOW + timedelta(days=15)), pytest.raises(LinkIsOver):
        actions.link_for(second)


def test_a_link_opens_its_own_referral_alone(case, anna, office):
    mine = sent(case, anna, office, way="link")
    other = sent(open_case(anna, called="Cita"), anna, office, way="link")
    link = actions.link_for(actions.make_answer_link(mine.pk, actor=actor_of(anna)))

    with pytest.raises(NotForYou):
        actions.accept_by_link(other.pk, link=link)


def test_reminders_go_out_once_and_tell_nothing(case, anna, office, ieva):
    sent(case, anna, office)
    MembershipFactory(organisation=office, role="supervisor")

    with clock.set_to(NOW + timedelta(days=10)):
        first, again = send_due_reminders(on=clock.today()), send_due_reminders(on=clock.today())
    with clock.set_to(NOW + timedelta(days=30)):
        escalated = send_due_reminders(on=clock.today())

    assert (first, again, escalated) == (2, 0, 1)
    told = " ".join(f"{letter.subject} {letter.body}" for letter in mail.outbox)
    assert [secret for secret in ("Haris", "VEN", "strād") if secret in told] == []


def test_my_day_shows_what_waits_for_the_recipient(case, anna, office, ieva):
    referral = sent(case, anna, office)

    waiting = reads.waiting_for_me(actor=actor_of(ieva), on=clock.today())

    assert [line.id for line in waiting] == [referral.pk]


def test_the_client_is_named_by_the_part_that_was_shared(case, anna, office, ieva):
    agree(case, anna, kind="data_consent", recipient_id=office.pk, parts=["needs"])
    prepared = draft(case, anna, office, parts=("needs",))
    actions.send_referral(prepared.pk, actor=actor_of(anna))

    accepted = actions.accept_referral(prepared.pk, purpose="social_service", actor=actor_of(ieva))

    theirs = case_reads.case_head(accepted.recipient_case_id, actor=actor_of(ieva))
    assert [client.called for client in theirs.clients] == [prepared.key]
    assert client_of(case).called == "Haris"
