"""The same need, time and kind of support is paid once (D 10 #18)."""

from __future__ import annotations

from datetime import date

import pytest

from khetene.cases import actions as cases
from khetene.enrolments import actions
from khetene.enrolments.errors import DeliveryRefused
from khetene.enrolments.rules import asks_elsewhere
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.programmes import reads as programmes
from khetene.referrals import actions as referrals
from khetene.referrals.models import Referral
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import client_of, open_case
from tests.factories.enrolments import NVA, enrolled, give, go, republished, signed, taking_part
from tests.factories.programmes import haris
from tests.factories.referrals import sent

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
MEALS = {
    "id": "meals",
    "title": {"lv": "Ēdināšana"},
    "unit": "euro",
    "need": "school",
    "kind": "meals",
    "covers": "month",
    "confirm": "none",
}
LOCAL = "support-person"


@pytest.fixture
def both_give_meals(rules):
    republished(NVA, supports=[MEALS])
    republished(LOCAL, supports=[MEALS])


def local(by, client):
    """A local service for the same person; it asks for no signature."""
    enrolment = actions.enrol(client.pk, programme=LOCAL, actor=actor_of(by))
    return go(enrolment, by, "running")


def meals(enrolment, by, *, on=TODAY):
    return give(enrolment, by, support="meals", quantity=0, cents=2_000, on=on)


def why(refused):
    return str(refused.value.message)


def test_what_another_programme_pays_in_the_same_month_is_refused_and_named(both_give_meals, maija):
    client = haris(maija)
    nva, service = taking_part(maija, client=client, on=date(2026, 10, 1)), local(maija, client)
    meals(nva, maija, on=date(2026, 11, 2))

    with pytest.raises(DeliveryRefused) as refused:
        meals(service, maija)

    assert "Atbalsts ilgstošajiem bezdarbniekiem" in why(refused)


def test_another_month_another_need_or_another_person_is_no_overlap(both_give_meals, maija):
    client = haris(maija)
    nva, service = taking_part(maija, client=client, on=date(2026, 10, 1)), local(maija, client)
    meals(nva, maija, on=date(2026, 10, 5))

    assert meals(service, maija).pk
    other = taking_part(maija, client=haris(maija), on=date(2026, 10, 1))
    assert meals(other, maija).pk


def test_a_programme_does_not_overlap_with_itself(both_give_meals, maija):
    enrolment = taking_part(maija)

    assert meals(enrolment, maija).pk
    assert meals(enrolment, maija).pk


def test_a_struck_entry_overlaps_with_nothing(both_give_meals, maija):
    client = haris(maija)
    nva, service = taking_part(maija, client=client), local(maija, client)
    wrong = meals(nva, maija)
    actions.correct_delivery(
        wrong.pk, reason="Kļūda.", on=TODAY, quantity=0, cents=0, strike=True, actor=actor_of(maija)
    )

    assert meals(service, maija).pk


def test_a_meal_that_the_municipality_pays_cannot_be_paid_again(both_give_meals, maija):
    enrolment = taking_part(maija)
    noted = actions.note_other_finance(
        enrolment.client_id,
        need="school",
        kind="meals",
        payer="Pašvaldība, visas pusdienas",
        covers_from=date(2026, 9, 1),
        covers_to=None,
        actor=actor_of(maija),
    )

    with pytest.raises(DeliveryRefused) as refused:
        meals(enrolment, maija)
    assert "Pašvaldība, visas pusdienas" in why(refused)

    actions.take_back_other_finance(noted.pk, actor=actor_of(maija))
    assert meals(enrolment, maija).pk


def test_what_ended_before_is_no_overlap(both_give_meals, maija):
    enrolment = taking_part(maija)
    actions.note_other_finance(
        enrolment.client_id,
        need="school",
        kind="meals",
        payer="Pašvaldība",
        covers_from=date(2026, 9, 1),
        covers_to=date(2026, 10, 31),
        actor=actor_of(maija),
    )

    assert meals(enrolment, maija).pk


@pytest.fixture
def handed_over(both_give_meals, maija):
    """Ieva's client was handed over to Maija's office under a consent and taken over there."""
    ieva = MembershipFactory(role="case_worker")
    referral = sent(open_case(ieva), ieva, maija.organisation)
    referrals.accept_referral(referral.pk, purpose="social_service", actor=actor_of(maija))
    return ieva, Referral.objects.get(pk=referral.pk)


def test_another_silo_that_pays_is_not_named_and_learns_that_it_was_asked(handed_over, maija):
    ieva, referral = handed_over
    service = local(ieva, client_of(referral.case))
    meals(service, ieva)

    with pytest.raises(DeliveryRefused) as refused:
        meals(local(maija, client_of(referral.recipient_case)), maija)

    assert "cita iestāde" in why(refused)
    assert "Atbalsta persona" not in why(refused)
    assert ieva.organisation.name not in why(refused)


