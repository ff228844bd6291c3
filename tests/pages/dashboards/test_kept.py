"""Bodies of dashboards are kept in memory: never a stale one, and never one person's to another."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format

from khetene.charts import render
from khetene.directory.models import Organisation
from khetene.enrolments import actions as enrolments
from khetene.gatherings import actions as gatherings
from khetene.kernel import changes, clock
from khetene.projects.models import Phase
from khetene.territory.models import Territory
from khetene.web.desk.dashboards.kept import COUNTRY, PLACES
from tests.country import NOW
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.directory import OrganisationFactory
from tests.factories.gatherings import BEGINS, announced

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("latvia")]
NEET = "neet"
COUNTRY_PAGE = reverse("dashboards:national_dashboard")
MAP = reverse("dashboards:coverage")
PROGRAMME = reverse("dashboards:programme_dashboard", args=[NEET])
WARM = 3  # the session, who asks, and whether something was written


@pytest.fixture
def expert():
    return sign_in(Client(), MembershipFactory(role="regional_expert"))


def body(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200
    return str(BeautifulSoup(answer.content, "html.parser").find("main"))


def tables_asked(browser, address):
    changes.seen.forget()
    with CaptureQueriesContext(connection) as asked:
        body(browser, address)
    known = {model._meta.db_table: model._meta.label_lower for model in apps.get_models(include_auto_created=True)}
    return {label for table, label in known.items() for each in asked.captured_queries if f'"{table}"' in each["sql"]}


@pytest.mark.parametrize("address", [COUNTRY_PAGE, MAP, PROGRAMME])
def test_a_warm_page_asks_only_who_reads_and_whether_something_was_written(expert, address, django_assert_num_queries):
    first = body(expert, address)

    with django_assert_num_queries(WARM):
        assert body(expert, address) == first


@pytest.mark.parametrize(("address", "memory"), [(COUNTRY_PAGE, COUNTRY), (MAP, PLACES), (PROGRAMME, PLACES)])
def test_every_kind_of_record_that_a_page_asks_for_makes_it_anew(expert, address, memory):
    of_the_reader = {
        "sessions.session",
        "accounts.user",
        "accounts.membership",
        "mfa.authenticator",
        "kernel.audithead",
    }
    asked = tables_asked(expert, address) - of_the_reader

    assert {label for label in asked if not {label, label.split(".")[0]} & memory.kinds} == set()


def test_the_posts_of_mediators_make_the_country_anew():
    assert "accounts.membership" in COUNTRY.kinds


def test_a_gathering_that_was_held_is_counted_at_once(expert):
    keeper = MembershipFactory(role="national_coordinator")
    gathering = announced(keeper)
    with clock.set_to(BEGINS + timedelta(hours=8)):
        reader = sign_in(Client(), MembershipFactory(role="regional_expert"))
        before = body(reader, COUNTRY_PAGE)
        gatherings.note_as_held(gathering.pk, actor=actor_of(keeper))

        assert body(reader, COUNTRY_PAGE) != before


def test_a_new_agreement_stands_on_the_map_at_once(expert):
    place = Territory.objects.get(slug="valmieras-novads-2021")
    office = OrganisationFactory(territory=place, name="Valmieras dienests")
    before = {address: body(expert, address) for address in (COUNTRY_PAGE, PROGRAMME)}

    holder = MembershipFactory(role="programme_holder", organisation=Organisation.objects.get(slug="jspa"))
    enrolments.join_programme(NEET, organisation_id=office.pk, joined_on=clock.today(), actor=actor_of(holder))

    for address, earlier in before.items():
        assert body(expert, address) != earlier
    assert "Valmieras dienests" in body(expert, PROGRAMME)


def test_nobody_reads_what_was_kept_for_another():
    """In every order: the money of a grant is for the coordinators of its organisation alone."""
    office = Phase.objects.agreed().first().beneficiary
    keeper = sign_in(Client(), MembershipFactory(role="national_coordinator", organisation=office))
    others = [
        sign_in(Client(), MembershipFactory(role=role, **where))
        for role in ("national_coordinator", "regional_expert", "mediator", "programme_holder", "supervisor")
        for where in ({}, {"organisation": office})
        if (role, bool(where)) != ("national_coordinator", True)
    ]
    sees = {one: 'id="money"' in body(one, COUNTRY_PAGE) for one in (keeper, *others, keeper, *reversed(others))}
    changes.seen.forget()
    again = {one: 'id="money"' in body(one, COUNTRY_PAGE) for one in (*others, keeper, *reversed(others), keeper)}

    assert sees == again == {keeper: True} | dict.fromkeys(others, False)


def test_the_way_to_protected_totals_is_shown_to_the_holder_of_this_programme_alone():
    office = Organisation.objects.get(slug="jspa")
    holder = sign_in(Client(), MembershipFactory(role="programme_holder", organisation=office))
    other = sign_in(Client(), MembershipFactory(role="programme_holder"))
    totals = reverse("enrolments:totals", args=[NEET])

    assert [totals in body(one, PROGRAMME) for one in (other, holder, other, holder)] == [False, True, False, True]


def test_each_language_has_its_own(expert):
    latvian = body(expert, COUNTRY_PAGE)
    expert.cookies["django_language"] = "en"
    english = body(expert, COUNTRY_PAGE)
    expert.cookies["django_language"] = "lv"

    assert "Does help lead to change?" in english
    assert body(expert, COUNTRY_PAGE) == latvian != english


def test_a_new_day_makes_it_anew(expert):
    body(expert, MAP)
    with clock.set_to(NOW + timedelta(days=1)):
        tomorrow = date_format(clock.today(), "SHORT_DATE_FORMAT")
        reader = sign_in(Client(), MembershipFactory(role="regional_expert"))

        assert tomorrow in body(reader, MAP)


def test_a_picture_that_failed_is_tried_again(expert, monkeypatch):
    def broken(*_args, **_more):
        raise ValueError

    render._drawn.cache_clear()
    with monkeypatch.context() as patched:
        patched.setattr(render.vl_convert, "vegalite_to_svg", broken)
        assert "<svg" not in body(expert, COUNTRY_PAGE)

    assert "<svg" in body(expert, COUNTRY_PAGE)
