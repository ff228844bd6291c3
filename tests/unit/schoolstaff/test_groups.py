"""Learning groups and sessions by heads, and a school year in numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from khetene.disclosure.door import Hidden, Rule, Shown, protect_sum
from khetene.kernel.errors import NotForYou
from khetene.schoolstaff import actions, reads
from khetene.schoolstaff.errors import DayHasNotCome, GradesNotInMeasure, GroupIsOver
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.schoolstaff import group_at, head_of_a_school, in_post, met, paid, proved

pytestmark = pytest.mark.usefixtures("latvia")
RULE = Rule(minimum=3, contributors=3)


@pytest.fixture
def head(latvia):
    return head_of_a_school()


@pytest.fixture
def inese(head):
    return MembershipFactory(organisation=head.organisation, role="school_staff")


def test_the_esf_project_pays_groups_of_grades_5_to_12_alone(head):
    with pytest.raises(GradesNotInMeasure) as refusal:
        group_at(head, first_grade=3, last_grade=6)

    assert "3, 4" in str(refusal.value.message)
    assert group_at(head, first_grade=3, last_grade=6, payer="municipality").last_grade == 6


def test_a_session_counts_heads_and_hours(head, inese):
    group = group_at(head)
    met(group, inese)
    met(group, inese, hours=Decimal("1.5"), heads=8)

    shown = reads.own_year(2026, actor=actor_of(inese))

    assert (shown.groups, shown.sessions, shown.hours, shown.places) == (1, 2, Decimal("3.5"), 15)


def test_a_session_that_was_taken_back_stays_to_be_seen_and_counts_no_more(head, inese):
    session = met(group_at(head), inese)

    actions.take_back_session(session.pk, actor=actor_of(inese))

    page = reads.group_page(session.group_id, actor=actor_of(inese))
    assert ([row.taken_back for row in page.sessions], page.row.sessions) == ([True], 0)


def test_a_session_lies_in_the_school_year_of_its_group_and_not_in_the_future(head, inese):
    group = group_at(head)

    with pytest.raises(GroupIsOver):
        met(group, inese, held_on=date(2026, 8, 31))
    with pytest.raises(DayHasNotCome):
        met(group, inese, held_on=date(2026, 12, 1))


def test_nobody_came_is_no_session(head, inese):
    with pytest.raises(ValidationError):
        met(group_at(head), inese, heads=0)


def test_another_school_neither_sees_nor_notes(head):
    group, stranger = group_at(head), head_of_a_school()

    assert list(reads.groups(actor=actor_of(stranger))) == []
    with pytest.raises(NotForYou):
        met(group, stranger)


def test_measures_come_from_posts_groups_and_what_the_school_says(head):
    post = in_post(head)
    proved(post, head)
    paid(post, head)
    group_at(head)
    actions.say_measures(["laboratory", "nonsense"], actor=actor_of(head))

    assert reads.own_year(2026, actor=actor_of(head)).measures == [
        "Pedagoga palīgs vai otrais pedagogs",
        "Mācīšanās grupas",
        "Laborantu programma",
    ]


def test_an_assistant_whom_nobody_pays_is_no_measure(head):
    in_post(head)

    assert reads.own_year(2026, actor=actor_of(head)).measures == []


def test_schools_by_measure_are_shown_from_three_schools(latvia):
    for _school in range(3):
        group_at(head_of_a_school())
    actions.say_measures(["talents"], actor=actor_of(head_of_a_school()))

    tallies = reads.schools_by_measure(2026)

    assert protect_sum(tallies["groups"], RULE) == Shown(3)
    assert isinstance(protect_sum(tallies["talents"], RULE), Hidden)


def test_a_school_counts_once_in_a_measure(latvia):
    heads = [head_of_a_school() for _school in range(3)]
    for head in [*heads, *heads]:
        group_at(head)

    assert protect_sum(reads.schools_by_measure(2026)["groups"], RULE) == Shown(3)
