"""The mediator's month as pages: from what was noted to the signature, the supervisor, and the country."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.kernel import clock
from khetene.mediation import actions
from khetene.mediation.models import Activity, Month
from tests.conftest import NOW
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.directory import OrganisationFactory
from tests.factories.mediation import note

pytestmark = pytest.mark.django_db
MONTH = "/menesis/2026-10/"


@pytest.fixture
def anna():
    return MembershipFactory(role="mediator", from_day=date(2026, 1, 1))


@pytest.fixture
def rita(anna):
    return MembershipFactory(role="supervisor", organisation=anna.organisation)


@pytest.fixture
def desk(anna):
    return sign_in(Client(), anna)


def main(answer):
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").find("main")


def event(anna, **more):
    values = {"happened_on": date(2026, 10, 7), "kind": "community", "minutes": 90, "people": 30} | more
    return actions.note_activity(**values, actor=actor_of(anna))


def test_a_month_goes_from_an_event_to_the_country(desk, anna, rita):
    form = {"kind": "community", "happened_on_day": "7", "happened_on_month": "10", "happened_on_year": "2026"}
    noted = desk.post(reverse("mediation:note_activity"), form | {"minutes": "90", "people": "30"})
    signed = desk.post(MONTH, {"narrative": "Bērnu diena izdevās."})
    boss = sign_in(Client(), rita)
    month = Month.objects.get()
    address = reverse("mediation:submitted_month", args=[month.pk])
    waiting = main(boss.get(reverse("mediation:submitted"))).find("a", href=address)
    boss.post(address, {"decision": "accept"})
    other = MembershipFactory(role="mediator", from_day=date(2026, 1, 1))
    event(other)
    actions.sign_month(date(2026, 10, 1), narrative="Arī.", actor=actor_of(other))

    janis = sign_in(Client(), MembershipFactory(role="national_coordinator"))
    country = main(janis.get(reverse("mediation:national_month", args=["2026-10"])))

    assert (noted["Location"], signed["Location"]) == (MONTH, MONTH)
    assert waiting is not None
    month.refresh_from_db()
    assert (month.state, month.figures["people_at_events"]) == ("accepted", 30)
    rows = {
        row.dt.get_text(strip=True): row.dd.get_text(strip=True) for row in country.select(".govuk-summary-list__row")
    }
    assert (rows["Pasākumu apmeklētāji"], rows["Pasākumi daudziem"], rows["Saziņa"]) == ("60", "2", "nerāda")
    assert "Bērnu diena izdevās." not in country.get_text()


def accepted(mediator, on=date(2026, 11, 10)):
    """October, signed and accepted on a day."""
    boss = MembershipFactory(role="supervisor", organisation=mediator.organisation, from_day=date(2026, 1, 1))
    with clock.set_to(clock.start_of(on)):
        month = actions.sign_month(date(2026, 10, 1), narrative="Viss.", actor=actor_of(mediator))
        actions.accept_month(month.pk, actor=actor_of(boss))


def test_before_a_month_closes_its_page_says_from_when_contacts_are_shown(anna):
    janis = sign_in(Client(), MembershipFactory(role="national_coordinator", from_day=date(2026, 1, 1)))
    accepted(anna, on=date(2026, 11, 2))

    with clock.set_to(clock.start_of(date(2026, 11, 15))):
        page = main(janis.get(reverse("mediation:national_month", args=["2026-10"])))

    assert [row.get_text(strip=True) for row in page.select("dd")[:3]] == ["no 16.11.2026."] * 3


@pytest.mark.parametrize(("each", "shown"), [(4, ["nerāda", "nerāda", "nerāda"]), (5, ["10", "nerāda", "300"])])
def test_the_country_sees_contacts_from_ten_upwards_and_their_minutes_with_them(anna, each, shown):
    for mediator in (anna, MembershipFactory(role="mediator", from_day=date(2026, 1, 1))):
        with clock.set_to(NOW - timedelta(days=40)):
            for _contact in range(each):
                note(mediator)
        accepted(mediator)
    janis = sign_in(Client(), MembershipFactory(role="national_coordinator"))

    country = main(janis.get(reverse("mediation:national_month", args=["2026-10"])))

    assert [row.get_text(strip=True) for row in country.select("dd")[:3]] == [shown[0], shown[1], shown[2]]


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(desk):
    form = {
        "kind": "community",
        "happened_on_day": "7",
        "happened_on_month": "10",
        "happened_on_year": "2026",
        "minutes": "0",
    }
    page = main(desk.post(reverse("mediation:note_activity"), form | {"change": "Jauna kārtība"}))

    assert [link["href"] for link in page.select(".govuk-error-summary a")] == [
        "#id_minutes",
        "#id_people",
        "#id_institution",
    ]
    assert page.find(id="id_change").get_text(strip=True) == "Jauna kārtība"
    assert Activity.objects.count() == 0


def test_giving_back_without_a_reason_is_refused_at_the_field(anna, rita):
    event(anna)
    month = actions.sign_month(date(2026, 10, 1), narrative="Viss.", actor=actor_of(anna))
    boss = sign_in(Client(), rita)

    page = main(boss.post(reverse("mediation:submitted_month", args=[month.pk]), {"decision": "return", "mend": ""}))

    assert [link["href"] for link in page.select(".govuk-error-summary a")] == ["#id_mend"]
    assert Month.objects.get().state == "signed"


def test_what_was_given_back_shows_why_and_keeps_the_words(desk, anna, rita):
    month = actions.sign_month(date(2026, 10, 1), narrative="Pirmie vārdi.", actor=actor_of(anna))
    actions.return_month(month.pk, why="Trūkst mācību.", actor=actor_of(rita))

    page = main(desk.get(MONTH))

    assert "Trūkst mācību." in page.get_text()
    assert page.find("textarea").get_text(strip=True) == "Pirmie vārdi."


def test_an_activity_is_taken_back_after_a_question(desk, anna):
    kept = event(anna)
    address = reverse("mediation:take_back_activity", args=[kept.pk])

    asked = desk.get(address)
    done = desk.post(address)

    assert (asked.status_code, done["Location"]) == (200, MONTH)
    assert desk.get(address).status_code == 404


@pytest.mark.parametrize("month", ["2026-13", "2027-01", "rudens", "2026-1", "0000-00"])
def test_a_month_that_is_none_is_not_found(desk, month):
    assert desk.get(f"/menesis/{month}/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_of_the_month_cost_the_same_however_much_was_noted(desk, anna, rita, rows, django_assert_num_queries):
    for number in range(rows):
        event(anna, institution_id=OrganisationFactory().pk)
        first = date(2026, 10 - number, 1)
        actions.sign_month(first, narrative="Viss.", actor=actor_of(anna))
    boss = sign_in(Client(), rita)

    with django_assert_num_queries(8):
        desk.get(MONTH)
    with django_assert_num_queries(3):
        desk.get(reverse("mediation:months"))
    with django_assert_num_queries(3):
        boss.get(reverse("mediation:submitted"))


@pytest.mark.parametrize(("kind", "starts"), [("pdf", b"%PDF-"), ("docx", b"PK")])
def test_a_month_is_kept_as_a_file_by_its_mediator_and_their_supervisor(desk, anna, rita, kind, starts):
    draft = desk.get(MONTH, {"format": kind})
    month = actions.sign_month(date(2026, 10, 1), narrative="Viss.", actor=actor_of(anna))
    address = reverse("mediation:submitted_month", args=[month.pk])

    taken = [desk.get(MONTH, {"format": kind}), sign_in(Client(), rita).get(address, {"format": kind})]

    assert [answer.content[: len(starts)] for answer in (draft, *taken)] == [starts] * 3
    assert taken[1]["Content-Disposition"] == f'attachment; filename="menesis-2026-10.{kind}"'
    assert sign_in(Client(), MembershipFactory(role="supervisor")).get(address, {"format": kind}).status_code == 404
    assert desk.get(MONTH, {"format": "exe"}).status_code == 404
