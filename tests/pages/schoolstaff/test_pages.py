"""The pages of posts, papers and groups: what each shows, refuses at the field, and costs."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.kernel import clock
from khetene.schoolstaff.models import LearningGroup, Post
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.directory import OrganisationFactory
from tests.factories.schoolstaff import group_at, has_none, head_of_a_school, in_post, met, paid, proved

pytestmark = pytest.mark.usefixtures("latvia")


@pytest.fixture
def head(latvia):
    return head_of_a_school()


@pytest.fixture
def desk(head):
    return sign_in(Client(), head)


@pytest.fixture
def teacher(head):
    return sign_in(Client(), MembershipFactory(organisation=head.organisation, role="school_staff"))


def day(name: str, when: date) -> dict[str, str]:
    return {f"{name}_day": str(when.day), f"{name}_month": str(when.month), f"{name}_year": str(when.year)}


def main(answer):
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").find("main")


def errors(page):
    return [link["href"] for link in page.select(".govuk-error-summary a")]


def test_from_a_new_post_over_its_papers_to_who_pays_it(desk):
    first = day("valid_from", date(2026, 9, 1))
    at = desk.post(reverse("staff:add_post"), {"kind": "assistant", "called": "Agnese"} | first)["Location"]
    post = Post.objects.get()
    pays = {"payer": "esf-8-3-2", "share": "0,5"} | first

    before = main(desk.post(reverse("staff:pay_post", args=[post.pk]), pays))
    proof = {"fact": "completed_72_hours", "there": "yes", "evidence": "Apliecība nr. 12"}
    proof |= first | day("seen_on", date(2026, 9, 2))
    assert desk.post(reverse("staff:qualification", args=[post.pk]), proof)["Location"] == at
    assert desk.post(reverse("staff:pay_post", args=[post.pk]), pays)["Location"] == at

    assert errors(before) == ["#id_payer_0"]
    assert "ESF projekts 8.3.2" in main(desk.get(reverse("staff:school_staff"))).get_text()
    assert "Apliecība nr. 12" in main(desk.get(at)).get_text()


def test_where_the_rule_blocks_the_page_offers_the_support_person(head, desk):
    post = in_post(head)
    has_none(post, head, "pedagogical_education", "studies_pedagogy", "completed_72_hours")
    address = reverse("programmes:programme", args=["support-person"])

    refused = main(
        desk.post(
            reverse("staff:pay_post", args=[post.pk]),
            {"payer": "esf-8-3-2", "share": "1"} | day("valid_from", date(2026, 9, 1)),
        )
    )

    assert refused.find("a", href=address) is not None
    assert main(desk.get(reverse("staff:post", args=[post.pk]))).find("a", href=address) is not None


def test_staff_see_groups_and_no_posts(head, teacher):
    in_post(head, called="Agnese")
    group = group_at(head)

    page = main(teacher.get(reverse("staff:school_staff")))

    assert "Agnese" not in page.get_text()
    assert page.find("a", href=reverse("staff:group", args=[group.pk])) is not None
    assert teacher.get(reverse("staff:post", args=[Post.objects.get().pk])).status_code == 404


def test_a_teacher_notes_a_session_and_takes_it_back(head, teacher):
    group = group_at(head)
    at = reverse("staff:group", args=[group.pk])
    noted = {"hours": "1,5", "heads": "7"} | day("held_on", date(2026, 11, 3))

    assert teacher.post(reverse("staff:hold_session", args=[group.pk]), noted)["Location"] == at
    session = LearningGroup.objects.get().sessions.get()
    taken_back = teacher.post(reverse("staff:take_back_session", args=[group.pk, session.pk]), {"csrf": "1"})

    assert taken_back["Location"] == at
    assert "atsaukta" in main(teacher.get(at)).get_text()


def test_a_group_of_a_grade_that_nobody_pays_is_refused_at_its_field(desk):
    values = {"subject": "Matemātika", "first_grade": "2", "last_grade": "6", "payer": "esf-8-3-2", "led_by": ""}

    assert errors(main(desk.post(reverse("staff:open_group"), values))) == ["#id_first_grade"]
    assert errors(main(desk.post(reverse("staff:open_group"), values | {"last_grade": "1"}))) == ["#id_last_grade"]


def test_the_year_of_the_school_and_of_the_country(head, desk):
    post = in_post(head)
    proved(post, head)
    paid(post, head)
    met(group_at(head), head)
    desk.post(reverse("staff:year_measures"), {"measures": ["laboratory"]})
    ministry = sign_in(Client(), MembershipFactory(role="national_coordinator"))

    own = main(desk.get(reverse("staff:staff_year", args=[2026]))).get_text(" ", strip=True)
    country = main(ministry.get(reverse("staff:national_staff_year", args=[2026]))).get_text(" ", strip=True)

    assert "Laborantu programma" in own
    assert "Mācīšanās grupas nerāda" in country
    assert desk.get(reverse("staff:national_staff_year", args=[2026])).status_code == 404


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_costs_the_same_however_many(head, desk, how_many, django_assert_num_queries):
    for _number in range(how_many):
        post = in_post(head)
        proved(post, head)
        paid(post, head)
        met(group_at(head), head)
    in_post(head_of_a_school(), called="Sveša")

    with django_assert_num_queries(12):
        page = main(desk.get(reverse("staff:school_staff")))

    assert len(page.select(".kh-row")) == 2 * how_many


def payment_links(desk, at):
    return [link["href"] for link in main(desk.get(at)).select(".kh-row a")]


def test_the_last_day_of_a_payment_ahead_is_offered_not_before_its_first_one(head, desk):
    post = in_post(head)
    proved(post, head)
    paid(post, head, valid_from=date(2026, 12, 24))
    ended, _again, _back = payment_links(desk, reverse("staff:post", args=[post.pk]))

    page = main(desk.get(ended))

    assert [page.select_one(f"[name=valid_to_{part}]")["value"] for part in ("day", "month", "year")] == [
        "24",
        "12",
        "2026",
    ]


def test_the_payment_is_ended_beside_itself_and_another_source_pays(head, desk):
    post = in_post(head)
    proved(post, head)
    paid(post, head)
    at = reverse("staff:post", args=[post.pk])
    ended, again, _back = payment_links(desk, at)

    pays = {"payer": "municipality", "share": "1"} | day("valid_from", date(2026, 11, 1))
    refused = main(desk.post(reverse("staff:pay_post", args=[post.pk]), pays))
    assert desk.post(ended, day("valid_to", date(2026, 10, 31)))["Location"] == at
    assert desk.post(reverse("staff:pay_post", args=[post.pk]), pays)["Location"] == at
    corrected = {"payer": "esf-8-3-2", "share": "0,5"} | day("valid_from", date(2026, 9, 1))
    corrected |= day("valid_to", date(2026, 10, 31))
    assert desk.post(again, corrected)["Location"] == at
    _ended, _again, wrong, *_of_the_municipality = payment_links(desk, at)
    assert desk.post(wrong, {"csrf": "1"})["Location"] == at

    assert errors(refused) == ["#id_valid_from_0"]
    page = main(desk.get(at)).get_text(" ", strip=True)
    assert "no 01.11.2026." in page
    assert "atsaukts" in page


def test_a_post_with_a_last_day_ahead_can_still_be_worked_with(head, desk):
    post = in_post(head)
    at = reverse("staff:post", args=[post.pk])
    desk.post(reverse("staff:end_post", args=[post.pk]), day("valid_to", date(2026, 12, 31)))

    page = main(desk.get(at))

    assert page.find("a", href=reverse("staff:pay_post", args=[post.pk])) is not None
    assert page.find("a", href=reverse("staff:end_post", args=[post.pk])) is not None
    assert "01.09.2026. – 31.12.2026." in page.get_text()
    assert desk.post(reverse("staff:take_back_end", args=[post.pk]), {"csrf": "1"})["Location"] == at
    assert "no 01.09.2026." in main(desk.get(at)).get_text(" ", strip=True)
    assert desk.get(reverse("staff:take_back_end", args=[post.pk])).status_code == 404


def test_the_name_of_a_post_is_corrected(head, desk):
    post = in_post(head, called="Agnse")
    values = {"called": "Agnese"} | day("valid_from", date(2026, 9, 1))

    at = desk.post(reverse("staff:correct_post", args=[post.pk]), values)["Location"]

    assert main(desk.get(at)).find("h1").get_text() == "Agnese"


def test_a_group_is_corrected_and_the_old_words_deleted(head, desk):
    group = group_at(head, subject="Matemātika Pēterim")
    at = reverse("staff:group", args=[group.pk])
    values = {"subject": "Matemātika", "first_grade": "5", "last_grade": "7", "payer": "esf-8-3-2", "led_by": ""}

    assert desk.post(reverse("staff:correct_group", args=[group.pk]), values)["Location"] == at
    link = main(desk.get(at)).select_one('a[href*="agrak"]')["href"]
    asked = main(desk.get(link)).get_text()
    assert desk.post(link, {"csrf": "1"})["Location"] == at

    assert "Pēterim" in asked
    assert "Pēterim" not in main(desk.get(at)).get_text()
    assert desk.get(link).status_code == 404


def test_the_school_year_is_asked_from_july_on(head, desk):
    head.from_day = date(2026, 1, 1)
    head.save()
    asked = main(desk.get(reverse("staff:open_group"))).select("input[name=school_year]")
    with clock.set_to(datetime(2026, 8, 25, 9, 0, tzinfo=UTC)):
        in_august = main(desk.get(reverse("staff:open_group"))).select("input[name=school_year]")

    assert asked == []
    assert [(one["value"], one.has_attr("checked")) for one in in_august] == [("2025", False), ("2026", True)]


def test_the_supervisor_of_an_office_that_is_no_school_finds_no_page(latvia):
    office = MembershipFactory(organisation=OrganisationFactory(kind="municipal_unit"), role="supervisor")
    desk = sign_in(Client(), office)

    assert [desk.get(reverse(f"staff:{name}")).status_code for name in ("school_staff", "add_post")] == [404, 404]


def test_posts_and_groups_come_in_pages(head, desk, monkeypatch):
    monkeypatch.setattr("khetene.web.desk.schoolstaff.views.ON_A_PAGE", 1)
    for name in ("Agnese", "Laura"):
        in_post(head, called=name)
        group_at(head, subject=name)

    page = main(desk.get(reverse("staff:school_staff"), {"amati": "2"}))

    assert [nav["aria-label"] for nav in page.select(".kh-pagination")] == [
        "Amata vietas: Lapas",
        "Mācīšanās grupas: Lapas",
    ]
    assert [link["href"] for link in page.select(".kh-pagination a")] == ["?amati=1", "?amati=2&grupas=2"]
