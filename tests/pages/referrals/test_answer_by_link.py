"""An office without an account answers through a link that is good for one referral and ends."""

from __future__ import annotations

import logging
import sys
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse

from khetene.cases import actions as cases
from khetene.kernel import clock
from khetene.kernel.logs import NoPersonalData
from khetene.referrals import actions
from khetene.web.desk.referrals.throttle import MISSES
from tests.conftest import NOW
from tests.factories.accounts import actor_of
from tests.factories.directory import OrganisationFactory
from tests.factories.referrals import sent

pytestmark = pytest.mark.django_db
DAY = {"on_day": "20", "on_month": "11", "on_year": "2026"}


@pytest.fixture
def referral(case, anna, office):
    return sent(case, anna, office, way="link")


@pytest.fixture
def door(referral, anna):
    return reverse("referrals:answer", args=[actions.make_answer_link(referral.pk, actor=actor_of(anna))])


@pytest.fixture
def office_desk():
    return Client()


def words(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").get_text(" ").split())


def test_following_the_link_shows_nothing_about_the_person_before_it_is_opened(office_desk, door, referral):
    followed = words(office_desk.get(door))
    opened = words(office_desk.post(door, {"step": "open"}, follow=True))

    referral.refresh_from_db()
    assert ("Haris" in followed, "Haris" in opened) == (False, True)
    assert "29999999" not in opened
    assert (referral.state, referral.links.get().used_at) == ("seen", NOW)


def test_the_office_takes_it_over_meets_the_person_and_reports(office_desk, door, referral):
    office_desk.post(door, {"step": "open"})
    office_desk.post(door, {"step": "accept"})
    office_desk.post(door, {"step": "appointment", **DAY})
    done = office_desk.post(door, {"step": "outcome", "kind": "registered", "words": "", **DAY}, follow=True)

    referral.refresh_from_db()
    assert (referral.state, referral.recipient_case_id) == ("outcome", None)
    assert "Paldies." in words(done)


def test_the_office_declines_and_says_where_to_go(office_desk, door, referral):
    better = OrganisationFactory()
    office_desk.post(door, {"step": "open"})
    unsaid = office_desk.post(door, {"step": "decline", "reason": "other"})
    office_desk.post(door, {"step": "decline", "reason": "wrong_territory", "better_address": better.pk})

    referral.refresh_from_db()
    assert "Dažos vārdos pasakiet, kāpēc." in words(unsaid)
    assert (referral.state, referral.better_address) == ("declined", better)


@pytest.mark.parametrize("step", ["accept", "outcome", "nonsense", ""])
def test_a_step_out_of_turn_changes_nothing(office_desk, door, referral, step):
    page = office_desk.post(door, {"step": step, "kind": "other", **DAY})

    referral.refresh_from_db()
    assert (page.status_code, referral.state) == (200, "sent")


def test_an_ended_link_explains_itself_and_tells_nothing(office_desk, door, referral):
    with clock.set_to(NOW + timedelta(days=15)):
        page = office_desk.get(door)

    assert page.status_code == 410
    assert "Lūdziet sūtītājam jaunu." in words(page)
    assert [secret for secret in ("Haris", referral.key, "Mediatoru") if secret in page.content.decode()] == []


def test_a_withdrawn_consent_closes_the_door(office_desk, door, referral, anna):
    office_desk.post(door, {"step": "open"})
    cases.withdraw_agreement(referral.agreement_id, on=clock.today(), actor=actor_of(anna))
    gone = office_desk.get(door)
    actions.withdraw_uncovered(on=clock.today())

    assert ("Haris" in gone.content.decode(), "Cilvēks atsauca piekrišanu." in words(gone)) == (False, True)
    assert office_desk.get(door).status_code == 410


def test_machines_neither_index_nor_keep_the_page(office_desk, door):
    page = office_desk.get(door)

    assert page["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"


def test_whoever_tries_links_has_to_wait_and_an_office_does_not_notice(office_desk, door):
    stranger = Client(REMOTE_ADDR="198.51.100.7")
    guessed = [stranger.get(reverse("referrals:answer", args=[f"x{number}"])).status_code for number in range(MISSES)]

    assert guessed == [410] * MISSES
    assert stranger.get(door).status_code == 429
    assert office_desk.get(door).status_code == 200


def test_the_link_goes_to_the_offices_own_address_and_names_nobody(annas_desk, office_desk, referral, case):
    page = annas_desk.post(reverse("referrals:link", args=[referral.pk]), {"how": "email"})

    letter = mail.outbox[0]
    link = next(word for word in letter.body.split() if word.startswith("http"))
    assert (letter.to, letter.subject) == (["dienests@example.org"], f"Khetene: nosūtījums {referral.key}")
    private = ("Haris", "Grib", "29999999", case.key, str(referral.pk))
    assert [secret for secret in private if secret in letter.subject + letter.body] == []
    assert link not in page.content.decode()
    assert office_desk.get(link.removeprefix("http://localhost:8000")).status_code == 200


class BrokenMail(EmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError


def test_where_the_e_mail_fails_the_link_is_shown_instead(annas_desk, referral, settings):
    settings.EMAIL_BACKEND = f"{__name__}.BrokenMail"

    page = annas_desk.post(reverse("referrals:link", args=[referral.pk]), {"how": "email"})

    assert "http://localhost:8000/atbilde/" in words(page)
    assert "E-pastu neizdevās nosūtīt." in words(page)


def test_a_new_link_ends_the_earlier_one(annas_desk, office_desk, referral, door):
    annas_desk.post(reverse("referrals:link", args=[referral.pk]))

    assert office_desk.get(door).status_code == 410


def test_a_refused_request_does_not_log_the_secret_of_its_link(door, capfd):
    secret = door.rstrip("/").rpartition("/")[2]
    strict = Client(enforce_csrf_checks=True)
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(NoPersonalData())
    loggers = [logging.getLogger(name) for name in ("django.security.csrf", "django.request")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        refused = strict.post(door, {"step": "open"})
        missing = strict.get(f"{door}nav/")
    finally:
        for logger in loggers:
            logger.removeHandler(handler)

    logged = capfd.readouterr().err
    assert (refused.status_code, missing.status_code) == (403, 404)
    assert logged.count("/atbilde/[secret]/") == 2
    assert secret not in logged
