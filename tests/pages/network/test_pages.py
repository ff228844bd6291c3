"""Bodies, seats and invitations as people see them, and a roster as a file."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
import vobject
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from khetene.network.models import Holder, Person
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.directory import OrganisationFactory
from tests.factories.network import BodyFactory, asked_into, holds, known, seat_in
from tests.factories.territory import TerritoryFactory

pytestmark = pytest.mark.django_db
HIDDEN = "Kanārijputniņš"
DAY = {"begins_day": "20", "begins_month": "11", "begins_year": "2026"}


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def body(janis):
    return BodyFactory(organisation=janis.organisation)


@pytest.fixture
def ministry(janis):
    return sign_in(Client(), janis)


def text_of(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").get_text(" ").split())


def test_a_seat_is_opened_somebody_is_asked_and_answers_for_herself(ministry, body):
    velta, town = MembershipFactory(role="regional_expert"), TerritoryFactory(name="Tukums")
    seat_form = {"territory": town.pk, "organisation": "", "field": "social", "role": "member", **DAY}
    opened = ministry.post(reverse("network:open_seat", args=[body.slug]), seat_form)
    person = {"known": "new", "name": "Velta Roze", "email": velta.user.email, "reach": "email", "may_be_listed": "on"}
    ministry.post(opened.url, {**person, "represents": velta.organisation_id, "position": "vadītāja", **DAY})
    expert = sign_in(Client(), velta)

    assert "jautāts, atbildes vēl nav" in text_of(expert.get(reverse("network:mine")))
    holder = Holder.objects.get()
    expert.post(reverse("network:answer_invitation", args=[holder.pk]), {"decision": "accept"})

    shown = text_of(expert.get(reverse("network:roster", args=[body.slug])))
    assert "Velta Roze, vadītāja" in shown
    assert "aizpildītas: 1, jautāts: 0" in shown


def test_a_new_person_without_a_way_to_reach_them_is_not_kept(ministry, janis, body):
    seat = seat_in(body, janis, territory_id=TerritoryFactory().pk)

    answer = ministry.post(
        reverse("network:ask", args=[seat.pk]), {"known": "new", "name": "Vija", "reach": "email", **DAY}
    )

    assert "Uzrakstiet e-pasta adresi vai tālruņa numuru" in text_of(answer)
    assert (Person.objects.count(), Holder.objects.count()) == (0, 0)


def test_a_taken_seat_says_what_to_do_and_keeps_no_new_person(ministry, janis, body):
    seat = seat_in(body, janis, territory_id=TerritoryFactory().pk)
    holds(seat, known(janis), janis)

    answer = ministry.post(
        reverse("network:ask", args=[seat.pk]),
        {"known": "new", "name": "Otrā", "email": "otra@example.org", "reach": "email", **DAY},
    )

    assert "Vietu kāds jau ieņem." in text_of(answer)
    assert Person.objects.count() == 1


def test_colleagues_see_only_those_who_agreed(janis, body):
    holds(seat_in(body, janis, territory_id=TerritoryFactory(name="Talsi").pk), known(janis), janis)
    hidden = known(janis, HIDDEN, email="hidden@example.org", may_be_listed=False)
    holds(seat_in(body, janis, territory_id=TerritoryFactory(name="Valka").pk), hidden, janis, position="vadītāja")
    expert, address = (
        sign_in(Client(), MembershipFactory(role="regional_expert")),
        reverse("network:roster", args=[body.slug]),
    )

    pages = [expert.get(address)] + [expert.get(address, {"format": kind}) for kind in ("json", "vcf", "xlsx")]
    cells = str(CalamineWorkbook.from_filelike(io.BytesIO(pages[3].content)).get_sheet_by_index(0).to_python())

    assert [page.status_code for page in pages] == [200, 200, 200, 200]
    for content in [*(page.content.decode() for page in pages[:3]), cells]:
        assert "Vija" in content
        assert HIDDEN not in content
        assert "hidden@" not in content


def test_the_keeper_s_files_hold_only_those_who_agreed_too(ministry, janis, body):
    hidden = known(janis, HIDDEN, may_be_listed=False)
    holds(seat_in(body, janis, territory_id=TerritoryFactory(name="Valka").pk), hidden, janis)
    address = reverse("network:roster", args=[body.slug])

    assert HIDDEN in text_of(ministry.get(address))
    for kind in ("json", "vcf"):
        assert HIDDEN not in ministry.get(address, {"format": kind}).content.decode()


def test_cards_are_read_by_an_address_book(ministry, janis, body):
    office = OrganisationFactory(name="Tukuma novada sociālais dienests")
    seat = seat_in(body, janis, territory_id=TerritoryFactory(name="Tukums").pk)
    holds(seat, known(janis, "Vija Anna Ēriksone", phone="+371 29999999"), janis, represents_id=office.pk)

    cards = ministry.get(reverse("network:roster", args=[body.slug]), {"format": "vcf"})
    card = vobject.readOne(cards.content.decode())

    assert (card.fn.value, card.n.value.family, card.org.value, card.tel.value) == (
        "Vija Anna Ēriksone",
        "Ēriksone",
        ["Tukuma novada sociālais dienests"],
        "+371 29999999",
    )
    assert cards["Content-Disposition"] == f'attachment; filename="{body.slug}-2026-11-20.vcf"'


def test_what_looks_like_a_formula_stays_text_in_a_workbook(ministry, janis, body):
    seat = seat_in(body, janis, territory_id=TerritoryFactory(name="Tukums").pk)
    holds(seat, known(janis), janis, position='=HYPERLINK("http://example.org")')

    book = ministry.get(reverse("network:roster", args=[body.slug]), {"format": "xlsx"})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book.content)).get_sheet_by_index(0).to_python()

    assert rows[1][4] == '=HYPERLINK("http://example.org")'


def test_a_roster_of_an_earlier_day_is_asked_for_in_the_address(ministry, janis, body):
    seat_in(body, janis, begins=date(2026, 11, 10), territory_id=TerritoryFactory(name="Tukums").pk)
    address = reverse("network:roster", args=[body.slug])

    shown = [
        json.loads(
            ministry.get(address, {"on_day": day, "on_month": "11", "on_year": "2026", "format": "json"}).content
        )
        for day in ("9", "10")
    ]

    assert [(one["on"], len(one["seats"])) for one in shown] == [("2026-11-09", 0), ("2026-11-10", 1)]


def test_a_day_that_does_not_exist_is_told_at_its_field(ministry, body):
    answer = ministry.get(
        reverse("network:roster", args=[body.slug]), {"on_day": "31", "on_month": "2", "on_year": "2026"}
    )

    assert "Tāda datuma nav." in text_of(answer)


def test_a_body_of_private_people_does_not_exist_for_others(janis):
    circle = BodyFactory(organisation=janis.organisation, kind="women", seen_by="keeper")
    seat = seat_in(circle, janis, territory_id=TerritoryFactory().pk)
    expert = sign_in(Client(), MembershipFactory(role="regional_expert"))

    answers = [
        expert.get(reverse(name, args=args)).status_code
        for name, args in (
            ("network:roster", [circle.slug]),
            ("network:seat", [seat.pk]),
            ("network:renewal", [circle.slug]),
            ("network:ask", [seat.pk]),
        )
    ]

    assert answers == [404, 404, 404, 404]


@pytest.mark.parametrize("seats", [1, 12])
def test_a_roster_asks_the_database_the_same_however_long_it_is(
    ministry, janis, body, seats, django_assert_max_num_queries
):
    for number in range(seats):
        town = TerritoryFactory(name=f"Pilsēta {number}")
        holds(seat_in(body, janis, territory_id=town.pk), known(janis, f"Persona {number}"), janis)
    asked_into(seat_in(body, janis, territory_id=TerritoryFactory().pk), known(janis), janis)
    ministry.get(reverse("network:roster", args=[body.slug]))

    with django_assert_max_num_queries(9):
        ministry.get(reverse("network:roster", args=[body.slug]))
