"""Anna at her desk, Ieva at hers in another office, each with a browser of her own."""

from __future__ import annotations

import pytest
from django.test import Client

from khetene.cases import actions as cases
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.cases import open_case
from tests.factories.directory import OrganisationFactory


@pytest.fixture
def office():
    return OrganisationFactory(name="Sociālais dienests", email="dienests@example.org", phone="63600000")


@pytest.fixture
def anna():
    return MembershipFactory(role="mediator", organisation=OrganisationFactory(name="Mediatoru komanda"))


@pytest.fixture
def ieva(office):
    return MembershipFactory(organisation=office, role="case_worker")


@pytest.fixture
def case(anna):
    case = open_case(anna, called="Haris", legal_name="Slepenais Uzvārds", phone="29999999")
    cases.note_need(case.pk, domain="work", words="Grib strādāt.", actor=actor_of(anna))
    return case


@pytest.fixture
def annas_desk(anna):
    return sign_in(Client(), anna)


@pytest.fixture
def ievas_desk(ieva):
    return sign_in(Client(), ieva)
