"""What a role is let near."""

from __future__ import annotations

import uuid

import pytest

from khetene.accounts import rules
from khetene.accounts.enums import Role
from khetene.kernel.actor import Actor

OPENS_CASES = {"mediator", "case_worker", "supervisor", "school_staff", "programme_coordinator"}
NEEDS_TWO = OPENS_CASES | {
    "organisation_administrator",
    "data_protection_officer",
    "auditor",
    "programme_holder",
    "national_coordinator",
}


def someone(role: str, *, second_factor: bool = False) -> Actor:
    return Actor(uuid.uuid4(), uuid.uuid4(), uuid.uuid4(), role, second_factor)


@pytest.mark.parametrize(
    ("rule", "roles"),
    [
        (rules.works_with_cases, OPENS_CASES),
        (rules.supervises, {"supervisor"}),
        (rules.mediates, {"mediator"}),
        (rules.sees_access_log, {"data_protection_officer", "auditor"}),
        (rules.administers_people, {"organisation_administrator"}),
        (rules.sees_national_totals, {"national_coordinator", "programme_holder"}),
        (rules.coordinates_nationally, {"national_coordinator"}),
        (rules.needs_second_factor, NEEDS_TWO),
        (rules.at_work, set(Role.values)),
    ],
)
def test_each_rule_holds_for_its_roles_and_no_other(rule: object, roles: set[str]) -> None:
    assert callable(rule)
    assert {role for role in Role.values if rule(someone(role))} == roles


def test_whoever_sees_national_totals_or_who_looked_sees_no_case() -> None:
    near_people = {role for role in Role.values if rules.works_with_cases(someone(role))}
    from_afar = {
        role
        for role in Role.values
        if rules.sees_national_totals(someone(role))
        or rules.sees_access_log(someone(role))
        or rules.administers_people(someone(role))
    }
    assert near_people & from_afar == set()


@pytest.mark.parametrize("role", sorted(NEEDS_TWO))
def test_a_shown_second_factor_is_enough(role: str) -> None:
    assert not rules.needs_second_factor(someone(role, second_factor=True))
