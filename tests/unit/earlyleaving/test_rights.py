"""Who sees what: the school its pupils, those outside a number, the country protected totals; and when it all goes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection

from khetene.earlyleaving import actions, reads
from khetene.earlyleaving.errors import ColleagueNotFound, NameMunicipality, SchoolNotJoined
from khetene.earlyleaving.models import Plan, PlanStep, Pupil, RegisterVersion, School
from khetene.kernel import clock
from khetene.kernel.actions import delete_expired
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import DeletionProof
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.earlyleaving import approved, drafted, give, house, seen, step, under_way, whole

pytestmark = pytest.mark.django_db


def test_a_pupil_is_seen_by_those_who_work_with_them_and_by_the_head_alone(there):
    pupil = seen(there)
    colleague = MembershipFactory(organisation=there.school, role="school_staff")
    also = MembershipFactory(organisation=there.school, role="case_worker")
    elsewhere = house()
    everybody = [there.velga, there.inese, there.head, colleague, also, there.coordinator, there.ikvd, elsewhere.head]

    may = [who for who in everybody if pupil in Pupil.objects.visible_to(actor_of(who))]

    assert may == [there.velga, there.inese, there.head]
    for who in everybody:
        if who not in may:
            with pytest.raises(NotForYou):
                reads.pupil_page(pupil.pk, actor=actor_of(who))


def test_a_colleague_who_is_let_in_sees_the_pupil_and_a_stranger_cannot_be_let_in(there):
    pupil = seen(there)
    colleague = MembershipFactory(organisation=there.school, role="school_staff")

    actions.let_in(pupil.pk, colleague_id=colleague.pk, actor=actor_of(there.inese))

    assert reads.pupil_page(pupil.pk, actor=actor_of(colleague)).called == "Pēteris"
    with pytest.raises(ColleagueNotFound):
        actions.let_in(pupil.pk, colleague_id=house().inese.pk, actor=actor_of(there.inese))


def test_the_name_the_class_and_the_risk_are_not_readable_in_the_database(there):
    plan = whole(there, drafted(there, class_name="5.b"))
    readable = []
    with connection.cursor() as cursor:
        for table in ("pupil", "plan", "risk", "observation", "planstep"):
            cursor.execute(f"SELECT * FROM earlyleaving_{table}")
            readable += [str(value) for row in cursor.fetchall() for value in row]
    text = " ".join(readable)

    assert plan.number in text
    assert [word for word in ("Pēteris", "5.b", "low-marks", "vērtējums", "sēž viens") if word in text] == []


def test_outside_the_school_a_plan_is_seen_by_its_number_only_while_it_lies_there(there):
    plan = step(whole(there, drafted(there, class_name="5.b")), "submit", there.inese)
    coordinator, ikvd = actor_of(there.coordinator), actor_of(there.ikvd)
    assert reads.waiting(actor=coordinator) == []

    step(plan, "approve", there.head)
    shown = reads.submitted_plan(plan.pk, actor=coordinator)

    assert [row.number for row in reads.waiting(actor=coordinator)] == [plan.number]
    assert not {"called", "class_name", "goal", "grade", "pupil_id"} & set(type(shown).__slots__)
    assert "Pēteris" not in repr(shown)
    with pytest.raises(NotForYou):
        reads.submitted_plan(plan.pk, actor=ikvd)
    with pytest.raises(NotForYou):
        reads.submitted_plan(plan.pk, actor=actor_of(house().coordinator))
    step(plan, "approve", there.coordinator)
    with pytest.raises(NotForYou):
        reads.submitted_plan(plan.pk, actor=coordinator)
    assert [row.number for row in reads.decided(actor=coordinator)] == [plan.number]


def test_another_holder_of_a_programme_sees_no_plan(there):
    plan = step(whole(there), "submit", there.inese)
    for who in (there.head, there.coordinator):
        step(plan, "approve", who)
    other = actor_of(MembershipFactory(role="programme_holder"))

    assert reads.waiting(actor=other) == []
    with pytest.raises(NotForYou):
        actions.take_step(plan.pk, verb="approve", actor=other)
    with pytest.raises(NotForYou):
        actions.join_school(plan.pk, kind="vocational", joined_on=clock.today(), actor=other)


def test_a_general_school_names_its_municipality(there):
    other = house().school
    School.objects.filter(organisation=other).update(left_on=date(2026, 11, 1))

    with pytest.raises(NameMunicipality):
        actions.join_school(other.pk, kind="general", joined_on=clock.today(), actor=actor_of(there.ikvd))


def test_nobody_is_observed_at_a_school_that_does_not_take_part(there):
    stranger = actor_of(MembershipFactory(role="school_staff"))

    with pytest.raises(SchoolNotJoined):
        actions.observe(called="Zane", observed_on=clock.today(), words="Kavē.", actor=stranger)


def test_a_school_counts_pupils_plans_risks_and_hours_apart(there):
    pupil = seen(there)
    plan = whole(there, drafted(there, pupil))
    hours = {"preparing_hours": Decimal(2), "overseeing_hours": Decimal("0.25")}
    actions.write_goal(plan.pk, goal="Nekavē.", **hours, actor=actor_of(there.inese))
    give(under_way(there, plan), there, quantity=Decimal("1.5"))
    drafted(there, pupil, semester="2026-2")

    mine = reads.school_totals(2026, actor=actor_of(there.head))

    assert mine.units == {"pupils": 1, "plans": 2, "risks": 1, "supports": 1}
    assert mine.hours == {"planned_hours": 10, "given_hours": Decimal("1.5"), "writing_hours": Decimal("2.25")}
    assert mine.cents == {"planned_cents": 12500, "given_cents": 1875}
    assert mine.families[0] == ("Mācību darbs un izglītības iestāde", 1)
    assert reads.school_totals(2026, actor=actor_of(house().head)).units["plans"] == 0


@pytest.mark.parametrize(("each", "shown"), [(3, None), (4, 12)])
def test_totals_outside_the_school_are_shown_from_ten_of_three_schools(each, shown):
    for number in range(3):
        there = house()
        for _pupil in range(each):
            approved(there, whole(there, drafted(there, seen(there, called=f"Skolēns {number}"))))
        whole(there, drafted(there, seen(there)))

    country = reads.national_totals(2026)

    assert country.units == dict.fromkeys(("pupils", "plans", "risks", "supports"), shown)
    assert country.hours["planned_hours"] == (shown * 10 if shown else None)
    assert [number for _family, number in country.families[1:]] == [None, None, None]
    assert country.hours["given_hours"] is None
    one = reads.municipal_totals(2026, actor=actor_of(there.coordinator))
    assert set(one.units.values()) == {None}
    assert set(one.cents.values()) == {None}


def test_hours_given_are_shown_when_they_come_from_enough_plans():
    for number in range(3):
        there = house()
        for _pupil in range(4):
            plan = under_way(there, whole(there, drafted(there, seen(there, called=f"Skolēns {number}"))))
            give(plan, there)

    country = reads.national_totals(2026)

    assert (country.hours["given_hours"], country.cents["given_cents"]) == (12, 15000)


def test_a_pupil_goes_with_everything_three_years_after_the_last_semester(there):
    plan = under_way(there)
    give(plan, there)
    with clock.set_to(datetime(2029, 12, 31, 9, 0, tzinfo=UTC)):
        delete_expired(clock.today())
        assert Pupil.objects.count() == 1
    with clock.set_to(datetime(2030, 1, 1, 9, 0, tzinfo=UTC)):
        delete_expired(clock.today())

    assert (Pupil.objects.count(), Plan.objects.count(), PlanStep.objects.count()) == (0, 0, 0)
    types = set(DeletionProof.objects.filter(silo=there.school.pk).values_list("object_type", flat=True))
    assert {"earlyleaving.pupil", "earlyleaving.risk", "earlyleaving.delivery"} <= types
    assert RegisterVersion.objects.count() == 1
