"""The year's first meeting of a kind that reviews asks by itself what became of last year's recommendations."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from khetene.gatherings import actions as gatherings
from khetene.gatherings import reads as gatherings_reads
from khetene.gatherings.models import AgendaItem, Kind
from khetene.guidance import reads
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.gatherings import BEGINS, KindFactory, planned
from tests.factories.guidance import asked, coordinator, said

pytestmark = pytest.mark.django_db
TITLE = "Kas noticis ar 2025. gada ieteikumiem"


@pytest.fixture
def janis():
    return coordinator()


@pytest.fixture
def reviewing():
    KindFactory(reviews_recommendations=True)


def agenda(gathering):
    return list(AgendaItem.objects.filter(gathering=gathering).values_list("title", "review_year"))


def test_the_first_meeting_of_a_year_has_the_point_and_the_next_has_not(reviewing, janis):
    first, second = planned(janis), planned(janis, starts=BEGINS + timedelta(days=3))
    elsewhere = planned(coordinator())

    assert [agenda(one) for one in (first, second, elsewhere)] == [[(TITLE, 2025)], [], [(TITLE, 2025)]]


def test_a_meeting_of_another_kind_has_no_such_point(janis):
    assert agenda(planned(janis)) == []


def test_after_a_cancelled_meeting_the_next_one_asks(reviewing, janis):
    first = planned(janis)
    gatherings.cancel(first.pk, why="Slimība", actor=actor_of(janis))

    assert agenda(planned(janis)) == [(TITLE, 2025)]


def test_a_meeting_that_moves_into_another_year_asks_about_the_year_before_that(reviewing, janis):
    meeting = planned(janis)
    starts = BEGINS + timedelta(days=60)

    gatherings.change_gathering(meeting.pk, starts=starts, ends=starts + timedelta(hours=5), actor=actor_of(janis))

    assert agenda(meeting) == [(TITLE.replace("2025", "2026"), 2026)]


def test_a_meeting_that_becomes_one_that_reviews_gets_the_point_and_one_that_was_taken_off_stays_off(reviewing, janis):
    visit = Kind.objects.create(slug="vizite", name={"lv": "vizīte"}, attendance_rule={"lv": "Viena diena."})
    meeting = planned(janis)
    gatherings.remove_agenda_item(meeting.agenda.get().pk, actor=actor_of(janis))
    gatherings.change_gathering(meeting.pk, place="Rīga", actor=actor_of(janis))
    taken_off = agenda(meeting)

    gatherings.change_gathering(meeting.pk, kind_id=visit.pk, actor=actor_of(janis))
    gatherings.change_gathering(meeting.pk, kind_id=KindFactory().pk, actor=actor_of(janis))

    assert (taken_off, agenda(meeting)) == ([], [(TITLE, 2025)])


def test_behind_the_point_stands_the_list_in_the_report(reviewing, janis):
    office = MembershipFactory(role="supervisor")
    asked(said(janis, said_on=date(2025, 5, 27)), janis, office)
    asked(said(janis, "Vajag telpu."), janis, office)
    meeting = planned(janis)

    page = gatherings_reads.gathering(meeting.pk, actor=actor_of(janis))

    line = f"Vajag atbalsta personu. – {office.organisation.name}: jautāts, atbildes vēl nav"
    assert reads.said_and_reviewed(page) == [(TITLE, [line])]


def test_a_year_without_requests_says_so(reviewing, janis):
    page = gatherings_reads.gathering(planned(janis).pk, actor=actor_of(janis))

    assert reads.said_and_reviewed(page) == [(TITLE, ["Tajā gadā nevienam nekas nav lūgts."])]
