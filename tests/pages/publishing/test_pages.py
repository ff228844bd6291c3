"""Editions as people see them, prepare them and take them away."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.publishing.models import Edition
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.publishing import OUTCOMES, published
from tests.unit.publishing.worlds import changed, kurzeme

pytestmark = pytest.mark.django_db
NEW = ("publishing:new_edition", [OUTCOMES, "2025"])


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def ministry(janis):
    return sign_in(Client(), janis)


def main(response):
    return BeautifulSoup(response.content, "html.parser").find("main")


def text_of(response):
    return " ".join(main(response).get_text(" ").split())


def rows_of(response):
    found = main(response).select("tbody tr")
    return {row.th.get_text(strip=True): [cell.get_text(strip=True) for cell in row.select("td")] for row in found}


def fields_of(page):
    return {field["name"]: field.get("value", "") for field in main(page).select("form input[name]")}


def test_what_was_seen_is_published_and_shown_with_its_hidden_cells(ministry):
    talsi, kuldiga = kurzeme()
    changed({talsi: 14, kuldiga: 3})

    seen = ministry.get(reverse(NEW[0], args=NEW[1]))
    sent = ministry.post(reverse(NEW[0], args=NEW[1]), fields_of(seen))
    shown = ministry.get(sent.url)

    assert rows_of(seen) == rows_of(shown)
    assert rows_of(shown)["Kuldīgas novads"] == ["maz"]
    assert Edition.objects.get().number == 1


def test_numbers_that_moved_after_the_look_are_looked_at_again(ministry):
    talsi, _kuldiga = kurzeme()
    changed({talsi: 14})
    fields = fields_of(ministry.get(reverse(NEW[0], args=NEW[1])))
    changed({talsi: 12})

    refused = ministry.post(reverse(NEW[0], args=NEW[1]), fields)
    again = ministry.post(reverse(NEW[0], args=NEW[1]), fields_of(refused))

    assert "Skaitļi ir mainījušies" in main(refused).select_one(".govuk-error-summary").get_text()
    assert (again.status_code, Edition.objects.count()) == (302, 1)


def test_a_correction_says_why_and_the_first_edition_says_that_it_was_corrected(ministry, janis):
    talsi, _kuldiga = kurzeme()
    changed({talsi: 14})
    published(janis)
    changed({talsi: 12})
    page = ministry.get(reverse(NEW[0], args=NEW[1]))

    silent = ministry.post(reverse(NEW[0], args=NEW[1]), fields_of(page))
    sent = ministry.post(reverse(NEW[0], args=NEW[1]), fields_of(page) | {"reason": "Trūka Talsu."})

    assert main(silent).select_one(".govuk-error-summary a")["href"] == "#id_reason"
    assert "Trūka Talsu." in text_of(ministry.get(sent.url))
    assert "labo vēlāks izdevums" in text_of(ministry.get(reverse("publishing:edition", args=[OUTCOMES, "2025", 1])))


def test_a_year_that_is_not_over_is_not_there(ministry):
    assert ministry.get(reverse(NEW[0], args=[OUTCOMES, "2026"])).status_code == 404


def test_who_does_not_publish_reads_and_gets_no_preview(janis):
    published(janis)
    reader = sign_in(Client(), MembershipFactory(role="regional_expert"))

    page = reader.get(reverse("publishing:editions"))

    assert reverse("publishing:edition", args=[OUTCOMES, "2025", 1]) in page.content.decode()
    assert "jauns/" not in page.content.decode()
    assert reader.get(reverse(NEW[0], args=NEW[1])).status_code == 404


def test_open_data_are_read_without_signing_in_and_say_when_nothing_changed(janis):
    published(janis)
    address = reverse("publishing:edition_file", args=[OUTCOMES, "2025", 1, "csv"])

    first = Client().get(address)
    again = Client().get(address, headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert "max-age=3600" in first["Cache-Control"]


def test_every_open_page_and_file_is_reached_from_the_first(janis):
    published(janis)
    waiting, seen = [reverse("publishing:open_data")], {}
    while waiting:
        address = waiting.pop()
        response = seen[address] = Client().get(address)
        if "text/html" in response["Content-Type"]:
            links = [link["href"] for link in main(response).select("a[href^='/dati/']")]
            waiting += [link for link in links if link not in seen and link not in waiting]

    assert {response.status_code for response in seen.values()} == {200}
    assert len(seen) == 9
    assert json.loads(seen["/dati/katalogs.jsonld"].content)["@graph"]


def test_before_anything_is_published_the_open_pages_say_so():
    assert "Vēl nekas nav publicēts." in text_of(Client().get(reverse("publishing:open_data")))
    assert Client().get(reverse("publishing:data_set", args=[OUTCOMES])).status_code == 404


def test_a_table_in_two_dimensions_has_places_across(ministry, janis):
    published(janis, "mediator-contacts")

    page = ministry.get(reverse("publishing:edition", args=["mediator-contacts", "2025", 1]))

    assert [cell.get_text() for cell in main(page).select("thead th")][:2] == ["Temats", "Latvija"]
