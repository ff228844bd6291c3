"""A national eID through OpenID Connect: offered when configured, opens accounts, makes none, leaves no claims behind."""

from __future__ import annotations

import pytest
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from bs4 import BeautifulSoup

from khetene.accounts.enums import Role
from khetene.accounts.middleware import ActorMiddleware
from tests.factories.accounts import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
CLAIMS = {"userinfo": {"sub": "pairwise-1", "name": "Anna Kalna", "personal_code": "010190-12345"}}


@pytest.fixture
def eid(settings) -> None:
    settings.OIDC_CONFIGURED = True
    app = {
        "provider_id": "eid",
        "name": "eParaksts",
        "client_id": "khetene",
        "secret": "made up",
        "settings": {"server_url": "https://eid.example.org"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}


def offers(client) -> list[str]:
    soup = BeautifulSoup(client.get("/ieeja/login/").content, "html.parser")
    return [link["href"] for link in soup.select("main a") if "oidc" in link["href"]]


def test_it_is_offered_only_when_it_is_configured(client):
    assert offers(client) == []


@pytest.mark.usefixtures("eid")
def test_a_configured_one_is_offered_and_asks_before_it_leaves_the_site(client):
    (link,) = offers(client)
    answer = client.get(link)
    assert (link.partition("?")[0], answer.status_code) == ("/ieeja/oidc/eid/login/", 200)
    assert "eParaksts" in answer.content.decode()


def test_an_unknown_eid_makes_no_account(rf):
    stranger = SocialLogin(user=UserFactory.build(), account=SocialAccount(provider="eid", uid="pairwise-1"))
    assert get_adapter().is_open_for_signup(rf.get("/"), stranger) is False


def test_names_and_codes_that_the_provider_sends_are_not_kept(rf):
    linked = SocialAccount.objects.create(user=UserFactory(), provider="eid", uid="pairwise-1", extra_data=CLAIMS)
    get_adapter().pre_social_login(rf.get("/"), SocialLogin(user=linked.user, account=linked))
    linked.refresh_from_db()
    assert linked.extra_data == {}


@pytest.mark.parametrize("strong", [True, False])
def test_it_counts_as_the_second_step_only_when_the_provider_asks_for_two_factors(client, rf, settings, strong):
    settings.OIDC_IS_STRONG = strong
    member = MembershipFactory(role=Role.MEDIATOR)
    client.force_login(member.user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "socialaccount", "at": 4102444800}]
    session["account_authentication_methods_user"] = str(member.user_id)
    session.save()
    request = rf.get("/")
    request.COOKIES = {"sessionid": session.session_key}
    request.session, request.user = client.session, member.user
    ActorMiddleware(lambda _request: None)(request)
    assert request.actor.second_factor is strong
