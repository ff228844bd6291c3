"""Open registration: from the public page to the list, and what it never tells."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse

from khetene.gatherings.models import Needs, Participation, Registration
from khetene.kernel import clock
from khetene.kernel.actions import delete_expired
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.gatherings import BEGINS, announced, on_the_list, planned

pytestmark = pytest.mark.django_db
FORM = {"name": "Vija Ēriksone", "email": "Vija@Example.org", "position": "Tukuma vidusskola", "needs": "rampa"}


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def gathering(janis):
    return announced(janis, is_open=True, mode="mixed", link="https://sanaksme.example/istaba")


@pytest.fixture
def register(django_capture_on_commit_callbacks):
    """Somebody fills in the form; the worker does what follows."""

    def fill(gathering, **changes):
        with django_capture_on_commit_callbacks(execute=True):
            return Client().post(reverse("gatherings:register", args=[gathering.pk]), FORM | changes)

    return fill


def link_in(letter):
    return re.search(r"http://[^/]+(/\S+/)\s", letter.body)[1]


def words(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").get_text(" ").split())


def test_whoever_confirms_from_their_mailbox_stands_on_the_list(gathering, register):
    asked = register(gathering)
    nobody_yet = Participation.objects.count()
    (letter,) = mail.outbox

    shown = Client().get(link_in(letter))
    still_nobody = Participation.objects.count()
    answer = Client().post(link_in(letter), follow=True)

    row = Participation.objects.get()
    assert asked.url == reverse("gatherings:registered", args=[gathering.pk])
    assert (nobody_yet, still_nobody, shown.status_code) == (0, 0, 200)
    assert (row.reply, row.identity.name, row.identity.email) == ("coming", "Vija Ēriksone", "vija@example.org")
    assert (row.position, row.identity.says, Needs.objects.get().words) == ("", "Tukuma vidusskola", "rampa")
    assert "https://sanaksme.example/istaba" in words(answer)
    assert Registration.objects.count() == 0


def test_an_address_on_the_list_gets_the_same_answer_and_its_own_link(gathering, janis, register):
    there = on_the_list(gathering, janis, "Vija Ēriksone", email="vija@example.org", reply="invited")

    known, new = register(gathering), register(gathering, email="oto@example.org")

    assert (known.status_code, known.url) == (new.status_code, new.url)
    assert Registration.objects.count() == 2  # a count tells nobody who stood there already
    assert f"/aicinajums/{there.pk}/" in mail.outbox[0].body
    assert "Vija" not in mail.outbox[0].body


def test_what_somebody_writes_about_themselves_is_read_by_the_organiser_alone(gathering, janis, register):
    register(gathering, position="Romu jauniešu pulciņš, Vijas māsa")
    Client().post(link_in(mail.outbox[0]))
    velta = sign_in(Client(), MembershipFactory(role="regional_expert"))

    to_velta = velta.get(reverse("gatherings:gathering", args=[gathering.pk])).content.decode()
    report = velta.get(reverse("gatherings:report", args=[gathering.pk]), {"format": "json"}).content.decode()
    to_janis = words(sign_in(Client(), janis).get(reverse("gatherings:participants", args=[gathering.pk])))

    assert "māsa" not in to_velta + report
    assert "Uzrakstīja: „Romu jauniešu pulciņš, Vijas māsa”." in to_janis


def test_somebody_who_had_declined_comes_by_registering(gathering, janis, register):
    row = on_the_list(gathering, janis, "Vija Ēriksone", email="other@example.org", reply="declined")
    register(gathering)
    row.identity.email = "vija@example.org"
    row.identity.save()

    Client().post(link_in(mail.outbox[0]))

    row.refresh_from_db()
    assert (row.reply, Participation.objects.count()) == ("coming", 1)


def test_who_confirms_twice_stands_there_once(gathering, register):
    register(gathering)
    register(gathering)
    first, second = (link_in(letter) for letter in mail.outbox)

    Client().post(first)
    Client().post(second)

    assert Participation.objects.count() == 1


def test_a_full_gathering_puts_on_the_waiting_list(janis, register):
    gathering = announced(janis, is_open=True, places=1)
    on_the_list(gathering, janis, "Oto Bērziņš")

    told = words(Client().get(reverse("gatherings:register", args=[gathering.pk])))
    register(gathering)
    Client().post(link_in(mail.outbox[0]))

    assert "gaidīšanas saraks" in told
    assert Participation.objects.get(identity__isnull=False, order=2).reply == "waiting"


def test_one_address_gets_three_letters_a_day_and_nobody_sees_it(gathering, register):
    answers = [register(gathering).status_code for _time in range(5)]

    assert answers == [302] * 5
    assert len(mail.outbox) == 3


def test_a_flood_from_one_network_is_asked_to_wait(gathering, register):
    answers = [register(gathering, email=f"a{number}@example.org").status_code for number in range(31)]

    assert answers == [302] * 30 + [429]
    assert Registration.objects.count() == 30


@pytest.mark.parametrize("how", ["planned", "not open", "begun", "cancelled"])
def test_what_takes_no_registrations_is_not_there(janis, how, register):
    gathering = planned(janis, is_open=True) if how == "planned" else announced(janis, is_open=how != "not open")
    if how == "cancelled":
        type(gathering).objects.update(state="cancelled", cancelled_why="Slimība.")
    now = BEGINS + timedelta(minutes=1) if how == "begun" else clock.now()

    with clock.set_to(now):
        answer = register(gathering)
        listed = words(Client().get(reverse("gatherings:open")))

    assert (answer.status_code, Registration.objects.count(), mail.outbox) == (404, 0, [])
    assert gathering.title not in listed


def test_the_public_page_names_nobody_and_no_online_room(gathering, janis):
    on_the_list(gathering, janis, "Oto Bērziņš", may_be_listed=True)

    page = Client().get(reverse("gatherings:register", args=[gathering.pk])).content.decode()

    assert "Oto" not in page
    assert "istaba" not in page


def test_errors_stand_at_their_fields_and_what_was_typed_stays(gathering):
    answer = Client().post(reverse("gatherings:register", args=[gathering.pk]), FORM | {"email": "nav"})

    soup = BeautifulSoup(answer.content, "html.parser")
    assert [link["href"] for link in soup.select(".govuk-error-summary a")] == ["#id_email"]
    assert soup.find(id="id_name")["value"] == "Vija Ēriksone"
    assert Registration.objects.count() == 0


def test_what_nobody_confirmed_is_deleted_after_two_days(gathering, register):
    register(gathering)
    with clock.set_to(clock.now() + timedelta(days=3)):
        late = Client().post(link_in(mail.outbox[0]))
        delete_expired(clock.today())

    assert (late.status_code, Participation.objects.count(), Registration.objects.count()) == (410, 0, 0)
