from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from khetene.enrolments import tasks
from khetene.enrolments.models import Delivery, DeliverySheet
from khetene.kernel.models import JobProgress
from tests.conftest import NOW
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


@pytest.fixture
def post(django_capture_on_commit_callbacks):
    """A form sent, and what it asked for carried out."""

    def sent(client, address, data):
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(address, data)
        return client.get(answer["Location"]) if answer.status_code == 302 else answer

    return sent


def workbook_file(rows, **more):
    return {"file": SimpleUploadedFile("atbalsts.xlsx", workbook(rows, **more))}


def test_problems_are_shown_by_cell_and_nothing_is_written(maija, post):
    desk, enrolment = sign_in(Client(), maija), taking_part(maija)

    page = post(desk, reverse(ADDRESS), workbook_file([[enrolment.key, "group", date(2026, 11, 20), "daudz"]]))

    soup = BeautifulSoup(page.content, "html.parser")
    assert [cell.text for cell in soup.select("tbody th")] == ["D2"]
    assert soup.find("button", value="record") is None
    assert Delivery.objects.count() == 0


def test_what_was_checked_is_recorded_in_a_second_step(maija, post):
    desk, enrolment = sign_in(Client(), maija), taking_part(maija)
    page = post(desk, reverse(ADDRESS), workbook_file([[enrolment.key, "group", date(2026, 11, 20), 2]]))
    assert BeautifulSoup(page.content, "html.parser").find("button", value="record") is not None
    assert Delivery.objects.count() == 0
    address = reverse("enrolments:sheet", args=[DeliverySheet.objects.get().pk])

    page = post(desk, address, {"do": "record"})

    assert "Ierakstīta 1 rinda." in page.content.decode()
    assert desk.post(address, {"do": "record"}).status_code == 404  # a second press keeps nothing twice
    assert (Delivery.objects.count(), DeliverySheet.objects.count()) == (1, 0)


def test_a_large_file_shows_how_far_it_is(maija, post, monkeypatch):
    monkeypatch.setattr(tasks, "SMALL_FILE", 1)
    desk, enrolment = sign_in(Client(), maija), taking_part(maija)
    desk.post(reverse(ADDRESS), workbook_file([[enrolment.key, "group", date(2026, 11, 20), 2]]))
    JobProgress.objects.update(state="running", done=30, total=120)
    sheet, job = DeliverySheet.objects.get(), JobProgress.objects.get()

    for address in (reverse("enrolments:sheet", args=[sheet.pk]), reverse("jobs:job", args=[job.pk])):
        soup = BeautifulSoup(desk.get(address).content, "html.parser")
        assert (soup.progress["value"], soup.progress["max"]) == ("30", "120")
        assert soup.find(id="job")["hx-get"] == address
        assert soup.find("button", value="cancel") is not None


@pytest.mark.parametrize("state", ["done", "failed", "cancelled"])
def test_who_waits_for_the_check_gets_the_whole_page_anew_when_it_is_over(maija, monkeypatch, state):
    monkeypatch.setattr(tasks, "SMALL_FILE", 1)
    desk, enrolment = sign_in(Client(), maija), taking_part(maija)
    desk.post(reverse(ADDRESS), workbook_file([[enrolment.key, "group", date(2026, 11, 20), 2]]))
    sheet, job = DeliverySheet.objects.get(), JobProgress.objects.get()
    addresses = [reverse("enrolments:sheet", args=[sheet.pk]), reverse("jobs:job", args=[job.pk])]
    polls = {"HX-Request": "true"}
    assert [
        BeautifulSoup(desk.get(one, headers=polls).content, "html.parser").find(id="job").name for one in addresses
    ] == ["div"] * 2

    result = {"rows": 1, "problems": 0}
    JobProgress.objects.update(state=state, ended_at=NOW, result=result)

    assert [desk.get(one, headers=polls).get("HX-Refresh") for one in addresses] == ["true"] * 2
    assert [desk.get(one).get("HX-Refresh") for one in addresses] == [None] * 2


def test_a_file_can_be_removed_before_it_is_recorded(maija, post):
    desk, enrolment = sign_in(Client(), maija), taking_part(maija)
    post(desk, reverse(ADDRESS), workbook_file([[enrolment.key, "group", date(2026, 11, 20), 2]]))

    post(desk, reverse("enrolments:sheet", args=[DeliverySheet.objects.get().pk]), {"do": "forget"})

    assert DeliverySheet.objects.count() == 0


def test_what_another_person_checked_is_not_taken(maija, post):
    desk, enrolment = sign_in(Client(), maija), taking_part(maija)
    post(desk, reverse(ADDRESS), workbook_file([[enrolment.key, "group", date(2026, 11, 20), 2]]))
    colleague = sign_in(Client(), MembershipFactory(role="case_worker", organisation=maija.organisation))
    address = reverse("enrolments:sheet", args=[DeliverySheet.objects.get().pk])

    assert colleague.get(address).status_code == 404
    assert colleague.post(address, {"do": "record"}).status_code == 404
    assert Delivery.objects.count() == 0


def test_a_formula_is_refused_on_the_page(maija):
    desk = sign_in(Client(), maija)

    page = desk.post(reverse(ADDRESS), workbook_file([["x"]], formula="=1+1"))

    assert "Šūnā H2 ir formula" in page.content.decode()
