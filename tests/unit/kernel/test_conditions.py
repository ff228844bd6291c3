"""The checks of a record are asked together, and say what each says by itself."""

from __future__ import annotations

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Model

from khetene.directory.models import Organisation, Service
from khetene.referrals.enums import State, Way
from khetene.referrals.models import Referral
from tests.factories.directory import OrganisationFactory, ServiceFactory
from tests.statements import statements

pytestmark = pytest.mark.django_db


def said_by(ask, record, exclude=None):
    try:
        ask(record, exclude)
    except ValidationError as refused:
        return refused.message_dict
    return {}


def by_itself(record, exclude):
    record._to_ask = None
    Model.validate_constraints(record, exclude)


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("way", Way.values)
@pytest.mark.parametrize("exclude", [None, {"state"}, {"withdrawn_why", "recipient"}])
def test_checks_asked_together_refuse_in_the_words_of_each(state, way, exclude):
    referral = Referral(state=state, way=way, withdrawn_why="x" * (state == State.DRAFT))

    assert said_by(Referral.validate_constraints, referral, exclude) == said_by(by_itself, referral, exclude)


def test_what_holds_is_asked_in_one_statement():
    referral = Referral()

    with statements() as sent:
        referral.validate_constraints()

    assert len([one for one in sent if "SAVEPOINT" not in one]) == 1
    assert said_by(by_itself, referral) == {}


def test_what_the_database_cannot_take_is_left_to_each_check():
    """PostgreSQL keeps no NUL; SQLite does."""
    referral = Referral(state=State.DRAFT, withdrawn_why="a\x00b", recipient_id=None, way=Way.PHONE, shared={"a": "b"})

    together = said_by(Referral.validate_constraints, referral)

    assert together == said_by(by_itself, referral)


def test_a_record_in_hand_is_not_looked_for_again():
    house = OrganisationFactory()
    service = ServiceFactory(organisation=house)

    with statements() as sent:
        service.clean_fields(exclude={"territory"})

    assert [one for one in sent if "directory_organisation" in one] == []


@pytest.mark.parametrize("lost", [lambda house: Organisation(), lambda house: house.id, lambda house: uuid.uuid4()])
def test_a_record_that_is_not_in_hand_as_the_database_has_it_is_looked_for(lost):
    house = OrganisationFactory()
    service = ServiceFactory(organisation=house)
    other = lost(house)
    service = Service.objects.get(pk=service.pk)
    service.organisation_id = other.pk if isinstance(other, Organisation) else other
    if isinstance(other, Organisation):
        service.organisation = other

    with statements() as sent:
        refused = said_by(lambda record, exclude: record.clean_fields(exclude), service)

    assert len([one for one in sent if "directory_organisation" in one]) == 1
    assert list(refused) == ([] if other == house.id else ["organisation"])
