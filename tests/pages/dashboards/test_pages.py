"""The dashboards as people see them and take them away."""

from __future__ import annotations

import json
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.charts import render
from khetene.kernel import changes
from khetene.territory.models import Territory
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.cases import open_case
from tests.factories.directory import OrganisationFactory
from tests.factories.enrolments import joined
from tests.factories.needs import needed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("latvia")]
NEET = "neet"


@pytest.fixture
def expert():
    return sign_in(Client(), MembershipFactory(role="regional_expert"))


@pytest.fixture
def valmiera():
    place = Territory.objects.get(slug="valmieras-novads-2021")
    joined(
        MembershipFactory(
            role="regional_expert", organisation=OrganisationFactory(territory=place, name="Valmieras dienests")
        ),
        NEET,
    )
    return place


def at(name, *args):
    return reverse(f"dashboards:{name}", args=args)


def soup(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").find("main")


def text_of(response):
    return " ".join(soup(response).get_text(" ").split())


def test_each_question_has_a_picture_a_table_a_rule_and_definitions(expert):
    sections = soup(expert.get(at("national_dashboard"))).select("section.kh-chart")

    assert [section.h2["id"] for section in sections] == ["outcomes", "joined", "mediators", "requests", "gatherings"]
    for section in sections[3:]:
        assert section.svg["role"] == "img"
        assert section.table
        assert section.select("a[href*='/raditaji/']")


def test_a_table_stands_open_where_the_picture_cannot_be_drawn(expert, monkeypatch):
    def broken(*_args, **_more):
        raise ValueError

    render._drawn.cache_clear()
    monkeypatch.setattr(render.vl_convert, "vegalite_to_svg", broken)
    main = soup(expert.get(at("national_dashboard")))

    assert main.find_all("svg") == []
    assert len(main.select("details.kh-chart__table[open]")) == len(main.select("table")) == 5


@pytest.mark.parametrize(
    ("kind", "content_type", "begins"),
    [
        ("svg", "image/svg+xml", b"<svg "),
        ("csv", "text/csv; charset=utf-8", b"\xef\xbb\xbf"),
        ("json", "application/json; charset=utf-8", b"{"),
    ],
)
def test_a_chart_is_taken_away(expert, kind, content_type, begins):
    answer = expert.get(at("national_dashboard"), {"figure": "gatherings", "format": kind})

    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        content_type,
        f'attachment; filename="gatherings.{kind}"',
    )
    assert answer.content.startswith(begins)


@pytest.mark.parametrize(
    "query", [{"figure": "nav", "format": "csv"}, {"figure": "gatherings", "format": "exe"}, {"format": "svg"}]
)
def test_a_chart_that_is_not_there_is_not_found(expert, query):
    assert expert.get(at("national_dashboard"), query).status_code == 404


def test_the_map_leads_to_the_municipality_and_from_there_to_the_programme(expert, valmiera):
    main = soup(expert.get(at("coverage"), {"programme": NEET}))
    link = main.find("a", string="Valmieras novads")
    shown = soup(expert.get(link["href"]))

    assert "1 pašvaldībai no 42 ir līgums." in main.text
    assert link["href"] == at("municipality", valmiera.pk)
    assert shown.find("a", href=at("programme_dashboard", NEET))
    assert "Valmieras dienests" in shown.text


def test_the_map_of_an_earlier_day_is_of_its_municipalities(expert, valmiera):
    day = {"programme": NEET, "on_day": "30", "on_month": "6", "on_year": "2021"}
    spec = json.loads(expert.get(at("coverage"), {**day, "figure": "coverage", "format": "json"}).content)

    assert "no 119 ir līgums." in text_of(expert.get(at("coverage"), day))
    assert len(spec["data"]["values"]) == 43


def test_a_day_that_does_not_exist_is_told_at_the_field(expert):
    main = soup(expert.get(at("coverage"), {"programme": NEET, "on_day": "31", "on_month": "2", "on_year": "2021"}))

    assert main.select(".govuk-error-summary")
    assert len(main.find_all("h1")) == 1


