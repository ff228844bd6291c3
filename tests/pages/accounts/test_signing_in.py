"""Signing in: closed to sign-ups, slow for guessers, silent about who has an account."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse

from khetene.accounts.enums import Role
from khetene.accounts.models import User
from khetene.kernel.models import AuditEntry
from tests.factories.accounts import PASSWORD, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
LOGIN = "/ieeja/login/"


def text_of(answer) -> str:
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def sign_in(client: Client, email: str, password: str = PASSWORD):
    return client.post(LOGIN, {"login": email, "password": password})


def test_signing_in_gives_the_session_a_new_key_and_is_written_down(client):
    user = UserFactory()
    client.cookies["messages"] = ""
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key
    sign_in(client, user.email.upper())
    assert client.session.session_key != before
    assert AuditEntry.objects.get(verb="user.signed_in").object == user.pk


def test_nobody_signs_up_by_themselves(client):
    url = reverse("account_signup")
    client.post(url, {"email": "stranger@example.org", "password1": PASSWORD, "password2": PASSWORD})
    assert client.get(url).status_code == 200
    assert not User.objects.exists()


def test_after_five_wrong_passwords_the_right_one_does_not_help(client):
    user = UserFactory()
    for _ in range(5):
        sign_in(client, user.email, "wrong wrong wrong")
    answer = sign_in(client, user.email)
    assert (answer.status_code, "_auth_user_id" in client.session) == (200, False)


def test_a_forged_address_of_a_proxy_does_not_dodge_the_limit(client):
    user = UserFactory()
    for number in range(5):
        client.post(LOGIN, {"login": user.email, "password": "wrong"}, headers={"X-Forwarded-For": f"10.0.0.{number}"})
    client.post(LOGIN, {"login": user.email, "password": PASSWORD}, headers={"X-Forwarded-For": "10.9.9.9"})
    assert "_auth_user_id" not in client.session


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(client):
    user = UserFactory()
    answers = {
        re.sub(r'value="[^"]*"', "", text_of(sign_in(client, email, "wrong wrong wrong")))
        for email in (user.email, "nobody@example.org")
    }
    assert len(answers) == 1


def test_a_forgotten_password_tells_nobody_who_has_an_account(client):
    user = UserFactory()
    pages = {
        text_of(client.post("/ieeja/password/reset/", {"email": email}, follow=True))
        for email in (user.email, "nobody@example.org")
    }
    assert len(pages) == 1
    assert [letter.to for letter in mail.outbox] == [[user.email]]


def test_a_new_password_by_mail_ends_other_sessions_and_the_mail_names_nobody_in_its_subject(client):
    user = UserFactory(name="Anna Kalna")
    elsewhere = Client()
    elsewhere.force_login(user)
    client.post("/ieeja/password/reset/", {"email": user.email})
    (path,) = re.findall(r"http://testserver(/\S+)", mail.outbox[0].body)
    form = client.get(path, follow=True)
    client.post(
        form.request["PATH_INFO"], {"password1": "quite another long one", "password2": "quite another long one"}
    )
    assert elsewhere.get("/konts/").status_code == 302
    assert sign_in(client, user.email, "quite another long one").status_code == 302
    subjects = [letter.subject for letter in mail.outbox]
    assert len(subjects) == 2
    assert [subject for subject in subjects if "Anna" in subject or user.email in subject] == []


def test_changing_the_password_keeps_this_session_and_ends_the_others(client):
    user, elsewhere = UserFactory(), Client()
    sign_in(client, user.email)
    sign_in(elsewhere, user.email)
    new = "quite another long one"
    client.post("/ieeja/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert [client.get("/konts/").status_code, elsewhere.get("/konts/").status_code] == [200, 302]


def test_a_closed_account_does_not_sign_in(client):
    user = UserFactory()
    User.objects.filter(pk=user.pk).update(is_active=False, closed_on="2026-11-01")
    sign_in(client, user.email)
    assert "_auth_user_id" not in client.session


PUBLIC = ["account_login", "account_signup", "account_reset_password", "account_reset_password_done",
          "account_reset_password_from_key_done", "account_inactive", "account_email_verification_sent",
          "socialaccount_login_error", "socialaccount_login_cancelled"]  # fmt: skip
OWN = ["account_logout", "account_change_password", "account_email", "account_reauthenticate", "mfa_index",
       "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "socialaccount_connections",
       "accounts:own", "accounts:no_membership", "accounts:second_factor"]  # fmt: skip


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_opens_without_signing_in_and_is_ours_in_both_languages(client, name):
    latvian = client.get(reverse(name), headers={"Accept-Language": "lv"})
    english = client.get(reverse(name), headers={"Accept-Language": "en"})
    expected = 401 if name == "socialaccount_login_error" else 200
    assert (latvian.status_code, english.status_code) == (expected, expected)
    assert heading_of(latvian) != heading_of(english)


@pytest.mark.parametrize("name", OWN)
def test_ones_own_page_needs_signing_in_and_is_ours_in_both_languages(client, name):
    refused = client.get(reverse(name))
    user = UserFactory()
    sign_in(client, user.email)
    headings = []
    for language in ("lv", "en"):
        client.cookies["django_language"] = language
        headings.append(heading_of(client.get(reverse(name))))
    assert refused.status_code == 302
    assert headings[0] != headings[1]


def test_a_passkey_can_be_asked_for_before_signing_in(client):
    answer = client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    assert set(answer.json()) == {"request_options"}


def test_the_session_ends_with_the_browser(client):
    sign_in(client, MembershipFactory(role=Role.AUDITOR).user.email)
    assert client.session.get_expire_at_browser_close()
    assert client.session.get_expiry_age() == 8 * 60 * 60


def heading_of(answer) -> str:
    soup = BeautifulSoup(answer.content, "html.parser")
    heading = soup.select_one("main h1.govuk-heading-l")
    assert "undefined variable" not in answer.content.decode()
    assert soup.title.get_text(strip=True).endswith("Khetene")
    return heading.get_text(" ", strip=True)
