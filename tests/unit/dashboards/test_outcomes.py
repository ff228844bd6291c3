"""Outcomes of ended years as they were published: small is hidden, what nobody published is not counted anew."""

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
from tests.factories.publishing import published

pytestmark = pytest.mark.django_db
HIDDEN, NOT_PUBLISHED = Gap("slēpts, lai sargātu cilvēkus"), Gap("nav publicēts")


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator", from_day=date(2024, 1, 1))


def helped(how_many, year, offices=3):
    """So many people for whom something changed in a year, shared out among organisations."""
    workers = [MembershipFactory(role="case_worker", from_day=date(2024, 1, 1)) for _office in range(offices)]
    day = date(year, 6, 1)
    with clock.set_to(datetime(year, 6, 2, 9, tzinfo=clock.HOME)):
        for number in range(how_many):
            worker = workers[number % offices]
            case = open_case(worker)
            actions.record_outcome(
                case.pk,
                client_id=client_of(case).pk,
                kind="started_work",
                happened_on=day,
                proof="said",
                actor=actor_of(worker),
            )


def shown():
    return dict(outcomes_by_year().rows)


def test_ten_people_of_three_organisations_are_shown_and_nine_are_not(janis):
    helped(10, 2025)
    helped(9, 2024)
    for year in ("2024", "2025"):
        published(janis, period=year)

    assert (shown()["2025"], shown()["2024"]) == (10, HIDDEN)


def test_many_people_of_two_organisations_are_hidden(janis):
    helped(12, 2025, offices=2)
    published(janis)

    assert shown()["2025"] == HIDDEN


def test_what_nobody_published_is_not_counted_anew():
    helped(10, 2025)

    assert set(shown().values()) == {NOT_PUBLISHED}


def test_the_year_that_runs_is_not_there():
    assert list(shown()) == ["2021", "2022", "2023", "2024", "2025"]


def test_a_hidden_year_is_hatched_in_the_picture_and_bare_of_its_number(janis):
    helped(9, 2025)
    published(janis)

    drawn = outcomes_by_year().spec["data"]["values"]

    assert [row["shown"] for row in drawn] == [NOT_PUBLISHED.words] * 4 + [HIDDEN.words]
    assert 9 not in [row["number"] for row in drawn]


def test_an_empty_country_has_questions_without_answers(janis):
    charts = {chart.name: chart for chart in reads.national(actor=actor_of(janis))}

    assert reads.programme_choices() == []
    assert [name for name, chart in charts.items() if chart.rows] == ["outcomes"]
    assert all(chart.finding for chart in charts.values())
