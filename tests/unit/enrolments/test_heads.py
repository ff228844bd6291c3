"""Looking for people: heads are counted, nobody is named (source 001, step 1)."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from khetene.disclosure.door import Hidden, Shown
from khetene.enrolments import actions, reads
from khetene.enrolments.enums import Log
from khetene.enrolments.errors import DayNotPossible, NotJoined
from khetene.enrolments.models import HeadCount
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.programmes.reads import operation
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.enrolments import NEET, NVA, joined, noted_outreach

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("latvia")]
TODAY = date(2026, 11, 20)
SUMMER, AUTUMN, WINTER = date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)
STREET = "street-social-work"


@pytest.fixture
def rules(latvia):
    """Published with the country."""


@pytest.fixture
def coordinator(uldis):
    joined(uldis, NEET)
    return uldis


def own(by):
    return [
        (row.label, row.entries, row.heads)
        for row in reads.own_heads_by_kind(operation(NEET), log=Log.OUTREACH, actor=actor_of(by))
    ]


def test_heads_are_added_up_by_how_people_were_addressed(coordinator):
    noted_outreach(coordinator, heads=12)
    noted_outreach(coordinator, heads=5)
    noted_outreach(coordinator, kind="social-media", heads=140)

    assert own(coordinator) == [("Personiska uzrunāšana", 2, 17), ("Sociālie mediji", 1, 140)]


def test_the_trail_knows_who_noted_it_and_no_place(coordinator):
    row = noted_outreach(coordinator, place="Skeitparks")

    entry = AuditEntry.objects.get(verb="outreach.noted", object=row.pk)
    assert "Skeitparks" not in str(entry.__dict__)


def take_back(row, by, programme=NEET, log=Log.OUTREACH):
    return actions.take_back_heads(programme, row.pk, log=log, actor=actor_of(by))


def test_what_was_noted_by_mistake_counts_nowhere_and_its_place_is_deleted(coordinator):
    row = noted_outreach(coordinator, heads=12, place="Pie Kārļa mājām")

    take_back(row, coordinator)
    take_back(row, coordinator)

    (kept,) = reads.head_counts_of(NEET, log=Log.OUTREACH, actor=actor_of(coordinator))
    assert (own(coordinator), kept.pk, kept.place) == ([], row.pk, None)
    assert AuditEntry.objects.filter(verb="outreach.taken_back").count() == 1


def test_what_was_taken_back_cannot_keep_a_place(coordinator):
    row = noted_outreach(coordinator)

    with pytest.raises(IntegrityError), transaction.atomic():
        HeadCount.objects.filter(pk=row.pk).update(taken_back_on=TODAY)


@pytest.mark.parametrize(("programme", "log"), [(NEET, Log.ATTENDANCE), (STREET, Log.OUTREACH)])
def test_an_entry_is_not_taken_back_at_the_address_of_another_log(coordinator, programme, log):
    row = noted_outreach(coordinator)

    with pytest.raises(NotForYou):
        take_back(row, coordinator, programme, log)


def test_an_office_that_has_not_joined_notes_nothing(uldis):
    with pytest.raises(NotJoined):
        noted_outreach(uldis)


def test_an_action_of_a_day_before_the_agreement_is_refused(uldis):
    joined(uldis, NEET, since=date(2026, 11, 1))

    with pytest.raises(NotJoined):
        noted_outreach(uldis, happened_on=date(2026, 10, 31))


def test_an_action_to_come_is_refused(coordinator):
    with pytest.raises(DayNotPossible):
        noted_outreach(coordinator, happened_on=date(2026, 11, 21))


def test_a_programme_that_looks_for_nobody_has_no_log(coordinator):
    with pytest.raises(NotForYou):
        noted_outreach(coordinator, programme=NVA)


def test_more_heads_than_can_be_are_refused(coordinator):
    with pytest.raises(ValidationError):
        noted_outreach(coordinator, heads=100_001)


def test_another_office_sees_and_takes_back_nothing(coordinator):
    row = noted_outreach(coordinator)
    stranger = MembershipFactory(role="programme_coordinator")

    assert list(reads.head_counts_of(NEET, log=Log.OUTREACH, actor=actor_of(stranger))) == []
    with pytest.raises(NotForYou):
        take_back(row, stranger)


def offices_note(coordinator, *heads):
    """One round each of so many organisations in the second quarter."""
    offices = [coordinator, *(MembershipFactory(role="programme_coordinator") for _office in heads[1:])]
    for office, how_many in zip(offices, heads, strict=True):
        if office is not coordinator:
            joined(office, NEET)
        noted_outreach(office, heads=how_many, happened_on=date(2026, 6, 1))
    return offices


def whole(on):
    actions.close_quarter(until=on)
    return [
        (row.label, row.heads, row.stands_on) for row in reads.whole_heads(operation(NEET), log=Log.OUTREACH, on=on)
    ]


def test_the_whole_shows_heads_by_kind_and_no_organisation(coordinator):
    offices_note(coordinator, 60, 50, 30)

    assert whole(SUMMER) == [("Personiska uzrunāšana", Shown(140), SUMMER)]


def test_heads_of_fewer_than_three_organisations_are_hidden(coordinator):
    offices_note(coordinator, 100, 40)

    ((_label, heads, _day),) = whole(SUMMER)
    assert isinstance(heads, Hidden)


def test_three_more_heads_in_a_quarter_move_nothing_and_sixty_of_three_organisations_do(coordinator):
    offices = offices_note(coordinator, 60, 50, 30)
    first = whole(SUMMER)

    noted_outreach(coordinator, heads=3, happened_on=date(2026, 8, 1))
    assert whole(AUTUMN) == first

    for office in offices:
        noted_outreach(office, heads=20, happened_on=date(2026, 11, 2))
    assert whole(WINTER) == [("Personiska uzrunāšana", Shown(203), WINTER)]


def test_an_entry_that_is_deleted_in_its_time_tells_nothing(coordinator):
    offices_note(coordinator, 60, 50, 30)
    few = noted_outreach(coordinator, heads=4, happened_on=date(2026, 6, 2))
    first = whole(SUMMER)

    few.delete()

    assert (first[0][1], whole(AUTUMN)) == (Shown(144), first)


def test_before_a_quarter_is_added_up_no_head_is_shown(coordinator):
    offices_note(coordinator, 60, 50, 30)

    assert reads.whole_heads(operation(NEET), log=Log.OUTREACH, on=SUMMER) is None
