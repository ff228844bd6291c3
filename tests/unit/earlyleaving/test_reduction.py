"""The plan of a school and of a municipality for reducing early leaving."""

from __future__ import annotations

from datetime import date

import pytest

from khetene.earlyleaving import actions, reads
from khetene.earlyleaving.errors import MeasureHasEnded, OutsideSchoolYear, SayWhatCameOfIt, SchoolNotJoined
from khetene.kernel.errors import NotForYou
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.earlyleaving import house

pytestmark = pytest.mark.django_db


def planned(by, **more):
    values = {"aim": "environment", "words": "Rīta aplis", "responsible": "audzinātāja", "due_on": date(2026, 12, 1)}
    return actions.plan_measure(**(values | more), actor=actor_of(by))


def test_a_measure_goes_its_way_and_every_step_stays(there):
    measure = planned(there.head)
    for progress, words in (("under_way", "Sākām."), ("done", "Notiek katru rītu.")):
        actions.move_measure(measure.pk, progress=progress, words=words, actor=actor_of(there.head))

    row = reads.reduction_measure(measure.pk, actor=actor_of(there.head))

    assert [(step.label, step.words) for step in row.went] == [
        ("plānots", ""),
        ("notiek", "Sākām."),
        ("izdarīts", "Notiek katru rītu."),
    ]
    assert row.outcome == "Notiek katru rītu."
    with pytest.raises(MeasureHasEnded):
        actions.move_measure(measure.pk, progress="planned", actor=actor_of(there.head))


def test_an_ended_measure_says_what_came_of_it(there):
    measure = planned(there.head)

    with pytest.raises(SayWhatCameOfIt):
        actions.move_measure(measure.pk, progress="not_done", words=" ", actor=actor_of(there.head))


def test_a_measure_is_late_when_its_day_passed_and_it_has_not_ended(there):
    planned(there.head, due_on=date(2026, 11, 1))
    planned(there.head)

    assert reads.reduction_plan(2026, actor=actor_of(there.velga)).late == 1


def test_the_day_lies_in_the_school_year(there):
    with pytest.raises(OutsideSchoolYear):
        planned(there.head, due_on=date(2027, 9, 1))


def test_staff_read_the_plan_and_the_head_writes_it(there):
    planned(there.head)

    assert reads.reduction_plan(2026, actor=actor_of(there.velga)).may_write is False
    assert reads.reduction_plan(2026, actor=actor_of(there.head)).may_write is True
    with pytest.raises(NotForYou):
        planned(there.velga)


def test_a_school_that_does_not_take_part_has_no_plan(there):
    with pytest.raises(SchoolNotJoined):
        planned(MembershipFactory(role="supervisor"))


def test_the_coordinator_sees_all_schools_of_the_municipality_and_who_has_no_plan(there, django_assert_num_queries):
    planned(there.coordinator, aim="services", words="Autobuss")
    planned(there.head)
    elsewhere = house()
    planned(elsewhere.head, words="Svešs")

    with django_assert_num_queries(3):
        joined = reads.joined_reduction(2026, actor=actor_of(there.coordinator))

    assert [row.words for _aim, rows in joined.own.aims for row in rows] == ["Autobuss"]
    assert [plan.name for plan in joined.schools] == [there.school.name]
    assert reads.joined_reduction(2025, actor=actor_of(there.coordinator)).without == [there.school.name]
    with pytest.raises(NotForYou):
        reads.joined_reduction(2026, actor=actor_of(there.head))


def test_another_school_neither_sees_nor_moves_a_measure(there):
    measure, stranger = planned(there.head), house().head

    assert reads.reduction_plan(2026, actor=actor_of(stranger)).aims == []
    with pytest.raises(NotForYou):
        actions.move_measure(measure.pk, progress="done", words="x", actor=actor_of(stranger))
