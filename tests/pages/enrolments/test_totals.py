"""What a programme's holder may read: protected totals, and never a small number."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.directory.models import Organisation
from khetene.enrolments import actions
from khetene.enrolments.models import Delivery, Enrolment, QuarterTotals
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.directory import OrganisationFactory
from tests.factories.enrolments import NVA, bulk_participants, give, taking_part
from tests.factories.programmes import haris, loaded_rules
from tests.factories.publishing import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder():
    loaded_rules()
    nva = Organisation.objects.filter(slug="nva").first() or OrganisationFactory(slug="nva")
    return sign_in(Client(), MembershipFactory(role="programme_holder", organisation=nva))


def totals(client, programme=NVA):
    actions.close_quarter()
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


def test_between_two_looks_in_a_quarter_a_late_entry_changes_nothing(holder, offices):
    began(offices, 2024, 40)
    before = facts(holder)
    began(offices, 2024, 1)
    Enrolment.objects.filter(started_on="2024-03-02").first().case.delete()

    assert (facts(holder), before["Dalībnieki (katrs cilvēks vienreiz)"]) == (before, "40")


def test_before_the_quarter_is_added_up_no_number_stands_there(holder, offices):
    began(offices, 2024, 40)

    page = holder.get(reverse("enrolments:totals", args=[NVA]))

    text = BeautifulSoup(page.content, "html.parser").find("main").get_text(" ", strip=True)
    assert ("Pēdējais ceturksnis vēl nav saskaitīts." in text, "40" in text) == (True, False)


def test_the_holder_of_one_programme_reads_nothing_of_another(holder):
    assert totals(holder, "neet")[0].status_code == 404


@pytest.fixture
def ministry():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def offices():
    return [MembershipFactory(role="case_worker") for _office in range(3)]


def began(offices, year, people):
    for at, office in enumerate(offices):
        starts = [date(year, 3, 2)] * len(range(at, people, 3))
        bulk_participants(office, starts, programme=NVA, operation="7.4.1")


def facts(client):
    """The list of totals: what each is called, and its number or why there is none."""
    page = BeautifulSoup(totals(client)[0].content, "html.parser").find("dl")
    names = [name.get_text(" ", strip=True) for name in page.find_all("dt")]
    return dict(zip(names, [value.get_text(" ", strip=True) for value in page.find_all("dd")], strict=True))


def test_a_small_year_cannot_be_subtracted_out_of_the_total_and_an_edition(holder, ministry, offices):
    began(offices, 2024, 34)
    began(offices, 2025, 3)
    for year in ("2024", "2025"):
        published(ministry, "participants", year)

    assert facts(holder) == {
        "Dalībnieki (katrs cilvēks vienreiz)": "nerāda: tas atklātu mazu skaitli",
        "no tiem sākuši 2024. gadā": "34",
        "no tiem sākuši 2025. gadā": "Skaitlis ir mazs vai nulle.",
        "no tiem sākuši 2026. gadā": "gads vēl nav beidzies",
    }


def test_a_correction_is_not_undone_by_the_live_total(holder, ministry, offices):
    began(offices, 2024, 40)
    published(ministry, "participants", "2024")
    before = facts(holder)["Dalībnieki (katrs cilvēks vienreiz)"]
    began(offices, 2024, 1)
    QuarterTotals.objects.all().delete()  # another quarter begins
    published(ministry, "participants", "2024", reason="Vēlāk ievadīts")

    found = facts(holder)

    assert before == "40"
    assert found["Dalībnieki (katrs cilvēks vienreiz)"] == "nerāda: tas atklātu mazu skaitli"
    assert not found["no tiem sākuši 2024. gadā"].isdecimal()


def test_a_year_without_an_edition_is_not_published_yet(holder, offices):
    began(offices, 2024, 40)
    began(offices, 2025, 40)

    found = facts(holder)

    assert found["Dalībnieki (katrs cilvēks vienreiz)"] == "80"
    assert found["no tiem sākuši 2025. gadā"] == "vēl nav publicēts"


def test_what_everybody_had_does_not_tell_a_hidden_total(holder, ministry):
    made = taken_part(people=4) + taken_part(people=4) + taken_part(people=4)
    Enrolment.objects.filter(pk__in=[row.pk for row in made]).update(started_on="2025-03-02")
    Delivery.objects.update(given_on="2025-03-03")
    published(ministry, "participants", "2025")
    late = taken_part(people=3)
    Enrolment.objects.filter(pk__in=[row.pk for row in late]).update(started_on="2025-03-02")
    Delivery.objects.update(given_on="2025-03-03")

    _page, text = totals(holder)

    assert "Dalībnieki (katrs cilvēks vienreiz) nerāda" in text
    assert " 15 " not in text
