"""From the organiser's button to the answer of somebody who has no account."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse

from khetene.gatherings import actions, post
from khetene.gatherings.models import Letter, Participation
from khetene.kernel import clock
from khetene.kernel.enums import LetterState
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.gatherings import BEGINS, announced, on_the_list

pytestmark = pytest.mark.django_db
VIJA = "vija@example.org"


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def ministry(janis):
    return sign_in(Client(), janis)


@pytest.fixture
def gathering(janis):
    return announced(janis, mode="mixed", link="https://sanaksme.example/istaba")


def main_of(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").get_text(" ").split())


def link_for(row):
    """The path in the letter that went to somebody."""
    post.deliver()
    (letter,) = [one for one in mail.outbox if f"/aicinajums/{row.pk}/" in one.body]
    return re.search(r"http://[^/]+(/aicinajums/\S+)", letter.body)[1]


def invited(gathering, janis, **more):
    row = on_the_list(gathering, janis, "Vija Ēriksone", email=VIJA, reply="invited", **more)
    actions.send_invitations(gathering.pk, actor=actor_of(janis))
    return row


def test_the_organiser_sends_and_sees_what_went(
    ministry, gathering, janis, django_capture_on_commit_callbacks, django_assert_max_num_queries
):
    on_the_list(gathering, janis, "Vija Ēriksone", email=VIJA, reply="invited")
    on_the_list(gathering, janis, "Oto Bērziņš", reply="invited")
    address = reverse("gatherings:letters", args=[gathering.pk])
    before = main_of(ministry.get(address))

    with django_capture_on_commit_callbacks(execute=True):
        ministry.post(address)
    with django_assert_max_num_queries(20):
        after = main_of(ministry.get(address))

    assert "1 cilvēks sarakstā ir ar adresi un vēl nav saņēmis vēstuli." in before
    assert [letter.to for letter in mail.outbox] == [[VIJA]]
    assert "Aicinājums 1 · nosūtīts" in after
    assert "Bez e-pasta adreses: lūdzu, piezvaniet 2. Oto Bērziņš" in after


def test_somebody_without_an_account_answers_by_their_link_and_then_sees_where_to_meet_online(gathering, janis):
    row = invited(gathering, janis, needs="ratiņkrēsls")
    person, path = Client(), link_for(row)
    before = person.get(path)
    file_before = person.get(path + "kalendars.ics").content.decode()

    answered = person.post(path, {"decision": "accept", "needs": "Ēdu bez glutēna."}, follow=True)
    row.refresh_from_db()

    assert "Vija" not in main_of(before)
    assert "ratiņkrēsls" not in before.content.decode()
    assert "istaba" not in before.content.decode() + file_before
    assert (row.reply, row.needs.words) == ("coming", "Ēdu bez glutēna.")
    assert "https://sanaksme.example/istaba" in main_of(answered)
    assert "istaba" in person.get(path + "kalendars.ics").content.decode()
    assert before["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert "no-store" in before["Cache-Control"]


def test_a_form_that_names_nobody_says_so_at_the_field_and_changes_nothing(gathering, janis):
    row = invited(gathering, janis)
    path = link_for(row)

    answer = Client().post(path, {"decision": "in_place", "instead-name": "", "instead-email": "nav adrese"})

    row.refresh_from_db()
    assert answer.status_code == 200
    assert BeautifulSoup(answer.content, "html.parser").select(".govuk-error-summary a") != []
    assert (row.reply, Participation.objects.count()) == ("invited", 1)


def test_whoever_guesses_links_learns_nothing_and_is_asked_to_wait(gathering, janis):
    row = invited(gathering, janis)
    guesser = Client()
    guesses = [reverse("gatherings:invitation", args=[row.pk, f"guess-{number}"]) for number in range(11)]

    answers = [guesser.get(path) for path in guesses]

    assert [answer.status_code for answer in answers] == [404] * 10 + [429]
    assert all("Ekspertu sanāksme" not in answer.content.decode() for answer in answers)


def test_the_link_of_one_person_does_not_open_the_row_of_another(gathering, janis):
    first = invited(gathering, janis)
    second = on_the_list(gathering, janis, "Oto Bērziņš", email="oto@example.org", reply="invited")

    stolen = link_for(first).replace(str(first.pk), str(second.pk))

    assert Client().get(stolen).status_code == 404


def test_after_the_gathering_the_link_shows_it_and_takes_no_answer(gathering, janis):
    path = link_for(invited(gathering, janis))

    with clock.set_to(BEGINS + timedelta(days=1)):
        shown = Client().get(path)
        Client().post(path, {"decision": "accept"})

    assert "atbilde vairs nav vajadzīga" in main_of(shown)
    assert Participation.objects.get().reply == "invited"


def test_a_letter_that_may_have_gone_is_decided_by_the_organiser_alone(ministry, gathering, janis):
    invited(gathering, janis)
    Letter.objects.update(state=LetterState.UNSURE)
    letter = Letter.objects.get()
    path = reverse("gatherings:letter", args=[gathering.pk, letter.pk])
    page = main_of(ministry.get(reverse("gatherings:letters", args=[gathering.pk])))
    stranger = sign_in(Client(), MembershipFactory(role="national_coordinator"))

    refused = stranger.post(path, {"decision": "again"}).status_code
    ministry.post(path, {"decision": "arrived"})

    assert "Vija Ēriksone aicinājums · nav zināms, vai aizgāja" in page
    assert (refused, Letter.objects.get().state) == (404, "sent")


def test_the_organiser_reads_the_letter_without_the_link_that_answers_for_somebody(ministry, gathering, janis):
    row = on_the_list(gathering, janis, "Vija Ēriksone", email=VIJA, reply="invited")

    page = main_of(ministry.get(reverse("gatherings:letters", args=[gathering.pk])))

    assert "https://…" in page
    assert str(row.pk) not in page
