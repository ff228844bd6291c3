"""Needs by columns that the reader chooses: close numbers, the same for the same cases, none behind which few people stand."""

from __future__ import annotations

import base64
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khetene.cases import reads as cases
from khetene.cases.enums import NeedDomain, NeedState
from khetene.cases.models import Need
from khetene.directory.enums import OrganisationKind
from khetene.disclosure.door import perturbed
from khetene.disclosure.tally import Closed, Members
from khetene.kernel.actions import rotate_keys
from khetene.kernel.errors import NotForYou
from khetene.publishing import cuts
from khetene.publishing.cuts import By
from khetene.publishing.models import NoiseSecret
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.needs import DAY, needed, offices
from tests.unit.publishing.worlds import kurzeme

SECRET = bytes(range(32))
WORK, HOUSING = "work", "housing"


@pytest.fixture
def janis():
    return actor_of(MembershipFactory(role="national_coordinator"))


def line(cut, domain):
    return next(one for one in cut.lines if one.title == str(NeedDomain(domain).label))


def cells(cut, domain):
    return {
        title: number for title, number in zip(cut.columns, line(cut, domain).cells, strict=True) if number is not None
    }


@pytest.mark.django_db
def test_a_need_is_told_in_each_of_the_columns_close_to_the_truth(janis):
    talsi, kuldiga = kurzeme()
    needed(40, WORK, place=talsi)
    needed(30, WORK, place=kuldiga, state=NeedState.MET, day=date(2025, 9, 1))

    found = {by: cells(cuts.needs(2025, by, actor=janis), WORK) for by in By}

    assert {by: {title: round(number, -1) for title, number in told.items()} for by, told in found.items()} == {
        By.STATE: {"atvērta": 40, "atrisināta": 30},
        By.REGION: {"Kurzemes plānošanas reģions": 70},
        By.OFFICE: {str(OrganisationKind(offices()[0].kind).label): 70},
        By.HALF: {"pirmais pusgads": 40, "otrais pusgads": 30},
    }


@pytest.mark.django_db
def test_the_same_cases_have_the_same_number_however_they_are_asked_for(janis):
    needed(33, WORK)

    told = [cuts.needs(2025, by, actor=janis) for by in By for _again in range(2)]

    assert len({line(cut, WORK).together for cut in told}) == 1
    assert {tuple(cells(cut, WORK).values()) for cut in told} == {(line(told[0], WORK).together,)}


@pytest.mark.django_db
def test_a_case_counts_once_under_a_need_noted_twice_and_under_each_of_two(janis):
    for case in needed(30, WORK, HOUSING):
        Need.objects.create(
            case=case, domain=WORK, state=NeedState.MET, noted_on=DAY, noted_by=case.needs.get(domain=WORK).noted_by
        )

    cut = cuts.needs(2025, By.STATE, actor=janis)

    assert line(cut, WORK).together == line(cut, HOUSING).together
    assert set(cells(cut, WORK).values()) == {line(cut, WORK).together}


@pytest.mark.django_db
@pytest.mark.parametrize(("number", "owners"), [(9, 3), (0, 3), (60, 2)])
def test_few_cases_few_organisations_and_nobody_look_the_same(janis, number, owners):
    needed(number, WORK, owners=owners)

    assert [(one.together, set(one.cells)) for one in cuts.needs(2025, By.STATE, actor=janis).lines] == [
        (None, {None})
    ] * len(NeedDomain)


@pytest.mark.django_db
def test_what_was_noted_after_the_last_quarter_that_is_over_waits(janis):
    needed(40, WORK, day=date(2026, 9, 30))
    needed(40, HOUSING, day=date(2026, 10, 1))

    cut = cuts.needs(2026, By.HALF, actor=janis)

    assert (cut.until, line(cut, HOUSING).together) == (date(2026, 9, 30), None)
    assert [*cells(cut, WORK)] == ["otrais pusgads"]


@pytest.mark.django_db
def test_years_are_the_running_one_and_five_before_it(janis):
    assert cuts.years_to_cut() == [2026, 2025, 2024, 2023, 2022, 2021]
    for year in (2020, 2027):
        with pytest.raises(NotForYou):
            cuts.needs(year, By.STATE, actor=janis)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["mediator", "case_worker", "supervisor", "regional_expert"])
def test_only_who_sees_national_totals_cuts_needs(role):
    with pytest.raises(NotForYou):
        cuts.needs(2025, By.STATE, actor=actor_of(MembershipFactory(role=role)))


@pytest.mark.django_db
def test_another_key_of_the_installation_changes_no_number(janis, settings):
    needed(50, WORK, HOUSING)
    before = [cuts.needs(2025, by, actor=janis) for by in By]
    settings.FIELD_KEYS = ["new:" + base64.b64encode(b"n" * 32).decode(), *settings.FIELD_KEYS]

    rotate_keys()

    assert NoiseSecret.objects.values_list("value", flat=True).get().key_id == "new"
    assert [cuts.needs(2025, by, actor=janis) for by in By] == before


@pytest.mark.django_db
def test_the_read_hands_out_nothing_that_can_be_counted():
    needed(3, WORK)

    found = cases.cases_with_needs(date(2025, 1, 1), date(2025, 12, 31))

    assert repr(found) == "Members(closed)"
    with pytest.raises(Closed):
        len(found.recoded(lambda codes: codes[:1]))


units = st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 4), st.integers(0, 60)), max_size=90)


@given(rows=units)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_behind_every_shown_number_stand_ten_of_three_organisations(rows):
    shown = perturbed(
        Members(((code,), f"office {office}", f"{office}/{unit}") for code, office, unit in rows),
        cuts.NOISE,
        SECRET,
        organisations=cuts.LEAST_ORGANISATIONS,
    )

    for (code,), number in shown.items():
        there = {(office, unit) for each, office, unit in rows if each == code}
        assert len(there) >= 10
        assert abs(number - len(there)) <= cuts.NOISE.spread
        assert len({office for office, _unit in there}) >= cuts.LEAST_ORGANISATIONS


def test_leaving_one_case_out_of_a_cut_does_not_show_as_one_less():
    everybody = [(("work",), f"office {unit % 4}", f"case {unit}") for unit in range(40)]
    told = {
        without: perturbed(Members(everybody[:without] + everybody[without + 1 :]), cuts.NOISE, SECRET, organisations=3)
        for without in range(40)
    }
    whole = perturbed(Members(everybody), cuts.NOISE, SECRET, organisations=3)["work",]

    differences = [whole - found["work",] for found in told.values()]

    assert len(set(differences)) > 5
    assert differences.count(1) < 20
