from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.enrolments import tasks
from khetene.kernel import jobs
from khetene.kernel.models import JobProgress
from tests.conftest import NOW
from tests.factories.accounts import MembershipFactory, actor_of, sign_in

pytestmark = pytest.mark.django_db


def begun(by, **values):
    row = jobs.start(tasks.check_sheet, actor=actor_of(by), sheet=str(by.pk), membership=str(by.pk))
    JobProgress.objects.filter(pk=row.pk).update(**values)
    return row


def shown(client, name="jobs:jobs", *args):
    return BeautifulSoup(client.get(reverse(name, args=args)).content, "html.parser")


@pytest.mark.parametrize("how_many", [1, 3])
def test_my_tasks_cost_the_same_however_many(how_many, django_assert_num_queries):
    ieva = MembershipFactory(role="case_worker")
    rows = [begun(ieva, state="running") for _number in range(how_many)]
    begun(MembershipFactory(role="case_worker", organisation=ieva.organisation))
    desk = sign_in(Client(), ieva)

    with django_assert_num_queries(3):
        page = desk.get(reverse("jobs:jobs"))

    links = BeautifulSoup(page.content, "html.parser").select("#jobs a")
    assert {link["href"] for link in links} == {reverse("jobs:job", args=[row.pk]) for row in rows}


def test_who_lets_people_in_sees_the_tasks_of_the_house_and_no_other():
    ieva = MembershipFactory(role="case_worker")
    row, _stranger = begun(ieva), begun(MembershipFactory(role="case_worker"))
    chief = MembershipFactory(role="organisation_administrator", organisation=ieva.organisation)

    desk = sign_in(Client(), chief)

    assert [link["href"] for link in shown(desk).select("#jobs a")] == [reverse("jobs:job", args=[row.pk])]
    assert "Uz failu" not in shown(desk, "jobs:job", row.pk).text


def test_a_colleague_does_not_find_it():
    ieva = MembershipFactory(role="case_worker")
    row = begun(ieva)
    colleague = sign_in(Client(), MembershipFactory(role="case_worker", organisation=ieva.organisation))
    address = reverse("jobs:job", args=[row.pk])

    assert (colleague.get(address).status_code, colleague.post(address).status_code) == (404, 404)


def test_a_waiting_task_is_cancelled_and_can_be_started_again():
    ieva = MembershipFactory(role="case_worker")
    row, desk = begun(ieva), sign_in(Client(), ieva)
    address = reverse("jobs:job", args=[row.pk])

    desk.post(address, {"do": "cancel"})
    assert JobProgress.objects.get().state == "cancelled"
    desk.post(address, {"do": "again"})

    assert JobProgress.objects.get().state == "waiting"


def test_an_interrupted_task_says_so_and_offers_to_start_again():
    ieva = MembershipFactory(role="case_worker")
    row = begun(ieva, state="running", starts=1, seen_at=NOW - timedelta(minutes=2))

    page = shown(sign_in(Client(), ieva), "jobs:job", row.pk)

    assert "pārtrūcis" in page.text
    assert page.find("button", value="again") is not None
    assert page.find(id="job").get("hx-get") is None


def test_an_empty_list_says_so():
    page = shown(sign_in(Client(), MembershipFactory(role="case_worker")))

    assert "Nekas nerit" in page.text
