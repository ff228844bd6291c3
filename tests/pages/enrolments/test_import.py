from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from khetene.enrolments.models import Delivery
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.enrolments import taking_part
from tests.factories.programmes import loaded_rules
from tests.factories.workbooks import workbook

pytestmark = pytest.mark.django_db
ADDRESS = "enrolments:import"


@pytest.fixture
def maija():
    loaded_rules()
    return MembershipFactory(role="case_worker")


def send(client, rows, **more):
    return client.post(reverse(ADDRESS), {"workbook": SimpleUploadedFile("atbalsts.xlsx", workbook(rows, **more))})


def test_problems_are_shown_by_cell_and_nothing_is_written(maija):
    desk, enrolment = sign_in(Client(), maija), taking_part(maija)

    page = send(desk, [[enrolment.key, "group", date(2026, 11, 20), "daudz"]])

    assert "D2" in page.content.decode()
    assert 'name="checked"' not in page.content.decode()
    assert Delivery.objects.count() == 0


def test_what_was_checked_is_recorded_in_a_second_step(maija):
    desk, enrolment = sign_in(Client(), maija), taking_part(maija)
    page = send(desk, [[enrolment.key, "group", date(2026, 11, 20), 2]])
    assert Delivery.objects.count() == 0
    checked = BeautifulSoup(page.content, "html.parser").find("input", {"name": "checked"})["value"]

    desk.post(reverse(ADDRESS), {"checked": checked})

    assert Delivery.objects.count() == 1
    desk.post(reverse(ADDRESS), {"checked": checked})  # a second press keeps nothing twice
    assert Delivery.objects.count() == 1


def test_what_another_person_checked_is_not_taken(maija):
    desk, enrolment = sign_in(Client(), maija), taking_part(maija)
    page = send(desk, [[enrolment.key, "group", date(2026, 11, 20), 2]])
    checked = BeautifulSoup(page.content, "html.parser").find("input", {"name": "checked"})["value"]
    colleague = sign_in(Client(), MembershipFactory(role="case_worker", organisation=maija.organisation))

    colleague.post(reverse(ADDRESS), {"checked": checked})

    assert Delivery.objects.count() == 0


def test_a_formula_is_refused_on_the_page(maija):
    page = send(sign_in(Client(), maija), [["x"]], formula="=1+1")

    assert "Šūnā H2 ir formula" in page.content.decode()
