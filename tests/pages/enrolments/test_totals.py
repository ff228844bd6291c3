"""What a programme's holder may read: protected totals, and never a small number."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.directory.models import Organisation
from khetene.enrolments.models import Enrolment
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.directory import OrganisationFactory
from tests.factories.enrolments import NVA, give, taking_part
from tests.factories.programmes import haris, loaded_rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder():
    loaded_rules()
    nva = Organisation.objects.filter(slug="nva").first() or OrganisationFactory(slug="nva")
    return sign_in(Client(), MembershipFactory(role="programme_holder", organisation=nva))


def totals(client, programme=NVA):
    page = client.get(reverse("enrolments:totals", args=[programme]))
    return page, " ".join(BeautifulSoup(page.content, "html.parser").get_text(" ").split())


def taken_part(*, people):
    """So many in one office each, all since before the last quarter ended."""
    worker = MembershipFactory(role="case_worker")
    made = [taking_part(worker, client=haris(worker)) for _person in range(people)]
    keys = [enrolment.pk for enrolment in made]
    for enrolment in made:
        give(enrolment, worker)
    Enrolment.objects.filter(pk__in=keys).update(started_on="2026-03-02")
    return made


def test_a_holder_sees_no_small_number(holder):
    taken_part(people=3)

    page, text = totals(holder)

    assert page.status_code == 200
    assert "nerāda: skaitlis ir mazs" in text
    assert " 3 " not in text.split("Dalībnieki (katrs cilvēks vienreiz)")[1].split("Sniegtais atbalsts")[0]


def test_a_holder_sees_what_comes_from_enough_people_and_offices(holder):
    for _office in range(3):
        taken_part(people=4)

    _page, text = totals(holder)

    assert "Dalībnieki (katrs cilvēks vienreiz) 12 " in text


def test_what_was_given_in_the_running_quarter_is_not_shown_yet(holder):
    for _office in range(3):
        taken_part(people=4)

    _page, text = totals(holder)

    assert "Grupas konsultācija" not in text


def test_the_holder_of_one_programme_reads_nothing_of_another(holder):
    assert totals(holder, "neet")[0].status_code == 404
