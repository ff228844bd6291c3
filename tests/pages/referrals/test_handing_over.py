"""From the case to the answer, page by page, without a script."""

from __future__ import annotations

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from khetene.cases import actions as cases
from khetene.cases.models import Agreement, Need
from khetene.kernel.models import AuditEntry
from khetene.referrals import actions
from khetene.referrals.models import Referral
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.directory import OrganisationFactory, ServiceFactory
from tests.factories.referrals import draft, sent

pytestmark = pytest.mark.django_db


def words(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").get_text(" ").split())


def preview(response) -> list[str]:
    """What the summary on the page says, pair by pair."""
    rows = BeautifulSoup(response.content, "html.parser").select("main .govuk-summary-list__row")
    return [" ".join(row.get_text(" ").split()) for row in rows]


def address(referral, name: str = "referral") -> str:
    return reverse(f"referrals:{name}", args=[referral.pk])


def choose(case, office, **more) -> dict[str, object]:
    need = Need.objects.get(case=case)
    return {"recipient": office.pk, "way": "product", "parts": ["called", "needs"], "needs": [need.pk], **more}


CONSENT = {
    "explained": "Kas un kam.",
    "explained_in": "lv",
    "given_how": "signed",
    "witness": "",
    "answer": "agreed",
    "report_back": "on",
}


def test_anna_hands_over_in_three_pages(annas_desk, case, office, ieva):
    start = reverse("referrals:start", args=[case.pk])
    seen = annas_desk.post(start, choose(case, office), follow=True)
    referral = Referral.objects.get()

    assert preview(seen) == ["Kā cilvēku uzrunāt Haris", "Vajadzība Darbs: Grib strādāt."]
    assert annas_desk.post(address(referral, "send")).url == address(referral, "agree")
    done = annas_desk.post(address(referral, "agree"), CONSENT, follow=True)
    referral.refresh_from_db()
    assert (referral.state, "Nosūtījums ir nosūtīts." in words(done)) == ("sent", True)


def test_pressing_every_button_twice_hands_over_once(annas_desk, case, office, ieva):
    for _twice in range(2):
        annas_desk.post(reverse("referrals:start", args=[case.pk]), choose(case, office))
    referral = Referral.objects.get()
    for _twice in range(2):
        annas_desk.post(address(referral, "agree"), CONSENT)
    annas_desk.post(address(referral, "send"))

    assert (Agreement.objects.filter(kind="data_consent").count(), referral.steps.count()) == (1, 2)


def test_office_and_service_come_chosen_from_the_catalogue(annas_desk, case, office, ieva):
    service = ServiceFactory(organisation=office)
    start = f"{reverse('referrals:start', args=[case.pk])}?organisation={office.pk}&service={service.pk}"

    page = BeautifulSoup(annas_desk.get(start).content, "html.parser")
    annas_desk.post(start, choose(case, office))

    assert page.select_one("select[name=recipient] option[selected]")["value"] == str(office.pk)
    assert Referral.objects.get().service == service


def test_an_office_that_is_gone_offers_its_successor(annas_desk, case, office):
    gone = OrganisationFactory(name="Vecā iestāde", valid_to=date(2021, 7, 1), successor=office)

    page = annas_desk.get(reverse("referrals:start", args=[case.pk]), {"organisation": gone.pk})

    assert "Vecā iestāde vairs nepastāv." in words(page)
    assert f"?organisation={office.pk}" in page.content.decode()


def test_errors_keep_what_was_chosen_and_say_what_to_do(annas_desk, case, office, ieva):
    start = reverse("referrals:start", args=[case.pk])

    page = annas_desk.post(start, {"recipient": office.pk, "way": "product", "words": "Lūdzu, zvaniet."})

    assert "Izvēlieties vismaz vienu, ko nodot." in words(page)
    assert "Lūdzu, zvaniet." in words(page)
    assert Referral.objects.count() == 0


def test_an_office_without_people_is_refused_at_the_field(annas_desk, case, office):
    page = annas_desk.post(reverse("referrals:start", args=[case.pk]), choose(case, office))

    assert "Izvēlieties saiti, vēstuli vai tālruni." in words(page)


def test_of_several_people_one_is_chosen_first(annas_desk, anna, case, office, ieva):
    other = cases.add_client(case.pk, called="Māsa", actor=actor_of(anna))
    start = reverse("referrals:start", args=[case.pk])

    first = annas_desk.get(start)
    annas_desk.post(f"{start}?client={other.pk}", choose(case, office))

    assert ("Haris" in words(first), "Māsa" in words(first)) == (True, True)
    assert Referral.objects.get().client == other


def test_a_case_without_people_says_what_comes_first(annas_desk, case):
    case.clients.all().delete()

    assert "Vispirms pievienojiet cilvēku." in words(annas_desk.get(reverse("referrals:start", args=[case.pk])))


def test_a_refusal_is_an_answer_and_a_card_is_still_possible(annas_desk, anna, case, office, ieva):
    prepared = draft(case, anna, office)

    refused = annas_desk.post(address(prepared, "agree"), CONSENT | {"answer": "refused"}, follow=True)
    annas_desk.post(address(prepared, "without_data"))
    annas_desk.post(address(prepared, "send"))

    prepared.refresh_from_db()
    assert "Cilvēks nepiekrita." in words(refused)
    assert "Sūtīt nosūtījumu" not in words(refused)
    assert (prepared.state, prepared.way, prepared.shared) == ("sent", "on_foot", None)


def test_a_draft_thrown_away_leads_back_to_the_case(annas_desk, anna, case, office):
    prepared = draft(case, anna, office)

    assert annas_desk.post(address(prepared, "discard")).url == reverse("cases:case", args=[case.pk])
    assert Referral.objects.count() == 0


def test_a_letter_shows_data_only_after_the_consent(annas_desk, anna, case, office):
    prepared, elsewhere = draft(case, anna, office, way="letter"), OrganisationFactory()
    before = words(annas_desk.get(address(prepared, "letter")))
    after = words(annas_desk.get(address(sent(case, anna, elsewhere, way="letter"), "letter")))

    assert ("Haris" in before, "Haris" in after) == (False, True)
    assert "63600000" in before


def test_a_card_says_when_to_come_and_what_to_bring(annas_desk, anna, case, office):
    service = ServiceFactory(
        organisation=office,
        schedule={"lv": "Otrdienās 9–12"},
        required_documents={"lv": "Pase"},
        address="Lielā iela 1",
    )
    prepared = draft(case, anna, office, way="on_foot")
    Referral.objects.filter(pk=prepared.pk).update(service=service)

    card = words(annas_desk.get(address(prepared, "letter")))

    wanted = ("Otrdienās 9–12", "Pase", "Lielā iela 1", prepared.key)
    assert [part for part in wanted if part not in card] == []
    assert "Haris" not in card


def test_ieva_sees_accepts_meets_and_reports(ievas_desk, annas_desk, anna, case, office, ieva):
    referral = sent(case, anna, office)

    seen = words(ievas_desk.get(address(referral)))
    ievas_desk.post(address(referral, "accept"), {"purpose": "social_service"})
    day = {"on_day": "20", "on_month": "11", "on_year": "2026"}
    ievas_desk.post(address(referral, "appointment"), day)
    ievas_desk.post(address(referral, "outcome"), {"kind": "started_work", "words": "Mežā.", **day})

    told = words(annas_desk.get(address(referral)))
    assert ("Haris" in seen, "29999999" in seen) == (True, False)
    assert ("Sāka strādāt" in told, "Mežā." in told) == (True, True)
    assert AuditEntry.objects.filter(verb="referral.opened", organisation=office.pk).count() == 1


def test_a_result_of_the_own_case_is_offered_without_its_words(ievas_desk, anna, case, office, ieva):
    referral = sent(case, anna, office)
    accepted = actions.accept_referral(referral.pk, purpose="social_service", actor=actor_of(ieva))
    cases.record_outcome(
        accepted.recipient_case_id,
        client_id=accepted.recipient_case.clients.get().pk,
        kind="started_work",
        words="Slepeni sīkumi",
        happened_on=date(2026, 11, 20),
        proof="said",
        actor=actor_of(ieva),
    )

    page = ievas_desk.get(address(referral, "outcome"))

    offered = BeautifulSoup(page.content, "html.parser").select_one("input[name=kind][checked]")
    assert offered["value"] == "started_work"
    assert "Slepeni" not in page.content.decode()


def test_ieva_declines_and_names_a_better_address(ievas_desk, annas_desk, anna, case, office, ieva):
    better = OrganisationFactory(name="Pareizā iestāde")
    referral = sent(case, anna, office)

    unsaid = ievas_desk.post(address(referral, "decline"), {"reason": "other"})
    ievas_desk.post(address(referral, "decline"), {"reason": "not_our_task", "better_address": better.pk})

    page = annas_desk.get(address(referral))
    assert "Dažos vārdos pasakiet, kāpēc." in words(unsaid)
    assert "Pareizā iestāde" in words(page)
    assert f"?organisation={better.pk}" in page.content.decode()


def test_a_refused_button_explains_itself_instead_of_failing(annas_desk, anna, case, office, ieva):
    referral = sent(case, anna, office)
    actions.accept_referral(referral.pk, purpose="social_service", actor=actor_of(ieva))

    answers = [annas_desk.post(address(referral, name), follow=True) for name in ("withdraw", "without_data", "link")]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert ["Tas vairs nav iespējams." in words(answer) for answer in answers] == [True, True, True]


def test_another_office_and_national_roles_find_nothing(client, anna, case, office, ieva):
    referral = sent(case, anna, office)
    for role in ("case_worker", "national_coordinator", "programme_holder"):
        desk = sign_in(client, MembershipFactory(role=role, organisation=OrganisationFactory()))
        names = ("referral", "agree", "accept", "decline", "outcome", "letter", "message")

        assert [desk.get(address(referral, name)).status_code for name in names] == [404] * 7


def test_the_recipient_reaches_none_of_the_senders_pages(ievas_desk, anna, case, office):
    referral = sent(case, anna, office)

    assert [ievas_desk.get(address(referral, name)).status_code for name in ("agree", "letter")] == [404, 404]
    posts = [ievas_desk.post(address(referral, name)).status_code for name in ("send", "withdraw", "link", "discard")]
    assert posts == [404] * 4
    assert ievas_desk.get(reverse("referrals:start", args=[case.pk])).status_code == 404


def test_titles_and_addresses_name_nobody(annas_desk, ievas_desk, anna, case, office):
    referral = sent(case, anna, office)

    for desk in (annas_desk, ievas_desk):
        page = desk.get(address(referral)).content.decode()
        assert "Haris" in page
        assert "Haris" not in re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1]


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "=1+1", "'; DROP TABLE x;--", "../../etc/passwd"])
def test_hostile_words_are_only_words(annas_desk, ievas_desk, anna, case, office, hostile):
    referral = sent(case, anna, office)

    annas_desk.post(address(referral, "message"), {"words": hostile})

    page = ievas_desk.get(address(referral))
    assert hostile in words(page)
    assert "<script>alert" not in page.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"recipient": "nav-uuid"},
        {"recipient": "01a1fb92-c72d-73d3-b7bb-3c542fda30ae"},
        {"way": "balodis"},
        {"parts": ["ethnicity"]},
        {"needs": ["01a1fb92-c72d-73d3-b7bb-3c542fda30ae"]},
        {"words": "x" * 1001},
    ],
)
def test_what_cannot_be_chosen_is_refused_and_nothing_is_half_written(annas_desk, case, office, ieva, wrong):
    page = annas_desk.post(reverse("referrals:start", args=[case.pk]), choose(case, office) | wrong)

    assert (page.status_code, Referral.objects.count()) == (200, 0)
    assert BeautifulSoup(page.content, "html.parser").select_one(".govuk-error-summary")
