"""The page of the platform: what waits for somebody, and where everything is."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.gatherings import actions, post
from khetene.gatherings.models import Letter
from khetene.kernel import clock
from khetene.kernel.enums import LetterState
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.gatherings import announced, on_the_list, planned
from tests.factories.guidance import asked, said

pytestmark = pytest.mark.django_db
MARCH = datetime(2026, 3, 2, 10, tzinfo=clock.HOME)


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


def soup(who):
    return BeautifulSoup(sign_in(Client(), who).get(reverse("my_day:platform")).content, "html.parser")


def waiting(who):
    """The sentences and where they lead."""
    found = soup(who).select("section[aria-labelledby=waiting] li")
    return [(" ".join(line.get_text().split()), line.a["href"]) for line in found]


def test_a_coordinator_begins_where_everything_waits(janis):
    answer = sign_in(Client(), janis).get("/")

    assert answer.url == reverse("my_day:platform")
    assert waiting(janis) == []


def test_letters_that_may_not_have_arrived_wait_for_the_organiser_alone(janis):
    gathering = announced(janis)
    for name in ("Vija", "Oto"):
        on_the_list(gathering, janis, name, email=f"{name.lower()}@example.org", reply="invited")
    actions.send_invitations(gathering.pk, actor=actor_of(janis))
    post.deliver()
    Letter.objects.update(state=LetterState.UNSURE)

    assert waiting(janis) == [
        ("2 vēstules, iespējams, nav pienākušas: Ekspertu sanāksme", reverse("gatherings:letters", args=[gathering.pk]))
    ]
    assert waiting(MembershipFactory(role="national_coordinator")) == []


def test_a_gathering_that_is_over_waits_until_it_is_closed(janis):
    gathering = announced(janis, starts=MARCH)
    planned(janis, starts=MARCH)

    before = waiting(janis)
    actions.note_as_held(gathering.pk, actor=actor_of(janis))

    address = reverse("gatherings:gathering", args=[gathering.pk])
    assert before == [("Tā ir beigusies: atzīmējiet, kas piedalījās un ka tā notika: Ekspertu sanāksme", address)]
    assert waiting(janis) == []


def test_overdue_answers_and_unsigned_months_wait_for_coordinators(janis):
    office = MembershipFactory(role="supervisor")
    asked(said(janis), janis, office, due_on=clock.today() + timedelta(days=1))
    MembershipFactory(role="mediator", from_day=date(2026, 1, 1))

    with clock.set_to(clock.now() + timedelta(days=2)):
        found = waiting(janis)

    assert found == [
        ("1 atbilde kavējas: Ieteikumi", reverse("guidance:register") + "?state=overdue"),
        (
            "1 mediators nav parakstījis mēnesi: Mediatoru mēnesis",
            reverse("mediation:national_month", args=["2026-10"]),
        ),
    ]
    assert waiting(office) == []


def test_everything_of_the_platform_is_one_step_away(janis):
    page = soup(janis)
    cards = {link["href"] for link in page.select(".kh-cards a")}
    menu = [link.get_text(strip=True) for link in page.select("nav[aria-label='Galvenā izvēlne'] a")]

    assert {reverse("projects:phases"), reverse("publishing:editions"), reverse("instruments:evaluations")} <= cards
    assert len(menu) <= 9


@pytest.mark.parametrize("gatherings", [1, 3])
def test_the_page_costs_the_same_however_much_waits(janis, gatherings, django_assert_num_queries):
    for _one in range(gatherings):
        announced(janis, starts=MARCH)
    client = sign_in(Client(), janis)

    with django_assert_num_queries(14):
        client.get(reverse("my_day:platform"))
