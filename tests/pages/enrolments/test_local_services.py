"""Head-counts of a centre and the evaluation half way, over their pages."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.directory.models import Organisation
from khetene.enrolments.actions import close_quarter
from khetene.enrolments.models import HeadCount, MidtermEvaluation
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.directory import OrganisationFactory
from tests.factories.enrolments import (
    DIVERSITY,
    HALF_WAY,
    evaluated,
    joined,
    loaded_midterm,
    noted_attendance,
    taking_part,
)
from tests.factories.programmes import haris

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("latvia")]
TODAY = date(2026, 11, 20)
CANARY = "Kanārijputniņš"
COMMUNITY = "community-centre"


@pytest.fixture
def baiba(latvia):
    baiba = MembershipFactory(role="programme_coordinator")
    joined(baiba, DIVERSITY)
    loaded_midterm()
    return baiba


@pytest.fixture
def desk(baiba):
    return sign_in(Client(), baiba)


def text_of(page):
    return " ".join(BeautifulSoup(page.content, "html.parser").find("main").get_text(" ").split())


def day(name, on=TODAY):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def test_a_head_count_is_noted_added_up_and_taken_back(desk):
    address = reverse("enrolments:attendance", args=[COMMUNITY])
    desk.post(address, {"kind": "showers", "place": "Kopienas centrs", "heads": "12", **day("happened_on")})

    assert "Kopā 1 12" in text_of(desk.get(address))
    desk.post(reverse("enrolments:take_back_attendance", args=[COMMUNITY, HeadCount.objects.get().pk]))
    assert "ierakstīts kļūdas dēļ: neskaitās, un tā vieta ir dzēsta" in text_of(desk.get(address))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_attendance_costs_the_same_however_long(baiba, desk, rows, django_assert_num_queries):
    for _row in range(rows):
        noted_attendance(baiba)
    noted_attendance(MembershipFactory(role="case_worker"), place=CANARY)
    address = reverse("enrolments:attendance", args=[COMMUNITY])
    desk.get(address)

    with django_assert_num_queries(7):
        page = desk.get(address)

    assert CANARY not in page.content.decode()


def holder_at_the_ministry():
    ministry = Organisation.objects.filter(slug="lm").first() or OrganisationFactory(slug="lm")
    return sign_in(Client(), MembershipFactory(role="programme_holder", organisation=ministry))


def test_the_holder_reads_head_counts_by_kind_without_small_numbers_or_organisations(baiba):
    others = [MembershipFactory(role="case_worker") for _office in range(2)]
    for by, heads in zip((baiba, *others), (250, 4, 61), strict=True):
        noted_attendance(by, heads=heads, place=CANARY, happened_on=date(2026, 9, 1))
    noted_attendance(baiba, heads=40, kind="laundry", happened_on=date(2026, 9, 1))
    close_quarter()

    page = holder_at_the_ministry().get(reverse("enrolments:attendance", args=[COMMUNITY]))

    shown = text_of(page)
    assert "Veļas mazgāšana nerāda: ziņas ir no nedaudzām organizācijām Dušas 315" in shown
    assert baiba.organisation.name not in shown
    assert CANARY not in page.content.decode()


def test_before_the_quarter_is_added_up_the_holder_reads_no_head(baiba):
    noted_attendance(baiba, heads=250, happened_on=date(2026, 9, 1))

    page = holder_at_the_ministry().get(reverse("enrolments:attendance", args=[COMMUNITY]))

    assert "250" not in text_of(page)


def test_a_programme_that_counts_nobody_has_no_such_page(desk):
    assert desk.get(reverse("enrolments:attendance", args=[DIVERSITY])).status_code == 404
    assert desk.get(reverse("enrolments:outreach", args=[COMMUNITY])).status_code == 404


def test_a_centre_where_nobody_is_enrolled_says_so_and_leads_to_its_head_counts(desk):
    page = desk.get(reverse("programmes:programme", args=[COMMUNITY]))

    assert "Ikviens, kas atnāk. Nevienu neuzņem un neieraksta; cilvēkus tikai saskaita." in text_of(page)
    assert reverse("enrolments:attendance", args=[COMMUNITY]) in page.content.decode()
    assert reverse("enrolments:programme_month", args=[COMMUNITY]) not in page.content.decode()


def test_where_nobody_is_enrolled_no_page_tells_how_many_take_part(desk):
    ministry = holder_at_the_ministry()
    totals = reverse("enrolments:totals", args=[COMMUNITY])

    dashboard = ministry.get(reverse("dashboards:programme_dashboard", args=[COMMUNITY])).content.decode()
    others = ministry.get(reverse("dashboards:programme_dashboard", args=["day-centre"])).content.decode()

    assert (totals in dashboard, reverse("enrolments:totals", args=["day-centre"]) in others) == (False, True)
    assert [who.get(totals).status_code for who in (ministry, desk)] == [404, 404]
    assert desk.get(reverse("enrolments:programme_month", args=[COMMUNITY])).status_code == 404


def filled_in(desk, address):
    """The questions as a browser sends them: answers, and which questions were seen."""
    seen = BeautifulSoup(desk.get(address).content, "html.parser").find_all("input", {"name": "seen"})
    several = ("helped", "obstacles")
    answers = {f"q_{name}": value.split() if name in several else value for name, value in HALF_WAY.items()}
    return answers | {"seen": sorted({*(box["value"] for box in seen), *HALF_WAY})}


def test_the_plan_is_looked_at_together_and_what_changes_stands_in_it(baiba, desk):
    enrolment = taking_part(baiba, programme=DIVERSITY, client=haris(baiba), on=date(2026, 8, 3))
    home = reverse("enrolments:enrolment", args=[enrolment.pk])
    assert "Bija jāveic 03.11.2026." in text_of(desk.get(home))
    address = reverse("enrolments:evaluate_midterm", args=[enrolment.pk])

    page = desk.post(address, filled_in(desk, address) | day("filled_on"))

    assert page.url == reverse("enrolments:midterm", args=[enrolment.pk])
    assert "karjeras konsultants, atbalsta grupa" in text_of(desk.get(page.url))
    assert "Meklēt rīta maiņu." in text_of(desk.get(home))


def test_an_evaluation_with_a_gap_is_asked_for_again(baiba, desk):
    enrolment = taking_part(baiba, programme=DIVERSITY, client=haris(baiba), on=date(2026, 8, 3))
    address = reverse("enrolments:evaluate_midterm", args=[enrolment.pk])

    page = desk.post(address, filled_in(desk, address) | day("filled_on") | {"q_next_step": ""})

    assert "Ir kļūda" in text_of(page)
    assert MidtermEvaluation.objects.count() == 0


def test_there_is_nothing_to_read_before_it_is_made(baiba, desk):
    enrolment = taking_part(baiba, programme=DIVERSITY, client=haris(baiba), on=date(2026, 8, 3))

    before = desk.get(reverse("enrolments:midterm", args=[enrolment.pk]))
    evaluated(enrolment, baiba)
    after = desk.get(reverse("enrolments:midterm", args=[enrolment.pk]))

    assert before.status_code == 404
    assert "Meklēt rīta maiņu." in text_of(after)


def test_another_office_reads_and_evaluates_nothing(baiba):
    enrolment = taking_part(baiba, programme=DIVERSITY, client=haris(baiba), on=date(2026, 8, 3))
    evaluated(enrolment, baiba)
    stranger = sign_in(Client(), MembershipFactory(role="programme_coordinator"))

    for name in ("midterm", "evaluate_midterm"):
        assert stranger.get(reverse(f"enrolments:{name}", args=[enrolment.pk])).status_code == 404


def test_the_month_says_how_many_are_made_and_missing_and_costs_the_same(baiba, desk, django_assert_num_queries):
    address = reverse("enrolments:programme_month", args=[DIVERSITY])
    for made in (True, False, False):
        enrolment = taking_part(baiba, programme=DIVERSITY, client=haris(baiba), on=date(2026, 8, 3))
        if made:
            evaluated(enrolment, baiba)
    desk.get(address, {"month": "2026-11"})

    with django_assert_num_queries(8):
        page = desk.get(address, {"month": "2026-11"})

    assert "Veikts 1 vidusposma izvērtējums · trūkst 2" in text_of(page)


def test_the_month_of_a_programme_that_is_over_opens_with_its_last_one(desk):
    page = desk.get(reverse("enrolments:programme_month", args=[DIVERSITY]))

    assert "2022. g. decembris" in text_of(page)


def test_my_day_reminds_of_an_evaluation_that_is_due(baiba, desk):
    taking_part(baiba, programme=DIVERSITY, client=haris(baiba), on=date(2026, 8, 3))

    assert "Vidusposma izvērtējums, 03.11.2026. kavējas" in text_of(desk.get(reverse("my_day:today")))
