"""Outreach, the card, this month and the way to a job over their pages; what the holder may read of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.directory.models import Organisation
from khetene.enrolments import actions
from khetene.enrolments.actions import close_quarter
from khetene.enrolments.models import HeadCount, JobOffer, Partner, Passage, ProfileCard, SearchStep
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.directory import OrganisationFactory
from tests.factories.enrolments import (
    CARD,
    DIVERSITY,
    NEET,
    NVA,
    bulk_participants,
    card_filled,
    enrolled,
    give,
    joined,
    loaded_card,
    noted_outreach,
    offered,
    taking_part,
    young,
)
from tests.factories.programmes import haris
from tests.factories.territory import TerritoryFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("latvia")]
TODAY = date(2026, 11, 20)
CANARY = "Kanārijputniņš"
COSTS = {"month": 6, "work": 19, "outreach": 7}


@pytest.fixture
def uldis(latvia):
    uldis = MembershipFactory(role="programme_coordinator")
    joined(uldis, NEET)
    return uldis


@pytest.fixture
def desk(uldis):
    return sign_in(Client(), uldis)


@pytest.fixture
def maija(latvia):
    """An agent of the employment agency."""
    return MembershipFactory(role="case_worker")


@pytest.fixture
def at_the_agency(maija):
    return sign_in(Client(), maija)


def holder_of(slug):
    office = Organisation.objects.filter(slug=slug).first() or OrganisationFactory(slug=slug)
    return sign_in(Client(), MembershipFactory(role="programme_holder", organisation=office))


def text_of(page):
    return " ".join(BeautifulSoup(page.content, "html.parser").find("main").get_text(" ").split())


def day(name, on=TODAY):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def test_an_action_is_noted_added_up_and_taken_back(desk):
    address = reverse("enrolments:outreach", args=[NEET])
    desk.post(address, {"kind": "in-person", "place": "Skeitparks", "heads": "12", **day("happened_on")})

    assert "Kopā 1 12" in text_of(desk.get(address))
    desk.post(reverse("enrolments:take_back_outreach", args=[NEET, HeadCount.objects.get().pk]))
    shown = text_of(desk.get(address))
    assert "ierakstīts kļūdas dēļ: neskaitās, un tā vieta ir dzēsta" in shown
    assert "Kopā" not in shown


@pytest.mark.parametrize("rows", [1, 3])
def test_the_log_costs_the_same_however_long(uldis, desk, rows, django_assert_num_queries):
    for _row in range(rows):
        noted_outreach(uldis)
    stranger = MembershipFactory(role="programme_coordinator")
    joined(stranger, NEET)
    noted_outreach(stranger, place=CANARY)
    address = reverse("enrolments:outreach", args=[NEET])
    desk.get(address)

    with django_assert_num_queries(COSTS["outreach"]):
        page = desk.get(address)

    assert CANARY not in page.content.decode()


def test_the_holder_reads_heads_by_kind_and_no_small_number(uldis):
    others = [MembershipFactory(role="programme_coordinator") for _office in range(2)]
    for by, heads in zip((uldis, *others), (250, 4, 61), strict=True):
        if by is not uldis:
            joined(by, NEET)
        noted_outreach(by, heads=heads, place=CANARY, happened_on=date(2026, 9, 1))
    close_quarter()
    noted_outreach(uldis, heads=7, happened_on=date(2026, 9, 1))  # noted after the quarter: counts in the next

    page = holder_of("jspa").get(reverse("enrolments:outreach", args=[NEET]))

    shown = text_of(page)
    assert "Personiska uzrunāšana 315" in shown
    assert uldis.organisation.name not in shown
    assert CANARY not in page.content.decode()


def test_an_entry_of_one_programme_is_not_taken_back_at_the_address_of_another(uldis, desk):
    row = noted_outreach(uldis)

    for name, programme in (("take_back_outreach", "street-social-work"), ("take_back_attendance", NEET)):
        assert desk.post(reverse(f"enrolments:{name}", args=[programme, row.pk])).status_code == 404
    assert HeadCount.objects.counted().count() == 1


def test_the_card_is_filled_in_read_and_begins_anew_with_what_it_said(uldis, desk):
    loaded_card()
    enrolment = enrolled(uldis, programme=NEET)
    address = reverse("enrolments:fill_card", args=[enrolment.pk])
    gap = desk.post(address, {**day("filled_on"), "seen": [*CARD], "q_needs": "Kāds, kas uzklausa."})
    assert "Kas jaunieti interesē?" in text_of(gap)
    assert ProfileCard.objects.count() == 0

    page = desk.post(address, filled_in(desk, address) | day("filled_on"))

    assert page.url == reverse("enrolments:profile_card", args=[enrolment.pk])
    assert "mācīties amatu pie meistara, vēl nav skaidrs" in text_of(desk.get(page.url))
    again = BeautifulSoup(desk.get(address).content, "html.parser")
    assert again.find("textarea", {"name": "q_interests"}).text.strip() == "Motocikli."
    assert {box["value"] for box in again.select('input[name="q_directions"][checked]')} == {"trade", "open"}


def filled_in(desk, address):
    """The card as a browser sends it: answers, and which questions were seen."""
    seen = BeautifulSoup(desk.get(address).content, "html.parser").find_all("input", {"name": "seen"})
    answers = {f"q_{name}": value.split() if name == "directions" else value for name, value in CARD.items()}
    return answers | {"seen": [box["value"] for box in seen]}


def test_a_card_without_its_day_is_not_kept(uldis, desk):
    loaded_card()
    enrolment = enrolled(uldis, programme=NEET)
    address = reverse("enrolments:fill_card", args=[enrolment.pk])

    page = desk.post(address, filled_in(desk, address))

    assert page.status_code == 200
    assert ProfileCard.objects.count() == 0


def test_there_is_no_card_to_read_before_one_is_filled_in(uldis, desk):
    loaded_card()
    enrolment = enrolled(uldis, programme=NEET)

    assert desk.get(reverse("enrolments:profile_card", args=[enrolment.pk])).status_code == 404
    card_filled(enrolment, uldis)
    assert desk.get(reverse("enrolments:profile_card", args=[enrolment.pk])).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_this_month_costs_the_same_however_many(uldis, desk, rows, django_assert_num_queries):
    for _row in range(rows):
        enrolment = taking_part(uldis, programme=NEET, on=date(2026, 9, 14), client=young(uldis))
        give(enrolment, uldis, support="mentor", quantity=Decimal("12.5"))
    stranger = MembershipFactory(role="programme_coordinator")
    joined(stranger, NEET)
    taking_part(stranger, programme=NEET, client=young(stranger, called=CANARY))
    address = reverse("enrolments:programme_month", args=[NEET])
    desk.get(address)

    with django_assert_num_queries(COSTS["month"]):
        page = desk.get(address)

    shown = text_of(page)
    assert shown.count("12,5 no 20 turpmāk vajag nedēļā: 4,78 stundas") == rows
    assert CANARY not in page.content.decode()


def test_an_earlier_month_is_shown_and_one_to_come_is_not(uldis, desk):
    taking_part(uldis, programme=NEET, on=date(2026, 9, 14), client=young(uldis))
    address = reverse("enrolments:programme_month", args=[NEET])

    assert "trūkst 20" in text_of(desk.get(address, {"month": "2026-10"}))
    for odd in ("2027-01", "nekad", "1999-12", "2026-13"):
        assert text_of(desk.get(address, {"month": odd})) == text_of(desk.get(address))


def test_my_day_warns_of_hours_that_are_missing(uldis, desk):
    taking_part(uldis, programme=NEET, on=date(2026, 9, 14), client=young(uldis))

    assert "turpmāk vajag nedēļā: 12,73 stundas" in text_of(desk.get(reverse("my_day:today")))


def test_haris_is_offered_work_takes_it_and_the_job_is_followed(maija, at_the_agency):
    enrolment = taking_part(maija, on=date(2026, 11, 2))
    work = reverse("enrolments:work", args=[enrolment.pk])
    at_the_agency.post(reverse("enrolments:add_search_step", args=[enrolment.pk]), {"words": "Apskatīt vakances."})
    step = SearchStep.objects.get()
    at_the_agency.post(reverse("enrolments:settle_search_step", args=[step.pk, "done"]))
    at_the_agency.post(
        reverse("enrolments:offer_work", args=[enrolment.pk]),
        {"work": "Palīgs mežizstrādē", **day("offered_on", date(2026, 11, 9))},
    )
    following = reverse("enrolments:next_of_offer", args=[JobOffer.objects.get().pk])
    at_the_agency.post(following, {"doubts": ["way"], "person_says": "Tālu.", **day("checked_on", date(2026, 11, 9))})
    refused = at_the_agency.post(following, {"answer": "refused", **day("answered_on", date(2026, 11, 10))})
    assert "Izvēlieties, kāpēc piedāvājums atteikts." in text_of(refused)
    at_the_agency.post(following, {"answer": "accepted", **day("answered_on", date(2026, 11, 10))})
    at_the_agency.post(following, day("started_on", date(2026, 11, 12)))

    shown = text_of(at_the_agency.get(work))
    assert "neder: Ceļš uz darbu" in shown
    assert "strādā kopš 12.11.2026." in shown
    assert "vēl pāragri spriest" in shown
    assert step.pk not in {row.pk for row in SearchStep.objects.filter(state="open")}


def test_only_the_passage_to_the_agency_is_written_down(maija, at_the_agency):
    enrolment = taking_part(maija, on=date(2026, 11, 2))
    at_the_agency.post(
        reverse("enrolments:refer_to_agency", args=[enrolment.pk]),
        {"passage": "agency-measure", **day("referred_on", date(2026, 11, 9))},
    )
    row = Passage.objects.get()
    at_the_agency.post(reverse("enrolments:follow_passage", args=[row.pk]), day("taken_up_on", date(2026, 11, 16)))

    shown = text_of(at_the_agency.get(reverse("enrolments:work", args=[enrolment.pk])))
    assert "nosūtīts 09.11.2026. · uzsākts 16.11.2026." in shown


@pytest.mark.parametrize("rows", [1, 3])
def test_the_way_to_a_job_costs_the_same_however_long(maija, at_the_agency, rows, django_assert_num_queries):
    enrolment = taking_part(maija, on=date(2026, 11, 2))
    for _row in range(rows):
        offered(enrolment, maija)
    address = reverse("enrolments:work", args=[enrolment.pk])
    at_the_agency.get(address)

    with django_assert_num_queries(COSTS["work"]):
        assert at_the_agency.get(address).status_code == 200


def test_what_a_disability_costs_stands_apart(uldis, desk):
    enrolment = taking_part(uldis, programme=NEET, client=young(uldis))
    give(enrolment, uldis, support="events", quantity=Decimal(2), cents=3_000)
    give(enrolment, uldis, support="disability", quantity=Decimal(0), cents=12_550)

    shown = text_of(desk.get(reverse("enrolments:totals", args=[NEET])))
    assert "Izmaksas kopā: 30,00 €" in shown.replace("\u00a0", " ")
    assert "Uzskaitīts atsevišķi: 125,50 €" in shown.replace("\u00a0", " ")
    own = text_of(desk.get(reverse("enrolments:enrolment", args=[enrolment.pk])))
    assert "(uzskaita atsevišķi)" in own


def test_three_of_a_year_are_not_worked_out_of_thirty_four_and_thirty_seven(uldis):
    offices = [MembershipFactory(role="programme_coordinator") for _office in range(3)]
    for number, by in enumerate(offices):
        starts = [date(2018, 3, 1)] * (12 if number else 10) + [date(2020, 3, 1)]
        bulk_participants(by, starts)

    actions.close_quarter()
    shown = text_of(holder_of("sif").get(reverse("enrolments:totals", args=[DIVERSITY])))

    years = shown.split("Dalībnieki (katrs cilvēks vienreiz)")[1].split("Sniegtais atbalsts")[0]
    assert years.startswith(" nerāda: tas atklātu mazu skaitli")  # an edition would show the 34
    assert not {"3", "34", "37"} & set(years.split())


def test_the_holder_says_where_a_provider_works(uldis):
    partner = Partner.objects.get(programme=NEET)
    place = TerritoryFactory(name="Ventspils", country="LV")
    desk = holder_of("jspa")
    assert "kur darbojas, nav zināms" in text_of(desk.get(reverse("enrolments:partners", args=[NEET])))

    desk.post(reverse("enrolments:partner_territories", args=[partner.pk]), {"territories": [str(place.pk)]})

    assert "Ventspils" in text_of(desk.get(reverse("enrolments:partners", args=[NEET])))


def test_the_programme_says_its_groups_and_what_is_not_written_down(uldis, desk):
    haris(uldis)

    shown = text_of(desk.get(reverse("programmes:programme", args=[NVA])))
    assert shown.count("(paliek NVA, šeit neraksta)") == 2
    assert shown.count("šeit raksta tikai: nosūtīts, uzsākts, pabeigts") == 3


def test_the_blank_card_is_handed_out_for_paper_and_asks_nothing_of_anybody(uldis, desk):
    loaded_card()
    enrolment = enrolled(uldis, programme=NEET)
    page = desk.get(reverse("enrolments:enrolment", args=[enrolment.pk]))
    address = reverse("enrolments:blank_card", args=[enrolment.pk])

    blank = desk.get(address)

    assert address in page.content.decode()
    assert (blank["Content-Type"], blank.content[:5]) == ("application/pdf", b"%PDF-")


def test_where_nothing_is_asked_half_way_there_is_no_blank_form_of_it(uldis, desk):
    enrolment = enrolled(uldis, programme=NEET)

    assert desk.get(reverse("enrolments:blank_midterm", args=[enrolment.pk])).status_code == 404
