"""Indicators, entering what a source says, and the overview as people see it and take it away."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.monitoring import IndicatorFactory, entered

pytestmark = pytest.mark.django_db
FORM = {
    "year": "2023",
    "source": "PMLP",
    "source_kind": "register",
    "document": "PMLP dati",
    "qualifier": "",
    "gap": "",
}


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def ministry(janis):
    return sign_in(Client(), janis)


@pytest.fixture
def expert():
    return sign_in(Client(), MembershipFactory(role="regional_expert"))


def text_of(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").get_text(" ").split())


def test_a_figure_is_entered_and_stands_beside_the_others(ministry, janis):
    indicator = IndicatorFactory()
    entered(indicator, janis, "4784")

    sent = ministry.post(reverse("monitoring:enter_value", args=[indicator.pk]), {**FORM, "number": "6279,5"})
    shown = text_of(ministry.get(sent.url))

    assert "personas: 6279,5" in shown
    assert "personas: 4784" in shown


def test_why_there_is_none_is_entered_too(ministry):
    indicator = IndicatorFactory()

    ministry.post(reverse("monitoring:enter_value", args=[indicator.pk]), {**FORM, "gap": "not_published"})

    assert list(indicator.values.order_by("pk").values_list("number", "gap")) == [(None, "not_published")]


def test_neither_number_nor_reason_is_told_at_the_number(ministry):
    indicator = IndicatorFactory()

    answer = ministry.post(reverse("monitoring:enter_value", args=[indicator.pk]), FORM)

    assert "Ierakstiet skaitli vai izvēlieties, kāpēc tā nav." in text_of(answer)
    assert indicator.values.count() == 0


def test_a_percentage_asks_of_what(ministry):
    indicator = IndicatorFactory(unit="percent", denominator={"lv": "visi", "en": "all"})

    answer = ministry.post(reverse("monitoring:enter_value", args=[indicator.pk]), {**FORM, "number": "36"})

    assert "Pasakiet, no kā tas ir procents." in text_of(answer)


def test_a_correction_leaves_the_old_row_visible(ministry, janis):
    indicator = IndicatorFactory()
    wrong = entered(indicator, janis, "4748")

    sent = ministry.post(reverse("monitoring:correct_value", args=[wrong.pk]), {**FORM, "number": "4784"})
    shown = text_of(ministry.get(sent.url))

    assert "personas: 4748 izlabots ar vēlāku rindu" in shown
    assert "personas: 4784" in shown


def test_others_read_and_do_not_enter(expert, janis):
    indicator = IndicatorFactory()
    value = entered(indicator, janis)
    pages = [
        reverse("monitoring:enter_value", args=[indicator.pk]),
        reverse("monitoring:correct_value", args=[value.pk]),
        reverse("monitoring:chapter", args=[2026, "O4"]),
    ]

    assert [expert.get(page).status_code for page in pages] == [404, 404, 404]
    assert expert.get(reverse("monitoring:overview", args=[2026])).status_code == 200


def test_a_year_that_has_not_begun_has_no_overview(ministry):
    assert ministry.get(reverse("monitoring:overview", args=[2027])).status_code == 404
    assert ministry.get(reverse("monitoring:chapter", args=[2027, "O4"])).status_code == 404
    assert ministry.get(reverse("monitoring:chapter", args=[2026, "O9"])).status_code == 404


def test_words_are_written_kept_and_marked(ministry):
    ministry.post(reverse("monitoring:chapter", args=[2025, "O4"]), {"text": "# Skolas\n\nPieci mediatori."})
    kept = text_of(ministry.get(reverse("monitoring:overview", args=[2026])))
    ministry.post(reverse("monitoring:chapter", args=[2026, "O4"]), {"text": "# Skolas\n\nSeši mediatori."})
    changed = ministry.get(reverse("monitoring:overview", args=[2026]))

    assert "Šis teksts rakstīts par 2025. gadu un nav mainīts." in kept
    marked = BeautifulSoup(changed.content, "html.parser")
    assert [(row.name, row.text) for row in marked.find_all(["del", "ins"])] == [
        ("del", "Pieci mediatori."),
        ("ins", "Seši mediatori."),
    ]


def test_two_who_write_about_one_objective_lose_nothing(ministry):
    page = reverse("monitoring:chapter", args=[2026, "O4"])
    ministry.post(page, {"text": "Jāņa teksts.", "seen": "0"})

    refused = ministry.post(page, {"text": "Līgas teksts.", "seen": "0"})
    shown = BeautifulSoup(refused.content, "html.parser")
    again = ministry.post(page, {"text": "Abu teksts.", "seen": shown.select_one("input[name=seen]")["value"]})

    assert "Jāņa teksts." in shown.select_one("section[aria-labelledby=theirs]").text
    assert shown.select_one("textarea").text.strip() == "Līgas teksts."
    assert again.url == reverse("monitoring:overview", args=[2026])
    assert "Jāņa teksts." in text_of(ministry.get(page))


def test_municipalities_through_the_reforms_stand_also_when_nothing_is_recorded(expert):
    page = reverse("monitoring:series")

    shown = text_of(expert.get(page, {"series": "rows", "on": "1999-01-01"}))

    assert "Nav ierakstīts nekas, kas būtu kādā pašvaldībā." in shown
    assert expert.get(page, {"figure": "series-gatherings", "format": "csv"}).status_code == 200


def test_words_of_an_earlier_version_are_deleted_for_good_after_a_question(ministry, expert):
    page = reverse("monitoring:chapter", args=[2026, "O4"])
    for seen, text in enumerate(("Kanārijputniņa ģimene.", "Viena ģimene.")):
        ministry.post(page, {"text": text, "seen": str(seen)})
    (link,) = BeautifulSoup(ministry.get(page).content, "html.parser").select("a[href*='/versijas/']")

    asked = text_of(ministry.get(link["href"]))
    refused = expert.post(link["href"]).status_code
    done = ministry.post(link["href"], follow=True)

    assert ("Kanārijputniņa ģimene." in asked, refused) == (True, 404)
    assert ("Teksts ir izdzēsts pavisam." in text_of(done), "Kanārijputniņa" in text_of(done)) == (True, False)
    assert ministry.get(link["href"]).status_code == 404
