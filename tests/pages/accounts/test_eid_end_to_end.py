"""A national eID from the button to the signed-in page, against a provider that answers over HTTP."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core import mail
from django.test import Client
from django.urls import reverse

from khetene.accounts.enums import AccountEvent, Role
from khetene.accounts.models import User
from khetene.kernel.models import AuditEntry
from tests.factories.accounts import PASSWORD, MembershipFactory
from tests.pages.accounts.eid import CLIENT, SECRET, Provider, provider

pytestmark = pytest.mark.django_db
EID, LINKED = "/ieeja/oidc/eid/login/", reverse("socialaccount_connections")
CLAIMS = {"name": "Anna Kalna", "email": "anna@example.org", "email_verified": True, "personal_code": "010190-12345"}


@pytest.fixture
def eid(settings) -> Iterator[Provider]:
    with provider() as there:
        app = {
            "provider_id": "eid",
            "name": "eID",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": settings.OIDC_APP_SETTINGS | {"server_url": there.address},
        }
        settings.OIDC_CONFIGURED = True
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
        there.claims |= CLAIMS
        yield there


@pytest.fixture
def anna():
    return MembershipFactory(role=Role.MEDIATOR, user__email="anna@example.org")


def agree(address: str) -> str:
    """The browser visits the provider, the person agrees, and it is sent back."""
    parts = urlsplit(address)
    there = http.client.HTTPConnection(parts.netloc)
    there.request("GET", f"{parts.path}?{parts.query}")
    return there.getresponse().getheader("Location") or ""


def back_from(client: Client, *, process: str = "login") -> str:
    asked = client.post(f"{EID}?process={process}")
    assert asked.status_code == 302, asked.content
    return agree(asked.url)


def come_with(client: Client, *, process: str = "login"):
    return client.get(back_from(client, process=process))


def link(member) -> Client:
    client = Client()
    client.post("/ieeja/login/", {"login": member.user.email, "password": PASSWORD})
    come_with(client, process="connect")
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def everything_kept() -> str:
    kept = [*SocialAccount.objects.order_by("pk").values(), *EmailAddress.objects.order_by("pk").values()]
    return json.dumps([*kept, *AuditEntry.objects.order_by("position").values()], default=str)


def test_a_stranger_gets_no_account_and_is_told_why(client, eid):
    answer = come_with(client)

    assert "uzaicinājum" in answer.content.decode()
    assert (is_in(client), User.objects.count(), SocialAccount.objects.count()) == (False, 0, 0)
    assert client.get("/konts/").status_code == 302


def test_the_same_verified_address_opens_nobodys_account(client, anna, eid):
    come_with(client)

    assert (is_in(client), SocialAccount.objects.count()) == (False, 0)


def test_a_linked_eid_signs_in_and_keeps_no_claim(anna, eid):
    link(anna)
    client = Client()

    assert come_with(client).status_code == 302

    assert client.session["_auth_user_id"] == str(anna.user_id)
    assert SocialAccount.objects.get().uid == "pairwise-1"
    assert [word for word in ("Kalna", "010190", "opens-userinfo") if word in everything_kept()] == []
    assert (EmailAddress.objects.count(), SocialToken.objects.count()) == (1, 0)


def test_a_link_is_written_down_and_told(anna, eid):
    link(anna)

    assert AuditEntry.objects.filter(verb=AccountEvent.EID_LINKED, object=anna.user_id).count() == 1
    assert [letter.to for letter in mail.outbox] == [["anna@example.org"]]


def test_only_the_key_of_the_person_is_asked_for(client, eid):
    come_with(client)

    assert eid.asked[0]["scope"] == "openid"
    assert eid.asked[0]["redirect_uri"] == "http://testserver/ieeja/oidc/eid/login/callback/"


@pytest.mark.parametrize(("strong", "answer"), [(True, 200), (False, 302)])
def test_it_opens_cases_by_itself_only_when_the_provider_asks_for_two_factors(anna, eid, settings, strong, answer):
    settings.OIDC_IS_STRONG = strong
    link(anna)
    client = Client()
    come_with(client)

    assert client.get(reverse("cases:list")).status_code == answer


def test_a_second_step_that_is_set_up_is_asked_for_after_it(anna, eid):
    link(anna)
    TOTP.activate(anna.user, generate_totp_secret())
    client = Client()

    assert come_with(client).url == reverse("mfa_authenticate")
    assert not is_in(client)


def test_a_session_that_did_not_show_the_second_step_links_nothing(anna, eid):
    client = Client()
    client.post("/ieeja/login/", {"login": anna.user.email, "password": PASSWORD})
    TOTP.activate(anna.user, generate_totp_secret())

    assert client.post(f"{EID}?process=connect").url == reverse("accounts:second_factor")
    assert not SocialAccount.objects.exists()


def test_an_answer_for_another_browser_is_refused(anna, eid):
    link(anna)
    address = back_from(Client())
    victim = Client()

    victim.get(address)

    assert not is_in(victim)


def test_an_answer_works_once(anna, eid):
    link(anna)
    client = Client()
    address = back_from(client)
    client.get(address)
    client.post(reverse("account_logout"))

    client.get(address)

    assert not is_in(client)


@pytest.mark.parametrize(
    "said",
    [{"aud": "another client"}, {"iss": "https://another.example"}, {"exp": 1}, {"sub": "somebody-else"}],
    ids=["for another client", "by another issuer", "expired", "about another person"],
)
def test_a_token_that_is_not_for_us_about_this_person_and_now_is_refused(anna, eid, said):
    link(anna)
    eid.id_token = said
    client = Client()

    answer = come_with(client)

    assert not is_in(client)
    assert answer.status_code in (302, 401)


def test_a_state_that_was_changed_on_the_way_is_refused(anna, eid):
    link(anna)
    client = Client()
    parts = urlsplit(back_from(client))
    changed = urlencode(dict(parse_qsl(parts.query)) | {"state": "made up"})

    client.get(f"{parts.path}?{changed}")

    assert not is_in(client)


@pytest.mark.parametrize("linked", [True, False])
def test_ones_own_page_says_whether_it_is_linked_and_leads_there(anna, eid, linked):
    client = link(anna) if linked else Client()
    client.post("/ieeja/login/", {"login": anna.user.email, "password": PASSWORD})

    shown = client.get("/konts/").content.decode()

    assert f'href="{LINKED}"' in shown
    assert ("nav piesaistīta" in shown) is not linked
