"""Every address × every role × own silo, another silo, nobody. A page added without a rule or an object fails here."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from khetene.accounts.enums import Role
from khetene.web.http import anybody, signed_in
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.directory import OrganisationFactory
from tests.house.indoors import Indoors
from tests.house.test_pages import OUR_PAGES
from tests.house.world import CANARY

pytestmark = pytest.mark.django_db


def addresses(world):
    """Every page of ours with keys of the world filled in."""
    for pattern, namespace in PAGES:
        wanted = {name: world["keys"][name] for name in pattern.pattern.converters}
        yield pattern, reverse(f"{namespace}:{pattern.name}" if namespace else pattern.name, kwargs=wanted)


def namespaced():
    from khetene.web.desk import urls as desk  # noqa: PLC0415  read once, where the addresses are made

    for entry in desk.urlpatterns:
        for pattern in entry.url_patterns:
            yield pattern, entry.namespace


PAGES = list(namespaced())
# A card and an invitation belong to the person and to the keeper of the network; the log belongs to the supervisor; the
# statement and the practice are not public, and nobody agreed to the picture; the signatures of invitations and the answer
# of the caseload are made up here; the programme has no obligatory parts, no card, no mid-term evaluation and counts no heads,
# and nobody is referred after the end.
OWN_404 = {
    "my_reply",
    "person",
    "answer_invitation",
    "who_opened",
    "accept_invitation",
    "invitation",
    "invitation_calendar",
    "invitation_material",
    "confirm_registration",
    "at_the_door",
    "caseload_cases",
    "public_statement",
    "public_practice",
    "public_picture",
    "practice_picture",
    "components",
    "profile_card",
    "fill_card",
    "midterm",
    "evaluate_midterm",
    "blank_card",
    "blank_midterm",
    "outreach",
    "take_back_outreach",
    "attendance",
    "take_back_attendance",
    "refer_to_agency",
    "wipe_words",
}
OPEN_TO_ALL = (anybody, signed_in)


def answer(client, address):
    response = client.get(address)
    return response.status_code, response.content.decode(errors="replace")


def test_every_page_of_the_desk_is_in_the_matrix():
    ours = {pattern.callback for pattern in OUR_PAGES if pattern.callback.__module__.startswith("khetene.web.desk.")}

    assert ours <= {pattern.callback for pattern, _namespace in PAGES} | {
        pattern.callback for pattern in OUR_PAGES if "signin" in pattern.callback.__module__
    }


def test_nobody_gets_in_without_signing_in(world):
    leaking = []
    for pattern, address in addresses(world):
        status, body = answer(Client(), address)
        if pattern.callback.allowed_to is not anybody and (status != 302 or CANARY in body):
            leaking.append((pattern.name, status))

    assert leaking == []


@pytest.mark.parametrize("role", Role.values)
def test_another_organisation_learns_nothing_in_any_role(world, role):
    stranger = Indoors(sign_in(Client(), MembershipFactory(organisation=OrganisationFactory(), role=role)))

    leaking = []
    for pattern, address in addresses(world):
        status, body = answer(stranger, address)
        if pattern.name == "answer":
            continue  # the one-purpose link is itself the permission
        if CANARY in body or status >= 500 or (status == 200 and not pattern.callback.allowed_to(actor_of_role(role))):
            leaking.append((pattern.name, status))

    assert leaking == []


def actor_of_role(role):
    return actor_of(MembershipFactory.build(role=role))


@pytest.mark.parametrize("role", sorted(set(Role.values) - {"case_worker", "supervisor"}))
def test_the_same_organisation_keeps_a_case_from_those_who_do_not_work_on_it(world, role):
    colleague = Indoors(sign_in(Client(), MembershipFactory(organisation=world["house"], role=role)))

    leaking = []
    for pattern, address in addresses(world):
        status, body = answer(colleague, address)
        if pattern.name != "answer" and (CANARY in body or status >= 500):
            leaking.append((pattern.name, status))

    assert leaking == []


@pytest.mark.parametrize("who", ["ieva", "supervisor", "inese"])
def test_those_who_may_open_the_case_reach_its_pages(world, who):
    client = sign_in(Client(), world[who])
    role, indoors = actor_of(world[who]), Indoors(client)

    failing = []
    for pattern, address in addresses(world):
        status, _body = answer(client, address)
        if who == "ieva" and answer(indoors, address)[0] != status:
            failing.append((pattern.name, "another answer indoors"))
        allowed = pattern.callback.allowed_to in OPEN_TO_ALL or pattern.callback.allowed_to(role)
        if status >= 500 or (not allowed and status == 200):
            failing.append((pattern.name, status))
        if allowed and status == 404 and who == "ieva" and pattern.name not in OWN_404:
            failing.append((pattern.name, status))

    assert failing == []
