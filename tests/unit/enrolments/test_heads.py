"""Looking for people: heads are counted, nobody is named (source 001, step 1)."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from khetene.disclosure.door import Rule, Shown, protect_kinds
from khetene.enrolments import actions, reads
from khetene.enrolments.errors import DayNotPossible, NotJoined
from khetene.enrolments.models import Outreach
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.programmes.reads import operation
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.enrolments import NEET, NVA, joined, noted_outreach

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("latvia")]
TODAY = date(2026, 11, 20)


@pytest.fixture
def rules(latvia):
    """Published with the country."""


@pytest.fixture
def coordinator(uldis):
    joined(uldis, NEET)
    return uldis


def own(by):
    return [
        (row.label, row.actions, row.heads) for row in reads.own_outreach_by_kind(operation(NEET), actor=actor_of(by))
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


def test_what_was_noted_by_mistake_stays_readable_and_counts_nowhere(coordinator):
    row = noted_outreach(coordinator, heads=12)

    actions.take_back_outreach(row.pk, actor=actor_of(coordinator))
    actions.take_back_outreach(row.pk, actor=actor_of(coordinator))

    assert own(coordinator) == []
    assert [found.pk for found in reads.outreach_of(NEET, actor=actor_of(coordinator))] == [row.pk]
    assert AuditEntry.objects.filter(verb="outreach.taken_back").count() == 1


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

    assert list(reads.outreach_of(NEET, actor=actor_of(stranger))) == []
    with pytest.raises(NotForYou):
        actions.take_back_outreach(row.pk, actor=actor_of(stranger))


def test_the_whole_names_organisations_and_no_place(coordinator):
    noted_outreach(coordinator, heads=12)

    heads = protect_kinds(
        reads.whole_outreach_by_organisation(operation(NEET), on=TODAY), Rule(minimum=10, contributors=1)
    )
    assert (heads.total, heads.cells) == (Shown(12), {coordinator.organisation.name: Shown(12)})
    assert Outreach.objects.count() == 1
