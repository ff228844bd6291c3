from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from khetene.enrolments.models import ConfirmationScan, Delivery, OnScan
from khetene.kernel.ids import new_key
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.enrolments import give, taking_part
from tests.factories.files import pdf
from tests.factories.programmes import loaded_rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def maija():
    loaded_rules()
    return MembershipFactory(role="case_worker")


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def test_a_signed_sheet_goes_in_is_handed_out_and_is_removed(maija):
    desk, delivery = sign_in(Client(), maija), give(taking_part(maija), maija)
    Delivery.objects.update(confirmation="waiting")
    form = {"how": "paper", **day("on", date(2026, 11, 20))}
    file = SimpleUploadedFile("Lapa.pdf", pdf())

    desk.post(reverse("enrolments:confirm", args=[delivery.pk]), form | {"file": file})
    scan = ConfirmationScan.objects.get()
    page = BeautifulSoup(desk.get(reverse("enrolments:enrolment", args=[delivery.enrolment_id])).content, "html.parser")
    handed = desk.get(reverse("enrolments:scan_file", args=[scan.pk]))

    assert page.find("a", href=reverse("enrolments:scan", args=[scan.pk])) is not None
    assert (handed.content, handed["Content-Disposition"][:10]) == (pdf(), "attachment")

    desk.post(reverse("enrolments:scan", args=[scan.pk]), {"why_removed": "better_copy"})
    assert Delivery.objects.get().confirmation == "not_asked"


def test_where_nobody_knows_whether_it_is_confirmed_the_page_offers_to_add_a_scan(maija):
    desk, delivery = sign_in(Client(), maija), give(taking_part(maija), maija)
    address = reverse("enrolments:confirm", args=[delivery.pk])

    page = BeautifulSoup(desk.get(reverse("enrolments:enrolment", args=[delivery.enrolment_id])).content, "html.parser")
    assert page.find("a", href=address).find(string=True, recursive=False) == "Pievienot skenējumu"
    form = BeautifulSoup(desk.get(address).content, "html.parser")
    assert form.find("input", {"name": "how"}) is None

    desk.post(address, {**day("on", date(2026, 11, 20)), "file": SimpleUploadedFile("Lapa.pdf", pdf())})
    assert Delivery.objects.get().confirmation == "paper"


@pytest.fixture
def mine(maija):
    """Her person's entry in a session in which a colleague's person was too."""
    mine = give(taking_part(maija), maija)
    colleague = MembershipFactory(role="case_worker", organisation=maija.organisation)
    give(taking_part(colleague), colleague)
    Delivery.objects.update(together=new_key())
    return mine


def bring(maija, delivery, **more):
    form = {**day("on", date(2026, 11, 20)), "file": SimpleUploadedFile("Lapa.pdf", pdf()), **more}
    return sign_in(Client(), maija).post(reverse("enrolments:confirm", args=[delivery.pk]), form)


def errors(page):
    return [
        error.text.strip() for error in BeautifulSoup(page.content, "html.parser").select(".govuk-error-summary li")
    ]


AGAIN = "Fails nav saglabāts. Izvēlieties to vēlreiz."


def test_a_sheet_with_others_is_refused_with_who_can_bring_it_and_that_the_file_is_gone(maija, mine):
    refused, again = errors(bring(maija, mine, sheet="others"))

    assert refused.startswith("Šajā lapā ir cilvēki, kuru lietas jūs neredzat.")
    assert again == AGAIN
    assert ConfirmationScan.objects.count() == 0


def test_who_sees_some_of_a_session_says_who_stands_on_the_sheet(maija, mine):
    assert errors(bring(maija, mine)) == ["Pasakiet, kas ir lapā.", AGAIN]

    bring(maija, mine, sheet="seen")

    assert ConfirmationScan.objects.get().printed.get().enrolment_id == mine.enrolment_id


def test_who_sees_everybody_is_not_asked_who_stands_on_the_sheet(maija):
    delivery = give(taking_part(maija), maija)

    page = sign_in(Client(), maija).get(reverse("enrolments:confirm", args=[delivery.pk]))

    assert BeautifulSoup(page.content, "html.parser").find("input", {"name": "sheet"}) is None


def test_a_scan_of_which_nobody_knows_who_is_on_it_offers_neither_file_nor_removal(maija):
    delivery = give(taking_part(maija), maija)
    bring(maija, delivery)
    scan = ConfirmationScan.objects.get()
    OnScan.objects.all().delete()

    page = BeautifulSoup(
        sign_in(Client(), maija).get(reverse("enrolments:scan", args=[scan.pk])).content, "html.parser"
    )

    assert page.find("a", href=reverse("enrolments:scan_file", args=[scan.pk])) is None
    assert page.find("input", {"name": "why_removed"}) is None


def test_the_sheet_to_be_signed_names_who_was_there(maija):
    desk, enrolment = sign_in(Client(), maija), taking_part(maija)
    delivery = give(enrolment, maija)

    page = desk.get(reverse("enrolments:signature_list", args=[delivery.pk]))

    assert next(cell.text for cell in BeautifulSoup(page.content, "html.parser").select("tbody td")) == enrolment.key


def test_a_scan_and_a_confirmation_on_screen_exclude_each_other(maija):
    desk, delivery = sign_in(Client(), maija), give(taking_part(maija), maija)
    Delivery.objects.update(confirmation="waiting")
    form = {"how": "screen", **day("on", date(2026, 11, 20))}

    page = desk.post(
        reverse("enrolments:confirm", args=[delivery.pk]), form | {"file": SimpleUploadedFile("Lapa.pdf", pdf())}
    )

    (error,) = BeautifulSoup(page.content, "html.parser").select(".govuk-error-summary li")
    assert error.text.strip() == "Skenējums pieder tam, kas apstiprināts uz papīra."
    assert ConfirmationScan.objects.count() == 0
