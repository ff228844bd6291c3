"""Contacts: without a name, never altered, seen by who noted them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from khetene.cases import reads as cases
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.mediation import actions, reads
from khetene.mediation.errors import AlreadyCorrected, ContactInTheFuture
from khetene.mediation.models import Contact
from tests.conftest import NOW
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import open_case
from tests.factories.mediation import note

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return MembershipFactory(role="mediator")


@pytest.fixture
def colleague(anna):
    return MembershipFactory(role="mediator", organisation=anna.organisation)


def test_a_contact_needs_neither_a_name_nor_a_case(anna):
    contact = note(anna)

    assert (contact.case_id, reads.contact(contact.pk, actor=actor_of(anna))[0].case_key) == (None, "")


def test_a_contact_is_seen_by_who_noted_it_alone(anna, colleague):
    contact = note(anna, words="Kanārijputniņš")

    assert list(reads.contacts(actor=actor_of(colleague))) == []
    with pytest.raises(NotForYou):
        reads.contact(contact.pk, actor=actor_of(colleague))


def test_a_correction_stands_beside_what_was_written(anna):
    contact = note(anna, words="Pirmais.")

    newer = actions.correct_contact(contact.pk, reason="Nepareizs laiks", changes={"minutes": 45}, actor=actor_of(anna))

    row, earlier = reads.contact(newer.pk, actor=actor_of(anna))
    assert (row.minutes, row.words, row.correction_reason) == (45, "Pirmais.", "Nepareizs laiks")
    assert [old.minutes for old in earlier] == [30]
    assert [listed.pk for listed in reads.contacts(actor=actor_of(anna))] == [newer.pk]


def test_only_the_newest_version_is_corrected(anna):
    contact = note(anna)
    actions.correct_contact(contact.pk, reason="a", changes={}, actor=actor_of(anna))

    with pytest.raises(AlreadyCorrected):
        actions.correct_contact(contact.pk, reason="b", changes={}, actor=actor_of(anna))


def test_nobody_corrects_another_ones_contact(anna, colleague):
    contact = note(anna)

    with pytest.raises(NotForYou):
        actions.correct_contact(contact.pk, reason="a", changes={"minutes": 1}, actor=actor_of(colleague))


def test_a_contact_belongs_only_to_a_case_that_one_may_open(anna, colleague):
    foreign = open_case(colleague)

    with pytest.raises(NotForYou):
        note(anna, case_id=foreign.pk)
    assert Contact.objects.count() == 0


def test_a_contact_moves_the_case_it_belongs_to(anna):
    case = open_case(anna)
    with clock.set_to(NOW + timedelta(days=40)):
        note(anna, case_id=case.pk)

    assert cases.cases(actor=actor_of(anna)).get().last_activity_on == date(2026, 12, 30)


def test_a_contact_in_the_future_is_refused(anna):
    with pytest.raises(ContactInTheFuture):
        note(anna, happened_at=NOW + timedelta(minutes=1))


@pytest.mark.parametrize("minutes", [0, 721])
def test_a_contact_lasts_from_a_minute_to_twelve_hours(anna, minutes):
    with pytest.raises(ValidationError, match="Saziņa ilgst"):
        note(anna, minutes=minutes)


def test_the_month_counts_contacts_minutes_and_topics_apart(anna, colleague):
    note(anna, topics=["work", "housing"])
    corrected = note(anna, minutes=10)
    actions.correct_contact(corrected.pk, reason="a", changes={"minutes": 20}, actor=actor_of(anna))
    note(anna, happened_at=NOW - timedelta(days=30))
    note(colleague)

    totals = reads.month_totals(actor=actor_of(anna), month="2026-11")

    assert (totals.contacts, totals.minutes) == (2, 50)
    assert totals.by_topic == [("Darbs", 2), ("Mājoklis", 1)]


def test_a_next_step_is_due_until_it_is_done(anna):
    contact = note(anna, next_step="Zvanīt skolai", next_step_on=date(2026, 11, 19))
    due = reads.next_steps_due(actor=actor_of(anna), on=date(2026, 11, 20))
    actions.settle_next_step(contact.pk, actor=actor_of(anna))

    assert [(line.words, line.overdue) for line in due] == [("Zvanīt skolai", True)]
    assert reads.next_steps_due(actor=actor_of(anna), on=date(2026, 11, 20)) == []
