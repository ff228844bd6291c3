"""A gathering from the first plan to its last day, and what calendars are told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import vobject
from icalendar import Calendar

from khetene.gatherings import actions, reads
from khetene.gatherings.calendar import calendar_of
from khetene.gatherings.errors import (
    DayOutside,
    NotOverYet,
    NotPossibleNow,
    SayWhen,
    SayWhere,
    SayWhy,
)
from khetene.gatherings.models import Gathering
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.gatherings import BEGINS, KindFactory, announced, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


def entry_of(gathering, by):
    return Calendar.from_ical(calendar_of(reads.gathering(gathering.pk, actor=actor_of(by))))


def event_in(calendar):
    (event,) = calendar.walk("VEVENT")
    return event


def test_what_is_planned_is_seen_by_its_organiser_alone(janis):
    gathering = planned(janis)
    others = [MembershipFactory(role=role) for role in ("regional_expert", "national_coordinator")]

    for other in others:
        with pytest.raises(NotForYou):
            reads.gathering(gathering.pk, actor=actor_of(other))
        assert list(reads.gatherings(actor=actor_of(other))) == []
    assert list(reads.gatherings(actor=actor_of(janis))) == [gathering]


def test_an_announced_gathering_is_seen_by_everybody_at_work(janis):
    gathering = announced(janis)

    assert list(reads.gatherings(actor=actor_of(MembershipFactory(role="mediator")))) == [gathering]


def test_only_coordinators_plan():
    with pytest.raises(NotForYou):
        planned(MembershipFactory(role="regional_expert"))


def test_another_organisation_changes_nothing(janis):
    gathering = announced(janis)

    with pytest.raises(NotForYou):
        actions.cancel(gathering.pk, why="Nē.", actor=actor_of(MembershipFactory(role="national_coordinator")))


def test_without_a_time_it_cannot_be_announced(janis):
    gathering = actions.plan_gathering(
        kind_id=KindFactory().pk, title="Seminārs", place="Rīga", mode="onsite", actor=actor_of(janis)
    )

    with pytest.raises(SayWhen):
        actions.announce(gathering.pk, actor=actor_of(janis))


@pytest.mark.parametrize(("mode", "fields"), [("onsite", {"place": ""}), ("online", {"link": ""})])
def test_without_a_place_or_a_link_it_cannot_be_announced(janis, mode, fields):
    gathering = planned(janis, mode=mode, **fields)

    with pytest.raises(SayWhere):
        actions.announce(gathering.pk, actor=actor_of(janis))


def test_a_change_of_time_after_the_announcement_counts_up_the_sequence(janis):
    gathering = announced(janis)
    later = BEGINS + timedelta(days=1)

    actions.change_gathering(gathering.pk, starts=later, ends=later + timedelta(hours=5), actor=actor_of(janis))
    actions.change_gathering(gathering.pk, budget_line="4.2", actor=actor_of(janis))

    assert Gathering.objects.get().sequence == 1


def test_before_the_announcement_nothing_is_counted_up(janis):
    gathering = planned(janis)

    actions.change_gathering(gathering.pk, place="Talsi", actor=actor_of(janis))

    assert Gathering.objects.get().sequence == 0


def test_the_first_plan_is_kept_beside_what_became_of_it(janis):
    gathering = announced(janis)

    changed = actions.change_gathering(gathering.pk, mode="online", link="https://example.org", actor=actor_of(janis))

    assert (changed.first_plan["mode"], changed.first_plan["place"], changed.mode) == ("onsite", "Tukums", "online")


def test_it_is_held_when_it_is_over(janis):
    gathering = announced(janis)

    with pytest.raises(NotOverYet):
        actions.note_as_held(gathering.pk, actor=actor_of(janis))
    with clock.set_to(gathering.ends):
        assert actions.note_as_held(gathering.pk, actor=actor_of(janis)).state == "held"


def test_a_cancellation_says_why_and_is_final(janis):
    gathering = announced(janis)

    with pytest.raises(SayWhy):
        actions.cancel(gathering.pk, why=" ", actor=actor_of(janis))
    actions.cancel(gathering.pk, why="Vētra.", actor=actor_of(janis))
    for act in (actions.announce, actions.note_as_held):
        with pytest.raises(NotPossibleNow):
            act(gathering.pk, actor=actor_of(janis))
    with pytest.raises(NotPossibleNow):
        actions.change_gathering(gathering.pk, place="Talsi", actor=actor_of(janis))


def test_a_calendar_entry_is_read_by_another_program(janis):
    gathering = announced(janis)

    text = calendar_of(reads.gathering(gathering.pk, actor=actor_of(janis))).decode()
    event = vobject.readOne(text).vevent

    assert event.summary.value == "Ekspertu sanāksme"
    assert event.dtstart.value.astimezone(clock.HOME) == BEGINS
    assert "DTSTART:20261201T080000Z" in text


def test_a_change_updates_the_entry_that_is_there_and_a_cancellation_takes_it_out(janis):
    gathering = announced(janis)
    before = entry_of(gathering, janis)
    actions.change_gathering(gathering.pk, place="Talsi", actor=actor_of(janis))
    changed = entry_of(gathering, janis)
    actions.cancel(gathering.pk, why="Vētra.", actor=actor_of(janis))
    cancelled = entry_of(gathering, janis)

    assert len({str(event_in(entry)["uid"]) for entry in (before, changed, cancelled)}) == 1
    assert [int(event_in(entry)["sequence"]) for entry in (before, changed, cancelled)] == [0, 1, 2]
    assert [str(entry["method"]) for entry in (before, changed, cancelled)] == ["REQUEST", "REQUEST", "CANCEL"]
    assert str(event_in(cancelled)["status"]) == "CANCELLED"


def test_the_link_is_only_for_those_who_come(janis):
    gathering = announced(janis, mode="online", link="https://example.org/tikai-mums")
    expert = MembershipFactory(role="regional_expert")

    assert reads.gathering(gathering.pk, actor=actor_of(expert)).link == ""
    assert "tikai-mums" not in entry_of(gathering, expert).to_ical().decode()


def test_a_point_of_the_agenda_stands_on_a_day_of_the_gathering(janis):
    gathering = planned(janis, hours=30)
    day = date(2026, 12, 2)

    item = actions.write_agenda_item(gathering.pk, title="Diskusija", kind="discussion", day=day, actor=actor_of(janis))

    assert item.day == day
    with pytest.raises(DayOutside):
        actions.write_agenda_item(gathering.pk, title="Vēl", kind="talk", day=date(2026, 12, 3), actor=actor_of(janis))


def test_nothing_is_taken_off_the_agenda_of_what_was_held(janis):
    gathering = announced(janis)
    item = actions.write_agenda_item(gathering.pk, title="Diskusija", kind="discussion", actor=actor_of(janis))
    with clock.set_to(gathering.ends):
        actions.note_as_held(gathering.pk, actor=actor_of(janis))

    with pytest.raises(NotPossibleNow):
        actions.remove_agenda_item(item.pk, actor=actor_of(janis))
