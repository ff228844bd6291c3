"""The page "What help fits?": one answer after the other, with and without script."""

from __future__ import annotations

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from khetene.cases.actions import add_client, record_fact
from khetene.cases.models import ClientFact
from khetene.kernel.models import AuditEntry
from khetene.programmes import rulebook
from khetene.programmes.models import Screening
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.cases import client_of, open_case
from tests.factories.directory import ServiceFactory
from tests.factories.programmes import haris, know, loaded_rules

pytestmark = pytest.mark.django_db
QUERIES_OF_WHAT_FITS = 12


@pytest.fixture
def anna():
    return MembershipFactory(role="mediator")


@pytest.fixture
def desk(client, anna):
    loaded_rules()
    rulebook.current()
    return sign_in(client, anna)


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def card(response, programme: str) -> str:
    heading = soup(response).find(id=f"programme-{programme}")
    return " ".join(heading.find_parent("section").get_text(" ").split()) if heading else ""


def address(person, name: str = "what_fits_client") -> str:
    return reverse(f"programmes:{name}", args=[person.case_id, person.pk])


def test_haris_registers_and_the_programme_fits_at_once(desk, anna):
    person = haris(anna, refused_suitable_offer=False, disability=False)
    before = card(desk.get(address(person)), "long-term-unemployed")

    answer = {
        "fact": "registered_unemployed",
        "registered_unemployed-value": "yes",
        "registered_unemployed-origin": "said",
    }
    after = card(desk.post(address(person), answer, follow=True), "long-term-unemployed")

    assert "var atbilst" in before
    assert "Kas jāizdara vispirms: Vispirms reģistrējieties NVA kā bezdarbnieks." in before
    assert "var atbilst" not in after
    assert "Motivācijas programma un sociālais mentors" in after
    assert "Lemj Nodarbinātības valsts aģentūra" in after


def test_an_answer_is_kept_with_its_day_and_origin_and_the_older_one_stays(desk, anna):
    person = haris(anna)

    answer = {"fact": "employed", "employed-value": "yes", "employed-origin": "document"}
    response = desk.post(address(person), answer)

    assert response.status_code == 302
    rows = ClientFact.objects.filter(client=person, fact="employed").order_by("recorded_at", "id")
    assert [(row.truth, row.origin, row.known_on) for row in rows] == [
        (False, "said", date(2026, 11, 20)),
        (True, "document", date(2026, 11, 20)),
    ]


@pytest.mark.parametrize("state", ["not_known", "declined"])
def test_no_answer_is_an_answer_too(desk, anna, state):
    person = haris(anna)

    desk.post(address(person), {"fact": "disability", "disability-value": state, "disability-origin": "said"})

    row = ClientFact.objects.get(client=person, fact="disability")
    assert (row.state, row.truth) == (state, None)


def test_what_does_not_apply_is_told_apart(desk, anna):
    person = haris(anna)

    answer = {"fact": "grade", "grade-value": "", "grade-without": "not_applicable", "grade-origin": "said"}
    desk.post(address(person), answer)

    assert ClientFact.objects.get(client=person, fact="grade").state == "not_applicable"


@pytest.mark.parametrize(
    ("fact", "value", "sentence"),
    [
        ("grade", "13", "Rakstiet skaitli no 1 līdz 12."),
        ("grade", "=1+1", "Rakstiet skaitli no 1 līdz 12."),
        ("grade", "9" * 500, "Rakstiet skaitli no 1 līdz 12."),
        ("grade", "", "Sniedziet atbildi vai norādiet, kāpēc tās nav."),
        ("employed", "'; DROP TABLE x", "Izvēlieties atbildi."),
        ("employed", "", "Izvēlieties atbildi."),
        ("household_status", "<script>alert(1)</script>", "Izvēlieties atbildi."),
    ],
)
def test_a_wrong_answer_is_refused_in_words_and_nothing_is_written(desk, anna, fact, value, sentence):
    person = haris(anna)
    before = ClientFact.objects.count()

    response = desk.post(address(person), {"fact": fact, f"{fact}-value": value, f"{fact}-origin": "said"})

    summary = soup(response).find(class_="govuk-error-summary")
    assert sentence in summary.get_text()
    assert response.status_code == 200
    assert ClientFact.objects.count() == before


def test_a_birth_date_in_the_future_is_refused(desk, anna):
    person = client_of(open_case(anna))

    answer = {"fact": "birth_date", "birth_date-origin": "said"}
    answer |= {"birth_date-value_day": "21", "birth_date-value_month": "11", "birth_date-value_year": "2026"}
    response = desk.post(address(person), answer)

    assert "Šī diena vēl nav pienākusi" in response.content.decode()
    assert ClientFact.objects.count() == 0


def test_the_barrier_question_changes_nothing_that_stays(desk, anna):
    person = haris(anna)
    kept = ClientFact.objects.count()

    response = desk.post(address(person), {"fact": "meets_barrier", "meets_barrier-value": "yes"})

    assert response.status_code == 200
    assert "Šo atbildi tikko izmantoja. To nesaglabā." in soup(response).get_text()
    assert ClientFact.objects.count() == kept
    assert list(AuditEntry.objects.filter(verb="fact.recorded", object_type="cases.clientfact")).__len__() == kept
    assert "meets_barrier" not in str(list(Screening.objects.values()))
    hidden = soup(response).find("input", {"name": "once-meets_barrier"})
    assert hidden["value"] == "yes"


def test_the_barrier_answer_is_not_in_the_kept_result_either(desk, anna):
    person = haris(anna)

    desk.post(address(person, "keep"), {"once-meets_barrier": "yes"})

    kept = Screening.objects.get()
    assert "meets_barrier" not in kept.facts + str(kept.verdicts)


