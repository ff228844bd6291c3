"""The plan of a school and of a municipality for reducing early leaving."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from khetene.earlyleaving import actions, reads
from khetene.earlyleaving.errors import MeasureHasEnded, OutsideSchoolYear, SayWhatCameOfIt, SchoolNotJoined
from khetene.earlyleaving.models import EarlierMeasure, ReductionStep
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
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


def test_in_august_the_coming_school_year_is_planned(there):
    with clock.set_to(datetime(2027, 8, 25, 9, 0, tzinfo=UTC)):
        measure = planned(there.head, due_on=date(2027, 12, 1))
        shown = reads.reduction_plan(2027, actor=actor_of(there.head))
        with pytest.raises(OutsideSchoolYear):
            planned(there.head, due_on=date(2028, 9, 1))

    assert (measure.school_year, shown.may_write) == (2027, True)


def test_a_measure_is_corrected_also_after_its_end_and_what_stood_there_stays(there):
    measure = planned(there.head)
    actions.move_measure(measure.pk, progress="done", words="Pēteris nāk.", actor=actor_of(there.head))
    said = {"aim": "services", "words": "Rīta aplis", "responsible": "vadītāja", "due_on": date(2026, 12, 2)}
    with pytest.raises(SayWhatCameOfIt):
        actions.correct_measure(measure.pk, **said, outcome=" ", actor=actor_of(there.head))

    actions.correct_measure(measure.pk, **said, outcome="Notiek.", actor=actor_of(there.head))

    history = reads.measure_history(measure.pk, actor=actor_of(there.head))
    assert (history.row.aim_key, history.row.responsible, history.row.outcome) == ("services", "vadītāja", "Notiek.")
    assert [[words for _label, words in one.what][1:] for one in history.earlier] == [["audzinātāja", "Pēteris nāk."]]
    assert {one.by for one in (*history.earlier, *history.row.went)} == {there.head.user.name}


def test_a_correction_stays_in_the_school_year_of_the_measure(there):
    said = {"aim": "environment", "words": "x", "responsible": "y", "due_on": date(2027, 9, 1)}
    with pytest.raises(OutsideSchoolYear):
        actions.correct_measure(planned(there.head).pk, **said, actor=actor_of(there.head))


def test_words_of_the_history_are_wiped_for_good_and_that_they_were_there_stays(there):
    measure, head = planned(there.head, words="Saruna ar Pēteri"), actor_of(there.head)
    actions.move_measure(measure.pk, progress="done", words="Pēteris nāk.", actor=head)
    said = {"aim": "environment", "words": "Saruna", "responsible": "audzinātāja", "due_on": date(2026, 12, 1)}
    actions.correct_measure(measure.pk, **said, outcome="Notiek.", actor=head)
    history = reads.measure_history(measure.pk, actor=head)

    for written in (history.earlier[0].id, history.row.went[-1].id):
        actions.wipe_reduction_words(measure.pk, written, actor=head)

    kept = [*EarlierMeasure.objects.values_list("words", "outcome"), *ReductionStep.objects.values_list("words")]
    assert "Pēter" not in str(kept)
    after = reads.measure_history(measure.pk, actor=head)
    assert ([one.is_wiped for one in after.earlier], [one.wiped for one in after.row.went]) == ([True], [False, True])
    assert set(AuditEntry.objects.filter(verb__endswith="wiped").values_list("verb", flat=True)) == {
        "reduction.wiped",
        "reduction_step.wiped",
    }


def test_another_school_corrects_and_wipes_nothing(there):
    measure, stranger = planned(there.head), actor_of(house().head)
    said = {"aim": "environment", "words": "x", "responsible": "y", "due_on": date(2026, 12, 1)}
    actions.correct_measure(measure.pk, **said, actor=actor_of(there.head))
    written = EarlierMeasure.objects.get().pk

    for attempt in (
        lambda: actions.correct_measure(measure.pk, **said, actor=stranger),
        lambda: actions.wipe_reduction_words(measure.pk, written, actor=stranger),
        lambda: reads.measure_history(measure.pk, actor=stranger),
    ):
        with pytest.raises(NotForYou):
            attempt()


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
