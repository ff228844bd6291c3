"""The second step cannot be walked round: not by an older session, another role, a reset, or taking the factor away."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client
from django.urls import reverse

from khetene.accounts import actions
from khetene.accounts.enums import NEED_SECOND_FACTOR, Role
from khetene.accounts.models import Membership
from khetene.kernel import clock
from khetene.kernel.actor import System
from tests.factories.accounts import PASSWORD, MembershipFactory, UserFactory, sign_in
from tests.pages.accounts.test_own import code_of

pytestmark = pytest.mark.django_db
LOGIN, ASKED, FIRST = "/ieeja/login/", "/ieeja/2fa/authenticate/", "/konts/otrais-solis/"
PAGES = {
    Role.ORGANISATION_ADMINISTRATOR: "/konts/cilveki/",
    Role.DATA_PROTECTION_OFFICER: reverse("cases:openings"),
    Role.AUDITOR: reverse("cases:openings"),
    Role.PROGRAMME_HOLDER: reverse("overview:national"),
    Role.NATIONAL_COORDINATOR: reverse("overview:national"),
}


def page_of(role: str) -> str:
    return PAGES.get(Role(role), reverse("cases:list"))


def password_only(member: Membership) -> Client:
    client = Client()
    client.post(LOGIN, {"login": member.user.email, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(member.user_id)
    return client


def with_app(member: Membership) -> str:
    secret = generate_totp_secret()
    TOTP.activate(member.user, secret)
    RecoveryCodes.activate(member.user)
    return secret


def led_to(client: Client, address: str) -> str:
    answer = client.get(address)
    return answer.url if answer.status_code == 302 else str(answer.status_code)


@pytest.mark.parametrize("role", sorted(NEED_SECOND_FACTOR))
def test_a_role_near_cases_opens_nothing_with_a_password_alone(role):
    assert led_to(password_only(MembershipFactory(role=role)), page_of(role)) == FIRST


@pytest.mark.parametrize("role", sorted(NEED_SECOND_FACTOR))
def test_with_the_second_step_it_opens(role):
    assert led_to(sign_in(Client(), MembershipFactory(role=role)), page_of(role)) == "200"


def test_an_administrator_invites_nobody_without_it():
    client = password_only(MembershipFactory(role=Role.ORGANISATION_ADMINISTRATOR))
    asked = {"email": "eva@example.org", "role": Role.MEDIATOR, "from_day": "20.11.2026"}
    assert client.post("/konts/cilveki/uzaicinat/", asked).url == FIRST
    assert mail.outbox == []


def test_a_role_given_to_a_session_that_runs_already_asks_for_it():
    expert = MembershipFactory(role=Role.REGIONAL_EXPERT)
    client = password_only(expert)
    assert led_to(client, reverse("directory:find")) == "200"
    given = actions.give_membership(
        expert.user_id, organisation_id=expert.organisation_id, role=Role.MEDIATOR, actor=System("test")
    )
    client.post("/konts/darbavieta/", {"membership": str(given.pk)})
    assert led_to(client, reverse("cases:list")) == FIRST


def test_a_new_password_by_mail_does_not_pass_the_second_step(client):
    member = MembershipFactory(role=Role.MEDIATOR)
    with_app(member)
    client.post("/ieeja/password/reset/", {"email": member.user.email})
    (path,) = re.findall(r"http://testserver(/\S+)", mail.outbox[0].body)
    form, new = client.get(path, follow=True), "quite another long one"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    asked = client.post(LOGIN, {"login": member.user.email, "password": new})
    assert asked.url == ASKED
    assert led_to(client, reverse("cases:list")).startswith(LOGIN)


def test_a_recovery_code_works_once(client):
    member = MembershipFactory(role=Role.MEDIATOR)
    with_app(member)
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    client.post(LOGIN, {"login": member.user.email, "password": PASSWORD})
    client.post(ASKED, {"code": code})
    assert led_to(client, reverse("cases:list")) == "200"
    again = Client()
    again.post(LOGIN, {"login": member.user.email, "password": PASSWORD})
    again.post(ASKED, {"code": code})
    assert "_auth_user_id" not in again.session


@pytest.mark.parametrize("made_up", ['{"id": "x"}', '{"id": 1, "rawId": []}', "[]", '"x"', "{"])
def test_a_passkey_that_no_browser_made_is_refused_like_a_wrong_one(client, made_up):
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": made_up})

    assert (answer.status_code, "_auth_user_id" in client.session) == (302, False)


OWN_PAGES = [
    "accounts:own", "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn", "mfa_list_webauthn",
    "mfa_view_recovery_codes", "mfa_download_recovery_codes", "mfa_generate_recovery_codes", "account_email",
    "account_change_password", "account_reauthenticate", "socialaccount_connections", "cases:list",
]  # fmt: skip


@pytest.mark.parametrize("name", OWN_PAGES)
@pytest.mark.parametrize("role", [Role.MEDIATOR, Role.REGIONAL_EXPERT])
def test_a_session_from_before_the_factor_reaches_nothing_until_it_is_shown(name, role):
    """Else whoever has the password could add a factor of their own, read the recovery codes, or change the address."""
    member = MembershipFactory(role=role)
    old = password_only(member)
    with_app(member)
    assert led_to(old, reverse(name)) == FIRST
    assert old.post(reverse(name), {"password": PASSWORD}).url == FIRST


def test_a_session_from_before_the_factor_goes_on_once_it_is_shown():
    member = MembershipFactory(role=Role.MEDIATOR)
    old = password_only(member)
    secret = with_app(member)
    assert old.get(FIRST).status_code == 200
    old.post(reverse("mfa_reauthenticate"), {"code": code_of(secret)})
    assert led_to(old, reverse("cases:list")) == "200"


def test_a_person_without_work_shows_it_as_well():
    member = MembershipFactory(role=Role.MEDIATOR, to_day=clock.today())
    old = password_only(member)
    with_app(member)
    Membership.objects.update(removed_on=clock.today())
    assert led_to(old, "/konts/") == FIRST


def test_whoever_takes_the_last_factor_away_opens_nothing_in_any_session():
    """It is not refused: a phone that was lost is replaced in the same session, after a recovery code was shown."""
    member = MembershipFactory(role=Role.MEDIATOR)
    here, there = sign_in(Client(), member), sign_in(Client(), member)
    session = here.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": clock.now().timestamp()}]
    session["account_authentication_methods_user"] = str(member.user_id)
    session.save()
    here.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert [led_to(client, reverse("cases:list")) for client in (here, there)] == [FIRST, FIRST]


def test_a_session_without_a_factor_that_waits_costs_no_query_more(django_assert_num_queries):
    here = sign_in(Client(), MembershipFactory(role=Role.REGIONAL_EXPERT))
    here.get(FIRST)
    with django_assert_num_queries(3):  # session, person with memberships, factors of the page
        here.get(FIRST)


def test_nobody_is_led_in_circles():
    """Every page that a waiting session may reach answers by itself."""
    member = MembershipFactory(role=Role.MEDIATOR)
    old = password_only(member)
    with_app(member)
    names = ["accounts:second_factor", "accounts:no_membership", "mfa_reauthenticate", "account_logout"]
    assert [led_to(old, reverse(name)) for name in names] == ["200"] * 4


def test_a_stranger_with_a_factor_set_up_elsewhere_is_not_asked(client):
    TOTP.activate(UserFactory(), generate_totp_secret())
    assert client.get(LOGIN).status_code == 200
