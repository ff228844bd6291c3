"""Noting a visit: what is new stands first, the rest is as it usually is."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.mediation.models import Contact
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.mediation import note
from tests.factories.territory import TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return MembershipFactory(role="mediator")


@pytest.fixture
def desk(anna):
    return sign_in(Client(), anna)


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def sent_as_shown(page, **more):
    """What the browser sends when nothing but `more` is touched."""
    form = page.select_one("main form[method=post]")
    data = {
        field["name"]: field.get("value", "") for field in form.select("input:not([type=radio]):not([type=checkbox])")
    }
    data |= {field["name"]: field["value"] for field in form.select("input[type=radio][checked]")}
    data |= {field["name"]: field.text.strip() for field in form.select("textarea")}
    for select in form.select("select"):
        chosen = select.select_one("option[selected]")
        data[select["name"]] = chosen["value"] if chosen else ""
    return data | more


def shown_first(page, name):
    return page.select(f"input[name={name}]")[0]["value"]


def test_a_usual_visit_needs_only_what_it_was_about_and_what_was_done(desk, anna):
    place = TerritoryFactory()
    for _time in range(2):
        note(
            anna,
            place="school",
            minutes=45,
            territory_id=place.pk,
            result="done",
            topics=["school"],
            actions=["mediate_conflict"],
        )
    note(anna, place="phone", minutes=10)
    page = soup(desk.get(reverse("mediation:note")))

    answer = desk.post(reverse("mediation:note"), sent_as_shown(page, topics="health", actions="inform"))

    noted = Contact.objects.latest("id")
    assert answer.status_code == 302
    assert (noted.place, noted.minutes, noted.result, noted.territory_id) == ("school", 45, "done", place.pk)
    assert (noted.topics, noted.actions, noted.words) == (["health"], ["inform"], "")


def test_what_this_mediator_uses_most_stands_first(desk, anna):
    note(anna, topics=["debt", "health"], actions=["interpret"])
    note(anna, topics=["debt"], actions=["interpret"])
    note(MembershipFactory(role="mediator"), topics=["safety"], actions=["refer"])

    page = soup(desk.get(reverse("mediation:note")))

    assert (shown_first(page, "topics"), shown_first(page, "actions")) == ("debt", "interpret")


def test_the_first_visit_of_all_begins_at_home_for_half_an_hour_and_asks_for_the_place(desk):
    page = soup(desk.get(reverse("mediation:note")))

    answer = desk.post(reverse("mediation:note"), sent_as_shown(page, topics="health", actions="inform"))

    shown = soup(answer)
    assert [link["href"] for link in shown.select(".govuk-error-summary a")] == ["#id_territory"]
    assert shown.select_one("details[open] #id_territory") is not None
    assert shown.select_one("input[name=topics][value=health]").has_attr("checked")
    assert Contact.objects.count() == 0


def test_minutes_that_are_no_chip_may_be_written(desk, anna):
    note(anna)
    page = soup(desk.get(reverse("mediation:note")))
    data = sent_as_shown(page, topics="health", actions="inform", minutes_exactly="25")

    desk.post(reverse("mediation:note"), data)

    assert Contact.objects.latest("id").minutes == 25


def test_without_any_duration_it_asks_how_long(desk, anna):
    note(anna)
    data = sent_as_shown(soup(desk.get(reverse("mediation:note"))), topics="health", actions="inform", minutes="")

    answer = desk.post(reverse("mediation:note"), data)

    assert "Izvēlieties, cik ilgi, vai ierakstiet minūtes." in soup(answer).select_one(".govuk-error-summary").text
    assert Contact.objects.count() == 1


def test_a_visit_like_an_earlier_one_takes_its_marks_and_not_its_words(desk, anna):
    earlier = note(anna, topics=["debt"], actions=["fill_form"], minutes=25, words="Par parādu.")

    page = soup(desk.get(reverse("mediation:note"), {"like": earlier.pk}))

    assert page.select_one("input[name=topics][value=debt]").has_attr("checked")
    assert page.select_one("#id_minutes_exactly")["value"] == "25"
    assert page.select_one("textarea[name=words]").text.strip() == ""


def test_a_visit_like_another_mediators_does_not_exist(desk):
    foreign = note(MembershipFactory(role="mediator"))

    assert desk.get(reverse("mediation:note"), {"like": foreign.pk}).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_however_many_visits_there_were(desk, anna, rows, django_assert_num_queries):
    for _time in range(rows):
        note(anna)
    desk.get(reverse("mediation:note"))

    with django_assert_num_queries(7):
        desk.get(reverse("mediation:note"))


@pytest.mark.parametrize("month", ["9012-05", "0001-01", "2026-13", "'; DROP"])
def test_a_month_that_no_note_can_be_in_shows_all_contacts(desk, month):
    answer = desk.get(reverse("mediation:contacts"), {"month": month})

    assert answer.status_code == 200
