"""Risks justify supports, nothing is paid twice, and what was given is proved."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from khetene.earlyleaving import actions
from khetene.earlyleaving.actions._shared import names_the_pupil
from khetene.earlyleaving.errors import (
    ConfirmationMissing,
    DayNotPossible,
    DocumentMissing,
    GradeNotSupported,
    MoreThanPlanned,
    NameInText,
    NoSuchSemester,
    OnlyWithPoorStatus,
    OutsideSemester,
    PaidFromElsewhere,
    PlanForSemesterExists,
    PlanIsClosed,
    PlanIsNotUnderWay,
    RemoteNeedsOrder,
    RiskIsNamed,
    SomethingMissing,
    UnknownCriterion,
)
from khetene.earlyleaving.models import Delivery, Plan
from tests.factories.accounts import actor_of
from tests.factories.earlyleaving import (
    MEALS,
    approved,
    drafted,
    give,
    house,
    risk_in,
    seen,
    signed,
    step,
    support_for,
    under_way,
    whole,
)

pytestmark = pytest.mark.django_db
AUTUMN = {"first_grade": 1, "last_grade": 6, "covers_from": date(2026, 9, 1), "covers_to": date(2027, 5, 31)}


def paid(by, **more):
    values = {"kind": "meals", "payer": "Novada pašvaldība"} | AUTUMN | more
    return actions.note_paid_elsewhere(**values, actor=actor_of(by))


@pytest.mark.parametrize("payer", ["head", "coordinator"])
def test_what_is_paid_for_all_pupils_cannot_be_planned_and_the_refusal_names_the_payer(there, payer):
    paid(getattr(there, payer))
    risk = risk_in(drafted(there), there)

    with pytest.raises(PaidFromElsewhere) as refused:
        support_for(risk, there, **MEALS)

    assert "Novada pašvaldība" in str(refused.value.message)
    assert "31.05.2027." in str(refused.value.message) or "31.05.27." in str(refused.value.message)


def test_only_the_grades_and_the_time_that_are_paid_are_refused(there):
    paid(there.head, first_grade=1, last_grade=4)
    paid(there.head, covers_to=date(2026, 10, 31))
    paid(house().head)
    risk = risk_in(drafted(there), there)

    assert support_for(risk, there, **MEALS).cents == 6000


def test_what_is_paid_later_stops_a_plan_on_its_way(there):
    plan = drafted(there)
    support_for(risk_in(plan, there), there, **MEALS)
    step(signed(plan, there), "submit", there.inese)
    row = paid(there.coordinator)

    with pytest.raises(SomethingMissing):
        step(plan, "approve", there.head)

    actions.take_back_paid_elsewhere(row.pk, actor=actor_of(there.coordinator))
    assert step(plan, "approve", there.head).level == "municipality"


def test_the_same_need_is_not_planned_twice_in_one_plan(there):
    risk = risk_in(drafted(there), there)
    support_for(risk, there, **MEALS)

    with pytest.raises(PaidFromElsewhere):
        support_for(risk, there, **MEALS)


@pytest.mark.parametrize("poor_until", [None, date(2026, 10, 31)])
def test_clothes_are_planned_only_with_the_status_of_a_poor_household(there, poor_until):
    risk = risk_in(drafted(there), there, "no-clothes")
    clothes = MEALS | {"kind": "clothing", "quantity": Decimal(1), "poor_until": poor_until}

    with pytest.raises(OnlyWithPoorStatus):
        support_for(risk, there, **clothes)
    assert support_for(risk, there, **clothes | {"poor_until": date(2026, 11, 30)}).only_if_poor


def test_a_support_lies_inside_the_semester(there):
    risk = risk_in(drafted(there), there)

    with pytest.raises(OutsideSemester):
        support_for(risk, there, ends=date(2027, 1, 1))


def test_a_consultation_says_whether_it_is_in_a_group(there):
    with pytest.raises(ValidationError):
        support_for(risk_in(drafted(there), there), there, meeting="")


def test_a_risk_stands_once_and_comes_from_the_list(there):
    plan = drafted(there)
    risk_in(plan, there)

    with pytest.raises(RiskIsNamed):
        risk_in(plan, there)
    with pytest.raises(UnknownCriterion):
        risk_in(plan, there, "tautiba")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pēteris kavē.", True),
        ("Pētera uzvedība.", True),
        ("Runāja ar Pēterim tuvu draugu.", True),
        ("„Pēteri”, teica skolotāja.", True),
        ("Kavē pēterpārslas dienas.", False),
        ("Petersburgas iela.", False),
        ("Peter ir cits vārds.", True),
        ("Kavē stundas.", False),
    ],
)
def test_a_justification_with_the_pupils_name_in_any_case_is_noticed(text, found):
    assert names_the_pupil(text, "Pēteris") is found


def test_a_justification_with_the_name_is_refused(there):
    plan = drafted(there)

    with pytest.raises(NameInText):
        actions.add_risk(
            plan.pk,
            criterion="motivation",
            justification="Pēterim nav vēlēšanās.",
            seriousness="slight",
            actor=actor_of(there.inese),
        )


@pytest.mark.parametrize("grade", [0, 13])
def test_a_plan_is_for_the_grades_of_its_time(there, grade):
    with pytest.raises((GradeNotSupported, ValidationError)):
        drafted(there, grade=grade)


def test_a_vocational_plan_ends_with_the_fourth_year():
    there = house(kind="vocational")

    assert drafted(there, grade=4).municipality_id is None
    with pytest.raises(GradeNotSupported):
        drafted(there, grade=5)


def test_a_new_semester_is_a_new_plan_and_one_semester_has_one(there):
    pupil = seen(there)
    drafted(there, pupil)

    with pytest.raises(PlanForSemesterExists):
        drafted(there, pupil)
    with pytest.raises(NoSuchSemester):
        drafted(there, pupil, semester="2025-2")
    assert drafted(there, pupil, semester="2026-2").begins == date(2027, 1, 1)


def test_the_next_plan_begins_with_the_risks_that_are_left(there):
    plan = under_way(there, whole(there))
    step(plan, "revise", there.inese, "Vēl viens risks.")
    support_for(risk_in(plan, there, "motivation"), there, kind="psychologist")
    under_way(there, signed(plan, there))
    gone, left = plan.risks.order_by("pk")
    changes = {gone.pk: "gone", left.pk: "reduced"}
    actions.evaluate(plan.pk, changes=changes, result="left", new_signs=["peer-group"], actor=actor_of(there.inese))

    following = drafted(there, plan.pupil, semester="2026-2")

    assert [risk.criterion for risk in following.risks.all()] == ["motivation"]
    assert following.continues_id == plan.pk


@pytest.mark.parametrize(
    ("proof", "refusal"),
    [
        ({"confirmed_on": None}, ConfirmationMissing),
        ({"signature": ""}, ConfirmationMissing),
        ({"confirmed_on": date(2026, 11, 19)}, ConfirmationMissing),
        ({"remote": True}, RemoteNeedsOrder),
        (
            {"remote": True, "order_number": "12", "given_on": date(2026, 11, 20), "confirmed_on": None},
            RemoteNeedsOrder,
        ),
        ({"quantity": Decimal("10.01")}, MoreThanPlanned),
        ({"given_on": date(2026, 11, 21), "confirmed_on": date(2026, 11, 21)}, DayNotPossible),
        ({"given_on": date(2026, 11, 19)}, DayNotPossible),
    ],
)
def test_a_consultation_without_its_proof_or_beyond_the_plan_does_not_count(there, proof, refusal):
    plan = under_way(there)

    with pytest.raises(refusal):
        give(plan, there, **proof)
    assert Delivery.objects.count() == 0


def test_a_remote_consultation_counts_with_the_order_and_the_same_day(there):
    given = give(under_way(there), there, remote=True, order_number="1-7/12", quantity=Decimal("1.5"))

    assert (given.cents, given.remote) == (1875, True)


def test_an_expense_needs_its_document_and_stays_within_the_plan(there):
    plan = drafted(there)
    support_for(risk_in(plan, there), there, **MEALS)
    under_way(there, signed(plan, there))
    expense = {"confirmed_on": None, "signature": "", "quantity": Decimal(1)}

    with pytest.raises(DocumentMissing):
        give(plan, there, **expense)
    with pytest.raises(MoreThanPlanned):
        give(plan, there, **expense, document="Saraksts 3", cents=6001)
    assert give(plan, there, **expense, document="Saraksts 3", cents=2950).cents == 2950


def test_what_was_taken_back_counts_no_more_and_stays(there):
    plan = under_way(there)
    given = give(plan, there, quantity=Decimal(10))

    actions.take_back_delivery(given.pk, actor=actor_of(there.inese))

    assert give(plan, there, quantity=Decimal(10)).quantity == 10
    assert Delivery.objects.count() == 2


def test_nothing_is_given_before_a_plan_is_under_way_and_nothing_changes_after_it_was_given_to_be_approved(there):
    plan = approved(there)

    with pytest.raises(PlanIsNotUnderWay):
        give(plan, there)
    with pytest.raises(PlanIsClosed):
        support_for(plan.risks.get(), there, kind="psychologist")


def test_the_database_keeps_a_consultation_without_a_signature_out(there):
    given = give(under_way(there), there)

    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.filter(pk=given.pk).update(signature="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=given.support.plan_id).update(approved_on=None)
