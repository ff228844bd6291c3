"""Anna hands over from her silo, Ieva receives in hers, Eva belongs to neither office."""

from __future__ import annotations

import pytest

from khetene.cases import actions as cases
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import open_case
from tests.factories.directory import OrganisationFactory


@pytest.fixture
def office():
    return OrganisationFactory(name="Sociālais dienests")


@pytest.fixture
def anna():
    return MembershipFactory(role="mediator")


@pytest.fixture
def ieva(office):
    return MembershipFactory(organisation=office, role="case_worker")


@pytest.fixture
def eva():
    return MembershipFactory(role="case_worker")


@pytest.fixture
def case(anna):
    case = open_case(anna, called="Haris", legal_name="Slepenais Uzvārds", phone="29999999")
    cases.note_need(case.pk, domain="work", words="Grib strādāt.", actor=actor_of(anna))
    return case
