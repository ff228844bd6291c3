"""An invitation to an address whose account was closed: whoever holds the mailbox today need not be who it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from bs4 import BeautifulSoup
from django.urls import reverse

from khetene.accounts import actions
from khetene.accounts.enums import Role
from khetene.accounts.links import signature_of
from khetene.accounts.models import User
from khetene.kernel import clock
from khetene.kernel.actor import System
from khetene.kernel.models import AuditEntry
from tests.factories.accounts import MembershipFactory, UserFactory, actor_of, administrator
from tests.pages.accounts.test_own import code_of, text_of

pytestmark = pytest.mark.django_db
NEW = "another four plain words"
BACK = {"before": "yes", "password": NEW}


@pytest.fixture
def eva() -> User:
    """A closed account."""
    user = UserFactory(email="mediators@example.org", name="Eva Krūmiņa")
    actions.close_own_account(user.pk, actor=System("own account"))
    return user


@pytest.fixture
def link(eva) -> str:
    boss = administrator()
    given = {"role": Role.MEDIATOR, "from_day": clock.today(), "actor": actor_of(boss)}
    invitation = actions.invite(email=eva.email, **given)
    return reverse("accounts:accept_invitation", args=[invitation.pk, signature_of(invitation.pk)])


@pytest.fixture
def secret(eva) -> str:
    """Their app with codes."""
    made = generate_totp_secret()
    TOTP.activate(eva, made)
    return made


def fields(page) -> list[str]:
    return [field["name"] for field in BeautifulSoup(page.content, "html.parser").select("main input[name]")]


def test_the_page_asks_whether_they_were_here_and_does_not_say_who_was(client, eva, secret, link):
    question = client.get(link)
    nothing_chosen = client.post(link, {})

    assert "Vai jūs šeit jau strādājāt?" in text_of(question)
    assert [field for field in fields(question) if "csrf" not in field] == ["before", "before"]
    assert "Krūmiņa" not in text_of(question) + text_of(client.post(link, {"before": "yes"}))
    assert "Izvēlieties" in text_of(nothing_chosen)


def test_the_successor_begins_with_an_account_of_their_own(client, eva, secret, link):
    asked = client.post(link, {"before": "no"})
    done = client.post(link, {"before": "no", "name": "Rita", "password": NEW})
    client.post(done.url, {"login": "mediators@example.org", "password": NEW})

    eva.refresh_from_db()
    assert "name" in fields(asked)
    assert client.session["_auth_user_id"] == str(User.objects.get(name="Rita").pk)
    assert (eva.is_active, eva.name) == (False, "Eva Krūmiņa")


@pytest.mark.parametrize("code", ["", "000000"])
def test_without_the_second_step_the_earlier_account_stays_closed(client, eva, secret, link, code):
    refused = client.post(link, BACK | {"code": code})

    eva.refresh_from_db()
    assert (refused.status_code, eva.is_active) == (200, False)
    assert AuditEntry.objects.filter(verb="user.code_failed", object=eva.pk).count() == bool(code)


def test_with_a_code_of_the_app_the_earlier_account_opens_under_its_name(client, eva, secret, link):
    done = client.post(link, BACK | {"code": code_of(secret)})

    eva.refresh_from_db()
    assert (done.url, eva.is_active, eva.name, eva.check_password(NEW)) == (
        reverse("account_login"),
        True,
        "Eva Krūmiņa",
        True,
    )


def test_a_weak_password_uses_no_code_up(client, eva, secret, link):
    code = code_of(secret)
    weak = client.post(link, BACK | {"password": "short", "code": code})

    assert (weak.status_code, client.post(link, BACK | {"code": code}).status_code) == (200, 302)


def test_a_recovery_code_opens_it_too_and_once(client, eva, secret, link):
    codes = RecoveryCodes.activate(eva)
    one = codes.get_unused_codes()[0]
    client.post(link, BACK | {"code": one})

    assert User.objects.get(pk=eva.pk).is_active
    assert one not in RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()


def test_codes_are_not_tried_without_end(client, eva, secret, link):
    for number in range(5):
        client.post(link, BACK | {"code": f"{number:06}"})

    limited = client.post(link, BACK | {"code": code_of(secret)})

    assert "Pārāk daudz mēģinājumu" in text_of(limited)
    assert not User.objects.get(pk=eva.pk).is_active


def test_without_a_second_step_a_new_password_is_enough(client, eva, link):
    asked = client.post(link, {"before": "yes"})
    client.post(link, BACK)

    assert "code" not in fields(asked)
    assert User.objects.get(pk=eva.pk).check_password(NEW)


def test_who_worked_near_cases_and_left_no_second_step_is_told_to_begin_anew(client, eva, link):
    MembershipFactory(role="mediator", user=eva, from_day=date(2023, 1, 1), to_day=clock.today() - timedelta(days=30))

    asked = client.post(link, {"before": "yes"})
    client.post(link, BACK)

    assert "Nekas neapliecina, ka iepriekšējais konts bija jūsu" in text_of(asked)
    assert not User.objects.get(pk=eva.pk).is_active


def test_a_passkey_is_offered_to_whoever_has_one_and_a_made_up_one_is_refused(client, eva, link, passkey):
    asked = client.post(link, {"before": "yes"})
    made_up = client.post(link, BACK | {"code": "", "credential": '{"id": "x"}'})

    assert {"code", "credential"} < set(fields(asked))
    assert "request_options" in asked.content.decode()
    assert not User.objects.get(pk=eva.pk).is_active
    assert "Kods nav pareizs" in text_of(made_up)


@pytest.fixture
def passkey(eva, monkeypatch) -> None:
    Authenticator.objects.create(user=eva, type=Authenticator.Type.WEBAUTHN, data={"name": "x", "credential": {}})
    # What lies in the table is no real key: the options would read it.
    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.get_credentials", lambda user: [])


def test_who_cannot_show_it_is_told_whom_to_ask_and_may_begin_anew(client, secret, link):
    page = client.post(link, {"before": "yes"})

    assert "administratora" in text_of(page)
    assert 'value="no"' in page.content.decode()
