"""Outcomes of ended years: small is hidden, before the beginning nothing was recorded, and the year that runs is not there."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from khetene.cases import actions
from khetene.charts import Gap
from khetene.dashboards import reads
from khetene.dashboards.reads.country import outcomes_by_year
from khetene.kernel import clock
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import client_of, open_case

pytestmark = pytest.mark.django_db
HIDDEN, NOT_RECORDED = Gap("slēpts, lai sargātu cilvēkus"), Gap("šeit nav pierakstīts")


def offices(how_many):
    return [MembershipFactory(role="case_worker", from_day=date(2024, 1, 1)) for _office in range(how_many)]


def reached(worker, year):
    day = date(year, 6, 1)
    with clock.set_to(datetime(year, 6, 2, 9, tzinfo=clock.HOME)):
        case = open_case(worker)
        client = client_of(case).pk
        actions.record_outcome(
            case.pk, client_id=client, kind="started_work", happened_on=day, proof="said", actor=actor_of(worker)
        )


def shown():
    return dict(outcomes_by_year().rows)


def test_ten_people_of_three_organisations_are_shown_and_nine_are_not():
    workers = offices(3)
    for number in range(10):
        reached(workers[number % 3], 2025)
    for number in range(9):
        reached(workers[number % 3], 2024)

    assert (shown()["2025"], shown()["2024"]) == (10, HIDDEN)


def test_many_people_of_two_organisations_are_hidden():
    workers = offices(2)
    for number in range(12):
        reached(workers[number % 2], 2025)

    assert shown()["2025"] == HIDDEN


def test_a_year_without_outcomes_is_hidden_and_not_zero():
    offices(1)

    assert shown()["2024"] == shown()["2025"] == HIDDEN


def test_before_anybody_could_open_a_case_nothing_was_recorded():
    assert set(shown().values()) == {NOT_RECORDED}
    offices(1)

    assert (shown()["2023"], shown()["2024"]) == (NOT_RECORDED, HIDDEN)


def test_the_year_that_runs_is_not_there():
    assert list(shown()) == ["2021", "2022", "2023", "2024", "2025"]


def test_a_hidden_year_is_hatched_in_the_picture_and_bare_of_its_number():
    workers = offices(3)
    for number in range(9):
        reached(workers[number % 3], 2025)

    drawn = outcomes_by_year().spec["data"]["values"]

    assert [row["shown"] for row in drawn] == [NOT_RECORDED.words] * 3 + [HIDDEN.words] * 2
    assert 9 not in [row["number"] for row in drawn]


def test_an_empty_country_has_questions_without_answers():
    janis = MembershipFactory(role="national_coordinator", from_day=date(2026, 1, 1))

    charts = {chart.name: chart for chart in reads.national(actor=actor_of(janis))}

    assert reads.programme_choices() == []
    assert [name for name, chart in charts.items() if chart.rows] == ["outcomes"]
    assert all(chart.finding for chart in charts.values())