def test_a_day_without_the_municipality_is_told_and_today_is_shown(expert, valmiera):
    day = {"on_day": "1", "on_month": "6", "on_year": "2020"}
    main = soup(expert.get(at("municipality", valmiera.pk), day))

    assert "Tajā dienā šīs pašvaldības nebija." in main.select_one(".govuk-error-summary").text
    assert main.h1.text == "Valmieras novads"


def test_the_way_goes_back_before_the_reform_and_forward_again(expert, valmiera):
    before = soup(expert.get(at("municipality", valmiera.pk))).find("a", string="Rūjienas novads")
    after = soup(expert.get(before["href"]))

    assert after.find("a", string="Valmieras novads")["href"] == at("municipality", valmiera.pk)
    assert "30.06.2021." in after.text


def test_what_is_not_there_is_not_found(expert):
    region = Territory.objects.get(slug="region-vidzeme")
    pages = [at("programme_dashboard", "nav"), at("network_dashboard", "nav"), at("municipality", region.pk)]

    assert [expert.get(page).status_code for page in pages] == [404, 404, 404]


def test_a_network_without_lists_says_so(expert):
    shown = text_of(expert.get(at("network_dashboard", "expert-network")))

    assert "Nevienai šīs struktūras sanāksmei nav saraksta ar vietām." in shown


def test_a_dashboard_that_is_drawn_costs_the_same_every_time(expert, valmiera, django_assert_num_queries):
    for address in (at("national_dashboard"), at("programme_dashboard", NEET), at("municipality", valmiera.pk)):
        expert.get(address)

    changes.seen.forget()
    with django_assert_num_queries(24):
        expert.get(at("national_dashboard"))
    changes.seen.forget()
    with django_assert_num_queries(13):
        expert.get(at("programme_dashboard", NEET))
    with django_assert_num_queries(17):
        expert.get(at("municipality", valmiera.pk))


def coordinator():
    return sign_in(Client(), MembershipFactory(role="national_coordinator"))


def test_the_coordinator_chooses_the_columns_of_what_people_need():
    needed(40, "work", place=Territory.objects.get(slug="valmieras-novads-2021"))

    page = soup(coordinator().get(at("needs"), {"year": "2025", "by": "region"}))

    assert [cell.text for cell in page.select("thead th")] == ["Vajadzība", "Lietas", "Vidzemes plānošanas reģions"]
    work = next(row for row in page.select("tbody tr") if row.th.text == "Darbs")
    assert {abs(int(cell.text) - 40) <= 4 for cell in work.select("td")} == {True}
    assert {cell.text for row in page.select("tbody tr") if row != work for cell in row.select("td")} == {"slēpts"}


def test_a_cut_is_taken_away_with_the_columns_that_were_chosen():
    needed(40, "work", day=date(2025, 8, 1))
    browser = coordinator()
    page = soup(browser.get(at("needs"), {"year": "2025", "by": "half"}))

    taken = browser.get(at("needs") + page.select_one("a[href*='format=csv']")["href"]).content.decode()

    assert taken.splitlines()[0].lstrip("\ufeff") == "Vajadzība,Lietas,otrais pusgads"
    assert "\nDarbs," in taken.replace("\r", "")


@pytest.mark.parametrize("asked", [{"year": "1999", "by": "half"}, {"year": "2025", "by": "name"}, {"year": "x"}])
def test_a_year_or_column_that_is_not_offered_is_said_at_the_field(asked):
    page = soup(coordinator().get(at("needs"), asked))

    assert page.select(".govuk-error-summary")
    assert page.select("table") == []


@pytest.mark.parametrize("role", ["mediator", "case_worker", "regional_expert"])
def test_what_people_need_is_not_there_for_who_sees_no_national_totals(role):
    assert sign_in(Client(), MembershipFactory(role=role)).get(at("needs")).status_code == 404


def test_a_cut_that_was_drawn_is_drawn_anew_after_a_need_was_noted(django_assert_num_queries):
    mediator = MembershipFactory(role="mediator")
    needed(40, "work")
    browser = coordinator()
    before = text_of(browser.get(at("needs"), {"year": "2025", "by": "state"}))
    with django_assert_num_queries(3):
        assert text_of(browser.get(at("needs"), {"year": "2025", "by": "state"})) == before

    needed(40, "housing")
    open_case(mediator)

    assert "Mājoklis: " in text_of(browser.get(at("needs"), {"year": "2025", "by": "state"}))
