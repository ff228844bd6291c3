"""Mediators' posts: contracts with gaps between them, who pays, and the places they stand for (D 2.2, D 11 #48)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from khetene.kernel.errors import NotForYou
from khetene.mediation import actions, reads
from khetene.mediation.errors import (
    ContractLeavesAreaOut,
    MoreThanWhole,
    NotOneOfTheMediators,
    OutsideTheContract,
    PlaceIsThere,
    PlaceNotThere,
)
from khetene.mediation.models import Contract
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.directory import OrganisationFactory
from tests.factories.mediation import employed
from tests.factories.territory import TerritoryFactory

SPRING, AUTUMN = (date(2026, 1, 1), date(2026, 5, 31)), (date(2026, 9, 1), date(2026, 12, 31))


@pytest.fixture
def anna(db):
    return MembershipFactory(role="mediator", from_day=date(2026, 1, 1))


@pytest.fixture
def janis(db):
    return MembershipFactory(role="national_coordinator")


def span_of(days):
    return {"begins": days[0], "ends": days[1]}


def test_days_between_contracts_are_shown_as_a_gap(anna, janis):
    employed(anna, janis, **span_of(SPRING))
    employed(anna, janis, **span_of(AUTUMN))

    (person,) = reads.posts(actor=actor_of(janis)).people

    gaps = [gap for _row, gap in person.rows]
    assert (gaps, gaps[1].days, person.has_gap_now) == (
        [None, reads.Gap(date(2026, 6, 1), date(2026, 8, 31)), None],
        92,
        False,
    )


def test_whoever_has_no_contract_now_and_the_place_without_them_are_named(anna, janis):
    contract = employed(anna, janis, **span_of(SPRING))
    town = TerritoryFactory()
    actions.add_area(contract.pk, territory_id=town.pk, begins=SPRING[0], actor=actor_of(janis))

    found = reads.posts(actor=actor_of(janis))

    assert [(one.name, one.gap) for one in found.uncovered] == [(town.name, reads.Gap(date(2026, 6, 1), None))]
    assert (found.people[0].has_gap_now, found.people[0].open_longer) == (True, True)


def test_a_gap_of_another_employer_is_none_when_the_next_contract_follows_at_once(anna, janis):
    employed(anna, janis, **span_of((SPRING[0], date(2026, 8, 31))))
    employed(anna, janis, employer_id=OrganisationFactory().pk, begins=AUTUMN[0], ends=None)

    (person,) = reads.own_posts(actor=actor_of(anna))

    assert [gap for _row, gap in person.rows] == [None, None]


@given(st.lists(st.tuples(st.integers(1, 80), st.integers(0, 30)), max_size=8))
def test_gaps_and_contracts_cover_every_day_once_or_more(spans):
    base, until = date(2026, 1, 1).toordinal(), date(2026, 6, 1)
    held = [(date.fromordinal(base + first), date.fromordinal(base + first + days)) for first, days in spans]

    gaps = reads.gaps_between(held, until=until)

    without = {day for gap in gaps for day in range(gap.begins.toordinal(), (gap.ends or until).toordinal() + 1)}
    worked = {day for first, last in held for day in range(first.toordinal(), last.toordinal() + 1)}
    expected = set(range(min(worked), max(*worked, until.toordinal()) + 1)) - worked if worked else set()
    assert without == expected


def test_beside_a_contract_without_a_last_day_there_is_no_gap(anna, janis):
    employed(anna, janis, ends=None)
    employed(anna, janis, begins=date(2026, 3, 1), ends=date(2026, 3, 31))

    (person,) = reads.posts(actor=actor_of(janis)).people

    assert [gap for _row, gap in person.rows] == [None, None]


def test_the_part_that_nobody_named_stays_unknown(anna, janis):
    contract = employed(anna, janis)
    town = OrganisationFactory()
    boss = actor_of(janis)
    actions.add_funding(contract.pk, source="project", payer_id=None, percent=Decimal(70), actor=boss)
    actions.add_funding(contract.pk, source="municipality", payer_id=town.pk, percent=None, actor=boss)

    row = reads.contract(contract.pk, actor=boss)

    assert [(one.payer, one.percent) for one in row.fundings] == [("", Decimal(70)), (town.name, None)]
    assert row.unknown_percent == Decimal(30)


def test_together_the_payers_pay_no_more_than_the_whole(anna, janis):
    contract = employed(anna, janis)
    part = {"source": "project", "payer_id": None, "actor": actor_of(janis)}
    actions.add_funding(contract.pk, percent=Decimal("70.01"), **part)

    with pytest.raises(MoreThanWhole):
        actions.add_funding(contract.pk, percent=Decimal(30), **part)
    with pytest.raises(ValidationError):
        actions.add_funding(contract.pk, percent=Decimal(0), **part)


def test_a_place_belongs_to_the_contract_on_days_of_the_contract_and_of_the_place(anna, janis):
    contract = employed(anna, janis)
    gone = TerritoryFactory(valid_to=date(2026, 3, 1))
    boss = actor_of(janis)

    with pytest.raises(OutsideTheContract):
        actions.add_area(contract.pk, territory_id=TerritoryFactory().pk, begins=date(2025, 12, 31), actor=boss)
    with pytest.raises(PlaceNotThere):
        actions.add_area(contract.pk, territory_id=gone.pk, begins=date(2026, 3, 1), actor=boss)


def test_a_place_stands_once_on_a_day_and_its_days_end(anna, janis):
    contract, town, boss = employed(anna, janis), TerritoryFactory(), actor_of(janis)
    area = actions.add_area(contract.pk, territory_id=town.pk, begins=date(2026, 1, 1), actor=boss)
    with pytest.raises(PlaceIsThere):
        actions.add_area(contract.pk, territory_id=town.pk, begins=date(2026, 7, 1), actor=boss)

    actions.change_area(area.pk, begins=area.begins, ends=date(2026, 6, 30), actor=boss)
    actions.add_area(contract.pk, territory_id=town.pk, begins=date(2026, 7, 1), actor=boss)

    row = reads.contract(contract.pk, actor=boss)
    assert [(one.begins, one.ends) for one in row.areas] == [
        (date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), None),
    ]


def test_a_place_written_by_mistake_goes_and_stands_nowhere_as_without_a_mediator(anna, janis):
    contract, boss = employed(anna, janis, **span_of(SPRING)), actor_of(janis)
    kept, wrong = TerritoryFactory(), TerritoryFactory()
    actions.add_area(contract.pk, territory_id=kept.pk, begins=SPRING[0], actor=boss)
    area = actions.add_area(contract.pk, territory_id=wrong.pk, begins=SPRING[0], actor=boss)
    with pytest.raises(NotForYou):
        actions.remove_area(area.pk, actor=actor_of(MembershipFactory(role="national_coordinator")))

    gone = actions.remove_area(area.pk, actor=boss)

    assert (gone, [one.name for one in reads.posts(actor=boss).uncovered]) == (contract.pk, [kept.name])


def test_changed_days_of_a_place_stay_inside_the_contract_and_beside_its_other_days(anna, janis):
    contract, town, boss = employed(anna, janis), TerritoryFactory(), actor_of(janis)
    place = {"territory_id": town.pk, "actor": boss}
    first = actions.add_area(contract.pk, begins=date(2026, 1, 1), ends=date(2026, 3, 31), **place)
    second = actions.add_area(contract.pk, begins=date(2026, 6, 1), **place)

    with pytest.raises(PlaceIsThere):
        actions.change_area(second.pk, begins=date(2026, 3, 31), ends=None, actor=boss)
    with pytest.raises(OutsideTheContract):
        actions.change_area(first.pk, begins=date(2025, 12, 31), ends=None, actor=boss)
    actions.change_area(first.pk, begins=date(2026, 2, 1), ends=date(2026, 5, 31), actor=boss)

    assert [(one.begins, one.ends) for one in reads.contract(contract.pk, actor=boss).areas] == [
        (date(2026, 2, 1), date(2026, 5, 31)),
        (date(2026, 6, 1), None),
    ]


def test_correcting_the_days_of_a_contract_moves_the_places_that_began_and_ended_with_it(anna, janis):
    contract, boss = employed(anna, janis), actor_of(janis)
    spans = [(contract.begins, None), (contract.begins, contract.ends), (date(2026, 11, 15), date(2026, 12, 1))]
    for begins, ends in spans:
        actions.add_area(contract.pk, territory_id=TerritoryFactory().pk, begins=begins, ends=ends, actor=boss)
    kept = {"employer_id": contract.employer_id, "percent_of_full_time": 100, "phase": None}

    actions.change_contract(contract.pk, begins=date(2026, 11, 1), ends=date(2027, 10, 31), **kept, actor=boss)

    assert sorted((one.begins, one.ends or date.max) for one in reads.contract(contract.pk, actor=boss).areas) == [
        (date(2026, 11, 1), date(2027, 10, 31)),
        (date(2026, 11, 1), date.max),
        (date(2026, 11, 15), date(2026, 12, 1)),
    ]


def test_a_shorter_contract_leaves_no_day_of_a_place_out(anna, janis):
    contract, boss = employed(anna, janis), actor_of(janis)
    actions.add_area(
        contract.pk, territory_id=TerritoryFactory().pk, begins=date(2026, 1, 1), ends=date(2026, 12, 1), actor=boss
    )
    kept = {"employer_id": contract.employer_id, "percent_of_full_time": 50, "begins": contract.begins, "phase": 4}

    with pytest.raises(ContractLeavesAreaOut):
        actions.change_contract(contract.pk, ends=date(2026, 11, 30), **kept, actor=boss)
    actions.change_contract(contract.pk, ends=date(2026, 12, 1), **kept, actor=boss)

    row = reads.contract(contract.pk, actor=boss)
    assert (row.percent_of_full_time, row.phase, row.ends) == (50, 4, date(2026, 12, 1))


@pytest.mark.parametrize(
    "more", [{"percent_of_full_time": 0}, {"percent_of_full_time": 101}, {"ends": date(2025, 12, 31)}]
)
def test_a_contract_is_a_part_of_a_post_and_ends_after_it_begins(anna, janis, more):
    with pytest.raises(ValidationError):
        employed(anna, janis, **more)


def test_only_coordinators_write_posts_and_only_of_mediators(anna, janis):
    worker = MembershipFactory(role="case_worker")

    with pytest.raises(NotOneOfTheMediators):
        employed(worker, janis)
    with pytest.raises(NotForYou):
        employed(anna, MembershipFactory(role="supervisor"))


def test_another_ministry_and_another_mediator_see_no_post(anna, janis):
    contract = employed(anna, janis)
    stranger, other = MembershipFactory(role="national_coordinator"), MembershipFactory(role="mediator")

    assert (reads.posts(actor=actor_of(stranger)).people, reads.own_posts(actor=actor_of(other))) == ([], [])
    with pytest.raises(NotForYou):
        reads.contract(contract.pk, actor=actor_of(stranger))
    with pytest.raises(NotForYou):
        actions.remove_contract(contract.pk, actor=actor_of(anna))


def test_a_contract_written_by_mistake_goes_with_its_parts(anna, janis):
    contract, boss = employed(anna, janis), actor_of(janis)
    actions.add_area(contract.pk, territory_id=TerritoryFactory().pk, begins=contract.begins, actor=boss)
    funding = actions.add_funding(contract.pk, source="other", payer_id=None, percent=None, actor=boss)

    gone = actions.remove_funding(funding.pk, actor=boss)
    actions.remove_contract(contract.pk, actor=boss)

    assert (gone, Contract.objects.count()) == (contract.pk, 0)
