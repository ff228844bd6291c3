"""What may leave, to whom, once, and how it comes back before somebody took it over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from khetene.cases import actions as cases
from khetene.cases import reads as case_reads
from khetene.cases.errors import CaseIsClosed
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.referrals import actions, reads
from khetene.referrals.enums import State, WithdrawnWhy
from khetene.referrals.errors import (
    AlreadyOnItsWay,
    ConsentGone,
    NobodyThere,
    OrganisationGone,
    OwnOrganisation,
    StepNotPossible,
)
from khetene.referrals.models import Referral
from khetene.referrals.shared import Chosen
from tests.conftest import NOW
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import agree, client_of, open_case
from tests.factories.directory import OrganisationFactory, ServiceFactory
from tests.factories.referrals import draft, sent
from tests.factories.territory import TerritoryFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def test_preparing_the_same_hand_over_twice_leaves_one_draft(case, anna, office):
    first, second = draft(case, anna, office), draft(case, anna, office, parts=("called",))

    assert first.pk == second.pk
    assert Referral.objects.get().parts == ["called"]


def test_a_second_hand_over_is_refused_while_the_first_waits(case, anna, office):
    first = sent(case, anna, office)

    with pytest.raises(AlreadyOnItsWay) as refusal:
        actions.send_referral(draft(case, anna, office).pk, actor=actor_of(anna))

    assert first.key in str(refusal.value.message)


def test_another_service_of_the_same_office_is_another_hand_over(case, anna, office):
    sent(case, anna, office)
    other = actions.draft_referral(
        case.pk,
        client_id=client_of(case).pk,
        recipient_id=office.pk,
        service_id=ServiceFactory(organisation=office).pk,
        way="product",
        chosen=Chosen(parts=["called"]),
        actor=actor_of(anna),
    )

    assert actions.send_referral(other.pk, actor=actor_of(anna)).state == State.SENT


def test_nobody_hands_over_the_client_of_another_case(case, anna, eva, office):
    strangers = open_case(eva, called="Svešais")

    with pytest.raises(NotForYou):
        actions.draft_referral(
            case.pk,
            client_id=client_of(strangers).pk,
            recipient_id=office.pk,
            way="on_foot",
            chosen=Chosen(parts=[]),
            actor=actor_of(anna),
        )


def test_nobody_hands_over_from_a_case_that_they_may_not_open(case, eva, office):
    with pytest.raises(NotForYou):
        draft(case, eva, office)


def test_a_closed_case_hands_nothing_over(case, anna, office):
    cases.close_case(case.pk, reason="done", actor=actor_of(anna))

    with pytest.raises(CaseIsClosed):
        draft(case, anna, office)


def test_one_does_not_hand_over_to_oneself(case, anna):
    with pytest.raises(OwnOrganisation):
        draft(case, anna, anna.organisation)


def test_an_office_without_people_in_the_product_gets_a_link_or_paper(case, anna):
    empty = OrganisationFactory()
    MembershipFactory(organisation=empty, role="organisation_administrator")

    with pytest.raises(NobodyThere):
        draft(case, anna, empty)
    assert draft(case, anna, empty, way="letter").state == State.DRAFT


def test_a_list_of_offices_says_beforehand_where_nobody_uses_the_product(anna, ieva, office):
    OrganisationFactory(name="Tukšā iestāde")

    names = [name for _pk, name in reads.recipient_choices(actor=actor_of(anna), on=TODAY)]

    assert names == ["Sociālais dienests", "Tukšā iestāde (vēl nelieto Kheteni)"]


def test_an_office_that_is_gone_names_its_successor(case, anna):
    successor = OrganisationFactory(name="Jaunā iestāde")
    gone = OrganisationFactory(name="Vecā iestāde", valid_to=date(2021, 7, 1), successor=successor)

    with pytest.raises(OrganisationGone) as refusal:
        draft(case, anna, gone)

    assert (refusal.value.successor, "Jaunā iestāde" in str(refusal.value.message)) == (successor.pk, True)
    assert reads.gone_recipient(gone.pk, on=TODAY) == ("Vecā iestāde", successor.pk, "Jaunā iestāde")


def test_an_office_dissolved_after_the_draft_gets_nothing(case, anna, office):
    agree(case, anna, kind="data_consent", recipient_id=office.pk, parts=["called", "needs"])
    prepared = draft(case, anna, office)
    office.valid_to = TODAY
    office.save()

    with pytest.raises(OrganisationGone):
        actions.send_referral(prepared.pk, actor=actor_of(anna))


def test_a_card_instead_erases_what_was_prepared(case, anna, office):
    prepared = draft(case, anna, office)

    card = actions.hand_over_without_data(prepared.pk, actor=actor_of(anna))

    assert (card.way, card.shared, card.parts, card.words) == ("on_foot", None, [], "")
    assert actions.send_referral(card.pk, actor=actor_of(anna)).state == State.SENT


def test_a_draft_can_be_thrown_away_and_a_sent_one_cannot(case, anna, office):
    gone = draft(case, anna, office)
    actions.discard_draft(gone.pk, actor=actor_of(anna))
    actions.discard_draft(gone.pk, actor=actor_of(anna))
    kept = sent(case, anna, office)

    with pytest.raises(StepNotPossible):
        actions.discard_draft(kept.pk, actor=actor_of(anna))
    assert list(Referral.objects.order_by("id")) == [kept]


def test_taking_the_agreement_back_calls_back_what_nobody_took_over(case, anna, office, ieva):
    referral = sent(case, anna, office)

    actions.withdraw_agreement(referral.agreement_id, on=TODAY, actor=actor_of(anna))

    referral.refresh_from_db()
    shown = reads.referral(referral.pk, actor=actor_of(ieva))
    assert (referral.state, referral.withdrawn_why) == (State.WITHDRAWN, WithdrawnWhy.CONSENT_WITHDRAWN)
    assert (shown.shared, shown.words, shown.parts) == ({}, "", [])
    assert shown.withdrawn_why_label == WithdrawnWhy.CONSENT_WITHDRAWN.label


def test_data_vanish_at_once_even_where_the_case_took_the_agreement_back(case, anna, office, ieva):
    referral = sent(case, anna, office)
    cases.withdraw_agreement(referral.agreement_id, on=TODAY, actor=actor_of(anna))

    shown = reads.referral(referral.pk, actor=actor_of(ieva))

    assert (shown.shared, shown.line.state) == ({}, State.WITHDRAWN)
    assert list(reads.inbox(actor=actor_of(ieva), state="waiting")) == []
    with pytest.raises(ConsentGone):
        actions.accept_referral(referral.pk, purpose="social_service", actor=actor_of(ieva))


def test_what_was_taken_over_stays_and_both_sides_are_told(case, anna, office, ieva):
    referral = sent(case, anna, office)
    actions.accept_referral(referral.pk, purpose="social_service", actor=actor_of(ieva))

    withdrawn = actions.withdraw_agreement(referral.agreement_id, on=TODAY, actor=actor_of(anna))

    sides = [reads.referral(referral.pk, actor=actor_of(side)) for side in (anna, ieva)]
    assert withdrawn == []
    assert [(side.line.state, side.consent_ended) for side in sides] == [(State.ACCEPTED, True)] * 2


def test_a_consent_that_ended_calls_back_over_night(case, anna, office):
    last_day = TODAY + timedelta(days=3)
    agree(case, anna, kind="data_consent", recipient_id=office.pk, parts=["called", "needs"], valid_to=last_day)
    referral = actions.send_referral(draft(case, anna, office).pk, actor=actor_of(anna))

    with clock.set_to(NOW + timedelta(days=3)):
        kept = actions.withdraw_uncovered(on=clock.today())
    with clock.set_to(NOW + timedelta(days=4)):
        withdrawn = actions.withdraw_uncovered(on=clock.today())

    referral.refresh_from_db()
    assert (kept, withdrawn, referral.withdrawn_why) == ([], [referral.pk], WithdrawnWhy.CONSENT_ENDED)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("months_without_work", 14),
        ("employed", False),
        ("household_status", "poor"),
    ],
)
def test_an_answer_arrives_in_the_type_that_it_had(case, anna, office, ieva, fact, value):
    client = client_of(case)
    cases.record_fact(client.pk, fact=fact, value=value, known_on=TODAY, origin="said", actor=actor_of(anna))
    agree(case, anna, kind="data_consent", recipient_id=office.pk, parts=["facts"])
    prepared = actions.draft_referral(
        case.pk,
        client_id=client.pk,
        recipient_id=office.pk,
        way="product",
        chosen=Chosen(parts=["facts"], facts=[fact]),
        actor=actor_of(anna),
    )
    actions.send_referral(prepared.pk, actor=actor_of(anna))

    accepted = actions.accept_referral(prepared.pk, purpose="social_service", actor=actor_of(ieva))

    theirs = case_reads.case_head(accepted.recipient_case_id, actor=actor_of(ieva)).clients[0]
    known = case_reads.facts_of(theirs.id, actor=actor_of(ieva), as_of=TODAY)
    assert [(row.fact, row.value, row.origin) for row in known.values()] == [(fact, value, "referral")]


def test_where_the_person_lives_does_not_travel_with_the_case(case, anna, ieva, office):
    office.territory = TerritoryFactory(name="Kuldīga")
    office.save()

    accepted = actions.accept_referral(sent(case, anna, office).pk, purpose="social_service", actor=actor_of(ieva))

    theirs = case_reads.case_head(accepted.recipient_case_id, actor=actor_of(ieva))
    assert (theirs.territory_name, theirs.key[:3]) == ("Kuldīga", "KUL")
