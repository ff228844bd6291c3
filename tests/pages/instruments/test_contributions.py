"""Municipalities add to the yearly overview: asked by the coordinator, answered behind a link, taken into the overview."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse

from khetene.instruments.actions import pass_on
from khetene.instruments.models import Evaluation, Part
from khetene.kernel import clock
from khetene.monitoring import actions
from khetene.monitoring.models import Contributions
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.directory import OrganisationFactory
from tests.factories.instruments import (
    CLOSES,
    EDUCATION,
    answered_for,
    asked_about,
    asked_for_overview,
    overview_questions,
)
from tests.factories.territory import TerritoryFactory

pytestmark = pytest.mark.django_db
DAY = {"closes_on_day": "18", "closes_on_month": "12", "closes_on_year": "2026"}
SEEN = [f"edu_{name}" for name in ("done", "measures", "events", "reach", "worked", "needed", "state")]


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def desk(janis):
    return sign_in(Client(), janis)


def words(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").get_text(" ").split())


def page_of(name: str, *args):
    return reverse(f"instruments:{name}", args=args)


def test_from_asking_a_municipality_to_its_words_in_the_overview(desk):
    overview_questions()
    town = TerritoryFactory(name="Tukums", kind="municipality")
    desk.post(page_of("ask_municipalities", 2026), {"municipalities": [town.pk], **DAY})
    contribution = Evaluation.objects.get()
    asked = {"field": "education", "name": "Ilze Skolotāja", "email": "ilze@example.org", "language": "lv"}
    refused = desk.post(page_of("ask", contribution.pk), {**asked, "answers_for": ""})
    desk.post(page_of("ask", contribution.pk), {**asked, "answers_for": "Izglītības pārvalde"})
    assert "govuk-error-summary" in refused.content.decode()

    link = next(word for word in mail.outbox[0].body.split() if word.startswith("http"))
    address = link.removeprefix("http://localhost:8000")
    somebody = Client()
    door = words(somebody.get(address))
    given = {f"q_{name}": value for name, value in EDUCATION.items()}
    done = somebody.post(address, {"step": "answer", "seen": SEEN, **given}, follow=True)
    assert ("Tukums" in door, "2026" in door, "Mājoklis" in door, "mediator" in door) == (True, True, False, False)
    assert "Paldies" in words(done)

    shown = words(desk.get(page_of("contributions", 2026)))
    desk.post(reverse("monitoring:take_contributions", args=[2026]))
    overview = words(desk.get(reverse("monitoring:overview", args=[2026])))
    assert "Atbildēja: izglītība" in shown
    assert "Tukums, Izglītības pārvalde" in overview
    assert "Sarunas ar vecākiem" in overview
    assert "Pašvaldības, kas atbildēja: 1 no 1." in overview
    assert "Ilze" not in overview


def test_who_can_still_answer_is_waited_for_on_both_pages_and_silent_after_the_last_day(janis, desk):
    answered_for(asked_for_overview(janis, "Talsi"), janis, "Pārvalde", EDUCATION)
    silent = asked_for_overview(janis, "Cēsis")
    desk.post(page_of("ask", silent.pk), {"field": "education", "name": "C", "answers_for": "C", "language": "lv"})
    desk.post(reverse("monitoring:take_contributions", args=[2026]))

    assert "Vēl gaida atbildi: izglītība" in words(desk.get(page_of("contributions", 2026)))
    assert "Vēl gaida atbildi līdz 18.12.2026.: Cēsis (C)." in words(
        desk.get(reverse("monitoring:overview", args=[2026]))
    )
    with clock.set_to(clock.start_of(CLOSES + timedelta(days=1))):
        desk.post(reverse("monitoring:take_contributions", args=[2026]))
        assert "Nav atbildes: izglītība" in words(desk.get(page_of("contributions", 2026)))
        assert "Nav atbildes: Cēsis (C)." in words(desk.get(reverse("monitoring:overview", args=[2026])))


def test_of_a_field_that_is_not_theirs_the_page_does_not_say_that_an_answer_is_waited_for(janis, desk):
    overview_questions()
    contribution = asked_for_overview(janis, "Cēsis")
    _part, token = asked_about(contribution, janis, answers_for="Kultūras pārvalde")
    pass_on(token, name="Jaunatnes pārvalde")

    shown = words(desk.get(page_of("evaluation", contribution.pk)))

    assert "izglītība (kam jautāja, teica, ka tā nav viņu joma)" in shown


def test_letter_and_page_say_which_ministry_asks(desk, janis):
    overview_questions()
    contribution = asked_for_overview(janis, "Cēsis")
    asked = {"field": "education", "email": "i@example.org", "answers_for": "Pārvalde", "language": "lv"}

    desk.post(page_of("ask", contribution.pk), asked)
    letter = mail.outbox[0].body
    link = next(word for word in letter.split() if word.startswith("http")).removeprefix("http://localhost:8000")

    assert letter.startswith(f"{janis.organisation.name} lūdz pastāstīt")
    assert f"Jautā: {janis.organisation.name}" in words(Client().get(link))


def test_what_was_not_answered_is_named_above_the_questions(janis):
    overview_questions()
    _part, token = asked_about(asked_for_overview(janis, "Cēsis"), janis, answers_for="Pārvalde")

    refused = Client().post(page_of("part", token), {"step": "answer", "seen": SEEN})

    told = BeautifulSoup(refused.content, "html.parser").select(".govuk-error-summary li")
    assert [one.get_text(strip=True) for one in told] == [
        "Atbildiet: Kas tika izdarīts?",
        "Atbildiet: Cik cilvēku kopā piedalījās?",
    ]


def test_a_municipality_has_to_be_chosen_and_the_question_says_so(desk):
    overview_questions()
    TerritoryFactory(name="Tukums", kind="municipality")

    first = words(desk.get(page_of("ask_municipalities", 2026)))
    refused = words(desk.post(page_of("ask_municipalities", 2026), DAY))

    assert "Kurām pašvaldībām jautājat? (nav obligāti)" not in first
    assert "Izvēlieties: Kurām pašvaldībām jautājat?" in refused
    assert Evaluation.objects.count() == 0


def test_a_municipality_in_which_nobody_was_asked_yet_is_not_counted_as_asked(janis, desk):
    asked_about(asked_for_overview(janis, "Cēsis"), janis, answers_for="Pārvalde")
    asked_for_overview(janis, "Talsi")

    assert "Pašvaldības, kurām jautāts: 1, ar atbildi: 0" in words(desk.get(page_of("contributions", 2026)))


def test_the_first_look_says_that_nobody_was_asked_and_takes_nothing(desk):
    shown = desk.get(page_of("contributions", 2026))
    looked = desk.get(reverse("monitoring:take_contributions", args=[2026]))
    refused = desk.post(reverse("monitoring:take_contributions", args=[2026]), follow=True)

    assert "vēl nav jautāts nevienai pašvaldībai" in words(shown)
    assert len(BeautifulSoup(shown.content, "html.parser").select("h1")) == 1
    assert looked.url == page_of("contributions", 2026)
    assert "vēl nav atbildējusi neviena" in refused.content.decode()
    assert Contributions.objects.count() == 0


def test_offices_of_the_municipality_are_offered_and_fill_in_the_form(janis, desk):
    contribution = asked_for_overview(janis, "Tukums")
    office = OrganisationFactory(
        name="Tukuma Sociālais dienests", email="sd@example.org", territory_id=contribution.territory_id
    )

    shown = desk.get(page_of("evaluation", contribution.pk))
    form = BeautifulSoup(desk.get(page_of("ask", contribution.pk), {"known": office.pk}).content, "html.parser")

    assert "Tukuma Sociālais dienests" in words(shown)
    filled = {name: form.select_one(f"[name={name}]")["value"] for name in ("name", "email", "answers_for")}
    assert filled == {
        "name": "Tukuma Sociālais dienests",
        "email": "sd@example.org",
        "answers_for": "Tukuma Sociālais dienests",
    }
    assert Part.objects.count() == 0


@pytest.mark.parametrize("year", [2008, 2027])
def test_a_year_that_nobody_is_asked_about_has_no_pages(desk, year):
    pages = [page_of(name, year) for name in ("contributions", "ask_municipalities")]
    pages.append(reverse("monitoring:take_contributions", args=[year]))

    assert [desk.get(page).status_code for page in pages] == [404, 404, 404]


@pytest.mark.parametrize(("year", "leads"), [(2008, False), (2026, True)])
def test_the_overview_leads_to_municipalities_in_years_of_which_they_can_tell(desk, year, leads):
    shown = BeautifulSoup(desk.get(reverse("monitoring:overview", args=[year])).content, "html.parser")

    links = {link["href"] for link in shown.select("main a[href]")}
    assert (reverse("instruments:contributions", args=[year]) in links) is leads


def test_a_name_in_an_answer_is_deleted_before_it_is_taken_and_after(janis, desk):
    contribution = asked_for_overview(janis, "Tukums")
    part = answered_for(contribution, janis, "Pārvalde", {**EDUCATION, "edu_worked": "Kanārijputniņa ģimene"})
    desk.post(reverse("monitoring:take_contributions", args=[2026]))
    overview = reverse("monitoring:overview", args=[2026])
    one = BeautifulSoup(desk.get(page_of("evaluation", contribution.pk)).content, "html.parser")
    other = BeautifulSoup(desk.get(overview).content, "html.parser")
    first = page_of("wipe_words", part.pk, "edu_worked")
    second = reverse("monitoring:wipe_said", args=[part.pk, "edu_done"])
    assert (one.select_one(f"a[href='{first}']"), other.select_one(f"a[href='{second}']")) != (None, None)

    asked = [words(desk.get(page)) for page in (first, second)]
    for page in (first, second):
        desk.post(page)

    assert ["Kanārijputniņa" in asked[0], "Sarunas" in asked[1]] == [True, True]
    for page in (overview, page_of("evaluation", contribution.pk)):
        shown = words(desk.get(page))
        assert (shown.count("Teksts ir izdzēsts pavisam."), "Kanārijputniņa" in shown, "Sarunas" in shown) == (
            2,
            False,
            False,
        )
    assert [desk.get(page).status_code for page in (first, second)] == [404, 404]


def test_who_does_not_keep_answers_finds_no_way_to_delete_them(janis):
    part = answered_for(asked_for_overview(janis, "Tukums"), janis, "Pārvalde", EDUCATION)
    actions.take_contributions(2026, actor=actor_of(janis))
    expert = sign_in(Client(), MembershipFactory(role="regional_expert", organisation=janis.organisation))

    shown = expert.get(reverse("monitoring:overview", args=[2026])).content.decode()

    assert ("Sarunas ar vecākiem" in shown, "/dzest/" in shown) == (True, False)
    pages = [page_of("wipe_words", part.pk, "edu_done"), reverse("monitoring:wipe_said", args=[part.pk, "edu_done"])]
    assert [expert.post(page).status_code for page in pages] == [404, 404]


def test_others_find_nothing(janis):
    asked_for_overview(janis, "Tukums")
    expert = sign_in(Client(), MembershipFactory(role="regional_expert", organisation=janis.organisation))

    assert [expert.get(page_of(name, 2026)).status_code for name in ("contributions", "ask_municipalities")] == [
        404,
        404,
    ]
    assert expert.post(reverse("monitoring:take_contributions", args=[2026])).status_code == 404