def test_a_result_is_kept_and_shown_with_what_it_stood_on(desk, anna):
    person = haris(anna)

    page = desk.post(address(person, "keep"), follow=True)

    text = " ".join(soup(page).get_text(" ").split())
    assert page.redirect_chain == [(reverse("programmes:kept", args=[Screening.objects.get().pk]), 302)]
    assert "Cik mēnešus cilvēks ir bez darba? 14" in text
    assert "Šis rezultāts ir novecojis" not in text
    assert "kept" not in text


def test_a_kept_result_says_that_answers_have_changed(desk, anna):
    person = haris(anna)
    desk.post(address(person, "keep"))
    know(person.case, anna, registered_unemployed=True)

    text = soup(desk.get(reverse("programmes:kept", args=[Screening.objects.get().pk]))).get_text(" ")

    assert "Šis rezultāts ir novecojis. Atbildes ir mainījušās." in " ".join(text.split())


def test_nobody_else_sees_the_page_or_the_result(desk, anna, client):
    person = haris(anna)
    desk.post(address(person, "keep"))
    sign_in(client, MembershipFactory(role="mediator"))

    pages = [address(person), reverse("programmes:kept", args=[Screening.objects.get().pk])]

    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert client.post(address(person), {"fact": "employed", "employed-value": "yes"}).status_code == 404
    assert client.post(address(person, "keep")).status_code == 404


def test_a_client_of_another_case_is_not_reached_through_mine(desk, anna):
    mine, other = haris(anna), haris(MembershipFactory(role="mediator"))

    response = desk.get(reverse("programmes:what_fits_client", args=[mine.case_id, other.pk]))

    assert response.status_code == 404


def test_looking_is_written_down(desk, anna):
    person = haris(anna)

    desk.get(address(person))

    entry = AuditEntry.objects.get(verb="case.opened")
    assert (entry.case, entry.membership) == (person.case_id, anna.pk)


def test_a_case_without_a_person_says_what_to_do(desk, anna):
    case = open_case(anna)
    client_of(case).delete()

    response = desk.get(reverse("programmes:what_fits", args=[case.pk]))

    assert reverse("cases:add_client", args=[case.pk]) in response.content.decode()


def test_the_service_that_offers_the_programme_can_be_handed_over_to(desk, anna):
    person = haris(anna, registered_unemployed=True)
    service = ServiceFactory(programme="long-term-unemployed")

    page = desk.get(address(person)).content.decode()

    start = reverse("referrals:start", args=[person.case_id])
    assert f"{start}?organisation={service.organisation_id}&amp;service={service.pk}" in page


def test_nothing_personal_stands_in_title_or_address(desk, anna):
    person = haris(anna)

    page = soup(desk.get(address(person)))

    assert "Haris" not in page.title.get_text()
    assert [link for link in page.find_all("a") if "Haris" in str(link.get("href"))] == []


def test_an_answer_can_be_corrected_by_a_newer_one(desk, anna):
    person = haris(anna)

    page = soup(desk.get(address(person), {"fact": "employed"}))

    assert page.find("form", class_="kh-question").find("input", {"name": "fact"})["value"] == "employed"


@pytest.mark.parametrize("wanted", ["no_such_fact", "", "<script>", "x" * 2000])
def test_a_strange_question_in_the_address_is_passed_over(desk, anna, wanted):
    assert desk.get(address(haris(anna)), {"fact": wanted}).status_code == 200


def without_focus(piece) -> str:
    text = re.sub(r'name="csrfmiddlewaretoken" type="hidden" value="[^"]*"', "", str(piece))
    return re.sub(r'\s*autofocus=""', "", re.sub(r'value="[A-Za-z0-9]{64}"', "", text))


def test_what_htmx_swaps_in_equals_the_page_loaded_afresh(desk, anna):
    person = haris(anna)
    answer = {"fact": "employed", "employed-value": "yes", "employed-origin": "said"}

    swapped = soup(desk.post(address(person), answer, headers={"HX-Request": "true"}, follow=True))
    afresh = soup(desk.get(address(person)))

    for place in ("what-fits", "verdict-summary"):
        assert without_focus(swapped.find(id=place)) == without_focus(afresh.find(id=place))


@pytest.mark.parametrize("answers", [1, 3])
def test_the_page_costs_the_same_however_much_is_known(desk, anna, answers, django_assert_num_queries):
    names = ["employed", "disability", "learning_trade"][:answers]
    case = open_case(anna)
    person = know(case, anna, **dict.fromkeys(names, True))
    for number in range(answers):
        add_client(case.pk, called=f"Cits {number}", actor=actor_of(anna))
    ServiceFactory.create_batch(answers, programme="support-person")
    desk.get(address(person))

    with django_assert_num_queries(QUERIES_OF_WHAT_FITS):
        desk.get(address(person))


def test_an_answer_that_ran_out_is_shown_with_its_day_and_counts_no_longer(desk, anna):
    person = haris(anna)
    record_fact(
        person.pk,
        fact="household_status",
        value="poor",
        known_on=date(2026, 5, 1),
        valid_to=date(2026, 10, 31),
        origin="document",
        actor=actor_of(anna),
    )

    page = soup(desk.get(address(person)))

    shown = [
        " ".join(row.get_text(" ").split())
        for row in page.find("h2", string="Kas beidzies").find_next("dl").select("dd")
    ]
    assert shown[0].startswith("trūcīga bija spēkā līdz 31.10.2026.; tagad tas skaitās nezināms")
