"""The checks of a record are asked together, and say what each says by itself."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Model

from khetene.referrals.enums import State, Way
from khetene.referrals.models import Referral
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