def test_every_question_to_another_silo_is_in_its_trail_with_its_purpose(handed_over, maija):
    ieva, referral = handed_over

    meals(local(maija, client_of(referral.recipient_case)), maija)

    asked = AuditEntry.objects.get(verb="overlap.asked")
    assert (asked.silo, asked.organisation, asked.case, asked.reason) == (
        ieva.organisation_id,
        maija.organisation_id,
        referral.case_id,
        "delivery",
    )


def ask(client, by, **more):
    values = {"need": "school", "kind": "meals", "first": date(2026, 11, 1), "last": TODAY, "why": "planning"} | more
    return actions.ask_if_paid(client.pk, actor=actor_of(by), **values)


def test_an_institution_outside_the_silo_gets_yes_or_no(handed_over, maija):
    ieva, referral = handed_over
    meals(local(ieva, client_of(referral.case)), ieva)
    client = client_of(referral.recipient_case)

    assert ask(client, maija) is True
    assert ask(client, maija, kind="transport") is False
    assert ask(client, maija, first=date(2026, 1, 1), last=date(2026, 1, 31)) is False
    assert AuditEntry.objects.filter(verb="overlap.asked", reason="planning", silo=ieva.organisation_id).count() == 3


def test_it_is_asked_both_ways(handed_over, maija):
    ieva, referral = handed_over
    meals(local(maija, client_of(referral.recipient_case)), maija)

    assert ask(client_of(referral.case), ieva) is True


def test_nobody_is_asked_about_a_person_who_was_not_handed_over(both_give_meals, maija):
    stranger = MembershipFactory(role="case_worker")
    meals(local(stranger, haris(stranger)), stranger)

    assert ask(haris(maija), maija) is None
    assert AuditEntry.objects.filter(verb="overlap.asked").count() == 0


def test_nobody_is_asked_when_the_consent_was_taken_back(handed_over, maija):
    ieva, referral = handed_over
    meals(local(ieva, client_of(referral.case)), ieva)
    cases.withdraw_agreement(referral.agreement_id, on=TODAY, actor=actor_of(ieva))

    assert ask(client_of(referral.recipient_case), maija) is None


def test_nobody_asks_about_the_client_of_somebody_else(handed_over, maija):
    _ieva, referral = handed_over
    stranger = MembershipFactory(role="case_worker")

    with pytest.raises(NotForYou):
        ask(client_of(referral.case), stranger)


def test_who_has_not_begun_has_nothing_paid(both_give_meals, maija):
    enrolment = signed(enrolled(maija), maija)

    with pytest.raises(DeliveryRefused):
        meals(enrolment, maija)


CRISIS = "crisis-centre"


@pytest.fixture
def in_a_safe_place(rules, maija):
    """Ieva's client, handed over by her to the shelter at which Maija works, has spent last night there."""
    ieva = MembershipFactory(role="case_worker")
    referral = sent(open_case(ieva), ieva, maija.organisation)
    referrals.accept_referral(referral.pk, purpose="social_service", actor=actor_of(maija))
    referral = Referral.objects.get(pk=referral.pk)
    night(safe(maija, client_of(referral.recipient_case)), maija)
    return ieva, referral


def safe(by, client):
    return go(actions.enrol(client.pk, programme=CRISIS, actor=actor_of(by)), by, "running")


def night(enrolment, by):
    return give(enrolment, by, support="night", quantity=1)


def test_nobody_learns_by_trying_a_night_that_the_person_sleeps_in_a_safe_place(in_a_safe_place):
    ieva, referral = in_a_safe_place

    assert night(safe(ieva, client_of(referral.case)), ieva).pk


def test_a_safe_place_leaves_no_trace_at_those_who_handed_the_person_over(in_a_safe_place):
    assert AuditEntry.objects.filter(verb="overlap.asked").count() == 0


def test_a_programme_that_gives_a_safe_place_asks_about_nothing_else_either(rules):
    assert [asks_elsewhere(programmes.operation(of)) for of in (CRISIS, NVA)] == [False, True]

    republished(CRISIS, supports=[MEALS, {**MEALS, "id": "night", "need": "safety", "kind": "accommodation"}])

    assert not asks_elsewhere(programmes.operation(CRISIS))


def test_nobody_is_asked_whether_a_safe_place_is_paid(in_a_safe_place):
    ieva, referral = in_a_safe_place

    with pytest.raises(NotForYou):
        ask(client_of(referral.case), ieva, need="safety", kind="accommodation")
    assert AuditEntry.objects.filter(verb="overlap.asked").count() == 0
