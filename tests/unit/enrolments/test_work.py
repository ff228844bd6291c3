"""The way to a job (ESF 7.4.1, source 001): plan, offers, whether a job lasted, and what stays with the agency."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from khetene.enrolments import actions, reads
from khetene.enrolments.enums import JobLasted
from khetene.enrolments.errors import DayNotPossible, DeliveryRefused, OfferNotPossible
from khetene.enrolments.models import JobOffer, Passage
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.programmes.operations.showing import shown
from khetene.programmes.reads import operation
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.enrolments import NEET, NVA, enrolled, give, joined, offered, taking_part

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("latvia")]
TODAY = date(2026, 11, 20)


@pytest.fixture
def rules(latvia):
    """Published with the country."""


@pytest.fixture
def haris_takes_part(maija):
    return taking_part(maija, on=date(2026, 3, 2))


def talked(offer, by, *doubts, on=TODAY):
    return actions.talk_offer_through(offer.pk, doubts=doubts, checked_on=on, actor=actor_of(by))


def answered(offer, by, answer="accepted", on=TODAY, **more):
    return actions.answer_offer(offer.pk, answer=answer, answered_on=on, actor=actor_of(by), **more)


def job(enrolment, by, *, started, **more):
    offer = offered(enrolment, by, on=started)
    talked(offer, by, on=started)
    answered(offer, by, on=started)
    return actions.follow_job(offer.pk, started_on=started, **more, actor=actor_of(by))


def lasted(enrolment):
    (row,) = reads.work_page(enrolment, operation(NVA)).offers
    return row.lasted


def test_an_offer_is_answered_only_after_it_was_talked_through(haris_takes_part, maija):
    offer = offered(haris_takes_part, maija)

    with pytest.raises(OfferNotPossible):
        answered(offer, maija)
    talked(offer, maija, "way")
    assert answered(offer, maija).answer == "accepted"


def test_a_refused_offer_has_one_of_the_reasons(haris_takes_part, maija):
    offer = offered(haris_takes_part, maija)
    talked(offer, maija, "way", "pay")

    for reason in ("", "ill"):
        with pytest.raises(OfferNotPossible):
            answered(offer, maija, "refused", refusal_reason=reason)
    answered(offer, maija, "refused", refusal_reason="way")

    (row,) = reads.work_page(haris_takes_part, operation(NVA)).offers
    assert (row.refusal_label, row.doubts) == ("Par tālu vai nav transporta", ["Ceļš uz darbu", "Alga"])


def test_an_answer_stands(haris_takes_part, maija):
    offer = offered(haris_takes_part, maija)
    talked(offer, maija)
    answered(offer, maija)

    with pytest.raises(OfferNotPossible):
        answered(offer, maija, "refused", refusal_reason="way")
    with pytest.raises(OfferNotPossible):
        talked(offer, maija, "way")


def test_no_work_is_offered_before_the_plan_is_under_way(maija):
    with pytest.raises(OfferNotPossible):
        offered(enrolled(maija), maija)


def test_only_an_accepted_offer_becomes_a_job(haris_takes_part, maija):
    offer = offered(haris_takes_part, maija)

    with pytest.raises(OfferNotPossible):
        actions.follow_job(offer.pk, started_on=TODAY, actor=actor_of(maija))
    with pytest.raises(IntegrityError), transaction.atomic():
        JobOffer.objects.filter(pk=offer.pk).update(started_on=TODAY)


@pytest.mark.parametrize(
    ("more", "today", "expected"),
    [
        ({}, TODAY, JobLasted.NOT_YET),
        ({}, date(2027, 4, 10), JobLasted.NOT_ASKED),
        ({"confirmed_on": date(2026, 11, 12)}, date(2027, 4, 10), JobLasted.NOT_ASKED),
        ({"ended_on": date(2026, 11, 12)}, TODAY, JobLasted.NO),
    ],
)
def test_a_job_lasted_only_when_somebody_knows_it(haris_takes_part, maija, more, today, expected):
    job(haris_takes_part, maija, started=date(2026, 10, 10), **more)

    with clock.set_to(datetime(today.year, today.month, today.day, 9, tzinfo=UTC)):
        assert lasted(haris_takes_part) == expected


@pytest.mark.parametrize("more", [{"confirmed_on": date(2026, 11, 3)}, {"ended_on": date(2026, 11, 3)}])
def test_a_job_lasted_from_the_day_six_months_later(haris_takes_part, maija, more):
    job(haris_takes_part, maija, started=date(2026, 5, 3), **more)

    assert lasted(haris_takes_part) == JobLasted.YES


def test_a_job_that_ended_a_day_earlier_did_not_last(haris_takes_part, maija):
    job(haris_takes_part, maija, started=date(2026, 5, 3), ended_on=date(2026, 11, 2))

    assert lasted(haris_takes_part) == JobLasted.NO


def test_days_stand_in_their_order(haris_takes_part, maija):
    offer = offered(haris_takes_part, maija, on=date(2026, 11, 10))

    with pytest.raises(DayNotPossible):
        talked(offer, maija, on=date(2026, 11, 9))
    talked(offer, maija, on=date(2026, 11, 11))
    with pytest.raises(DayNotPossible):
        answered(offer, maija, on=date(2026, 11, 10))
    answered(offer, maija, on=date(2026, 11, 12))
    with pytest.raises(DayNotPossible):
        actions.follow_job(offer.pk, started_on=date(2026, 11, 11), actor=actor_of(maija))
    with pytest.raises(ValidationError):
        actions.follow_job(offer.pk, started_on=date(2026, 11, 16), ended_on=date(2026, 11, 13), actor=actor_of(maija))


def test_a_step_of_the_plan_is_settled_once_and_overdue_until_then(haris_takes_part, maija):
    step = actions.add_search_step(
        haris_takes_part.pk, words="Piezvanīt.", due_on=date(2026, 11, 19), actor=actor_of(maija)
    )
    assert [row.overdue for row in reads.work_page(haris_takes_part, operation(NVA)).steps] == [True]

    for _again in range(2):
        actions.settle_search_step(step.pk, state="done", actor=actor_of(maija))

    assert [row.overdue for row in reads.work_page(haris_takes_part, operation(NVA)).steps] == [False]
    assert AuditEntry.objects.filter(verb="search_step.settled").count() == 1


def test_of_a_measure_of_the_agency_only_the_passage_is_kept(haris_takes_part, maija):
    row = actions.refer_to_agency(
        haris_takes_part.pk, passage="agency-measure", referred_on=date(2026, 10, 1), actor=actor_of(maija)
    )
    actions.follow_passage(row.pk, taken_up_on=date(2026, 10, 8), finished_on=date(2026, 11, 2), actor=actor_of(maija))

    kept = {field.name for field in Passage._meta.fields}
    assert kept == {
        "id", "enrolment", "passage", "referred_on", "taken_up_on", "finished_on", "noted_by", "noted_at",
    }  # fmt: skip
    (shown_row,) = reads.work_page(haris_takes_part, operation(NVA)).passages
    assert (shown_row.taken_up_on, shown_row.finished_on) == (date(2026, 10, 8), date(2026, 11, 2))


def test_which_measure_of_the_agency_it_was_cannot_be_written(haris_takes_part, maija):
    for measure in ("health-checks", "suitability", "dependency"):
        with pytest.raises(NotForYou):
            actions.refer_to_agency(haris_takes_part.pk, passage=measure, referred_on=TODAY, actor=actor_of(maija))
        with pytest.raises(DeliveryRefused):
            give(haris_takes_part, maija, support=measure)


def test_a_passage_goes_in_order(haris_takes_part, maija):
    row = actions.refer_to_agency(
        haris_takes_part.pk, passage="agency-measure", referred_on=date(2026, 10, 1), actor=actor_of(maija)
    )

    with pytest.raises(DayNotPossible):
        actions.follow_passage(row.pk, taken_up_on=date(2026, 9, 30), finished_on=None, actor=actor_of(maija))
    with pytest.raises(IntegrityError), transaction.atomic():
        Passage.objects.filter(pk=row.pk).update(finished_on=TODAY)


def test_each_measure_says_for_which_groups_it_is_and_what_stays_with_the_agency(maija):
    found = shown(operation(NVA))

    assert [kept for _title, kept in found.target_groups] == [True, True, False, False]
    assert [(measure.groups, measure.only_passage) for measure in found.measure_groups] == [
        ("1., 2., 3., 4.", False),
        ("2.", True),
        ("1., 2.", True),
        ("1., 2., 3., 4.", False),
        ("3., 4.", True),
    ]


def test_a_programme_that_leads_to_no_job_has_no_offers(uldis):
    joined(uldis, NEET)
    enrolment = taking_part(uldis, programme=NEET)

    with pytest.raises(NotForYou):
        offered(enrolment, uldis)


def test_another_office_touches_nothing(haris_takes_part, maija):
    offer = offered(haris_takes_part, maija)
    stranger = MembershipFactory(role="case_worker")

    for forbidden in (lambda: offered(haris_takes_part, stranger), lambda: talked(offer, stranger)):
        with pytest.raises(NotForYou):
            forbidden()
    with pytest.raises(NotForYou):
        reads.offer(offer.pk, actor=actor_of(stranger))
