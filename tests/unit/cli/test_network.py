"""`khetene network roster`: who speaks for which town, on the command line; names only of those who agreed."""

from __future__ import annotations

import json

import pytest

from tests.factories.accounts import MembershipFactory
from tests.factories.network import BodyFactory, holds, known, seat_in
from tests.factories.territory import TerritoryFactory

pytestmark = pytest.mark.django_db
HIDDEN = "Kanārijputniņš"


@pytest.fixture
def body():
    janis = MembershipFactory(role="national_coordinator")
    body = BodyFactory(organisation=janis.organisation, slug="expert-network")
    for town, name, listed in (("Talsi", "Vija Ēriksone", True), ("Valka", HIDDEN, False)):
        seat = seat_in(body, janis, territory_id=TerritoryFactory(name=town).pk)
        holds(seat, known(janis, name, may_be_listed=listed), janis, position="vadītāja")
    return body


def test_a_roster_as_json(khetene, body):
    said = khetene("network", "roster", "expert-network", "--json")

    assert [(row["place"], row["holder"], row["position"], row["state"]) for row in json.loads(said.out)] == [
        ("Talsi", "Vija Ēriksone", "vadītāja", "filled"),
        ("Valka", None, "vadītāja", "filled"),
    ]


def test_a_roster_in_words_of_a_day(khetene, body):
    today = khetene("network", "roster", "expert-network")
    before = khetene("network", "roster", "expert-network", "--on", "2026-11-01")

    assert today.out.splitlines() == [
        "Talsi (all fields): Vija Ēriksone, vadītāja",
        "Valka (all fields): vadītāja",
    ]
    assert HIDDEN not in today.out
    assert before.out == ""


def test_a_body_that_is_not_there_is_named(khetene, db):
    said = khetene("network", "roster", "nav-tada")

    assert (said.code, said.err) == (1, "khetene network: There is no body nav-tada.\n")


def test_a_circle_that_only_its_keeper_reads_is_not_there(khetene, body):
    type(body).objects.filter(pk=body.pk).update(seen_by="keeper")

    said = khetene("network", "roster", "expert-network")

    assert (said.code, said.out, said.err) == (1, "", "khetene network: There is no body expert-network.\n")


def test_a_day_that_is_none_is_wrong_usage_in_words(khetene, body):
    said = khetene("network", "roster", "expert-network", "--on", "2021")

    assert said.code == 2
    assert said.err.endswith("argument --on: 2021 is not a day such as 2021-05-27\n")
