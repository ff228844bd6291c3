"""What happens to an account stands in the audit trail, its owner sees it and is told; nothing personal is kept of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import allauth
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from bs4 import BeautifulSoup
from django.core import mail
from django.db import transaction
from django.forms.models import model_to_dict
from django.test import Client
from django.urls import reverse

from khetene.accounts import actions
from khetene.accounts.actions.users import NOBODY
from khetene.accounts.adapters import EVENT_OF_LETTER
from khetene.accounts.enums import AccountEvent, IdentityCheck, Role
from khetene.accounts.models import User
from khetene.kernel.audit import broken_links
from khetene.kernel.models import AuditEntry
from tests.factories.accounts import PASSWORD, MembershipFactory, UserFactory
from tests.pages.accounts.test_own import code_of

pytestmark = pytest.mark.django_db
LOGIN, NEW = "/ieeja/login/", "quite another long one"


@pytest.fixture(autouse=True)
def _what_waits_for_the_commit_happens_at_once(monkeypatch):
    """As it does inside a request; the test's own transaction never commits, and the audit trail cannot be flushed."""
    monkeypatch.setattr(transaction, "on_commit", lambda function, *_args, **_kwargs: function())


@pytest.fixture
def anna() -> User:
    return MembershipFactory(
        role=Role.REGIONAL_EXPERT, user=UserFactory(name="Anna Kalna", email="anna@example.org")
    ).user


@pytest.fixture
def at_home(anna, client) -> Client:
    client.post(LOGIN, {"login": anna.email, "password": PASSWORD})
    return client


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("silo", "position").values_list("verb", flat=True))


def set_up_app(client: Client) -> None:
    page = BeautifulSoup(client.get(reverse("mfa_activate_totp")).content, "html.parser")
    client.post(reverse("mfa_activate_totp"), {"code": code_of(page.select_one("main code").text)})


def remove_app(client: Client) -> None:
    set_up_app(client)
    client.post(reverse("mfa_deactivate_totp"))


def see_codes(client: Client) -> None:
    set_up_app(client)
    client.get(reverse("mfa_view_recovery_codes"))


def make_codes(client: Client) -> None:
    set_up_app(client)
    client.post(reverse("mfa_generate_recovery_codes"))


def change_password(client: Client) -> None:
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})


def reset_password(client: Client) -> None:
    client.post("/ieeja/password/reset/", {"email": "anna@example.org"})
    (path,) = re.findall(r"http://testserver(/\S+)", mail.outbox[-1].body)
    form = client.get(path, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})


def change_address(client: Client) -> None:
    client.post(reverse("account_email"), {"action_add": "", "email": "anna.kalna@example.org"})
    (path,) = re.findall(r"http://testserver(/\S+)", mail.outbox[-1].body)
    client.post(path)


@pytest.mark.parametrize(
    ("change", "written"),
    [
        (set_up_app, [AccountEvent.APP_ADDED]),
        (remove_app, [AccountEvent.APP_ADDED, AccountEvent.APP_REMOVED]),
        (see_codes, [AccountEvent.APP_ADDED, AccountEvent.CODES_VIEWED]),
        (make_codes, [AccountEvent.APP_ADDED, AccountEvent.CODES_MADE]),
        (change_password, [AccountEvent.PASSWORD_CHANGED]),
        (reset_password, [AccountEvent.PASSWORD_RESET]),
        (change_address, [AccountEvent.EMAIL_CHANGED]),
    ],
)
def test_a_change_is_written_down_without_anything_personal(
    anna, at_home, change: Callable[[Client], None], written: list[str]
):
    change(at_home)
    kept = json.dumps([model_to_dict(entry) for entry in AuditEntry.objects.order_by("position")], default=str)
    assert verbs() == [AccountEvent.SIGNED_IN, *written]
    assert {entry.object for entry in AuditEntry.objects.order_by("position")} == {anna.pk}
    assert [word for word in ("anna", "kalna", "example", "127.0.0.1") if word in kept.lower()] == []
    assert list(broken_links()) == []


@pytest.mark.parametrize("change", [remove_app, change_password, reset_password])
def test_the_owner_is_told_by_mail_and_the_subject_tells_nothing(anna, at_home, change):
    change(at_home)
    letter = mail.outbox[-1]
    assert (letter.to, letter.subject) == ([anna.email], "Izmaiņas jūsu Khetene kontā")


def test_a_second_step_removed_from_the_command_line_is_told_by_mail(anna):
    TOTP.activate(anna, generate_totp_secret())
    actions.remove_second_factors(anna.email, checked=IdentityCheck.BY_CALL)
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([anna.email], "Izmaiņas jūsu Khetene kontā")
    assert verbs() == [AccountEvent.FACTORS_REMOVED]


def test_wrong_passwords_and_the_limit_are_written_down(anna, client):
    for _ in range(6):
        client.post(LOGIN, {"login": "Anna@example.org", "password": "wrong wrong wrong"})
    assert verbs() == [AccountEvent.SIGN_IN_FAILED] * 5 + [AccountEvent.SIGN_IN_LIMITED]
    assert {entry.object for entry in AuditEntry.objects.order_by("position")} == {anna.pk}


def test_an_attempt_on_an_address_without_account_costs_the_same_work(anna, client):
    for email in ("nobody@example.org", anna.email):
        client.post(LOGIN, {"login": email, "password": "wrong wrong wrong"})
    entries = AuditEntry.objects.order_by("position")
    assert verbs() == [AccountEvent.SIGN_IN_FAILED] * 2
    assert [entry.object for entry in entries] == [NOBODY, anna.pk]


def test_a_wrong_code_is_written_down(anna, client):
    TOTP.activate(anna, generate_totp_secret())
    RecoveryCodes.activate(anna)
    client.post(LOGIN, {"login": anna.email, "password": PASSWORD})
    client.post("/ieeja/2fa/authenticate/", {"code": "000000"})
    assert verbs() == [AccountEvent.CODE_FAILED]
    assert Authenticator.objects.count() == 2


def test_the_person_sees_what_happened_to_their_account_and_nothing_of_others(anna, at_home):
    actions.record_account_event(AccountEvent.PASSKEY_REMOVED, UserFactory().pk)
    change_password(at_home)
    at_home.cookies["django_language"] = "en"
    shown = BeautifulSoup(at_home.get("/konts/").content, "html.parser").select("main tbody tr")
    assert [row.select("td")[1].text for row in shown] == ["The password was changed", "Signed in"]


def test_every_letter_about_an_account_has_its_event():
    """allauth's letters by the templates that it brings: a new one fails here, not on somebody's page."""
    folder = f"{allauth.__path__[0]}/templates/"
    letters = {
        str(path.relative_to(folder)).removesuffix("_message.txt")
        for path in Path(folder).glob("**/email/*_message.txt")
        if "base_notification" in path.read_text()
    }
    assert letters - set(EVENT_OF_LETTER) - {"account/email/email_confirm"} == set()
