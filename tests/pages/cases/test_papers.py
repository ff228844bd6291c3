"""The paper path: every agreement prints, blank and filled in, in Latvian, Russian and English."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from khetene.referrals.enums import SharedPart
from khetene.referrals.models import Referral
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.cases import agree, open_case
from tests.factories.directory import OrganisationFactory
from tests.factories.referrals import sent

pytestmark = pytest.mark.django_db
HEADINGS = {
    "lv": ("Piekrišana pavadīšanai", "Nepiekrītu"),
    "ru": ("Согласие на сопровождение", "Не согласен (не согласна)"),
    "en": ("Agreement to be accompanied", "I do not agree"),
}


@pytest.fixture
def anna():
    return MembershipFactory(role="mediator")


@pytest.fixture
def desk(anna):
    return sign_in(Client(), anna)


@pytest.mark.parametrize(("language", "words"), HEADINGS.items())
def test_a_blank_agreement_is_there_in_three_languages(desk, language, words):
    page = desk.get(reverse("cases:blank_agreement", args=["accompaniment", language])).content.decode()

    assert [word for word in words if word not in page] == []


@pytest.mark.parametrize("language", HEADINGS)
def test_a_filled_in_agreement_carries_what_was_explained(anna, desk, language):
    agreement = agree(open_case(anna, called="Haris"), anna)

    page = desk.get(reverse("cases:print_agreement", args=[agreement.pk, language])).content.decode()

    assert "Kas tiks pierakstīts un kam nodots." in page
    assert "Haris" in page


@pytest.mark.parametrize(("language", "words"), {"lv": "Atpakaļ", "ru": "Назад", "en": "Back"}.items())
def test_who_printed_a_paper_goes_back_to_where_they_were(anna, desk, language, words):
    agreement = agree(open_case(anna), anna)

    page = desk.get(reverse("cases:print_agreement", args=[agreement.pk, language]))

    back = BeautifulSoup(page.content, "html.parser").select_one(".kh-no-print a")
    assert (back["href"], back.text) == (reverse("cases:agreement", args=[agreement.pk]), words)


def test_the_russian_paper_names_in_russian_what_is_handed_over(anna, desk):
    every = SharedPart.values
    office = OrganisationFactory()
    consent = agree(open_case(anna), anna, kind="data_consent", recipient_id=office.pk, parts=every)

    page = desk.get(reverse("cases:print_agreement", args=[consent.pk, "ru"])).content.decode()

    with override("lv"):
        latvian = [str(part.label) for part in SharedPart]
    assert [words for words in latvian if words in page] == []
    assert "имя и фамилия в документах" in page


@pytest.mark.parametrize("path", [("accompaniment", "de"), ("everything", "lv")])
def test_another_language_or_kind_does_not_exist(desk, path):
    assert desk.get(reverse("cases:blank_agreement", args=path)).status_code == 404


def test_taking_a_consent_back_calls_back_what_was_handed_over(anna, desk):
    referral = sent(open_case(anna, called="Haris"), anna, OrganisationFactory())

    desk.post(
        reverse("cases:withdraw_agreement", args=[referral.agreement_id]),
        {"on_day": "20", "on_month": "11", "on_year": "2026"},
    )

    assert Referral.objects.get().state == "withdrawn"
