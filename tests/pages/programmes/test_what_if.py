"""What changed rules would mean for one's own clients: seen before anybody publishes them, and nothing is kept."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from khetene.programmes.models import RuleVersion
from khetene.programmes.rulebook import LARGEST
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.programmes import haris, loaded_rules

pytestmark = pytest.mark.django_db
PROGRAMME = "long-term-unemployed"


@pytest.fixture
def anna():
    return MembershipFactory(role="mediator")


@pytest.fixture
def desk(client, anna):
    loaded_rules()
    return sign_in(client, anna)


def rules_of(months: int) -> bytes:
    raw = json.loads((settings.COUNTRY_FOLDER / "programmes" / f"{PROGRAMME}.json").read_text(encoding="utf-8"))
    raw["criteria"][1]["versions"][0]["test"] = {">=": ["months_without_work", months]}
    raw["tests"] = [{"on": "2026-11-20", "facts": {"months_without_work": months - 1}, "expect": "does_not_fit"}]
    return json.dumps(raw).encode()


def ask(desk, content: bytes, name: str = "mani-noteikumi.json"):
    address = reverse("programmes:what_if", args=[PROGRAMME])
    answer = desk.post(address, {"rules": SimpleUploadedFile(name, content)})
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").find("main")


def cells(page):
    return [[cell.get_text(strip=True) for cell in row.find_all(["th", "td"])] for row in page.select("tbody tr")]


@pytest.mark.parametrize(("clients", "shown"), [(4, "mazāk par 5"), (5, "5")])
def test_the_answers_that_would_change_are_counted_and_small_numbers_are_not(desk, anna, clients, shown):
    haris(MembershipFactory(role="mediator"), registered_unemployed=True)
    for _client in range(clients):
        haris(anna, registered_unemployed=True)

    page = ask(desk, rules_of(15))

    assert cells(page) == [["Atbalsts ilgstošajiem bezdarbniekiem", "atbilst", "neatbilst", shown]]
    assert "Haris" not in page.get_text()
    assert RuleVersion.objects.count() == 1


def test_rules_that_change_nothing_say_so(desk, anna):
    haris(anna, registered_unemployed=True)

    assert "Nevienam jūsu klientam atbilde nemainītos." in ask(desk, rules_of(14)).get_text()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "long-term-unemployed.json:1: Expecting property name"),
        (b"\xff\xfe", "long-term-unemployed.json: fails nav UTF-8 kodējumā"),
        (b'{"id": "neet"}', "long-term-unemployed.json:1, id: programmai jābūt tādam pašam nosaukumam kā failam"),
        (b" " * (LARGEST + 1), "long-term-unemployed.json: fails ir pārāk liels"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"id": "long-term-unemployed"}', "long-term-unemployed.json:1, title: trūkst"),
        (b"", "Iesniegtā datne ir tukša."),
    ],
)
def test_a_broken_file_is_refused_at_its_field_in_words(desk, content, said):
    page = ask(desk, content)

    link = page.find(class_="govuk-error-summary").find("a")
    assert (link["href"], said in link.get_text()) == ("#id_rules", True)
    assert page.find("tbody") is None
    assert RuleVersion.objects.count() == 1


@pytest.mark.parametrize("clients", [1, 3])
def test_the_preview_costs_the_same_however_many_clients(desk, anna, clients, django_assert_num_queries):
    for _client in range(clients):
        haris(anna, registered_unemployed=True)

    with django_assert_num_queries(
        37
    ):  # each programme in force is asked twice: by the rules now and by those of the file
        ask(desk, rules_of(15))
