"""One's own account: switching, ended access, the second step, accepting an invitation."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from khetene.accounts import actions, sealing
from khetene.accounts.enums import Role
from khetene.accounts.links import signature_of
from khetene.accounts.middleware import CHOSEN, ActorMiddleware
from khetene.accounts.models import Membership, User
from khetene.accounts.rules import works_with_cases
from khetene.kernel import clock
from khetene.kernel.models import AuditEntry
from khetene.web.http import page
from tests.factories.accounts import PASSWORD, MembershipFactory, UserFactory, actor_of, administrator, sign_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
HERE = "/konts/bez-darbavietas/"


@page(allowed_to=works_with_cases)
def cases(request):
    return HttpResponse(request.membership.organisation.name)


def open_cases(client: Client, rf) -> HttpResponse:
    """The answer of a page for people who work with cases, through the middleware."""
    request = rf.get("/")
    request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    request.session = client.session
    request.user = User.objects.filter(pk=client.session.get("_auth_user_id")).first()
    return ActorMiddleware(cases)(request)


def text_of(answer) -> str:
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def test_a_single_membership_is_chosen_by_itself(client, rf):
    membership = MembershipFactory(role=Role.MEDIATOR)
    sign_in(client, membership)
    session = client.session
    del session[CHOSEN]
    session.save()
    assert open_cases(client, rf).content.decode() == membership.organisation.name


def test_switching_changes_where_i_work_and_is_written_down(client, rf):
    first = MembershipFactory(role=Role.MEDIATOR)
    second = MembershipFactory(role=Role.CASE_WORKER, user=first.user)
    sign_in(client, first)
    client.post("/konts/darbavieta/", {"membership": str(second.pk)})
    assert open_cases(client, rf).content.decode() == second.organisation.name
    assert AuditEntry.objects.get(verb="membership.switched_to").organisation == second.organisation_id


@pytest.mark.parametrize("membership", ["", "not-a-key", "018f0000-0000-7000-8000-000000000000"])
def test_switching_to_what_is_not_mine_gets_404(client, membership):
    own = sign_in(client, MembershipFactory(role=Role.MEDIATOR))
    assert own.post("/konts/darbavieta/", {"membership": membership}).status_code == 404


def test_switching_by_an_address_alone_changes_nothing(client):
    first = MembershipFactory(role=Role.MEDIATOR)
    second = MembershipFactory(role=Role.CASE_WORKER, user=first.user)
    sign_in(client, first).get("/konts/darbavieta/", {"membership": str(second.pk)})
    assert client.session[CHOSEN] == str(first.pk)


def test_the_next_request_after_the_end_is_refused_and_explained(client, rf):
    boss = administrator()
    member = MembershipFactory(role=Role.MEDIATOR, organisation=boss.organisation)
    sign_in(client, member)
    assert open_cases(client, rf).status_code == 200
    actions.end_membership(member.pk, actor=actor_of(boss))
    refused = open_cases(client, rf)
    told = text_of(client.get(HERE))
    assert (refused.status_code, refused.url) == (302, HERE)
    assert boss.organisation.name in told
    assert "portfolio" in told.lower()


def test_the_day_after_the_last_day_is_refused(client, rf):
    member = MembershipFactory(role=Role.MEDIATOR, to_day=clock.today())
    sign_in(client, member)
    assert open_cases(client, rf).status_code == 200
    with clock.set_to(clock.now() + DAY):
        assert open_cases(client, rf).status_code == 302


def test_an_ended_workplace_is_not_replaced_unseen_by_another(client, rf):
    boss = administrator()
    ended = MembershipFactory(role=Role.MEDIATOR, organisation=boss.organisation)
    other = MembershipFactory(role=Role.CASE_WORKER, user=ended.user)
    sign_in(client, ended)
    actions.end_membership(ended.pk, actor=actor_of(boss))
    assert open_cases(client, rf).url == HERE
    buttons = BeautifulSoup(client.get(HERE).content, "html.parser").select("main input[name=membership]")
    assert [button["value"] for button in buttons] == [str(other.pk)]


def test_a_session_ends_after_a_working_day_however_often_it_is_used(client, rf):
    member = MembershipFactory(role=Role.MEDIATOR)
    sign_in(client, member)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": clock.now().timestamp()}]
    session["account_authentication_methods_user"] = str(member.user_id)
    session.save()
    with clock.set_to(clock.now() + timedelta(hours=7)):
        assert open_cases(client, rf).status_code == 200
    with clock.set_to(clock.now() + timedelta(hours=8, minutes=1)):
        assert client.get("/konts/").status_code == 302


def test_the_actor_costs_one_query(client, rf, django_assert_num_queries):
    member = MembershipFactory(role=Role.MEDIATOR)
    MembershipFactory(role=Role.SUPERVISOR, user=member.user)
    sign_in(client, member)
    request = rf.get("/")
    request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    request.session, request.user = client.session, member.user
    request.session.get(CHOSEN)
    with django_assert_num_queries(1):
        ActorMiddleware(lambda _request: HttpResponse())(request)


def test_a_stranger_costs_no_query(rf, django_assert_num_queries):
    request = rf.get("/")
    with django_assert_num_queries(0):
        ActorMiddleware(lambda _request: HttpResponse())(request)
    assert (request.actor, request.memberships) == (None, [])


def test_without_a_second_step_no_case_opens_and_the_page_says_why(client, rf):
    sign_in(client, MembershipFactory(role=Role.MEDIATOR), second_factor=False)
    refused = open_cases(client, rf)
    told = client.get(refused.url)
    links = [link["href"] for link in BeautifulSoup(told.content, "html.parser").select("main a")]
    assert (refused.status_code, refused.url) == (302, "/konts/otrais-solis/")
    assert links == [reverse("mfa_add_webauthn"), reverse("mfa_activate_totp")]


def test_a_second_step_that_was_removed_since_no_longer_counts(client, rf):
    sign_in(client, MembershipFactory(role=Role.MEDIATOR))
    Authenticator.objects.all().delete()
    assert open_cases(client, rf).url == "/konts/otrais-solis/"


def test_a_second_step_shown_by_somebody_else_in_this_browser_does_not_count(client, rf):
    sign_in(client, MembershipFactory(role=Role.MEDIATOR))
    other = MembershipFactory(role=Role.MEDIATOR)
    sign_in(client, other, second_factor=False)
    Authenticator.objects.create(user=other.user, type=Authenticator.Type.TOTP, data={"secret": ""})
    assert open_cases(client, rf).url == "/konts/otrais-solis/"


def test_a_recovery_code_alone_is_no_second_step_set_up(client, rf):
    member = MembershipFactory(role=Role.MEDIATOR)
    sign_in(client, member)
    Authenticator.objects.all().delete()
    Authenticator.objects.create(user=member.user, type=Authenticator.Type.RECOVERY_CODES, data={"seed": ""})
    assert open_cases(client, rf).url == "/konts/otrais-solis/"


def test_setting_up_an_app_opens_cases_at_once_and_gives_the_session_a_new_key(client, rf):
    member = MembershipFactory(role=Role.MEDIATOR)
    client.post(reverse("account_login"), {"login": member.user.email, "password": PASSWORD})
    before = client.session.session_key
    secret = BeautifulSoup(client.get(reverse("mfa_activate_totp")).content, "html.parser").select_one("main code").text
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    assert client.session.session_key != before
    assert open_cases(client, rf).status_code == 200
    assert len(BeautifulSoup(client.get(answer.url).content, "html.parser").select("main li code")) == 10


def test_signing_in_with_a_code_counts_as_the_second_step(client, rf):
    member, secret = MembershipFactory(role=Role.MEDIATOR), generate_totp_secret()
    Authenticator.objects.create(user=member.user, type=Authenticator.Type.TOTP, data={"secret": sealing.seal(secret)})
    asked = client.post(reverse("account_login"), {"login": member.user.email, "password": PASSWORD})
    assert asked.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert client.get(asked.url).status_code == 200
    client.post(asked.url, {"code": code_of(secret)})
    assert open_cases(client, rf).status_code == 200


def test_own_details_are_changed_and_written_down(client):
    member = MembershipFactory(role=Role.MEDIATOR)
    page = sign_in(client, member).post("/konts/", {"name": "Anna", "language": "en"})
    member.user.refresh_from_db()
    assert (page.status_code, member.user.name, member.user.language) == (302, "Anna", "en")
    assert AuditEntry.objects.get(verb="user.details_changed").user == member.user_id


def test_a_person_without_any_work_keeps_their_account_page(client):
    client.force_login(UserFactory())
    assert client.get("/konts/").status_code == 200


def test_pages_come_in_the_language_of_the_person_unless_they_chose_another(client):
    client.force_login(UserFactory(language="en"))
    assert "My account" in text_of(client.get("/konts/"))
    client.cookies["django_language"] = "lv"
    assert "Mans konts" in text_of(client.get("/konts/"))


# Accepting an invitation


@pytest.fixture
def link() -> str:
    invitation = actions.invite(
        email="eva@example.org", role=Role.MEDIATOR, from_day=clock.today(), actor=actor_of(administrator())
    )
    return reverse("accounts:accept_invitation", args=[invitation.pk, signature_of(invitation.pk)])


def test_a_new_person_accepts_and_then_signs_in(client, link):
    answer = client.post(link, {"name": "Eva", "password": PASSWORD})
    assert answer.url == reverse("account_login")
    client.post(answer.url, {"login": "Eva@example.org", "password": PASSWORD})
    member = Membership.objects.get(role=Role.MEDIATOR)
    assert client.session["_auth_user_id"] == str(member.user_id)


def test_a_short_password_is_refused_at_its_field_and_is_not_shown_again(client, link):
    answer = client.post(link, {"name": "Eva", "password": "abc12"})
    assert answer.status_code == 200
    assert "abc12" not in answer.content.decode()
    assert not User.objects.filter(email="eva@example.org").exists()


def test_a_signed_in_person_gets_the_role_added_and_works_there(client, link):
    person = UserFactory()
    client.force_login(person)
    assert person.email in text_of(client.get(link))
    client.post(link)
    member = Membership.objects.get(user=person)
    assert client.session[CHOSEN] == str(member.pk)


def test_a_person_with_an_account_is_asked_to_sign_in_first(client, link):
    UserFactory(email="eva@example.org")
    hrefs = [a["href"] for a in BeautifulSoup(client.get(link).content, "html.parser").select("main a.govuk-button")]
    assert hrefs == [f"{reverse('account_login')}?next={link}"]


def test_looking_at_the_link_uses_nothing_up(client, link):
    assert [client.get(link).status_code for _ in range(3)] == [200, 200, 200]


def test_a_used_link_is_explained(client, link):
    client.post(link, {"name": "Eva", "password": PASSWORD})
    assert client.get(link).status_code == 410


def test_an_expired_link_is_explained(client, link):
    with clock.set_to(clock.now() + 15 * DAY):
        answer = client.get(link)
    assert (answer.status_code, "14" in text_of(answer)) == (410, True)


def test_an_altered_link_does_not_exist(client, link):
    assert client.get(link[:-3] + "xx/").status_code == 404
    assert client.get(link.replace(link.split("/")[3], "018f0000-0000-7000-8000-000000000000")).status_code == 404


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return f"{hotp_value(secret, counter):06}"


def test_whoever_still_works_somewhere_is_told_whom_to_ask_and_gets_no_button(client):
    membership = MembershipFactory(role=Role.REGIONAL_EXPERT)
    sign_in(client, membership)

    page = client.get(reverse("accounts:close_account"))
    pressed = client.post(reverse("accounts:close_account"))

    assert f"{membership.organisation.name}, Reģionālais eksperts" in text_of(page)
    assert BeautifulSoup(page.content, "html.parser").select("main form") == []
    assert "Jums vēl kaut kur ir piekļuve." in text_of(pressed)
    assert User.objects.get(pk=membership.user_id).is_active


def test_an_account_without_work_is_closed_by_its_owner_and_signed_out(client):
    user = UserFactory()
    client.force_login(user)

    closed = client.post(reverse("accounts:close_account"), follow=True)

    assert "Jūsu konts ir slēgts." in text_of(closed)
    assert "_auth_user_id" not in client.session
    assert not User.objects.get(pk=user.pk).is_active
