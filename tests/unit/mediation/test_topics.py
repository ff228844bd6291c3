"""Contacts by topic and place, as they are published: of signed months alone, each in its newest version."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from khetene.disclosure.opening import rows_of
from khetene.kernel import clock
from khetene.mediation import actions, reads
from tests.conftest import NOW
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.mediation import note
from tests.factories.territory import TerritoryFactory

pytestmark = pytest.mark.django_db


def test_contacts_of_signed_months_count_under_each_of_their_topics():
    anna, place = MembershipFactory(role="mediator", from_day=date(2026, 1, 1)), TerritoryFactory()
    with clock.set_to(NOW - timedelta(days=40)):
        for topics in (["work", "documents"], ["work", "documents"], ["documents", "work"], ["work"]):
            note(anna, topics=topics, territory_id=place.pk)
        old = note(anna, topics=["health"], territory_id=place.pk)
        changes = {"topics": ["housing"]}
        actions.correct_contact(old.pk, reason="Cits temats.", changes=changes, actor=actor_of(anna))
    actions.sign_month(date(2026, 10, 1), narrative="Mēnesis.", actor=actor_of(anna))
    note(anna, topics=["school"], territory_id=place.pk)

    found = rows_of(reads.contacts_by_topic(date(2026, 1, 1), date(2026, 12, 31)))

    office, there = str(anna.organisation_id), str(place.pk)
    assert found == tuple(
        ((topic, there), office, number) for topic, number in (("documents", 3), ("housing", 1), ("work", 4))
    )
