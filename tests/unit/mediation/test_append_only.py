"""The database refuses what the actions never do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from khetene.kernel.actions import rotate_keys
from khetene.mediation import actions
from khetene.mediation.models import Contact
from tests.conftest import NOW
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import open_case
from tests.factories.mediation import note
from tests.factories.territory import TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return MembershipFactory(role="mediator")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("minutes", 5),
        ("place", "office"),
        ("topics", ["health"]),
        ("actions", []),
        ("result", "refused"),
        ("happened_at", NOW - timedelta(days=3)),
        ("happened_on", date(2026, 11, 1)),
        ("started_by", "institution"),
        ("next_step_on", date(2026, 12, 24)),
        ("noted_at", NOW - timedelta(days=3)),
        ("words", "Citi vārdi."),
        ("next_step", "Cits solis."),
        ("correction_reason", "Cits iemesls."),
    ],
)
def test_nothing_that_was_noted_can_be_changed(anna, field, value):
    contact = note(anna, words="Pirmie vārdi.", next_step="Pirmais solis.")
    before = Contact.objects.filter(pk=contact.pk).values().get()
    setattr(contact, field, value)

    with pytest.raises(DatabaseError, match="correction"), transaction.atomic():
        contact.save(update_fields=[field])

    assert str(Contact.objects.filter(pk=contact.pk).values().get()) == str(before)


def test_a_contact_cannot_be_moved_to_another_place_or_mediator(anna):
    contact = note(anna)
    for change in ({"territory_id": TerritoryFactory().pk}, {"membership_id": MembershipFactory(role="mediator").pk}):
        with pytest.raises(DatabaseError, match="correction"), transaction.atomic():
            Contact.objects.filter(pk=contact.pk).update(**change)


def test_that_the_next_step_was_done_may_be_added(anna):
    contact = note(anna, next_step="Zvanīt", next_step_on=date(2026, 11, 25))

    actions.settle_next_step(contact.pk, actor=actor_of(anna))

    assert Contact.objects.get().next_step_done == date(2026, 11, 20)


def test_a_contact_stays_when_its_case_goes(anna):
    case = open_case(anna)
    contact = note(anna, case_id=case.pk)

    case.delete()

    assert Contact.objects.get(pk=contact.pk).case_id is None


def test_the_key_of_a_sealed_text_may_change(anna, settings):
    note(anna, words="Pirmie vārdi.")
    settings.FIELD_KEYS = [settings.FIELD_KEYS[1], settings.FIELD_KEYS[0]]

    rotate_keys()

    assert Contact.objects.get().words == "Pirmie vārdi."
