"""What pages ask the database, kept as text: a new question, or one asked in another place, is seen when the change is read.

After a change that was meant: `KEEP_STATEMENTS=yes pytest tests/pages/test_statements.py`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.cases import open_case
from tests.factories.programmes import loaded_rules
from tests.pages.cases.test_costs import agree_on_a_plan, fill
from tests.statements import statements

pytestmark = pytest.mark.django_db
LISTS = {
    "cases": "cases:list",
    "my_day": "my_day:today",
    "received": "referrals:inbox",
    "handed_over": "referrals:outbox",
    "visits": "mediation:contacts",
    "services": "directory:find",
}


@pytest.fixture
def anna():
    return MembershipFactory(role="mediator")


@pytest.fixture
def case(anna):
    opened = open_case(anna)
    fill(opened, anna, 2)
    agree_on_a_plan(opened, anna, 2)
    return opened


def asked_by(desk, address):
    desk.get(address)
    with statements() as sent:
        assert desk.get(address).status_code == 200
    return "\n".join(sent)


def known(name, asked):
    """The kept text of a page, the same on both databases; kept anew when the change was meant."""
    kept = Path(__file__).parent / "statements" / f"{name}.sql"
    if os.environ.get("KEEP_STATEMENTS"):
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(asked)
    return kept.read_text()


def test_of_one_case(anna, case):
    asked = asked_by(sign_in(Client(), anna), reverse("cases:case", args=[case.pk]))

    assert asked == known("case", asked)


def test_of_what_help_fits(anna, case):
    loaded_rules()
    asked = asked_by(sign_in(Client(), anna), reverse("programmes:what_fits", args=[case.pk]))

    assert asked == known("what_fits", asked)


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("name", LISTS)
def test_of_a_list(anna, name):
    asked = asked_by(sign_in(Client(), anna), reverse(LISTS[name]))

    assert asked == known(name, asked)
