"""The page "People of our organisation" and what is done there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.accounts import actions
from khetene.accounts.enums import Role
from khetene.accounts.models import Invitation, Membership
from khetene.directory.models import Organisation
from khetene.kernel import clock
from tests.factories.accounts import MembershipFactory, actor_of, administrator, sign_in

pytestmark = pytest.mark.django_db
PEOPLE = "/konts/cilveki/"


@pytest.fixture
def boss() -> Membership:
    return administrator(user__name="Ilze Kalna")


@pytest.fixture
def at_desk(client: Client, boss: Membership) -> Client:
    return sign_in(client, boss)


def names_on(page) -> set[str]:
    headings = BeautifulSoup(page.content, "html.parser").select(".kh-card h2")
    return {heading.get_text(" ", strip=True).split(" (")[0] for heading in headings}


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_costs_the_same_however_many(at_desk, boss, how_many, django_assert_num_queries):
    people = MembershipFactory.create_batch(how_many, role=Role.MEDIATOR, organisation=boss.organisation)
    MembershipFactory(role=Role.MEDIATOR)
    with django_assert_num_queries(5):
        page = at_desk.get(PEOPLE)
    assert names_on(page) == {"Ilze Kalna"} | {person.user.name for person in people}


def test_the_list_shows_a_page_at_a_time(at_desk, boss):
    MembershipFactory.create_batch(30, role=Role.MEDIATOR, organisation=boss.organisation)
    assert [len(names_on(at_desk.get(PEOPLE, {"page": number}))) for number in (1, 2)] == [25, 6]


def test_the_page_says_when_a_role_gives_nothing_here(at_desk, boss):
    holder = MembershipFactory(role=Role.PROGRAMME_HOLDER, organisation=boss.organisation)
    given = {"role": Role.PROGRAMME_HOLDER, "from_day": clock.today(), "actor": actor_of(boss)}
    link = actions.invite(email="rita@example.org", **given)
    asked = [
        reverse("accounts:change_dates", args=[holder.pk]),
        reverse("accounts:resend_invitation", args=[link.pk]),
        "nedod neko",
    ]
    before = at_desk.get(PEOPLE).content.decode()
    Organisation.objects.filter(pk=boss.organisation_id).update(national_roles=[])
    after = at_desk.get(PEOPLE).content.decode()

    assert [each in before for each in asked] == [True, True, False]
    assert [each in after for each in asked] == [False, False, True]


def test_whose_role_gives_nothing_reads_why_and_whom_to_ask(client):
    holder = MembershipFactory(role=Role.PROGRAMME_HOLDER)
    Organisation.objects.filter(pk=holder.organisation_id).update(national_roles=[])

    page = sign_in(client, holder).get(reverse("accounts:no_membership")).content.decode()

    assert "platforma tai šo lomu nav noteikusi" in page
    assert "mainīt datumus" not in page


def test_who_invites_reads_why_a_national_role_is_missing(at_desk, boss):
    told = "Šajā sarakstā nav: Programmas īstenotājs, Nacionālais koordinators."
    before = at_desk.get(reverse("accounts:invite")).content.decode()
    Organisation.objects.filter(pk=boss.organisation_id).update(
        national_roles=["programme_holder", "national_coordinator"]
    )

    assert (told in before, "Šajā sarakstā nav" in at_desk.get(reverse("accounts:invite")).content.decode()) == (
        True,
        False,
    )


def test_people_whose_access_ended_stand_apart(at_desk, boss):
    gone = MembershipFactory(role=Role.MEDIATOR, organisation=boss.organisation)
    actions.end_membership(gone.pk, actor=actor_of(boss))
    assert names_on(at_desk.get(PEOPLE)) == {"Ilze Kalna"}
    assert names_on(at_desk.get(PEOPLE, {"show": "ended"})) == {gone.user.name}


def test_a_name_is_found_without_its_diacritics_and_does_not_travel_in_the_address(at_desk, boss):
    found = MembershipFactory(role=Role.MEDIATOR, organisation=boss.organisation, user__name="Jānis Šaicāns")
    MembershipFactory(role=Role.MEDIATOR, organisation=boss.organisation, user__name="Anna Liepa")
    MembershipFactory(role=Role.MEDIATOR, user__name="Jānis Šaicāns-Svešais")
    page = at_desk.post(PEOPLE, {"words": "saicans jan"})
    assert names_on(page) == {found.user.name}
    assert page.request["QUERY_STRING"] == ""


def test_inviting_from_the_page(at_desk, boss):
    page = at_desk.post("/konts/cilveki/uzaicinat/", invitation_fields())
    assert (page.status_code, page.url) == (302, PEOPLE)
    assert list(Invitation.objects.values_list("email", "organisation")) == [("eva@example.org", boss.organisation_id)]


def test_a_refusal_keeps_what_was_typed_and_says_why(at_desk, boss):
    page = at_desk.post("/konts/cilveki/uzaicinat/", invitation_fields(email=boss.user.email))
    typed = BeautifulSoup(page.content, "html.parser").select_one("input[name=email]")
    assert (page.status_code, typed["value"]) == (200, boss.user.email)
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "email", ["<b>x</b>", "=cmd|' /C calc'!A0", "x" * 5000 + "@example.org", "../../etc/passwd", "a@b\r\nBcc: c@d"]
)
def test_a_hostile_address_is_refused_and_nothing_is_kept(at_desk, email):
    page = at_desk.post("/konts/cilveki/uzaicinat/", invitation_fields(email=email))
    assert page.status_code == 200
    assert "<b>x</b>" not in page.content.decode()
    assert not Invitation.objects.exists()


def test_ending_access_asks_first_and_then_ends_it(at_desk, boss):
    member = MembershipFactory(role=Role.MEDIATOR, organisation=boss.organisation)
    url = reverse("accounts:end_membership", args=[member.pk])
    asked = at_desk.get(url)
    assert Membership.objects.active_on(clock.today()).filter(pk=member.pk).exists()
    at_desk.post(url)
    assert asked.status_code == 200
    assert not Membership.objects.active_on(clock.today()).filter(pk=member.pk).exists()


def test_changing_dates(at_desk, boss):
    member = MembershipFactory(role=Role.MEDIATOR, organisation=boss.organisation)
    day = clock.today() + timedelta(days=30)
    page = at_desk.post(reverse("accounts:change_dates", args=[member.pk]), date_fields(clock.today(), day))
    member.refresh_from_db()
    assert (page.status_code, member.to_day) == (302, day)


def test_sending_again_and_withdrawing(at_desk, boss):
    invitation = actions.invite(
        email="eva@example.org", role=Role.MEDIATOR, from_day=clock.today(), actor=actor_of(boss)
    )
    at_desk.post(reverse("accounts:resend_invitation", args=[invitation.pk]))
    at_desk.post(reverse("accounts:withdraw_invitation", args=[invitation.pk]))
    at_desk.post(reverse("accounts:resend_invitation", args=[invitation.pk]))
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is not None
    told = BeautifulSoup(at_desk.get(PEOPLE).content, "html.parser").get_text()
    assert "uzaicinājum" in told.lower()


@pytest.mark.parametrize("name", ["accounts:end_membership", "accounts:change_dates"])
def test_another_organisations_administrator_gets_404(client, name):
    member = MembershipFactory(role=Role.MEDIATOR)
    page = sign_in(client, administrator()).get(reverse(name, args=[member.pk]))
    assert page.status_code == 404


@pytest.mark.parametrize("name", ["accounts:resend_invitation", "accounts:withdraw_invitation"])
def test_another_organisations_invitation_gets_404(client, boss, name):
    invitation = actions.invite(
        email="eva@example.org", role=Role.MEDIATOR, from_day=clock.today(), actor=actor_of(boss)
    )
    page = sign_in(client, administrator()).post(reverse(name, args=[invitation.pk]))
    invitation.refresh_from_db()
    assert (page.status_code, invitation.withdrawn_at) == (404, None)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ORGANISATION_ADMINISTRATOR}))
@pytest.mark.parametrize("url", [PEOPLE, "/konts/cilveki/uzaicinat/"])
def test_for_every_other_role_the_pages_do_not_exist(client, role, url):
    assert sign_in(client, MembershipFactory(role=role)).get(url).status_code == 404


def invitation_fields(**changed: str) -> dict[str, str]:
    fields = {"email": "eva@example.org", "role": Role.MEDIATOR.value}
    return fields | date_fields(clock.today(), None) | changed


def date_fields(from_day, to_day) -> dict[str, str]:
    """As the three-part date field sends them, and as one field too."""
    fields = {}
    for name, day in (("from_day", from_day), ("to_day", to_day)):
        parts = (day.day, day.month, day.year) if day else ("", "", "")
        fields |= {f"{name}_{number}": str(part) for number, part in enumerate(parts)}
        fields |= {f"{name}_{part}": str(value) for part, value in zip(("day", "month", "year"), parts, strict=True)}
        fields[name] = day.isoformat() if day else ""
    return fields
