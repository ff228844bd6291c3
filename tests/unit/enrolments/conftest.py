from __future__ import annotations

import pytest

from tests.factories.accounts import MembershipFactory
from tests.factories.programmes import loaded_rules


@pytest.fixture
def rules():
    return loaded_rules()


@pytest.fixture
def maija(rules):
    """A case worker in an organisation of her own."""
    return MembershipFactory(role="case_worker")


@pytest.fixture
def uldis(rules):
    """A programme coordinator in an organisation of his own."""
    return MembershipFactory(role="programme_coordinator")
