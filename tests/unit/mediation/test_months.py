"""A mediator's month: it adds itself up, is signed, accepted, and then never changes (D 2.4, D 10 #10)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khetene.kernel import clock
from khetene.kernel.errors import DomainError, NotForYou
from khetene.mediation import actions, reads
from khetene.mediation.errors import (
    ActivityInTheFuture,
    MonthIsDecided,
    MonthIsNotOver,
    MonthIsSigned,
    NothingToCorrect,
    SayWhy,
)
from khetene.mediation.models import Month
from khetene.referrals import actions as referrals
from tests.conftest import NOW
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import open_case
from tests.factories.directory import OrganisationFactory
from tests.factories.mediation import note
from tests.factories.referrals import sent

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
IN_OCTOBER = NOW - timedelta(days=40)


@pytest.fixture
def anna():
    return MembershipFactory(role="mediator", from_day=date(2026, 1, 1))


@pytest.fixture
def rita(anna):
    return MembershipFactory(role="supervisor", organisation=anna.organisation, from_day=date(2026, 1, 1))


def activity(anna, kind="training", **more):
    values = {"happened_on": date(2026, 10, 7), "kind": kind, "minutes": 60} | more
    return actions.note_activity(**values, actor=actor_of(anna))


def sign(anna, first=OCTOBER):
    return actions.sign_month(first, narrative="Grūts mēnesis.", actor=actor_of(anna))


def test_the_month_adds_itself_up_and_units_stay_apart(anna):
    with clock.set_to(IN_OCTOBER):
        case = open_case(anna)
        note(anna, minutes=30, topics=["work", "documents"], case_id=case.pk)
        note(anna, minutes=15, topics=["work"], case_id=case.pk, place="phone")
        note(anna, minutes=10, topics=["health"])
        sent(case, anna, OrganisationFactory(), way="link")
    note(anna, minutes=600)
    school = OrganisationFactory()
    activity(anna, "community", minutes=120, people=40)
    activity(anna, "institution", institution_id=school.pk, change="Vēstules vieglā valodā.")
    activity(anna, "institution", institution_id=school.pk)
    activity(anna, "travel", minutes=90)
    activity(anna, "travel", minutes=30)

    figures = reads.month_page(OCTOBER, actor=actor_of(anna)).figures

    assert figures == {
        "contacts": 3,
        "contact_minutes": 55,
        "cases": 1,
        "without_case": 1,
        "topics": {"work": 2, "documents": 1, "health": 1},
        "places": {"home": 2, "phone": 1},
        "actions": figures["actions"],
        "results": figures["results"],
        "referrals": {"sent": 1},
        "events": 1,
        "people_at_events": 40,
        "institutions": 1,
        "changes": 1,
        "own_minutes": {"travel": 120},
    }


def test_a_corrected_contact_counts_once(anna):
    with clock.set_to(IN_OCTOBER):
        contact = note(anna, minutes=30)
        actions.correct_contact(contact.pk, reason="Ilgāk", changes={"minutes": 45}, actor=actor_of(anna))

    figures = reads.month_page(OCTOBER, actor=actor_of(anna)).figures

    assert (figures["contacts"], figures["contact_minutes"]) == (1, 45)


def test_a_month_is_signed_on_its_last_day_or_later(anna):
    with pytest.raises(MonthIsNotOver):
        sign(anna, NOVEMBER)
    with clock.set_to(NOW.replace(month=11, day=30)):
        assert sign(anna, NOVEMBER).state == "signed"


def test_what_was_signed_stays_when_more_is_noted_and_a_correction_says_so(anna, rita):
    activity(anna, minutes=60)
    signed = sign(anna)
    activity(anna, minutes=30)
    before = reads.month_page(OCTOBER, actor=actor_of(anna))
    actions.accept_month(signed.pk, actor=actor_of(rita))

    corrected = actions.correct_month(OCTOBER, narrative="Aizmirsu mācības.", actor=actor_of(anna))

    assert (before.changed_since, before.may_correct) == (True, False)
    signed.refresh_from_db()
    assert (signed.figures["own_minutes"], signed.state) == ({"training": 60}, "accepted")
    assert (corrected.number, corrected.figures["own_minutes"], corrected.state) == (1, {"training": 90}, "signed")


def test_that_a_hand_over_moves_on_does_not_change_the_month(anna):
    with clock.set_to(IN_OCTOBER):
        referral = sent(open_case(anna), anna, OrganisationFactory(), way="link")
    sign(anna)
    referrals.withdraw_referral(referral.pk, actor=actor_of(anna))

    page = reads.month_page(OCTOBER, actor=actor_of(anna))

    assert (page.figures["referrals"], page.signed[0].figures["referrals"]) == ({"withdrawn": 1}, {"sent": 1})
    assert page.changed_since is False


def test_a_month_is_signed_once(anna):
    sign(anna)

    with pytest.raises(MonthIsSigned):
        sign(anna)


def test_a_month_that_was_given_back_is_mended_and_signed_anew(anna, rita):
    kept = activity(anna, minutes=60)
    signed = sign(anna)
    actions.return_month(signed.pk, why="Mācības bija citā mēnesī.", actor=actor_of(rita))
    actions.take_back_activity(kept.pk, actor=actor_of(anna))

    again = sign(anna)

    assert (again.pk, again.state, again.figures["own_minutes"], again.decided_at) == (signed.pk, "signed", {}, None)


def test_what_counts_in_a_signed_month_is_not_taken_back(anna):
    kept = activity(anna)
    sign(anna)

    with pytest.raises(MonthIsSigned):
        actions.take_back_activity(kept.pk, actor=actor_of(anna))


def test_giving_a_month_back_needs_a_reason(anna, rita):
    signed = sign(anna)

    with pytest.raises(SayWhy):
        actions.return_month(signed.pk, why=" ", actor=actor_of(rita))


def test_a_month_is_decided_once(anna, rita):
    signed = sign(anna)
    actions.accept_month(signed.pk, actor=actor_of(rita))

    with pytest.raises(MonthIsDecided):
        actions.return_month(signed.pk, why="Tomēr ne.", actor=actor_of(rita))


def test_only_a_supervisor_of_the_own_organisation_decides_and_never_about_the_own_month(anna, rita):
    signed = sign(anna)
    colleague = MembershipFactory(role="mediator", organisation=anna.organisation)
    stranger = MembershipFactory(role="supervisor")

    for actor in (colleague, stranger, anna):
        with pytest.raises(NotForYou):
            actions.accept_month(signed.pk, actor=actor_of(actor))
    with pytest.raises(NotForYou):
        reads.submitted_month(signed.pk, actor=actor_of(stranger))
    assert reads.submitted(actor=actor_of(stranger)) == []


def test_whoever_is_no_mediator_signs_no_month(rita):
    with pytest.raises(NotForYou):
        sign(rita)


def test_nothing_is_corrected_before_it_was_accepted(anna):
    sign(anna)

    with pytest.raises(NothingToCorrect):
        actions.correct_month(OCTOBER, narrative="Vēl.", actor=actor_of(anna))


def test_the_database_itself_keeps_an_accepted_month(anna, rita):
    signed = sign(anna)
    actions.accept_month(signed.pk, actor=actor_of(rita))

    for change in ({"figures": {"contacts": 999}}, {"state": "signed", "decided_by": None, "decided_at": None}):
        with pytest.raises(DatabaseError, match="accepted month"), transaction.atomic():
            Month.objects.filter(pk=signed.pk).update(**change)

    assert Month.objects.get(pk=signed.pk).figures == signed.figures


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"kind": "community"}, "people"),
        ({"kind": "training", "people": 3}, "people"),
        ({"kind": "institution"}, "institution"),
        ({"kind": "training", "change": "Kaut kas"}, "institution"),
        ({"kind": "training", "minutes": 1441}, "24"),
    ],
)
def test_an_activity_says_what_it_needs_to_say(anna, more, said):
    with pytest.raises(ValidationError):
        activity(anna, **more)


def test_an_activity_is_not_noted_before_its_day(anna):
    with pytest.raises(ActivityInTheFuture):
        activity(anna, happened_on=date(2026, 11, 21))


def test_the_country_adds_signed_months_and_names_the_missing(anna, rita):
    silent = MembershipFactory(role="mediator", from_day=date(2026, 1, 1))
    MembershipFactory(role="mediator", from_day=date(2026, 1, 1), to_day=date(2026, 9, 30))  # the post had ended
    MembershipFactory(role="mediator", from_day=NOVEMBER)  # the post had not begun
    activity(anna, "community", people=40)
    signed = sign(anna)
    actions.accept_month(signed.pk, actor=actor_of(rita))
    activity(anna, "community", people=2)
    actions.correct_month(OCTOBER, narrative="Vēl viens.", actor=actor_of(anna))

    month = reads.national_month(OCTOBER)

    assert month.open_figures["people_at_events"] == 42
    assert [(post.mediator, post.organisation) for post in month.missing] == [
        (silent.user.name, silent.organisation.name)
    ]


def test_a_month_that_was_given_back_is_missing_in_the_country(anna, rita):
    signed = sign(anna)
    actions.return_month(signed.pk, why="Trūkst mācību.", actor=actor_of(rita))

    month = reads.national_month(OCTOBER)

    assert (month.signed, [post.mediator for post in month.missing]) == (0, [anna.user.name])


def test_my_day_asks_for_the_month_that_is_over_and_for_one_that_was_given_back(anna, rita):
    asked = [reads.months_to_sign(actor=actor_of(anna))]
    with clock.set_to(IN_OCTOBER):
        note(anna)
    asked.append(reads.months_to_sign(actor=actor_of(anna)))
    signed = sign(anna)
    asked.append(reads.months_to_sign(actor=actor_of(anna)))
    waiting = [row.id for row in reads.months_to_decide(actor=actor_of(rita))]
    actions.return_month(signed.pk, why="Labot.", actor=actor_of(rita))
    asked.append(reads.months_to_sign(actor=actor_of(anna)))

    assert asked == [[], [OCTOBER], [], [OCTOBER]]
    assert waiting == [signed.pk]
    assert reads.months_to_decide(actor=actor_of(rita)) == []


STEPS = {
    "sign": lambda anna, rita, month: sign(anna),
    "correct": lambda anna, rita, month: actions.correct_month(OCTOBER, narrative="x", actor=actor_of(anna)),
    "accept": lambda anna, rita, month: actions.accept_month(month.pk, actor=actor_of(rita)),
    "return": lambda anna, rita, month: actions.return_month(month.pk, why="x", actor=actor_of(rita)),
    "note": lambda anna, rita, month: activity(anna, minutes=7),
}
LEGAL = {
    None: {"sign", "note"},
    "signed": {"accept", "return", "note"},
    "returned": {"sign", "note"},
    "accepted": {"correct", "note"},
}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=12))
def test_in_random_histories_illegal_steps_are_refused_and_accepted_months_never_change(anna, rita, steps):
    Month.objects.exclude(state="accepted").delete()
    Month.objects.filter(state="accepted").delete()
    accepted = {}
    for step in steps:
        newest = Month.objects.order_by("-number").first()
        state = newest.state if newest else None
        if step not in LEGAL[state]:
            if newest or step not in ("accept", "return"):
                with pytest.raises(DomainError):
                    STEPS[step](anna, rita, newest)
            continue
        STEPS[step](anna, rita, newest)
        for month in Month.objects.filter(state="accepted"):
            accepted.setdefault(month.number, month.figures)
    assert {month.number: month.figures for month in Month.objects.filter(state="accepted")} == accepted
